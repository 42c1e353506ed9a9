#include "ui/refresh/refresh_batch_delegate.h"

#include "tests/support/test_main.h"
#include "ui/refresh/refresh_batch_model.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_batch_delegate_test {

class RefreshBatchDelegateTest : public QObject {
    Q_OBJECT

private slots:
    void aReasonThatIsLongerThanItsColumnGetsMoreLines()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QStandardItemModel model(2, 3);
        const int result = int(RefreshBatchModel::Column::Result);
        model.setData(model.index(0, result), u"Refreshed"_s);
        model.setData(
            model.index(1, result),
            u"The provider does not accept this client secret (invalid_client). It was replaced or has expired: "
            "enter the new one, then refresh again."_s);
        QTableView table;
        table.setModel(&model);
        table.setItemDelegate(new RefreshBatchDelegate(&table));
        table.setColumnWidth(result, 300);
        table.setShowGrid(false); // as in the dialog: it would add a line to each row
        table.resizeRowsToContents();
        QCOMPARE(table.rowHeight(0), RefreshBatchDelegate::rowHeight);
        QVERIFY(table.rowHeight(1) > RefreshBatchDelegate::rowHeight);
    }
};

} // namespace refresh_batch_delegate_test

KEYTURN_GUI_TEST(refresh_batch_delegate, refresh_batch_delegate_test::RefreshBatchDelegateTest)
#include "refresh_batch_delegate_test.moc"
