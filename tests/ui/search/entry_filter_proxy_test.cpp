#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_filter_proxy_test {

using Column = EntryListModel::Column;

class EntryFilterProxyTest : public QObject {
    Q_OBJECT

    QStringList names() const
    {
        QStringList list;
        for (int row = 0; row < m_proxy->rowCount(); ++row)
            list << m_proxy->index(row, 0).data().toString();
        return list;
    }

private slots:
    void init()
    {
        m_table = std::make_unique<EntryTable>();
        m_model = std::make_unique<EntryListModel>(*m_table, sampleNow());
        m_model->setNow(sampleNow());
        m_table->upsert(sampleEntries());
        m_proxy = std::make_unique<EntryFilterProxy>(*m_model);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_proxy.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_proxy.reset();
        m_model.reset();
    }

    void sortsByUrgencyAndThenByDate()
    {
        m_model->setUnfinished({sampleEntries().last().id});
        m_proxy->sort(int(Column::Due));
        const QStringList expected{u"upwork/prod/upwork-oauth"_s,
                                   u"contact-center/prod/genesys-oauth"_s,
                                   u"/my-erp/lwa"_s,
                                   u"amazon-api-access-token"_s,
                                   u"senior-living/prod/amazon-api-access-token"_s,
                                   u"old-skill/dev/lwa-oauth"_s,
                                   u"lwa-oauth"_s,
                                   u"/guest-wifi/prod/radius-shared-key"_s,
                                   u"billing/prod/stripe-api-key"_s};
        QCOMPARE(names(), expected);
    }

    void aWordTypedKeyByKeyFindsWhatTheWholeWordFinds_data()
    {
        QTest::addColumn<QString>("word");
        for (const char *word : {"lwa-oauth", "prod/lwa", "o/o", "senior-living/prod/amazon-api-access-token", "aaa",
                                 "billing/prod/stripe-api-key\n", "Access"})
            QTest::newRow(word) << QString::fromLatin1(word);
    }
    void aWordTypedKeyByKeyFindsWhatTheWholeWordFinds()
    {
        QFETCH(QString, word);
        EntryFilterProxy atOnce(*m_model);
        for (int length = 1; length <= word.size(); length += 1 + length % 3) {
            m_proxy->setQuery(word.left(length));
            atOnce.setQuery(QString());
            atOnce.setQuery(word.left(length));
            QCOMPARE(m_proxy->rowCount(), atOnce.rowCount());
            for (int row = 0; row < atOnce.rowCount(); ++row)
                QCOMPARE(m_proxy->entry(m_proxy->index(row, 0)), atOnce.entry(atOnce.index(row, 0)));
        }
    }

    void aWordGoesOnBeingTypedAfterAnEntryHasCome()
    {
        m_proxy->setQuery(u"lwa-"_s);
        Entry late = sampleEntries().first();
        late.id.name = u"late/lwa-oauth"_s;
        m_table->upsert({late});
        m_proxy->setQuery(u"lwa-oauth"_s);
        QVERIFY(names().contains(late.id.name));
        m_table->remove({late.id});
        m_proxy->setQuery(u"lwa-oauth"_s + u"x"_s);
        QCOMPARE(m_proxy->rowCount(), 0);
    }

    void narrowsToASmartFolder()
    {
        m_proxy->setScope({EntryScope::Kind::Overdue, {}, {}, {}});
        QCOMPARE(names(), QStringList{u"/my-erp/lwa"_s});
        m_proxy->setScope({EntryScope::Kind::DueSoon, {}, {}, {}});
        QCOMPARE(m_proxy->rowCount(), 2);
        m_proxy->setScope({});
        QCOMPARE(m_proxy->rowCount(), int(sampleEntries().size()));
    }

    void narrowsToARegionOrAPathAtItsSlashes()
    {
        m_proxy->setScope({EntryScope::Kind::Region, {}, u"us-east-2"_s, {}});
        QCOMPARE(names(), QStringList{u"/my-erp/lwa"_s});
        m_proxy->setScope({EntryScope::Kind::Path, {}, {}, u"upwork"_s});
        QCOMPARE(names(), QStringList{u"upwork/prod/upwork-oauth"_s});
        m_proxy->setScope({EntryScope::Kind::Path, {}, {}, u"upw"_s});
        QCOMPARE(m_proxy->rowCount(), 0);
    }

