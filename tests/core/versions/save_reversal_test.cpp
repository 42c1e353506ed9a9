#include "core/versions/save_reversal.h"

#include "core/entry/entries.h"
#include "core/read/entry_store.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace save_reversal_test {

using Fault = FaultySandbox::Fault;

namespace {

const QString name = u"skill"_s;
const QStringList trio{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s, u"/my-erp/refreshToken"_s};

FieldEdit set(const QString &key, QByteArrayView value)
{
    return FieldEdit{FieldEdit::Kind::Set, key, SecretString(value)};
}

} // namespace

class SaveReversalTest : public QObject {
    Q_OBJECT

    struct Bench {
        FaultySandbox aws;
        EntryStore store{*aws.connection};
        EntrySave writer{*aws.connection};
        SavedVersions saved;

        Result<EntryContent> open(const Entry &entry) { return run(store.open(entry)).value(); }
        //! Saves and remembers it.
        void save(const Entry &entry, const QList<FieldEdit> &edits)
        {
            const Result<EntryContent> content = open(entry);
            const Result<SaveReceipt> receipt = run(writer.values(*content, edits, newVersionId())).value();
            if (!receipt || !receipt->changed)
                qFatal("not saved");
            saved = {content->entry, receipt->versionId, receipt->versions,
                     entry.tags.value(QLatin1String(rotatedAtTag))};
            aws.calls.clear();
        }
        Result<SaveReceipt> takeBack() { return run(takeSaveBack(aws.connection.get(), saved)).value(); }
        QByteArray secret()
        {
            return aws.call(u"GetSecretValue"_s, {{"SecretId", name}})["SecretString"_L1].toString().toUtf8();
        }
        QJsonObject parameter(const QString &which)
        {
            return aws.call(u"GetParameter"_s, {{"Name", which}, {"WithDecryption", true}})["Parameter"_L1].toObject();
        }
        QMap<QString, QString> tags()
        {
            return FaultySandbox::metadata(aws.call(u"DescribeSecret"_s, {{"SecretId", name}})).tags;
        }
        Entry group()
        {
            for (const QString &which : trio)
                aws.put(which, which.toUtf8() + "-1", {{"Description", "about"}});
            return aws.parameters(trio);
        }
    };

private slots:
    void aSecretGoesBackToItsVersionBefore()
    {
        Bench bench;
        bench.save(bench.aws.secret(name, {R"({"a":"1"})"}), {set(u"a"_s, "2")});
        QCOMPARE(bench.secret(), QByteArray(R"({"a":"2"})"));
        QVERIFY(bench.takeBack());
        QCOMPARE(bench.secret(), QByteArray(R"({"a":"1"})"));
        QCOMPARE(bench.aws.holder(name, u"AWSPREVIOUS"_s), bench.saved.versionId); // and forward again by hand
        QVERIFY(!bench.aws.calls.contains(u"PutSecretValue"_s));
    }

    void theAgeOfTheClientSecretGoesBackAsWell()
    {
        Bench bench;
        const QByteArray text = R"({"lwa-client-id":"amzn1.application-oa2-client.1","lwa-client-secret":"s",)"
                                R"("lwa-refresh-token":"Atzr|1"})";
        bench.save(bench.aws.secret(name, {text}), {set(u"lwa-client-secret"_s, "another")});
        QVERIFY(bench.tags().contains(QLatin1String(rotatedAtTag)));
        QVERIFY(bench.takeBack());
        QVERIFY(!bench.tags().contains(QLatin1String(rotatedAtTag)));

        const QString long_ago = u"2026-01-02T03:04:05Z"_s;
        bench.aws.call(u"TagResource"_s,
                       {{"SecretId", name},
                        {"Tags", QJsonArray{QJsonObject{{"Key", QLatin1String(rotatedAtTag)}, {"Value", long_ago}}}}});
        const QJsonObject described = bench.aws.call(u"DescribeSecret"_s, {{"SecretId", name}});
        bench.save(entryFromSecret(FaultySandbox::metadata(described), u"us-east-1"_s, bench.aws.clock.utcNow()),
                   {set(u"lwa-client-secret"_s, "a third")});
        QVERIFY(bench.takeBack());
        QCOMPARE(bench.tags().value(QLatin1String(rotatedAtTag)), long_ago);
    }

