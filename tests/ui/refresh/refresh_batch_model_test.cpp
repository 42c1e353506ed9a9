#include "ui/refresh/refresh_batch_model.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QAbstractItemModelTester>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_batch_model_test {

class RefreshBatchModelTest : public QObject {
    Q_OBJECT

private slots:
    void aRowFollowsItsRefreshFromThePlanToTheResult()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        RefreshBatch batch(bench.workspace, {bench.id(u"skill/lwa"_s), bench.id(u"skill/plain"_s)});
        RefreshBatchModel model(batch);
        const QAbstractItemModelTester tester(&model);
        QTRY_VERIFY(!batch.isReading());
        const auto result = [&model](int row) {
            return model.index(row, int(RefreshBatchModel::Column::Result)).data().toString();
        };
        QCOMPARE(model.index(0, 0).data().toString(), u"skill/lwa"_s);
        QCOMPARE(result(0), u"Will be refreshed"_s);
        QCOMPARE(result(1), u"Holds no credentials that can be refreshed"_s);
        QStringList seen;
        connect(&model, &QAbstractItemModel::dataChanged, this, [&] { seen.append(result(0)); });
        QSignalSpy ended(&batch, &RefreshBatch::ended);
        batch.start();
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(seen.contains(u"Waiting for its turn"_s));
        QVERIFY(result(0).startsWith(u"Refreshed, valid until"_s));
        QCOMPARE(result(1), u"Holds no credentials that can be refreshed"_s);
    }
};

} // namespace refresh_batch_model_test

KEYTURN_TEST(refresh_batch_model, refresh_batch_model_test::RefreshBatchModelTest)
#include "refresh_batch_model_test.moc"