    void filtersWithTheSearchLanguage()
    {
        m_proxy->setQuery(u"store:sm is:due access"_s);
        m_proxy->sort(int(Column::Name));
        QCOMPARE(names(), (QStringList{u"amazon-api-access-token"_s, u"senior-living/prod/amazon-api-access-token"_s}));
        m_proxy->setQuery(u"key:clientsecret"_s);
        QCOMPARE(names(), QStringList{u"/my-erp/lwa"_s});
    }

    void keysOfAnOpenedSecretAreFound()
    {
        const EntryId id = sampleEntries()[4].id;
        m_proxy->setQuery(u"key:lwa-*"_s);
        QCOMPARE(m_proxy->rowCount(), 0);
        m_model->setKeys(id, {u"LWA-client-id"_s});
        QCOMPARE(names(), QStringList{id.name});
        // A listing that comes later does not know the keys and must not forget them.
        m_table->upsert(sampleEntries());
        QCOMPARE(names(), QStringList{id.name});
    }

    void rowsThatChangeMoveIntoAndOutOfTheFilter()
    {
        m_proxy->setScope({EntryScope::Kind::Unfinished, {}, {}, {}});
        QCOMPARE(m_proxy->rowCount(), 0);
        m_model->setUnfinished({sampleEntries().last().id});
        QCOMPARE(m_proxy->rowCount(), 1);
        QCOMPARE(m_proxy->entry(m_proxy->index(0, 0))->id, sampleEntries().last().id);
        QVERIFY(m_proxy->indexOf(sampleEntries().last().id).isValid());
    }

    void aRowThatStaysKeepsItsIndexAndOneThatGoesLosesIt()
    {
        m_proxy->sort(int(Column::Name));
        const QPersistentModelIndex stays(m_proxy->indexOf(sampleEntries()[2].id)); // amazon-api-access-token
        const QPersistentModelIndex goes(m_proxy->indexOf(sampleEntries().last().id));
        QSignalSpy layouts(m_proxy.get(), &QAbstractItemModel::layoutChanged);
        m_proxy->setQuery(u"amazon"_s);
        QCOMPARE(m_proxy->rowCount(), 2);
        QCOMPARE(stays.data().toString(), u"amazon-api-access-token"_s);
        QVERIFY(!goes.isValid());
        QCOMPARE(layouts.count(), 1);
        m_proxy->setQuery(u"amazon-"_s); // the same rows: nothing is to be told
        QCOMPARE(layouts.count(), 1);
    }

