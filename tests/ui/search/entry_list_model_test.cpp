#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/search/entry_list_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_list_model_test {

using Column = EntryListModel::Column;

class EntryListModelTest : public QObject {
    Q_OBJECT

    static QString cell(const EntryListModel &model, const QString &name, Column column)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == name)
                return model.index(row, int(column)).data().toString();
        }
        return u"no such row"_s;
    }

private slots:
    void init()
    {
        m_table = std::make_unique<EntryTable>();
        m_model = std::make_unique<EntryListModel>(*m_table, sampleNow());
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setNow(sampleNow());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void saysWhenThingsAreDueAndHowLongTokensLast()
    {
        m_table->upsert(sampleEntries());
        QCOMPARE(cell(*m_model, u"/my-erp/lwa"_s, Column::Due), u"overdue 3 days"_s);
        QCOMPARE(cell(*m_model, u"amazon-api-access-token"_s, Column::Due), u"in 12 days"_s);
        QCOMPARE(cell(*m_model, u"contact-center/prod/genesys-oauth"_s, Column::Due), u"rotation stuck"_s);
        QCOMPARE(cell(*m_model, u"old-skill/dev/lwa-oauth"_s, Column::Due), u"deleted in 5 days"_s);
        QCOMPARE(cell(*m_model, u"billing/prod/stripe-api-key"_s, Column::Due), u"no due date"_s);
        QCOMPARE(cell(*m_model, u"amazon-api-access-token"_s, Column::Token), u"41 min left"_s);
        QCOMPARE(cell(*m_model, u"lwa-oauth"_s, Column::Token), u"expired"_s);
        QCOMPARE(cell(*m_model, u"billing/prod/stripe-api-key"_s, Column::Token), u"—"_s);
        QCOMPARE(cell(*m_model, u"amazon-api-access-token"_s, Column::Changed), u"12:05"_s);
        QCOMPARE(cell(*m_model, u"lwa-oauth"_s, Column::Changed), u"29 Aug"_s);
    }

    void updatesInPlaceSoThatSelectionSurvives()
    {
        m_table->upsert(sampleEntries());
        const QPersistentModelIndex kept(m_model->index(2, 0));
        const QString name = kept.data().toString();
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QList<Entry> again = sampleEntries();
        again[2].lastChangedAt = sampleNow();
        m_table->upsert(again);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(kept.data().toString(), name);
        QCOMPARE(m_model->index(2, int(Column::Changed)).data().toString(), u"14:05"_s);
    }

    void anEntryThatComesTwiceInOneBatchIsOneRow()
    {
        Entry grown = sampleEntries().first();
        grown.description = u"later"_s;
        m_table->upsert({sampleEntries().first(), grown});
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->find(grown.id)->description, u"later"_s);
    }

    void removesWhatIsGoneAndKeepsTheRest()
    {
        const QList<Entry> all = sampleEntries();
        m_table->upsert(all);
        const QPersistentModelIndex last(m_model->index(int(all.size()) - 1, 0));
        m_table->remove({all[0].id, all[1].id, all[4].id, EntryId{}});
        QCOMPARE(m_model->rowCount(), int(all.size()) - 3);
        QVERIFY(last.isValid());
        QCOMPARE(last.data().toString(), all.last().id.name);
        QVERIFY(m_model->find(all[1].id) == nullptr);
        QCOMPARE(m_model->indexOf(all.last().id), QModelIndex(last));
        m_table->clear();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void unfinishedWorkComesBeforeEverythingElse()
    {
        m_table->upsert(sampleEntries());
        const Entry entry = sampleEntries().last();
        m_model->setUnfinished({entry.id});
        QCOMPARE(cell(*m_model, entry.id.name, Column::Due), u"unfinished"_s);
        m_model->setUnfinished({});
        QCOMPARE(cell(*m_model, entry.id.name, Column::Due), u"no due date"_s);
    }

    void reportsOnlyStatesThatChangeWhenTimePasses()
    {
        m_table->upsert(sampleEntries());
        QSignalSpy changed(m_model.get(), &EntryListModel::entriesChanged);
        m_model->setNow(sampleNow().addSecs(60));
        changed.clear(); // the sample's dates fall on the minute, so that step changed all of them
        m_model->setNow(sampleNow().addSecs(120));
        QCOMPARE(changed.count(), 0);
        m_model->setNow(sampleNow().addDays(13));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(cell(*m_model, u"amazon-api-access-token"_s, Column::Due), u"overdue 1 day"_s);
    }

    void aBadgeNeverReachesTheScreenReaderWithoutItsWord()
    {
        m_table->upsert(sampleEntries());
        const QModelIndex due = m_model->index(0, int(Column::Due));
        QCOMPARE(due.data(Qt::AccessibleTextRole).toString(), u"overdue 3 days"_s);
        QVERIFY(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"Parameter Store"_s));
    }

    void noCellIsWithoutAName()
    {
        EntryTable table;
        EntryListModel model(table, sampleNow());
        Entry bare;
        bare.id = {Store::SecretsManager, {}, u"us-east-1"_s, u"bare"_s};
        table.upsert(sampleEntries() + QList<Entry>{bare});
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const QString name = model.index(row, column).data(Qt::AccessibleTextRole).toString();
                QVERIFY2(!name.isEmpty() && name != u"—"_s, qPrintable(u"%1, %2"_s.arg(row).arg(column)));
            }
        }
    }

private:
    std::unique_ptr<EntryTable> m_table;
    std::unique_ptr<EntryListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace entry_list_model_test

KEYTURN_TEST(entry_list_model, entry_list_model_test::EntryListModelTest)
#include "entry_list_model_test.moc"
