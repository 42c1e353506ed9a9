#include "tests/support/sample_entries.h"
#include "tests/support/test_main.h"
#include "ui/search/entry_index.h"
#include "ui/search/search_query.h"
#include "ui/search/text_match.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace search_query_test {

namespace {

bool finds(const QString &query, const Entry &entry, const QStringList &keys = {})
{
    EntryIndex index;
    index.set(0, entry, statusOf(entry, sampleNow()));
    if (!keys.isEmpty())
        index.setKeys(0, keys);
    return SearchQuery::parse(query).matches(index.subject(0));
}

Entry named(const QString &name)
{
    for (const Entry &entry : sampleEntries()) {
        if (entry.id.name == name)
            return entry;
    }
    return {};
}

} // namespace

class SearchQueryTest : public QObject {
    Q_OBJECT

private slots:
    void understandsEveryField_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("entry");
        QTest::addColumn<bool>("found");
        const QString alexa = u"amazon-api-access-token"_s;
        const QString erp = u"/my-erp/lwa"_s;
        QTest::newRow("free word") << u"api-access"_s << alexa << true;
        QTest::newRow("free word in any case") << u"AMAZON"_s << alexa << true;
        QTest::newRow("two words must both hold") << u"amazon nothing"_s << alexa << false;
        QTest::newRow("word with a star is the whole text") << u"amazon*"_s << alexa << true;
        QTest::newRow("store") << u"store:ssm"_s << erp << true;
        QTest::newRow("other store") << u"store:sm"_s << erp << false;
        QTest::newRow("overdue") << u"is:overdue"_s << erp << true;
        QTest::newRow("not overdue") << u"is:overdue"_s << alexa << false;
        QTest::newRow("stuck") << u"is:stuck"_s << u"contact-center/prod/genesys-oauth"_s << true;
        QTest::newRow("due below") << u"due:<14d"_s << alexa << true;
        QTest::newRow("due below, not reached") << u"due:<12d"_s << alexa << false;
        QTest::newRow("due above") << u"due:>60d"_s << u"lwa-oauth"_s << true;
        QTest::newRow("due in weeks") << u"due:<2w"_s << alexa << true;
        QTest::newRow("overdue is below everything") << u"due:<0d"_s << erp << true;
        QTest::newRow("nothing is due") << u"due:<900d"_s << u"billing/prod/stripe-api-key"_s << false;
        QTest::newRow("region") << u"region:us-*"_s << alexa << true;
        QTest::newRow("kind") << u"kind:sp-api"_s << erp << true;
        QTest::newRow("tag with value") << u"tag:env=prod"_s << alexa << true;
        QTest::newRow("tag with another value") << u"tag:env=dev"_s << alexa << false;
        QTest::newRow("tag name") << u"tag:env"_s << alexa << true;
        QTest::newRow("left out") << u"-region:us-east-1"_s << alexa << false;
        QTest::newRow("left out word") << u"-erp"_s << alexa << true;
        QTest::newRow("a path with a colon is a word") << u"/a:b"_s << alexa << false;
        QTest::newRow("name") << u"name:api-access"_s << alexa << true;
        QTest::newRow("name by its last part") << u"name:stripe-*"_s << u"billing/prod/stripe-api-key"_s << true;
        QTest::newRow("not in the name") << u"name:payment"_s << u"billing/prod/stripe-api-key"_s << false;
        QTest::newRow("quoted words") << u"\"access token\""_s << alexa << false;
        QTest::newRow("grace counts as due") << u"is:due"_s << alexa << true;
        QTest::newRow("no search for a value yet") << u"value:"_s << alexa << false;
        QTest::newRow("no search for duplicates yet") << u"-is:duplicate"_s << alexa << true;
        QTest::newRow("everything") << u"  "_s << alexa << true;
    }

    void understandsEveryField()
    {
        QFETCH(const QString, query);
        QFETCH(const QString, entry);
        QTEST(finds(query, named(entry)), "found");
    }

    void findsKeysByPattern()
    {
        const Entry entry = named(u"lwa-oauth"_s);
        const QStringList keys{u"lwa-client-id"_s, u"scope"_s};
        QVERIFY(finds(u"key:lwa-*"_s, entry, keys));
        QVERIFY(finds(u"key:client"_s, entry, keys));
        QVERIFY(!finds(u"key:lwa-clent-*"_s, entry, keys));
        QVERIFY(!finds(u"key:lwa-*"_s, entry));
    }

    void tellsKnownWordsFromUnknownOnes()
    {
        const QString text = u"store:ssm  is:nonsense foo:bar erp"_s;
        const SearchQuery query = SearchQuery::parse(text);
        using Kind = SearchQuery::Word::Kind;
        const std::pair<QString, Kind> expected[] = {{u"store:ssm"_s, Kind::Known},
                                                     {u"is:nonsense"_s, Kind::Unknown},
                                                     {u"foo:bar"_s, Kind::Unknown},
                                                     {u"erp"_s, Kind::Free}};
        QCOMPARE(query.words().size(), 4);
        for (int i = 0; i < 4; ++i) {
            const SearchQuery::Word &word = query.words()[i];
            QCOMPARE(text.mid(word.from, word.length), expected[i].first);
            QCOMPARE(word.kind, expected[i].second);
        }
    }

    void saysWhatAnUnknownWordProbablyMeant_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("field") << u"regoin:us-*"_s << u"region:us-*"_s;
        QTest::newRow("state") << u"is:overdeu"_s << u"is:overdue"_s;
        QTest::newRow("field and state") << u"si:stuck"_s << u"is:stuck"_s;
        QTest::newRow("left out") << u"-sotre:ssm"_s << u"-store:ssm"_s;
        QTest::newRow("due") << u"due:soon"_s << u"due:<14d"_s;
        QTest::newRow("nothing near") << u"foobar:x"_s << QString();
    }

    void saysWhatAnUnknownWordProbablyMeant()
    {
        QFETCH(const QString, typed);
        const SearchQuery query = SearchQuery::parse(typed);
        QCOMPARE(query.words().size(), 1);
        QCOMPARE(query.words().first().kind, SearchQuery::Word::Kind::Unknown);
        QTEST(query.words().first().suggestion, "meant");
    }

    void findsAValueThatWasTypedWhereItDoesNotBelong()
    {
        const QString text = u"erp -value:hunter2 x"_s;
        const std::optional<SearchQuery::Word> typed = SearchQuery::parse(text).typedValue();
        QVERIFY(typed);
        QCOMPARE(text.mid(typed->from, typed->length), u"hunter2"_s);
        QVERIFY(!SearchQuery::parse(u"value: x"_s).typedValue());
        QVERIFY(SearchQuery::parse(u"value: x"_s).asksForValue());
    }

    void knowsWhenAQueryOnlyNarrowsAnother()
    {
        const auto narrows = [](const QString &now, const QString &before) {
            return SearchQuery::parse(now).narrows(SearchQuery::parse(before));
        };
        QVERIFY(narrows(u"serv"_s, u"ser"_s));
        QVERIFY(narrows(u"serv store:ssm"_s, u"serv"_s));
        QVERIFY(narrows(u"-a"_s, u"-ab"_s));
        QVERIFY(!narrows(u"-ab"_s, u"-a"_s));
        QVERIFY(!narrows(u"ser"_s, u"serv"_s));
        QVERIFY(!narrows(u"serv*"_s, u"serv"_s));
        QVERIFY(!narrows(u"-serv"_s, u"serv"_s));
        QVERIFY(!narrows(u"is:fine"_s, u"is:due"_s));
    }

    void findsAPartWhereverItStands()
    {
        // Against the slow way, around the width of the vectors that compare.
        const std::string letters = "abababcababdababcabababcababcdabab";
        for (size_t length = 0; length <= letters.size(); ++length) {
            const std::string text = letters.substr(0, length);
            for (size_t from = 0; from < letters.size(); ++from) {
                for (size_t size = 1; from + size <= letters.size(); ++size) {
                    const std::string part = letters.substr(from, size);
                    QCOMPARE(text_match::matchesPattern(part, text), text.find(part) != std::string::npos);
                }
            }
        }
    }

    void starsMatchAnyRun_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("match");
        QTest::newRow("all") << u"*"_s << u"anything"_s << true;
        QTest::newRow("nothing") << u"*"_s << QString() << true;
        QTest::newRow("begin") << u"lwa-*"_s << u"lwa-oauth"_s << true;
        QTest::newRow("not in the middle") << u"lwa-*"_s << u"my-lwa-oauth"_s << false;
        QTest::newRow("end") << u"*-oauth"_s << u"lwa-oauth"_s << true;
        QTest::newRow("middle, greedy") << u"a*b*c"_s << u"aXbYbZc"_s << true;
        QTest::newRow("needs backtracking") << u"*ab"_s << u"aab"_s << true;
        QTest::newRow("too short") << u"a*a"_s << u"a"_s << false;
        QTest::newRow("without a star a part is enough") << u"oau"_s << u"lwa-oauth"_s << true;
    }

    void starsMatchAnyRun()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, text);
        QTEST(text_match::matchesPattern(pattern.toStdString(), text.toStdString()), "match");
    }

    void knowsWhichRowsOnlyTheirValueCanAnswer()
    {
        const auto isOpen = [](const QString &query, const Entry &entry, const QStringList &keys = {}) {
            EntryIndex index;
            index.set(0, entry, statusOf(entry, sampleNow()));
            if (!keys.isEmpty())
                index.setKeys(0, keys);
            return SearchQuery::parse(query).isOpen(index.subject(0));
        };
        Entry plain = sampleEntry(u"team/api"_s, CredentialKind::Unknown, sampleNow());
        QVERIFY(isOpen(u"key:lwa-*"_s, plain));
        QVERIFY(isOpen(u"-key:lwa-*"_s, plain));
        QVERIFY(isOpen(u"team key:lwa-*"_s, plain));
        QVERIFY(!isOpen(u"billing key:lwa-*"_s, plain)); // whatever its keys are
        QVERIFY(!isOpen(u"store:ssm key:lwa-*"_s, plain));
        QVERIFY(!isOpen(u"team"_s, plain));
        QVERIFY(!isOpen(u"key:lwa-*"_s, plain, {u"password"_s}));
        QVERIFY(isOpen(u"kind:lwa"_s, plain));
        QVERIFY(isOpen(u"due:<14d"_s, plain));
        QVERIFY(isOpen(u"is:overdue"_s, plain));
        QVERIFY(!isOpen(u"is:unknown"_s, plain));
        QVERIFY(!isOpen(u"kind:lwa"_s, named(u"lwa-oauth"_s)));
        QVERIFY(!isOpen(u"key:lwa-*"_s, named(u"/my-erp/lwa"_s)));
    }

    void keysAreForgottenWithTheVersionTheyAreOf()
    {
        EntryIndex index;
        Entry entry = sampleEntry(u"team/api"_s, CredentialKind::Plain, sampleNow());
        entry.currentVersion = u"one"_s;
        index.set(0, entry, {});
        QVERIFY(index.setKeys(0, {u"lwa-client-id"_s}));
        index.set(0, entry, {});
        QVERIFY(index.subject(0).isRead);
        QVERIFY(SearchQuery::parse(u"key:lwa-*"_s).matches(index.subject(0)));
        entry.currentVersion = u"two"_s;
        index.set(0, entry, {});
        QVERIFY(!index.subject(0).isRead);
        QVERIFY(!SearchQuery::parse(u"key:lwa-*"_s).matches(index.subject(0)));
        QVERIFY(index.setKeys(0, {})); // a value without keys is read all the same
        QVERIFY(index.subject(0).isRead);
    }
};

} // namespace search_query_test

KEYTURN_TEST(search_query, search_query_test::SearchQueryTest)
#include "search_query_test.moc"
