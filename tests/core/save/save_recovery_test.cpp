#include "core/save/save_recovery.h"

#include "core/save/parameter_save.h"
#include "core/save/secret_save.h"
#include "tests/support/faulty_sandbox.h"
#include "tests/support/group_saver.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace save_recovery_test {

using Fault = FaultySandbox::Fault;

namespace {

const QString put = u"PutParameter"_s;
const QString group = u"/my-erp/lwa"_s;
const QString me = u"arn:aws:iam::123456789012:user/testing"_s;
const QStringList names{u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/lwa/clientsecret"_s, u"/my-erp/refreshToken"_s};
const QByteArrayList old{"amzn1.id", "secret-1", "Atzr|1"};

} // namespace

//! A second process is killed while it writes three parameters; what it leaves behind is found and put right.
class SaveRecoveryTest : public QObject {
    Q_OBJECT

    struct Bench {
        QTemporaryDir home;
        FaultySandbox aws;
        SaveJournal journal{home.path()};

        Bench()
        {
            for (qsizetype i = 0; i < names.size(); ++i) {
                QJsonObject more{{"Description", "about"}, {"AllowedPattern", ".*"}, {"Tier", "Advanced"}};
                if (i == 1)
                    more.insert(
                        "Policies"_L1,
                        R"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}}])");
                aws.put(names.at(i), "older", more);
                aws.put(names.at(i), old.at(i), more);
            }
        }
        //! A process that is killed at its nth PutParameter, which is done or lost.
        void killAt(int nth, bool isDone, const QString &by)
        {
            GroupSaver saver(aws.server.url(), home.path(), group, by);
            int puts = 0;
            aws.onCall = [&](const QString &operation) {
                if (operation != put || ++puts != nth)
                    return;
                saver.kill();
                if (!isDone)
                    aws.fail(put, Fault::Lost);
            };
            QTRY_COMPARE_WITH_TIMEOUT(saver.process.state(), QProcess::NotRunning, 60'000);
            QCOMPARE(saver.process.exitStatus(), QProcess::CrashExit);
            QTRY_COMPARE(puts, nth);
            aws.onCall = {};
        }
        Result<std::optional<HalfSaved>> look()
        {
            const QList<SaveJournal::Record> records = journal.records();
            if (records.size() != 1 || !journal.take(records.constFirst().id))
                qFatal("not one record");
            const SaveRecovery recovery(aws.connection->parameterStore());
            return run(recovery.look(records.constFirst())).value();
        }
        Result<SaveReceipt> rollBack(const HalfSaved &half)
        {
            ParameterSave save(aws.connection->parameterStore(), {&journal, {}});
            return run(save.rollBack(half)).value();
        }
        QJsonObject parameter(const QString &name)
        {
            return aws.call(u"GetParameter"_s, {{"Name", name}, {"WithDecryption", true}})["Parameter"_L1].toObject();
        }
        QByteArrayList values()
        {
            QByteArrayList all;
            for (const QString &name : names)
                all.append(parameter(name)["Value"_L1].toString().toUtf8());
            return all;
        }
        void theyPut(const QString &name, const QByteArray &value) { aws.put(name, value, {{"Tier", "Advanced"}}); }
    };

