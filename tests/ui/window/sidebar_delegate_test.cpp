#include "ui/window/sidebar_delegate.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/theme.h"
#include "ui/window/sidebar_model.h"

#include <QImage>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sidebar_delegate_test {

//! What the sidebar paints stays inside its rows.
class SidebarDelegateTest : public QObject {
    Q_OBJECT

private slots:
    void aBadgeTouchesNeitherTheEdgeNorTheScrollBar()
    {
        Theme::instance().apply(Theme::Mode::Light);
        EntryTable table;
        EntryListModel entries(table, sampleNow());
        table.upsert(sampleEntries());
        SidebarModel model;
        model.setEntries(entries);
        for (const int height : {900, 200}) { // without and with a scroll bar, which lies over the end of the rows
            QTreeView view;
            view.setModel(&model);
            SidebarDelegate::install(&view)->setRail(false);
            view.resize(232, height);
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
            QCOMPARE(view.verticalScrollBar()->isVisible(), height == 200);
            const QModelIndex overdue = model.indexOf({EntryScope::Kind::Overdue, {}, {}, {}});
            QVERIFY(overdue.data(SidebarModel::AlertRole).isValid());
            const QRect row = view.visualRect(overdue);
            const QImage image = view.viewport()->grab().toImage();
            const auto isEmpty = [&](int fromRight) {
                for (int y = row.top(); y <= row.bottom(); ++y) {
                    if (image.pixelColor(row.right() - fromRight, y) != colors().sidebar)
                        return false;
                }
                return true;
            };
            for (int fromRight = 0; fromRight < 8; ++fromRight)
                QVERIFY2(isEmpty(fromRight), qPrintable(u"%1 px from the edge at %2"_s.arg(fromRight).arg(height)));
            int painted = 0;
            for (int fromRight = 8; fromRight < 40; ++fromRight)
                painted += !isEmpty(fromRight);
            QVERIFY(painted >= 18); // the badge is there
        }
    }
};

} // namespace sidebar_delegate_test

KEYTURN_GUI_TEST(sidebar_delegate, sidebar_delegate_test::SidebarDelegateTest)
#include "sidebar_delegate_test.moc"
