#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/list/entry_delegate.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_chip_painter.h"
#include "ui/window/sidebar_delegate.h"
#include "ui/window/sidebar_model.h"

#include <QApplication>
#include <QHeaderView>
#include <QTest>
#include <QTreeView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_delegate_test {

class EntryDelegateTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void rowsHaveTheHeightOfTheirDensity()
    {
        EntryDelegate delegate;
        const QStyleOptionViewItem option;
        QCOMPARE(delegate.sizeHint(option, {}).height(), 48);
        delegate.setDensity(EntryDelegate::Density::Compact);
        QCOMPARE(delegate.sizeHint(option, {}).height(), 28);
        delegate.setDensity(EntryDelegate::Density::Narrow);
        QCOMPARE(delegate.sizeHint(option, {}).height(), 60);
    }

    void rowsGrowWithTheFontOfTheUser()
    {
        const QFont before = QApplication::font();
        QFont twice = before;
        twice.setPointSizeF(before.pointSizeF() * 2);
        QApplication::setFont(twice);
        EntryDelegate delegate;
        const int height = delegate.sizeHint({}, {}).height();
        QApplication::setFont(before);
        QVERIFY(height > 60);
    }

    void theDueColumnHoldsEveryChip()
    {
        const int width = EntryDelegate::columnWidth(int(EntryListModel::Column::Due));
        for (const Entry &entry : sampleEntries()) {
            const EntryStatus status = statusOf(entry, sampleNow());
            const QString word = StatusText::chip(status);
            QVERIFY2(chips::statusSize(statusLook(status.status), word).width() <= width, qPrintable(word));
        }
    }

    //! Where the path is too long for the line, it gives way, and the region stays: of one row as of the next.
    void theRegionIsInEveryRow()
    {
        const auto painted = [](const QString &region) {
            EntryTable table;
            EntryListModel model(table, sampleNow());
            model.setNow(sampleNow());
            table.upsert({sampleEntry(u"a-customer-with-a-long-name/production/eu/oauth"_s, CredentialKind::Plain,
                                      sampleNow(), region)});
            QTreeView view;
            view.setModel(&model);
            view.setItemDelegate(new EntryDelegate(&view));
            view.setRootIsDecorated(false);
            view.resize(608, 200);
            view.setColumnWidth(0, 220);
            view.show();
            return view.viewport()->grab(view.visualRect(model.index(0, 0))).toImage();
        };
        QCOMPARE(painted(u"us-east-1"_s), painted(u"us-east-1"_s));
        QVERIFY(painted(u"us-east-1"_s) != painted(u"eu-west-3"_s));
    }

    void paintsInBothThemesAndDirections()
    {
        EntryTable table;
        EntryListModel model(table, sampleNow());
        model.setNow(sampleNow());
        table.upsert(sampleEntries());
        QTreeView view;
        view.setModel(&model);
        view.setItemDelegate(new EntryDelegate(&view));
        view.resize(608, 500);
        view.show();
        const QImage light = view.grab().toImage();
        view.setLayoutDirection(Qt::RightToLeft);
        const QImage mirrored = view.grab().toImage();
        QVERIFY(mirrored != light);
        Theme::instance().setMode(Theme::Mode::Dark);
        const QImage dark = view.grab().toImage();
        Theme::instance().setMode(Theme::Mode::Light);
        QVERIFY(dark.pixelColor(300, 470).lightness() < 60);
        QVERIFY(light.pixelColor(300, 470).lightness() > 200);
    }

    void theSidebarFillsItsViewAndOpensItsSections()
    {
        EntryTable table;
        EntryListModel entries(table, sampleNow());
        entries.setNow(sampleNow());
        table.upsert(sampleEntries());
        SidebarModel model;
        model.setEntries(entries);
        QTreeView view;
        view.setModel(&model);
        auto *delegate = SidebarDelegate::install(&view);
        delegate->setRail(false);
        view.resize(232, 700);
        view.show();
        QCOMPARE(view.header()->sectionSize(0), view.viewport()->width());
        QVERIFY(view.isExpanded(model.section(2)));
        QCOMPARE(view.visualRect(model.index(1, 0, model.section(0))).height(), 32);
        delegate->setRail(true);
        view.resize(56, 700);
        QCOMPARE(view.header()->sectionSize(0), view.viewport()->width());
        QVERIFY(!view.isExpanded(model.section(2)));
    }

    void anArrowOfTheSidebarOpensItsFolder()
    {
        EntryTable table;
        EntryListModel entries(table, sampleNow());
        table.upsert(sampleEntries());
        SidebarModel model;
        model.setEntries(entries);
        QTreeView view;
        view.setModel(&model);
        SidebarDelegate::install(&view)->setRail(false);
        view.resize(232, 900);
        view.show();
        const QModelIndex folder = model.indexOf({EntryScope::Kind::Path, {}, {}, u"upwork"_s});
        const QRect row = view.visualRect(folder);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 20, row.center().y()));
        QVERIFY(view.isExpanded(folder));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 20, row.center().y()));
        QVERIFY(!view.isExpanded(folder));
    }
};

} // namespace entry_delegate_test

KEYTURN_GUI_TEST(entry_delegate, entry_delegate_test::EntryDelegateTest)
#include "entry_delegate_test.moc"