    static QByteArrayList mixed(int fresh)
    {
        QByteArrayList values = old;
        for (int i = 0; i < fresh; ++i)
            values[i] = names.at(i).toUtf8() + "-new";
        return values;
    }

private slots:
    void aKilledSaveIsFoundAndPutBack_data()
    {
        QTest::addColumn<int>("nth");
        QTest::addColumn<bool>("isDone");
        QTest::addColumn<QString>("by");
        for (int nth : {1, 2, 3}) {
            for (const bool isDone : {false, true}) {
                QTest::addRow("at write %d, %s", nth, isDone ? "done" : "lost") << nth << isDone << me;
                QTest::addRow("at write %d, %s, by nobody known", nth, isDone ? "done" : "lost")
                    << nth << isDone << QString();
            }
        }
    }
    void aKilledSaveIsFoundAndPutBack()
    {
        QFETCH(int, nth);
        QFETCH(bool, isDone);
        QFETCH(QString, by);
        Bench bench;
        bench.killAt(nth, isDone, by);
        const int fresh = isDone ? nth : nth - 1;
        QCOMPARE(bench.values(), mixed(fresh));
        const QList<SaveJournal::Record> records = bench.journal.records();
        QCOMPARE(records.size(), 1);
        QCOMPARE(records.constFirst().entry, group);
        QCOMPARE(records.constFirst().by, by);
        QFile file(bench.home.filePath(records.constFirst().id + u".json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        QVERIFY(!kept.contains("-new") && !kept.contains("secret-1") && !kept.contains("Atzr"));

        const Result<std::optional<HalfSaved>> found = bench.look();
        QVERIFY(found);
        QCOMPARE(found->has_value(), fresh == 1 || fresh == 2); // else nothing is to be put right
        if (!*found)
            return;
        const HalfSaved half = **found;
        QVERIFY(half.recovered);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(half.parts.at(i).touched, i < fresh);
            QCOMPARE(half.parts.at(i).written, i < fresh ? 3 : 0);
            QCOMPARE(half.parts.at(i).elsewhere, 0);
        }
        const Result<SaveReceipt> back = bench.rollBack(half);
        QVERIFY(!back);
        QCOMPARE(back.error().code, u"interrupted"_s);
        QVERIFY(back.error().detail.contains(names.constFirst()));
        QCOMPARE(bench.values(), old);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(bench.parameter(names.at(i))["Version"_L1].toInt(), i < fresh ? 4 : 2);
        const auto described = run(bench.aws.connection->parameterStore().describeNamed(names));
        for (const ParameterMetadata &one : **described) {
            QCOMPARE(one.description, u"about"_s);
            QCOMPARE(one.allowedPattern, u".*"_s);
            QCOMPARE(one.tier, u"Advanced"_s);
            QCOMPARE(one.policies.size(), one.name == names.at(1) ? 1 : 0);
        }
        QVERIFY(bench.journal.records().isEmpty());
        QVERIFY(QDir(bench.home.path()).isEmpty());
    }

    void aSecondKillWhilePuttingBackChangesNothingAboutIt()
    {
        Bench bench;
        bench.killAt(3, false, me);
        const HalfSaved half = **bench.look();
        bench.aws.fail(put, Fault::Denied);
        const Result<SaveReceipt> receipt = bench.rollBack(half); // the first of two; then as if it had been killed
        QVERIFY(receipt && receipt->half);
        QCOMPARE(bench.values().count("/my-erp/lwa/clientsecret-new"), 1);
        bench.journal.release(half.record->id);
        const HalfSaved again = **bench.look();
        QVERIFY(!bench.rollBack(again));
        QCOMPARE(bench.values(), old);
        QVERIFY(bench.journal.records().isEmpty());
    }

    void whatSomebodyWroteSinceStays()
    {
        Bench bench;
        bench.killAt(3, false, me);
        bench.theyPut(names.at(0), "theirs");
        const HalfSaved half = **bench.look();
        QCOMPARE(half.parts.at(0).elsewhere, 4);
        QVERIFY(!half.parts.at(0).touched);
        QVERIFY(half.parts.at(1).touched);
        QVERIFY(!bench.rollBack(half));
        QCOMPARE(bench.values(), (QByteArrayList{"theirs", old.at(1), old.at(2)}));
    }

    void whatSomebodyWritesMeanwhileStaysEvenWithTheSameValue()
    {
        Bench bench;
        bench.killAt(3, false, me);
        const HalfSaved half = **bench.look();
        bench.theyPut(names.at(1), names.at(1).toUtf8() + "-new"); // they want it so
        QCOMPARE(bench.rollBack(half).error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.values(), (QByteArrayList{old.at(0), names.at(1).toUtf8() + "-new", old.at(2)}));
        QVERIFY(bench.journal.records().isEmpty());
    }

    void aValueThatSomebodyPutBackByHandIsTheOldOne()
    {
        Bench bench;
        bench.killAt(2, false, me);
        bench.theyPut(names.at(0), old.at(0));
        QVERIFY(!bench.look()->has_value());
    }

    void theOnesThatAreGoneAreNamed()
    {
        Bench bench;
        bench.killAt(2, false, me);
        bench.aws.call(u"DeleteParameter"_s, {{"Name", names.at(2)}});
        const HalfSaved half = **bench.look();
        QCOMPARE(half.parts.at(2).elsewhere, HalfSaved::Part::nowhere);
        QVERIFY(!bench.rollBack(half));
        QCOMPARE(bench.parameter(names.at(0))["Value"_L1].toString().toUtf8(), old.at(0));
    }

    void parametersOfTheSameNamesElsewhereAreNotTouched()
    {
        Bench bench;
        bench.killAt(2, true, me);
        for (qsizetype i = 0; i < names.size(); ++i) { // the account, or the sandbox, is another one
            bench.aws.call(u"DeleteParameter"_s, {{"Name", names.at(i)}});
            bench.aws.put(names.at(i), "another");
            bench.aws.put(names.at(i), "another 2");
        }
        const Result<std::optional<HalfSaved>> found = bench.look();
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::NotFound);
        QCOMPARE(bench.journal.records().size(), 1);
    }

