#include "core/workspace/entry_table.h"

#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_table_test {

class EntryTableTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsKnownKeepsItsRow()
    {
        EntryTable table;
        table.upsert(sampleEntries());
        Entry again = sampleEntries().at(2);
        again.description = u"later"_s;
        QSignalSpy replaced(&table, &EntryTable::replaced);
        QSignalSpy inserted(&table, &EntryTable::inserted);
        table.upsert({again});
        QCOMPARE(replaced.count(), 1);
        QCOMPARE(replaced[0][0].value<QList<int>>(), QList<int>{2});
        QVERIFY(inserted.isEmpty());
        QCOMPARE(table.find(again.id)->description, u"later"_s);
    }

    void whatStaysAsItWasIsNotTold()
    {
        EntryTable table;
        table.upsert(sampleEntries());
        QSignalSpy changed(&table, &EntryTable::changed);
        table.upsert(sampleEntries());
        table.remove({EntryId{}});
        QVERIFY(changed.isEmpty());
    }

    void rowsAreFoundAfterOthersWent()
    {
        EntryTable table;
        const QList<Entry> all = sampleEntries();
        table.upsert(all);
        QSignalSpy changed(&table, &EntryTable::changed);
        table.remove({all[0].id, all[1].id, all[4].id});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(table.rowOf(all[0].id), -1);
        QCOMPARE(table.rowOf(all[2].id), 0);
        QCOMPARE(table.rowOf(all[5].id), 2);
        table.clear();
        QVERIFY(table.entries().isEmpty() && !table.find(all[2].id));
    }
};

} // namespace entry_table_test

KEYTURN_TEST(entry_table, entry_table_test::EntryTableTest)
#include "entry_table_test.moc"
