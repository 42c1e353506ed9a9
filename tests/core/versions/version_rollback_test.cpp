#include "core/versions/version_rollback.h"

#include "core/due/due_date.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"
#include "core/versions/history_reader.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace version_rollback_test {

using Fault = FaultySandbox::Fault;

namespace {

QString id(int i)
{
    return FaultySandbox::versionId(i);
}

QByteArray lwa(const QByteArray &secret)
{
    return "{\"lwa-client-id\":\"amzn1.application-oa2-client.x\",\"lwa-refresh-token\":\"Atzr|1\","
           "\"lwa-client-secret\":\""
           + secret + "\"}";
}

VersionRollback::Request back(const Entry &entry, int from, int to, RollbackWay way = RollbackWay::MoveLabel)
{
    return {entry, id(from), id(to), way, id(100)};
}

} // namespace

class VersionRollbackTest : public QObject {
    Q_OBJECT

private slots:
    void goesBackByMovingTheLabelAndNoValueLeavesAws()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        const auto done = run(VersionRollback(*aws.connection).run(back(entry, 2, 0)));
        QVERIFY(done && *done);
        QCOMPARE((**done).versionId, id(0));
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(0));
        QCOMPARE(aws.holder(u"a"_s, u"AWSPREVIOUS"_s), id(2));
        QVERIFY(!aws.calls.contains(u"GetSecretValue"_s) && !aws.calls.contains(u"PutSecretValue"_s));
    }

    void isNotBackUntilAwsCurrentHasMoved()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        aws.pretend(u"UpdateSecretVersionStage"_s, {{"ARN", entry.arn}, {"Name", "a"}});
        const auto done = run(VersionRollback(*aws.connection).run(back(entry, 2, 0)));
        QVERIFY(done && !*done);
        QCOMPARE(done->error().code, u"bad-answer"_s);
        QVERIFY(done->error().detail.contains(id(2)));
    }

    void goesBackByWritingTheOldValueAgain()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        const auto done = run(VersionRollback(*aws.connection).run(back(entry, 2, 0, RollbackWay::NewVersion)));
        QVERIFY(done && *done);
        QCOMPARE((**done).versionId, id(100));
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(100));
        QCOMPARE(aws.holder(u"a"_s, u"AWSPREVIOUS"_s), id(2));
        QCOMPARE(aws.call(u"GetSecretValue"_s, {{"SecretId", "a"}})[u"SecretString"].toString(), u"1"_s);
    }

    void theTagOfTheClientSecretGoesBackWithIt()
    {
        for (const RollbackWay way : {RollbackWay::MoveLabel, RollbackWay::NewVersion}) {
            FaultySandbox aws;
            const Entry entry = aws.secret(u"lwa-a"_s, {lwa("first"), lwa("second"), lwa("third")});
            const auto read = run(readHistory(aws.connection.get(), entry));
            VersionHistory history = **read;
            for (qsizetype row = 0; row < history.size(); ++row) {
                const auto value =
                    run(aws.connection->secretsManager().getSecretValue(entry.secretId(), history.rows().at(row).id));
                history.setContent(row, **value);
            }
            const qsizetype middle = history.rowOf(id(1));
            const std::optional<QString> rotatedAt = VersionRollback::rotatedAtAfter(history, middle);
            QVERIFY(rotatedAt);
            QCOMPARE(*rotatedAt, history.rows().at(middle).createdAt.toString(Qt::ISODate));
            // Nobody knows how old the first one is: no date is better than a wrong one.
            QCOMPARE(VersionRollback::rotatedAtAfter(history, history.rowOf(id(0))), std::optional<QString>(QString()));
            QVERIFY(!VersionRollback::rotatedAtAfter(history, history.currentRow()));

            VersionRollback::Request request = back(entry, 2, 1, way);
            request.rotatedAt = rotatedAt;
            const auto done = run(VersionRollback(*aws.connection).run(request));
            QVERIFY(done && *done && !(**done).tagError);
            const auto after = run(aws.connection->secretsManager().describeSecret(entry.secretId()));
            QCOMPARE((**after).tags.value(QLatin1String(rotatedAtTag)), *rotatedAt);
        }
    }

    void aBinaryValueStaysBinary()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1"});
        aws.call(u"PutSecretValue"_s, {{"SecretId", "a"}, {"ClientRequestToken", id(5)}, {"SecretBinary", "AP8B"}});
        aws.call(u"PutSecretValue"_s, {{"SecretId", "a"}, {"ClientRequestToken", id(6)}, {"SecretString", "t"}});
        QVERIFY(*run(VersionRollback(*aws.connection).run(back(entry, 6, 5, RollbackWay::NewVersion))));
        QCOMPARE(aws.call(u"GetSecretValue"_s, {{"SecretId", "a"}})[u"SecretBinary"].toString(), u"AP8B"_s);
    }

    void refusesWhenSomebodyWroteMeanwhile()
    {
        for (const RollbackWay way : {RollbackWay::MoveLabel, RollbackWay::NewVersion}) {
            FaultySandbox aws;
            const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
            const auto done = run(VersionRollback(*aws.connection).run(back(entry, 1, 0, way)));
            QCOMPARE(done->error().kind, ErrorKind::Conflict);
            QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(2));
        }
    }

    void refusesWhenSomebodyWritesBetweenTheLookAndTheMove()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        aws.onCall = [&aws](const QString &operation) {
            if (operation == "UpdateSecretVersionStage"_L1)
                aws.call(u"PutSecretValue"_s,
                         {{"SecretId", "a"}, {"ClientRequestToken", id(9)}, {"SecretString", "theirs"}});
        };
        const auto done = run(VersionRollback(*aws.connection).run(back(entry, 2, 0)));
        QCOMPARE(done->error().kind, ErrorKind::Conflict);
        QCOMPARE(done->error().code, u"changed-elsewhere"_s);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(9));
    }

    void aLostAnswerIsFoundOut()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2", "3"});
        const VersionRollback rollback(*aws.connection);
        aws.fail(u"UpdateSecretVersionStage"_s, Fault::LostSent);
        QVERIFY(*run(rollback.run(back(entry, 2, 0))));
        QCOMPARE(aws.calls.count(u"UpdateSecretVersionStage"_s), 1);

        aws.fail(u"UpdateSecretVersionStage"_s, Fault::Lost);
        QCOMPARE(run(rollback.run(back(entry, 0, 1)))->error().kind, ErrorKind::Network);
        QCOMPARE(aws.holder(u"a"_s, u"AWSCURRENT"_s), id(0));
        QVERIFY(*run(rollback.run(back(entry, 0, 1)))); // the same again gets through
        QVERIFY(*run(rollback.run(back(entry, 0, 1)))); // and once more changes nothing
        QCOMPARE(aws.holder(u"a"_s, u"AWSPREVIOUS"_s), id(0));
    }

    void aVersionThatAwsHasForgottenIsNotFound()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2"});
        for (const RollbackWay way : {RollbackWay::MoveLabel, RollbackWay::NewVersion})
            QCOMPARE(run(VersionRollback(*aws.connection).run(back(entry, 1, 55, way)))->error().kind,
                     ErrorKind::NotFound);
    }

    void aSecretThatWaitsForDeletionIsNotTouched()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1", "2"});
        aws.call(u"DeleteSecret"_s, {{"SecretId", "a"}});
        QCOMPARE(run(VersionRollback(*aws.connection).run(back(entry, 1, 0)))->error().code, u"deleted"_s);
    }

    void parametersAreWrittenAgainWithEverythingThatBelongsToThem()
    {
        FaultySandbox aws;
        const QJsonObject more{
            {"Tier", "Advanced"},
            {"KeyId", "alias/credentials"},
            {"Description", "about"},
            {"AllowedPattern", "s.*"},
            {"Policies",
             R"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"9","Unit":"Days"}}])"}};
        aws.put(u"/erp/clientidentifier"_s, "id");
        aws.put(u"/erp/clientsecret"_s, "secret-1", more);
        aws.put(u"/erp/clientsecret"_s, "secret-2", more);
        const Entry entry = aws.parameters({u"/erp/clientidentifier"_s, u"/erp/clientsecret"_s});
        const auto history = run(readHistory(aws.connection.get(), entry));
        EntryContent now = **run(EntryStore(*aws.connection).open(entry));
        const EntryContent then = *(**history).content(1);
        QCOMPARE(VersionRollback::edits(now, then).size(), 1);
        aws.calls.clear();
        const EntrySave save(*aws.connection);
        QVERIFY(*run(save.values(now, VersionRollback::edits(now, then), newVersionId())));
        QCOMPARE(aws.calls.count(u"PutParameter"_s), 1);
        const QJsonArray versions =
            aws.call(u"GetParameterHistory"_s, {{"Name", "/erp/clientsecret"}, {"WithDecryption", true}})[u"Parameters"]
                .toArray();
        QCOMPARE(versions.size(), 3);
        const QJsonObject written = versions.last().toObject();
        QCOMPARE(written[u"Value"].toString(), u"secret-1"_s);
        for (const QString &member : {u"Tier"_s, u"KeyId"_s, u"Description"_s, u"AllowedPattern"_s})
            QCOMPARE(written[member].toString(), more[member].toString());
        QCOMPARE(written[u"Policies"].toArray().size(), 1);

        // Somebody else's third version is in the way of what was read before it.
        const auto refused = run(save.values(now, VersionRollback::edits(now, then), newVersionId()));
        QCOMPARE(refused->error().kind, ErrorKind::Conflict);
    }

    void advisesAgainstMovingWhereItWouldMislead()
    {
        VersionRow row{u"v"_s, {}, {}, {}, {}};
        QCOMPARE(RollbackAdvice::of(row).way, RollbackWay::MoveLabel);
        row.labels = {u"AWSPENDING"_s};
        QCOMPARE(RollbackAdvice::of(row).reason, RollbackAdvice::Reason::Pending);
        QVERIFY(RollbackAdvice::of(row).canMove);
        for (int i = 0; i < 20; ++i)
            row.labels.append(QString::number(i));
        QVERIFY(!RollbackAdvice::of(row).canMove);
        row.name = u"/a"_s;
        QCOMPARE(RollbackAdvice::of(row).reason, RollbackAdvice::Reason::Parameters);
    }
};

} // namespace version_rollback_test

KEYTURN_TEST(version_rollback, version_rollback_test::VersionRollbackTest)
#include "version_rollback_test.moc"