    void aSecretThatSomebodyChangedSinceStays()
    {
        Bench bench;
        bench.save(bench.aws.secret(name, {R"({"a":"1"})"}), {set(u"a"_s, "2")});
        bench.aws.call(u"PutSecretValue"_s, {{"SecretId", name},
                                             {"ClientRequestToken", FaultySandbox::versionId(77)},
                                             {"SecretString", R"({"a":"theirs"})"}});
        QCOMPARE(bench.takeBack().error().code, u"changed-elsewhere"_s);
        QCOMPARE(bench.secret(), QByteArray(R"({"a":"theirs"})"));
    }

    void somebodyWhoComesInBetweenIsNotOverwritten()
    {
        Bench bench;
        bench.save(bench.aws.secret(name, {R"({"a":"1"})"}), {set(u"a"_s, "2")});
        bench.aws.onCall = [&bench](const QString &operation) {
            if (operation != u"UpdateSecretVersionStage"_s)
                return;
            bench.aws.onCall = {};
            bench.aws.call(u"PutSecretValue"_s, {{"SecretId", name},
                                                 {"ClientRequestToken", FaultySandbox::versionId(77)},
                                                 {"SecretString", R"({"a":"theirs"})"}});
        };
        QCOMPARE(bench.takeBack().error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.secret(), QByteArray(R"({"a":"theirs"})"));
    }

    void aLostAnswerIsLookedUp()
    {
        for (const Fault fault : {Fault::Lost, Fault::LostSent}) {
            Bench bench;
            bench.save(bench.aws.secret(name, {R"({"a":"1"})"}), {set(u"a"_s, "2")});
            bench.aws.fail(u"UpdateSecretVersionStage"_s, fault);
            const Result<SaveReceipt> receipt = bench.takeBack();
            QCOMPARE(bench.secret(), receipt ? QByteArray(R"({"a":"1"})") : QByteArray(R"({"a":"2"})"));
        }
    }

    void parametersGetTheirOldValuesAsNewVersions()
    {
        Bench bench;
        bench.save(bench.group(), {set(trio.at(0), "new 0"), set(trio.at(2), "new 2")});
        QVERIFY(bench.takeBack());
        for (const QString &which : trio)
            QCOMPARE(bench.parameter(which)["Value"_L1].toString(), which + u"-1"_s);
        QCOMPARE(bench.parameter(trio.at(0))["Version"_L1].toInt(), 3);
        QCOMPARE(bench.parameter(trio.at(1))["Version"_L1].toInt(), 1); // had no part in it
    }

    void parametersThatSomebodyChangedSinceStayAllOfThem()
    {
        Bench bench;
        bench.save(bench.group(), {set(trio.at(0), "new 0"), set(trio.at(2), "new 2")});
        bench.aws.put(trio.at(2), "theirs");
        QCOMPARE(bench.takeBack().error().code, u"changed-elsewhere"_s);
        QCOMPARE(bench.parameter(trio.at(0))["Value"_L1].toString(), u"new 0"_s);
        QCOMPARE(bench.parameter(trio.at(2))["Value"_L1].toString(), u"theirs"_s);
    }

    void parametersStayTogetherWhenOneIsRefused()
    {
        Bench bench;
        bench.save(bench.group(), {set(trio.at(0), "new 0"), set(trio.at(2), "new 2")});
        int puts = 0;
        bench.aws.onCall = [&](const QString &operation) {
            if (operation == u"PutParameter"_s && ++puts == 2)
                bench.aws.fail(operation, Fault::Denied);
        };
        QCOMPARE(bench.takeBack().error().kind, ErrorKind::AccessDenied);
        QCOMPARE(bench.parameter(trio.at(0))["Value"_L1].toString(), u"new 0"_s);
        QCOMPARE(bench.parameter(trio.at(2))["Value"_L1].toString(), u"new 2"_s);
    }
};

} // namespace save_reversal_test

KEYTURN_TEST(save_reversal, save_reversal_test::SaveReversalTest)
#include "save_reversal_test.moc"
