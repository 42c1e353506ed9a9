#include "core/lint/layout_match.h"
#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/list/name_export.h"
#include "ui/search/entry_list_model.h"
#include "ui/search/query_suggestion.h"
#include "ui/text/spelling.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace query_suggestion_test {

class QuerySuggestionTest : public QObject {
    Q_OBJECT

private slots:
    void countsEditsUpToALimit()
    {
        QCOMPARE(editDistance(u"client", u"clent", 2), 1);
        QCOMPARE(editDistance(u"region", u"regoin", 2), 1);
        QCOMPARE(editDistance(u"abc", u"xyz", 2), 3);
        QCOMPARE(editDistance(u"a", u"abcdef", 2), 3);
        QCOMPARE(nearestWord(u"sotre", {u"store"_s, u"region"_s}), u"store"_s);
        QCOMPARE(nearestWord(u"zzz", {u"store"_s, u"region"_s}), QString());
    }

    void offersTheKeyThatOthersHave()
    {
        EntryTable table;
        EntryListModel model(table, sampleNow());
        model.setNow(sampleNow());
        table.upsert(sampleEntries());
        model.setKeys(sampleEntries()[2].id, {u"lwa-client-id"_s, u"lwa-client-secret"_s, u"scope"_s});
        model.setKeys(sampleEntries()[4].id, {u"lwa-client-id"_s});
        const QuerySuggestion found = QuerySuggestion::of(u"is:due key:lwa-clent-*"_s, model);
        QCOMPARE(found.word, u"key:lwa-client-*"_s);
        QCOMPARE(found.query, u"is:due key:lwa-client-*"_s);
        QVERIFY2(found.sentence.contains(u"2 entries"_s), qPrintable(found.sentence));
        QVERIFY(QuerySuggestion::of(u"key:lwa-*"_s, model).sentence.isEmpty());
        QVERIFY(QuerySuggestion::of(u"key:zzzzzz"_s, model).sentence.isEmpty());
        QCOMPARE(QuerySuggestion::of(u"regoin:us-*"_s, model).query, u"region:us-*"_s);
    }

    void exportsNamesThatNoSpreadsheetRuns()
    {
        Entry entry = sampleEntries()[2];
        entry.description = u"=HYPERLINK(\"x\"), \"y\""_s;
        const QByteArray csv = namesAndDates({entry}, sampleNow());
        QVERIFY(csv.startsWith("name,store,"));
        QVERIFY(csv.contains("amazon-api-access-token,secretsmanager,LWA,111122223333,us-east-1,2026-12-03T"));
        QVERIFY(csv.contains("\"'=HYPERLINK(\"\"x\"\"), \"\"y\"\"\"\r\n"));
    }

    void exportsTheDateThatTheListShows()
    {
        Entry entry = sampleEntries()[2]; // its client secret ends on 3 December
        entry.due.prepend(sampleDue(DueReason::Rotation, entry.id.name, sampleNow().addDays(-1), 2));
        QCOMPARE(decisiveDate(entry, sampleNow()), &entry.due[1]); // AWS rotates by itself
        const QByteArray csv = namesAndDates({entry}, sampleNow());
        QVERIFY2(csv.contains(",us-east-1,2026-12-03T"), csv.constData());
    }
};

} // namespace query_suggestion_test

KEYTURN_TEST(query_suggestion, query_suggestion_test::QuerySuggestionTest)
#include "query_suggestion_test.moc"
