#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QTest>
#include <QTreeView>

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
