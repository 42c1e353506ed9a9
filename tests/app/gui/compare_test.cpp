#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/versions/compare_dialog.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_diff_view.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScopeGuard>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace compare_test {

class CompareTest : public QObject {
    Q_OBJECT

private slots:
    void twoEntriesStandSideBySideAndTheirValuesStayMasked()
    {
        WindowBench bench;
        bench.open(u"amazon-api-access-token"_s);
        bench.window->actions().action(Actions::Id::CompareEntries)->trigger();
        auto *dialog = bench.find<CompareDialog>("compareDialog");
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"compareFilter"_s), u"senior-living"_s);
        auto *list = dialog->findChild<QListView *>(u"compareList"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        list->setCurrentIndex(list->model()->index(0, 0));
        VersionDiffModel &diff = dialog->diff();
        QTRY_COMPARE_WITH_TIMEOUT(diff.rowCount(), 6, 20'000);
        QCOMPARE(diff.changed(), 4); // scope and URL are the same
        QVERIFY(dialog->findChild<QLabel *>(u"compareSummary"_s)->text().contains(u"4 keys differ"_s));

        const QString secret = bench.workspace->openEntry().content()->field(u"lwa-client-secret"_s)->value.reveal();
        for (const QString &text : spokenTexts(dialog))
            QVERIFY(!text.contains(secret));
        int row = 0;
        while (diff.key(row) != "lwa-client-secret"_L1)
            ++row;
        const QModelIndex side = diff.index(row, int(VersionDiffModel::Column::A));
        QVERIFY(!side.data(VersionDiffModel::RevealedTextRole).isValid());
        diff.reveal(row); // the control: it would have been found
        QCOMPARE(side.data(VersionDiffModel::RevealedTextRole).toString(), secret);
        QVERIFY(!side.data().toString().contains(secret));
    }

    void keysOfTheSameRoleStandInOneRowAcrossStores()
    {
        WindowBench bench;
        bench.window->openComparison(bench.id(u"lwa-oauth"_s), bench.id(u"/my-erp/lwa"_s));
        auto *dialog = bench.find<CompareDialog>("compareDialog");
        QTRY_VERIFY_WITH_TIMEOUT(dialog->diff().rowCount() > 0, 20'000);
        QStringList names;
        for (int row = 0; row < dialog->diff().rowCount(); ++row)
            names.append(dialog->diff().index(row, 0).data().toString());
        QVERIFY2(names.contains(u"lwa-client-secret, clientsecret"_s), qPrintable(names.join(u"; "_s)));
        QCOMPARE(names.size(), 5); // three that match, scope and URL that do not
    }

    void itsRowsAreNoHoleInTheDarkDialog()
    {
        WindowBench bench;
        const auto light = qScopeGuard([] { Theme::instance().setMode(Theme::Mode::Light); });
        Theme::instance().setMode(Theme::Mode::Dark);
        QVERIFY(colors().raised != colors().surface); // or nothing could be seen here
        bench.window->openComparison(bench.id(u"lwa-oauth"_s), bench.id(u"amazon-api-access-token"_s));
        auto *dialog = bench.find<CompareDialog>("compareDialog");
        QTRY_VERIFY_WITH_TIMEOUT(dialog->diff().rowCount() > 0, 20'000);
        const auto *view = dialog->findChild<VersionDiffView *>();
        const QRect cell = view->visualRect(dialog->diff().index(0, int(VersionDiffModel::Column::Change)));
        const QImage seen =
            dialog->grab(QRect(view->viewport()->mapTo(dialog, cell.topRight()) + QPoint(-4, 4), QSize(1, 1)))
                .toImage();
        QCOMPARE(seen.pixelColor(0, 0), colors().raised);
    }
};

} // namespace compare_test

KEYTURN_GUI_TEST(compare, compare_test::CompareTest)
#include "compare_test.moc"