    void aSaveThatEndedLeavesNothing()
    {
        Bench bench;
        GroupSaver saver(bench.aws.server.url(), bench.home.path(), group, me);
        QTRY_COMPARE_WITH_TIMEOUT(saver.process.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(saver.process.exitCode(), 0);
        QCOMPARE(bench.values(), mixed(3));
        QVERIFY(QDir(bench.home.path()).isEmpty());
    }

    void withoutRoomForTheNoteNothingIsSent()
    {
        Bench bench;
        QFile inTheWay(bench.home.filePath(u"ops"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        GroupSaver saver(bench.aws.server.url(), inTheWay.fileName(), group, me);
        QTRY_COMPARE_WITH_TIMEOUT(saver.process.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(saver.process.exitCode(), 5);
        QVERIFY(!bench.aws.calls.contains(put));
        QCOMPARE(bench.values(), old);
    }

    //! A save of one thing that was cut off at each of its steps, found by whoever comes next.
    void whatBecameOfASecretIsFoundOut_data()
    {
        QTest::addColumn<QString>("upTo");
        QTest::addColumn<bool>("goesOn");
        QTest::addColumn<int>("outcome");
        using Outcome = CutOffSave::Outcome;
        QTest::newRow("not sent") << QString() << false << int(Outcome::NotWritten);
        QTest::newRow("waits under its label") << u"stored"_s << false << int(Outcome::TakenBack);
        QTest::newRow("waits, and somebody went on") << u"stored"_s << true << int(Outcome::TakenBack);
        QTest::newRow("current") << u"current"_s << false << int(Outcome::Written);
        QTest::newRow("current, and somebody went on") << u"current"_s << true << int(Outcome::Written);
        QTest::newRow("done but for the note") << u"done"_s << false << int(Outcome::Written);
    }
    void whatBecameOfASecretIsFoundOut()
    {
        QFETCH(QString, upTo);
        QFETCH(bool, goesOn);
        QFETCH(int, outcome);
        FaultySandbox aws;
        const Entry entry = aws.secret(u"s"_s, {"old"});
        const QString base = FaultySandbox::versionId(0);
        const QString token = newVersionId();
        const QString label = SecretSave::stagingLabel(token);
        if (!upTo.isEmpty())
            aws.call(u"PutSecretValue"_s, {{"SecretId", "s"},
                                           {"SecretString", "new"},
                                           {"ClientRequestToken", token},
                                           {"VersionStages", QJsonArray{label}}});
        if (upTo == u"current" || upTo == u"done")
            aws.call(u"UpdateSecretVersionStage"_s, {{"SecretId", "s"},
                                                     {"VersionStage", "AWSCURRENT"},
                                                     {"RemoveFromVersionId", base},
                                                     {"MoveToVersionId", token}});
        if (upTo == u"done")
            aws.call(u"UpdateSecretVersionStage"_s,
                     {{"SecretId", "s"}, {"VersionStage", label}, {"RemoveFromVersionId", token}});
        if (goesOn)
            aws.call(u"PutSecretValue"_s,
                     {{"SecretId", "s"}, {"SecretString", "theirs"}, {"ClientRequestToken", newVersionId()}});
        SaveJournal::Record record{token, u"123456789012"_s, u"us-east-1"_s, u"s"_s, {}, aws.clock.utcNow(), {}};
        record.secret = entry.secretId();
        record.base = base;

        const Result<CutOffSave> found = *run(findOut(aws.connection.get(), record));
        QVERIFY(found);
        QCOMPARE(int(found->outcome), outcome);
        QVERIFY(!found->labelError);
        const QJsonObject stages =
            aws.call(u"DescribeSecret"_s, {{"SecretId", "s"}})["VersionIdsToStages"_L1].toObject();
        for (const QJsonValue &labels : stages)
            QVERIFY(!labels.toArray().contains(label));
        const QString current = aws.call(u"GetSecretValue"_s, {{"SecretId", "s"}})["SecretString"_L1].toString();
        QCOMPARE(current, goesOn ? u"theirs"_s : upTo == u"current" || upTo == u"done" ? u"new"_s : u"old"_s);
    }

    void aSecretsLabelThatStaysIsSaid()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"s"_s, {"old"});
        const QString token = newVersionId();
        aws.call(u"PutSecretValue"_s, {{"SecretId", "s"},
                                       {"SecretString", "new"},
                                       {"ClientRequestToken", token},
                                       {"VersionStages", QJsonArray{SecretSave::stagingLabel(token)}}});
        SaveJournal::Record record{token, {}, {}, u"s"_s, {}, aws.clock.utcNow(), {}};
        record.secret = entry.secretId();
        aws.fail(u"UpdateSecretVersionStage"_s, Fault::Denied);
        const Result<CutOffSave> found = *run(findOut(aws.connection.get(), record));
        QVERIFY(found && found->labelError);
        QCOMPARE(found->labelError->kind, ErrorKind::AccessDenied);
    }

    void whatBecameOfAParameterIsFoundOut_data()
    {
        QTest::addColumn<int>("later");
        QTest::addColumn<int>("written");
        QTest::addColumn<bool>("sent");
        QTest::addColumn<int>("outcome");
        using Outcome = CutOffSave::Outcome;
        QTest::newRow("not sent") << 0 << 0 << false << int(Outcome::NotWritten);
        QTest::newRow("not sent, and somebody wrote") << 1 << 0 << false << int(Outcome::NotWritten);
        QTest::newRow("sent in vain") << 0 << 0 << true << int(Outcome::NotWritten);
        QTest::newRow("the only one since") << 1 << 0 << true << int(Outcome::Written);
        QTest::newRow("one of two") << 2 << 0 << true << int(Outcome::Unclear);
        QTest::newRow("noted, on top of somebody's") << 2 << 3 << true << int(Outcome::Unclear);
    }
    void whatBecameOfAParameterIsFoundOut()
    {
        QFETCH(int, later);
        QFETCH(int, written);
        QFETCH(bool, sent);
        QFETCH(int, outcome);
        FaultySandbox aws;
        aws.put(u"/p"_s, "old");
        const QList<QString> named{u"/p"_s};
        const auto described = run(aws.connection->parameterStore().describeNamed(named));
        for (int i = 0; i < later; ++i)
            aws.put(u"/p"_s, "later " + QByteArray::number(i));
        SaveJournal::Record record{u"id"_s, {}, {}, u"/p"_s, {}, aws.clock.utcNow(), {}};
        record.parts.append({u"/p"_s, 1, (*described)->first().lastModifiedAt, sent, written});
        const Result<CutOffSave> found = *run(findOut(aws.connection.get(), record));
        QVERIFY(found);
        QCOMPARE(int(found->outcome), outcome);
        QCOMPARE(found->versions.size(), later);

        aws.call(u"DeleteParameter"_s, {{"Name", "/p"}});
        QCOMPARE(run(findOut(aws.connection.get(), record))->error().kind, ErrorKind::NotFound);
    }

    void somebodysValueUnderTheOnlyParameterIsPutBack()
    {
        Bench bench;
        bench.theyPut(names.at(0), "theirs");
        bench.aws.put(names.at(0), "ours", {{"Tier", "Advanced"}});
        const auto described = run(bench.aws.connection->parameterStore().getParameterHistory(names.at(0)).next());
        const QList<ParameterVersion> history = ***described;
        SaveJournal::Record record{u"id"_s, {}, {}, names.at(0), me, bench.aws.clock.utcNow(), {}};
        record.parts.append({names.at(0), 2, history.at(1).lastModifiedAt, true, 4});
        QVERIFY(bench.journal.write(record));
        bench.journal.release(record.id);
        const Result<std::optional<HalfSaved>> half = bench.look();
        QVERIFY(half && half->has_value());
        QCOMPARE((*half)->parts.first().replaced, 3);
        QVERIFY(!bench.rollBack(**half));
        QCOMPARE(bench.values().first(), QByteArray("theirs"));
    }
};

} // namespace save_recovery_test

KEYTURN_TEST(save_recovery, save_recovery_test::SaveRecoveryTest)
KEYTURN_TEST_ROLE(save_group, &GroupSaver::main)
#include "save_recovery_test.moc"
