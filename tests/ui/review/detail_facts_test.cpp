#include "ui/review/detail_facts.h"

#include "tests/support/test_main.h"
#include "ui/details/detail_words.h"
#include "ui/details/json_indent.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace detail_facts_test {

using Field = DetailField;

namespace {

const QDateTime now(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);
const QString parameter = u"/my-erp/lwa/clientsecret"_s;

const QString oldPolicy =
    QString::fromUtf8(R"({"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}})");
const QString newPolicies = QString::fromUtf8(
    R"([{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2026-12-24T00:00:00Z"}},
        {"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"10","Unit":"Days"}}])");
const QString compact = u"{\"b\":\"x, {y}: \\\"z\\\"\",\"a\":[1.10,{}],\"c\":[]}"_s;

StagedEdits::Item secret(const DetailChanges &details)
{
    StagedEdits::Item item;
    item.base.entry.id.name = u"shop/oauth"_s;
    item.details = details;
    return item;
}

StagedEdits::Item parameters(const DetailChanges &details)
{
    StagedEdits::Item item;
    item.base.entry.id.store = Store::ParameterStore;
    item.base.entry.id.name = parameter;
    ParameterMetadata metadata;
    metadata.name = parameter;
    metadata.version = 7;
    metadata.policies = {ParameterPolicy::fromText(oldPolicy, {})};
    item.base.entry.parameters = {metadata};
    item.details = details;
    return item;
}

QString all(const StagedEdits::Item &item)
{
    QString text;
    for (const SaveFact &fact : SaveFacts::of(item, now))
        text += fact.text + u'\n';
    return text;
}

} // namespace

class DetailFactsTest : public QObject {
    Q_OBJECT

private slots:
    void aSecretsDetailsMakeNoVersion()
    {
        const QString text =
            all(secret({{{u"shop/oauth"_s, Field::Description}, {u"a"_s, u"b"_s}},
                        {{u"shop/oauth"_s, Field::KmsKey}, {std::nullopt, u"alias/erp"_s}},
                        {{u"shop/oauth"_s, Field::Replica, u"eu-west-1"_s}, {QString(), std::nullopt}}}));
        QVERIFY2(text.contains(u"No new version"_s), qPrintable(text));
        QVERIFY2(text.contains(u"encrypted with alias/erp"_s) && text.contains(u"still need the AWS managed key"_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"The replica in eu-west-1 is deleted"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"AWSCURRENT"_s), qPrintable(text));
    }

    void aParametersDetailsMakeAVersion()
    {
        const QString text = all(parameters({{{parameter, Field::Description}, {u"a"_s, u"b"_s}}}));
        QVERIFY2(text.contains(u"the same value is written as version 8"_s), qPrintable(text));
        QVERIFY(all(parameters({{{parameter, Field::Tag, u"t"_s}, {std::nullopt, u"1"_s}}}))
                    .contains(u"the tag t"_s)); // but a tag does not
        QVERIFY(!all(parameters({{{parameter, Field::Tag, u"t"_s}, {std::nullopt, u"1"_s}}})).contains(u"version"_s));
    }

    void newPoliciesSayWhatComesWhen()
    {
        const QString text = all(parameters({{{parameter, Field::Policies}, {std::nullopt, newPolicies}}}));
        QVERIFY2(text.contains(u"AWS deletes clientsecret with all its versions on 24 December"_s), qPrintable(text));
        QVERIFY2(text.contains(u"The 10-day reminder of clientsecret comes next on 1 December"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"150-day"_s), qPrintable(text));
        const QString none = all(parameters({{{parameter, Field::Policies}, {u"[]"_s, std::nullopt}}}));
        QVERIFY2(none.contains(u"has no policies any more"_s), qPrintable(none));
    }

    void whatCannotBeSavedIsAnObstacle()
    {
        const auto item = secret({{{u"shop/oauth"_s, Field::ResourcePolicy}, {std::nullopt, u"{"_s}}});
        QCOMPARE(SaveFacts::obstacle(item), u"oauth, Resource policy: Line 1, column 2: not JSON."_s);
        QVERIFY(SaveFacts::obstacle(secret({{{u"shop/oauth"_s, Field::Description}, {u"a"_s, u"b"_s}}})).isEmpty());
    }

    void removalsAreNamed()
    {
        const auto names =
            DetailFacts::removals(secret({{{u"shop/oauth"_s, Field::Tag, u"env"_s}, {u"prod"_s, std::nullopt}},
                                          {{u"shop/oauth"_s, Field::Tag, u"owner"_s}, {u"a"_s, u"b"_s}},
                                          {{u"shop/oauth"_s, Field::ResourcePolicy}, {u"{}"_s, std::nullopt}}}));
        QCOMPARE(names.size(), 2);
        QCOMPARE(names.at(0).first, u"env"_s);
        QCOMPARE(names.at(1).first, u"oauth"_s);
    }

    void indentsWithoutTouchingStringsNumbersOrTheOrder()
    {
        QCOMPARE(indentedJson(compact),
                 u"{\n  \"b\": \"x, {y}: \\\"z\\\"\",\n  \"a\": [\n    1.10,\n    {}\n  ],\n  \"c\": []\n}"_s);
        const QString once = indentedJson(u"[{\"a\":1}]"_s);
        QCOMPARE(indentedJson(once), once);
        QCOMPARE(indentedJson(QString()), QString());
    }
};

} // namespace detail_facts_test

KEYTURN_TEST(detail_facts, detail_facts_test::DetailFactsTest)
#include "detail_facts_test.moc"
