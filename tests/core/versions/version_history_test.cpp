#include "core/versions/version_history.h"

#include "core/versions/history_reader.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_history_test {

namespace {

VersionHistory historyOf(FaultySandbox &aws, const Entry &entry)
{
    const auto history = run(readHistory(aws.connection.get(), entry));
    if (!history || !*history)
        qFatal("no history: %s", history ? qPrintable(history->error().detail) : "timeout");
    return **history;
}

void readValues(FaultySandbox &aws, VersionHistory &history)
{
    for (qsizetype row = 0; row < history.size(); ++row) {
        const auto value =
            run(aws.connection->secretsManager().getSecretValue(history.entry().arn, history.rows().at(row).id));
        if (*value)
            history.setContent(row, **value);
        else
            history.setError(row, value->error());
    }
}

QStringList words(const std::optional<QList<KeyChange>> &changes)
{
    if (!changes)
        return {u"?"_s};
    QStringList list;
    for (const KeyChange &change : *changes)
        list.append(u"*+-"_s.at(int(change.kind)) + change.key);
    return list;
}

} // namespace

class VersionHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhichKeysEachVersionChanged()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {R"({"k":"1","s":"x"})", R"({ "k": "2", "s": "x", "n": 1 })",
                                                R"({"k":"2","n":"1"})", R"({"n":"1","k":"2"})"});
        VersionHistory history = historyOf(aws, entry);
        QCOMPARE(history.size(), 4);
        QCOMPARE(history.currentRow(), 0);
        QCOMPARE(history.rows().at(1).labels, QStringList{u"AWSPREVIOUS"_s});
        QVERIFY(history.rows().at(2).isDeprecated());
        QVERIFY(!history.changes(0)); // no value was read yet
        QVERIFY(!aws.calls.contains(u"GetSecretValue"_s));

        readValues(aws, history);
        QCOMPARE(words(history.changes(0)), QStringList());                   // another order is no other value
        QCOMPARE(words(history.changes(1)), (QStringList{u"*n"_s, u"-s"_s})); // a number is no string
        QCOMPARE(words(history.changes(2)), (QStringList{u"*k"_s, u"+n"_s}));
        QCOMPARE(words(history.changes(3)), QStringList{u"?"_s});
        QVERIFY(history.changesKey(1, u"s"_s) && !history.changesKey(2, u"s"_s) && history.changesKey(3, u"s"_s));
        QVERIFY(!history.changesKey(3, u"n"_s));
    }

    void knowsSinceWhenAKeyHoldsItsValue()
    {
        FaultySandbox aws;
        const Entry entry =
            aws.secret(u"a"_s, {R"({"k":"1","s":"x"})", R"({"k":"2","s":"x"})", R"({"k":"2","s":"x","n":"1"})"});
        VersionHistory history = historyOf(aws, entry);
        QVERIFY(history.ages().isEmpty());
        readValues(aws, history);
        const auto since = history.ages();
        QCOMPARE(since.value(u"k"_s).since, history.rows().at(1).createdAt);
        QVERIFY(since.value(u"k"_s).known);
        QCOMPARE(since.value(u"n"_s).since, history.rows().at(0).createdAt);
        QCOMPARE(since.value(u"s"_s).since, history.rows().at(2).createdAt);
        QVERIFY(!since.value(u"s"_s).known); // AWS may have forgotten older versions
    }

    void aVersionThatMayNotBeReadHidesNothingElse()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {R"({"k":"1"})", R"({"k":"2"})", R"({"k":"3"})"});
        VersionHistory history = historyOf(aws, entry);
        readValues(aws, history);
        history.setError(1, Error{ErrorKind::AccessDenied, u"AccessDeniedException"_s, {}});
        QVERIFY(history.isRead(1) && !history.content(1));
        QVERIFY(!history.changes(0) && !history.changes(1));
        QVERIFY(!history.ages().value(u"k"_s).known);
    }

    void whatARotationHasBegunIsNobodysOldValue()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {R"({"k":"1"})"});
        aws.call(u"PutSecretValue"_s, {{"SecretId", "a"},
                                       {"ClientRequestToken", FaultySandbox::versionId(7)},
                                       {"SecretString", R"({"k":"pending"})"},
                                       {"VersionStages", QJsonArray{"AWSPENDING"}}});
        aws.clock.advance(std::chrono::hours(1));
        aws.call(
            u"PutSecretValue"_s,
            {{"SecretId", "a"}, {"ClientRequestToken", FaultySandbox::versionId(8)}, {"SecretString", R"({"k":"1"})"}});
        VersionHistory history = historyOf(aws, entry);
        readValues(aws, history);
        QVERIFY(history.rows().at(1).isPending());
        QCOMPARE(words(history.changes(0)), QStringList());
        QCOMPARE(history.ages().value(u"k"_s).since, history.rows().at(2).createdAt);
    }

    void parametersThatBelongTogetherAreSeenAsTheyStoodAtThatMoment()
    {
        FaultySandbox aws;
        const QStringList names{u"/erp/clientidentifier"_s, u"/erp/clientsecret"_s};
        aws.put(names.at(0), "id");
        aws.put(names.at(1), "secret-1");
        aws.put(names.at(1), "secret-2");
        aws.put(names.at(0), "id");
        const VersionHistory history = historyOf(aws, aws.parameters(names));
        QCOMPARE(history.size(), 4);
        QCOMPARE(aws.calls.count(u"GetParameterHistory"_s), 2);
        QCOMPARE(history.currentRow(), 0);
        QCOMPARE(history.rows().first().by, u"arn:aws:iam::123456789012:user/testing"_s);
        QCOMPARE(words(history.changes(0)), QStringList());
        QCOMPARE(words(history.changes(1)), QStringList{u"*/erp/clientsecret"_s});
        QCOMPARE(words(history.changes(2)), QStringList{u"+/erp/clientsecret"_s});
        QCOMPARE(history.content(2)->field(names.at(1))->value.reveal(), u"secret-1"_s);
        QCOMPARE(history.content(3)->fields.size(), 1);
        const auto since = history.ages();
        QCOMPARE(since.value(names.at(1)).since, history.rows().at(1).createdAt);
        QVERIFY(since.value(names.at(1)).known);
        QCOMPARE(since.value(names.at(0)).since, history.rows().at(3).createdAt);
        QVERIFY(since.value(names.at(0)).known); // version 1 is the first there was
    }

    void aHistoryOfMoreThanAPageIsReadToItsEnd()
    {
        FaultySandbox aws;
        for (int i = 0; i < 73; ++i)
            aws.put(u"/a"_s, QByteArray::number(i));
        QCOMPARE(historyOf(aws, aws.parameters({u"/a"_s})).size(), 73);
        QCOMPARE(aws.calls.count(u"GetParameterHistory"_s), 2);
    }

    void withoutTheKeyThereIsStillWhoAndWhen()
    {
        FaultySandbox aws;
        aws.put(u"/a"_s, "1");
        const Entry entry = aws.parameters({u"/a"_s});
        aws.fail(u"GetParameterHistory"_s, FaultySandbox::Fault::Denied); // once: with decryption
        const VersionHistory history = historyOf(aws, entry);
        QCOMPARE(history.size(), 1);
        QVERIFY(!history.content(0));
        QCOMPARE(history.error(0)->kind, ErrorKind::AccessDenied);
    }
};

} // namespace version_history_test

KEYTURN_TEST(version_history, version_history_test::VersionHistoryTest)
#include "version_history_test.moc"