    void theCurrentRowAndTheSelectionSurviveFilteringAndSorting()
    {
        QItemSelectionModel selection(m_proxy.get());
        const EntryId id = sampleEntries()[2].id;
        selection.setCurrentIndex(m_proxy->indexOf(id), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        m_proxy->setQuery(u"amazon"_s);
        m_proxy->sort(int(Column::Due), Qt::DescendingOrder);
        QCOMPARE(m_proxy->entry(selection.currentIndex())->id, id);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(m_proxy->entry(selection.selectedRows().first())->id, id);
    }

    void whatIsReadWhileFilteredShowsOnlyWhereItFits()
    {
        m_proxy->sort(int(Column::Name));
        m_proxy->setQuery(u"stripe"_s);
        m_table->upsert({sampleEntry(u"a/stripe-key"_s, CredentialKind::Plain, sampleNow()),
                         sampleEntry(u"a/other"_s, CredentialKind::Plain, sampleNow())});
        QCOMPARE(names(), (QStringList{u"a/stripe-key"_s, u"billing/prod/stripe-api-key"_s}));
        m_table->remove({sampleEntries()[5].id, sampleEntries()[0].id});
        QCOMPARE(names(), QStringList{u"a/stripe-key"_s});
        m_proxy->setQuery({});
        QCOMPARE(m_proxy->rowCount(), int(sampleEntries().size()));
        QCOMPARE(names().first(), u"/guest-wifi/prod/radius-shared-key"_s);
        m_table->clear();
        QCOMPARE(m_proxy->rowCount(), 0);
    }

    void aChangedRowTakesItsNewPlace()
    {
        m_proxy->sort(int(Column::Due));
        Entry entry = sampleEntries()[5]; // no due date
        entry.due << sampleDue(DueReason::Expiration, entry.id.name, sampleNow().addDays(-900), 1);
        m_table->upsert({entry});
        QCOMPARE(m_proxy->indexOf(entry.id).row(), 1); // behind the rotation that is stuck
        entry.due.clear();
        m_table->upsert({entry});
        QVERIFY(m_proxy->indexOf(entry.id).row() > 5);
    }

    void aLaterWordEndsAScanThatGoesOn()
    {
        QList<Entry> entries;
        for (int i = 0; i < 60'000; ++i)
            entries << sampleEntry(u"/erp/tenant-%1/lwa/clientsecret"_s.arg(i), CredentialKind::SpApi, sampleNow());
        EntryTable table;
        EntryListModel model(table, sampleNow());
        table.upsert(entries);
        EntryFilterProxy proxy(model);
        QSignalSpy done(&proxy, &EntryFilterProxy::filtered);
        proxy.setQuery(u"tenant-59"_s);
        proxy.setQuery(u"tenant-4711"_s);
        proxy.setScope({EntryScope::Kind::Path, {}, {}, u"/erp/tenant-4711"_s});
        table.upsert({sampleEntry(u"/erp/tenant-4711/new"_s, CredentialKind::Plain, sampleNow())});
        QTRY_VERIFY(!proxy.isFiltering());
        QCOMPARE(proxy.rowCount(), 2);
        QVERIFY(done.count() >= 1);
    }

    void findsWhatAValueSearchHasMarked()
    {
        m_proxy->setQuery(u"value:"_s);
        QCOMPARE(m_proxy->rowCount(), 0);
        m_model->setMarked(SearchSubject::ValueFound, {sampleEntries()[4].id});
        QCOMPARE(names(), QStringList{u"lwa-oauth"_s});
        m_model->setMarked(SearchSubject::Duplicate, {sampleEntries()[1].id, sampleEntries()[2].id});
        m_proxy->setQuery(u"is:duplicate"_s);
        QCOMPARE(m_proxy->rowCount(), 2);
        m_model->setMarked(SearchSubject::Duplicate, {});
        QCOMPARE(m_proxy->rowCount(), 0);
    }

    void staysQuickWithAHundredThousandRows()
    {
        EntryTable table;
        EntryListModel model(table, sampleNow());
        model.setNow(sampleNow());
        QList<Entry> entries;
        entries.reserve(100'000);
        for (int i = 0; i < 100'000; ++i) {
            Entry entry = sampleEntry(u"/erp/tenant-%1/lwa/clientsecret"_s.arg(i), CredentialKind::SpApi, sampleNow());
            entry.due << sampleDue(DueReason::ClientSecretAge, entry.id.name, sampleNow().addDays(-(i % 180)), 180);
            entries << entry;
        }
        QElapsedTimer timer;
        timer.start();
        table.upsert(entries);
        const qint64 fill = timer.restart();
        EntryFilterProxy proxy(model);
        QCOMPARE(proxy.rowCount(), 100'000); // the proxy maps its rows when it is first asked
        proxy.sort(int(Column::Due));
        const qint64 sort = timer.restart();
        proxy.setQuery(u"tenant-4711"_s);
        QTRY_VERIFY(!proxy.isFiltering());
        QCOMPARE(proxy.rowCount(), 11);
        const qint64 narrow = timer.restart();
        proxy.setQuery({});
        QTRY_COMPARE(proxy.rowCount(), 100'000);
        qInfo("100,000 rows: fill %lld ms, sort %lld ms, filter %lld ms", fill, sort, narrow);
        // A generous bound for a shared machine and a debug build; the figure itself is in bench/.
        QVERIFY2(narrow < 1000, "filtering must not ask data() for every row");
    }

private:
    std::unique_ptr<EntryTable> m_table;
    std::unique_ptr<EntryListModel> m_model;
    std::unique_ptr<EntryFilterProxy> m_proxy;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace entry_filter_proxy_test

KEYTURN_TEST(entry_filter_proxy, entry_filter_proxy_test::EntryFilterProxyTest)
#include "entry_filter_proxy_test.moc"
