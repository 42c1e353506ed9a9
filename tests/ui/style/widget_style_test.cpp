#include "tests/support/test_main.h"
#include "ui/style/menu_painter.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyleOptionFocusRect>
#include <QTest>
#include <QTreeView>
#include <QVBoxLayout>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace widget_style_test {

//! What the style paints beyond its base: nothing over rows and labels, a ring where there is no other.
class WidgetStyleTest : public QObject {
    Q_OBJECT

    //! Pixels that the focus frame of \p widget changes.
    static qsizetype focusedPixels(const QWidget &widget)
    {
        QImage image(80, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        const QImage before = image;
        QStyleOptionFocusRect option;
        option.rect = image.rect();
        option.palette = widget.palette();
        option.state = QStyle::State_Enabled | QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;
        option.backgroundColor = widget.palette().color(QPalette::Base);
        QPainter painter(&image);
        QApplication::style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, &widget);
        painter.end();
        qsizetype changed = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                changed += image.pixel(x, y) != before.pixel(x, y);
        }
        return changed;
    }

private slots:
    void noFocusFrameIsPaintedOverRowsAndLabels()
    {
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            Theme::instance().apply(mode);
            QCOMPARE(focusedPixels(QTreeView()), 0);
            QCOMPARE(focusedPixels(Button(u"Cancel"_s)), 0);
        }
    }

    void aScrollBarTakesNoRoomFromRowsAndIsSeenWhereTheFocusIs()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QStandardItemModel rows(100, 1);
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *elsewhere = new Button(u"Elsewhere"_s);
        auto *view = new QTreeView;
        view->setFrameShape(QFrame::NoFrame);
        view->setModel(&rows);
        column->addWidget(elsewhere);
        column->addWidget(view);
        window.resize(200, 200);
        window.show();
        QScrollBar *bar = view->verticalScrollBar();
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(view->viewport()->width(), view->width());
        const auto painted = [bar] {
            QImage image(bar->size(), QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            bar->render(&image, {}, {}, {});
            qsizetype pixels = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    pixels += qAlpha(image.pixel(x, y)) > 0;
            }
            return pixels;
        };
        QApplication::setActiveWindow(&window);
        elsewhere->setFocus();
        QTRY_VERIFY(elsewhere->hasFocus());
        QCOMPARE(painted(), 0);
        view->setFocus();
        QTRY_VERIFY(view->hasFocus());
        const qsizetype handle = painted();
        QVERIFY(handle > 4 * 20);
        QVERIFY(handle < qsizetype(bar->width()) * bar->height() / 2); // rows are seen round it
    }

    void aScrollBarIsDraggedAndPages()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QScrollBar bar(Qt::Vertical);
        bar.setRange(0, 900);
        bar.setPageStep(100);
        bar.resize(bar.sizeHint().width(), 200);
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const QPoint handle(bar.width() / 2, 10);
        QTest::mousePress(&bar, Qt::LeftButton, {}, handle);
        QTest::mouseMove(&bar, handle + QPoint(0, 84)); // half of what is left beside the handle of 32
        QTest::mouseRelease(&bar, Qt::LeftButton, {}, handle + QPoint(0, 84));
        QCOMPARE(bar.value(), 450);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(bar.width() / 2, bar.height() - 4));
        QCOMPARE(bar.value(), 550);
    }

    void aPageThatScrollsKeepsItsBarBesideIt()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QScrollArea area;
        auto *page = new QWidget;
        page->setMinimumHeight(1000);
        area.setFrameShape(QFrame::NoFrame);
        area.setWidgetResizable(true);
        area.setWidget(page);
        area.resize(200, 200);
        area.show();
        QTRY_VERIFY(area.verticalScrollBar()->isVisible());
        QCOMPARE(area.viewport()->width(), area.width() - area.verticalScrollBar()->width()); // nothing lies under it
    }

    void aMenuIsSquareAndItsEdgeIsSeenInBothThemes()
    {
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            Theme::instance().apply(mode);
            QMenu menu;
            menu.addSection(u"Heading"_s);
            QAction *first = menu.addAction(u"First"_s);
            menu.addSeparator();
            menu.addAction(u"Second"_s);
            menu.popup(QPoint());
            menu.setActiveAction(first);
            QTRY_VERIFY(menu.isVisible());
            const QImage image = menu.grab().toImage();
            const QRect edge = image.rect();
            for (const QPoint &corner : {edge.topLeft(), edge.topRight(), edge.bottomLeft(), edge.bottomRight()})
                QCOMPARE(image.pixelColor(corner), colors().outline());
            // The chosen row has one fill to both sides of the frame, a bar before it, and words of the usual colour.
            const QRect row = menu.actionGeometry(first);
            QCOMPARE(image.pixelColor(row.right() - 1, row.top() + 2), colors().selected);
            QCOMPARE(image.pixelColor(row.right() - 1, row.bottom()), colors().selected);
            QCOMPARE(image.pixelColor(row.left() + 1, row.center().y()), colors().accent);
            QVERIFY(row.top() > menus::margin);
            QCOMPARE(image.pixelColor(row.left() + 1, row.bottom() + 1), colors().raised);
        }
    }

    void aCheckBoxShowsItsFocusAsARing()
    {
        Theme::instance().apply(Theme::Mode::Light);
        const QCheckBox box(u"Force"_s);
        const qsizetype ring = focusedPixels(box);
        QVERIFY(ring > 100);
        QVERIFY(ring < 80 * 40 / 4); // and nothing inside
    }
};

} // namespace widget_style_test

KEYTURN_GUI_TEST(widget_style, widget_style_test::WidgetStyleTest)
#include "widget_style_test.moc"
