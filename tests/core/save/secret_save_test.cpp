#include "core/save/secret_save.h"

#include "core/credentials/static_credentials.h"
#include "core/save/lag.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTemporaryFile>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_save_test {

using Fault = ScriptedAws::Fault;

namespace {

const QString arn = ScriptedAws::arnOf(u"skill/lwa"_s);
const QString put = u"PutSecretValue"_s;
const QString move = u"UpdateSecretVersionStage"_s;
const QString describe = u"DescribeSecret"_s;

Task<std::monostate> noWait(std::chrono::milliseconds)
{
    co_return std::monostate();
}

} // namespace

class SecretSaveTest : public QObject {
    Q_OBJECT

    struct Bench {
        ScriptedAws aws;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
        AwsTransport transport{http, *credentials, clock, u"us-east-1"_s, aws.url(), {[] { return 0.0; }, noWait}};
        SecretsManagerClient client{transport};
        SecretSave::Write write{arn, u"v1"_s, SecretString(QByteArrayView("mine")), false, newVersionId()};

        Bench() { aws.secrets.insert(arn, {{{u"v1"_s, "old"}}, u"v1"_s, {}, {}, {}}); }
        Result<SecretSave::Receipt> save()
        {
            SecretSave save(client, u"us-east-1"_s);
            std::optional<Result<SecretSave::Receipt>> receipt = run(save.run(write), 30'000);
            return receipt ? *receipt : Result<SecretSave::Receipt>(Error{ErrorKind::Timeout, u"test"_s, {}});
        }
        void theySave()
        {
            aws.secrets[arn].versions.insert(u"theirs"_s, "theirs");
            aws.secrets[arn].previous = aws.secrets[arn].current;
            aws.secrets[arn].current = u"theirs"_s;
        }
        //! Ours is current, what was read is previous, nothing else is left behind.
        bool isDone() const
        {
            const ScriptedAws::Secret secret = aws.secrets.value(arn);
            return secret.current == write.token && secret.previous == u"v1" && secret.labels.isEmpty()
                   && secret.versions == QMap<QString, QByteArray>{{u"v1"_s, "old"}, {write.token, "mine"}};
        }
    };

private slots:
    void nothingIsSentThatCannotBeNoted()
    {
        Bench bench;
        QTemporaryFile file; // where the folder should be
        QVERIFY(file.open());
        SaveJournal journal(file.fileName());
        SecretSave save(bench.client, u"us-east-1"_s);
        save.keepNotes({&journal, {}}, EntryId(), bench.clock.utcNow());
        const std::optional<Result<SecretSave::Receipt>> refused = run(save.run(bench.write), 30'000);
        QVERIFY(refused && !*refused);
        QCOMPARE(refused->error().refusal, Refusal::Journal);
        QCOMPARE(bench.aws.calls(), QStringList());
    }

    void storesAsideThenMovesTheLabelFromWhatWasRead()
    {
        Bench bench;
        QVERIFY(bench.save());
        QVERIFY(bench.isDone());
        QCOMPARE(bench.aws.calls(), (QStringList{describe, put, move, describe, move}));
        const QString label = SecretSave::stagingLabel(bench.write.token);
        QCOMPARE(bench.aws.bodies(put).first().value("VersionStages"_L1), (QJsonArray{label}));
        QCOMPARE(bench.aws.bodies(move).first(), (QJsonObject{{"SecretId", arn},
                                                              {"VersionStage", "AWSCURRENT"},
                                                              {"RemoveFromVersionId", "v1"},
                                                              {"MoveToVersionId", bench.write.token}}));
        QCOMPARE(bench.aws.bodies(move).last(),
                 (QJsonObject{{"SecretId", arn}, {"VersionStage", label}, {"RemoveFromVersionId", bench.write.token}}));
    }

    //! Every call, lost before or after it was done, once or for good until the next run.
    void aLostAnswerIsFoundOutAndTheSaveEnds_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("nth");
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("lasting");
        const std::pair<QString, int> positions[] = {{describe, 1}, {put, 1}, {move, 1}, {move, 2}};
        for (const auto &[operation, nth] : positions) {
            for (const Fault fault : {Fault::Lost, Fault::LostSent}) {
                for (const bool lasting : {false, true}) {
                    const QString name =
                        u"%1 %2 %3 %4"_s.arg(operation, QString::number(nth), fault == Fault::Lost ? u"lost" : u"done",
                                             lasting ? u"lasting" : u"once");
                    QTest::newRow(qPrintable(name)) << operation << nth << int(fault) << lasting;
                }
            }
        }
    }
    void aLostAnswerIsFoundOutAndTheSaveEnds()
    {
        QFETCH(QString, operation);
        QFETCH(int, nth);
        QFETCH(int, fault);
        QFETCH(bool, lasting);
        Bench bench;
        if (!lasting) {
            bench.aws.fail(operation, Fault(fault), nth);
            const Result<SecretSave::Receipt> receipt = bench.save();
            QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
            QVERIFY(!receipt->labelError);
            QVERIFY(bench.isDone());
            return;
        }
        int calls = 0;
        bench.aws.onCall = [&](const QString &called) {
            if (called == operation && ++calls == nth)
                bench.aws.fail(operation, Fault(fault), 0);
        };
        const Result<SecretSave::Receipt> first = bench.save();
        bench.aws.mend();
        bench.aws.onCall = nullptr;
        const ScriptedAws::Secret between = bench.aws.secrets.value(arn);
        QCOMPARE(between.current,
                 first ? bench.write.token : u"v1"_s); // never success without the value, nor half of it
        const Result<SecretSave::Receipt> second = bench.save();
        QVERIFY2(second.has_value(), second ? "" : qPrintable(second.error().detail));
        QVERIFY(bench.isDone());
    }

    //! What is said when AWS cannot be asked any more after a call was lost: whether the value is current, and whether
    //! a label of ours may be left.
    void aLossForGoodIsSaidAsItIs_data()
    {
        QTest::addColumn<int>("guard");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("answerLost");
        QTest::addColumn<bool>("labelMayRemain");
        const int moves = int(SaveGuard::MoveLabel), looks = int(SaveGuard::LookAround);
        QTest::newRow("stored aside or not") << moves << put << int(Fault::LostSent) << false << true;
        QTest::newRow("current or not") << moves << move << int(Fault::LostSent) << true << true;
        QTest::newRow("not moved") << moves << move << int(Fault::Denied) << false << true;
        QTest::newRow("refused") << moves << put << int(Fault::Denied) << false << false;
        QTest::newRow("written in one go or not") << looks << put << int(Fault::LostSent) << true << false;
        QTest::newRow("written in one go, not seen") << looks << describe << int(Fault::Lost) << true << false;
    }
    void aLossForGoodIsSaidAsItIs()
    {
        QFETCH(int, guard);
        QFETCH(QString, operation);
        QFETCH(int, fault);
        QFETCH(bool, answerLost);
        QFETCH(bool, labelMayRemain);
        Bench bench;
        bench.write.guard = SaveGuard(guard);
        bool begun = false;
        bench.aws.onCall = [&](const QString &called) {
            if (called == operation && (operation != describe || begun))
                bench.aws.fail(called, Fault(fault), 0);
            if (begun && called == describe && fault != int(Fault::Denied))
                bench.aws.fail(called, Fault::Lost, 0);
            begun = begun || called == put || called == operation;
        };
        SecretSave save(bench.client, u"us-east-1"_s);
        const auto receipt = run(save.run(bench.write), 30'000);
        QVERIFY(receipt && !*receipt);
        QCOMPARE(receipt->error().answerLost, answerLost);
        QCOMPARE(save.labelMayRemain(), labelMayRemain);
        const bool named = receipt->error().detail.contains(SecretSave::stagingLabel(bench.write.token));
        QCOMPARE(named, labelMayRemain && !answerLost);
    }

    //! Somebody saves just before any one of our calls.
    void aSaveInBetweenIsNeverReplaced_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("nth");
        QTest::addColumn<bool>("wins");
        QTest::newRow("before the look") << describe << 1 << true;
        QTest::newRow("before the value is stored") << put << 1 << true;
        QTest::newRow("before the label moves") << move << 1 << true;
        QTest::newRow("before our label goes") << move << 2 << false;
    }
    void aSaveInBetweenIsNeverReplaced()
    {
        QFETCH(QString, operation);
        QFETCH(int, nth);
        QFETCH(bool, wins);
        Bench bench;
        int calls = 0;
        bench.aws.onCall = [&](const QString &called) {
            if (called == operation && ++calls == nth)
                bench.theySave();
        };
        const Result<SecretSave::Receipt> receipt = bench.save();
        const ScriptedAws::Secret secret = bench.aws.secrets.value(arn);
        QCOMPARE(secret.current, u"theirs"_s);
        QVERIFY(secret.labels.isEmpty());
        QCOMPARE(receipt.has_value(), !wins);
        QCOMPARE(secret.previous, wins ? u"v1"_s : bench.write.token);
        if (wins)
            QCOMPARE(receipt.error().code, u"changed-elsewhere"_s);
        const Result<SecretSave::Receipt> again = bench.save(); // the same write has the same outcome
        QCOMPARE(again.has_value(), !wins);
        QCOMPARE(bench.aws.secrets.value(arn).current, u"theirs"_s);
    }

    void namesThePermissionThatIsMissingAndGoesOnWhenItIsThere()
    {
        Bench bench;
        bench.aws.fail(move, Fault::Denied, 0);
        const Result<SecretSave::Receipt> refused = bench.save();
        QCOMPARE(refused.error().kind, ErrorKind::AccessDenied);
        QCOMPARE(refused.error().operation, u"secretsmanager:UpdateSecretVersionStage"_s);
        QVERIFY(refused.error().detail.contains(SecretSave::stagingLabel(bench.write.token)));
        QCOMPARE(bench.aws.secrets.value(arn).current, u"v1"_s);
        bench.aws.mend();
        QVERIFY(bench.save());
        QVERIFY(bench.isDone());
    }

    //! Answered with success, but nothing was done: as a hollow answer and as one that looks right.
    void isNotSavedUntilAwsCurrentHasMoved_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("fault");
        for (const QString &operation : {put, move}) {
            QTest::newRow(qPrintable(operation + u" {}"_s)) << operation << int(Fault::Hollow);
            QTest::newRow(qPrintable(operation + u" pretended"_s)) << operation << int(Fault::Pretended);
        }
    }
    void isNotSavedUntilAwsCurrentHasMoved()
    {
        QFETCH(QString, operation);
        QFETCH(int, fault);
        Bench bench;
        bench.aws.fail(operation, Fault(fault), 0);
        const Result<SecretSave::Receipt> receipt = bench.save();
        QVERIFY2(!receipt, "nothing was written, and it said success");
        QCOMPARE(bench.aws.secrets.value(arn).current, u"v1"_s);
        QVERIFY(!receipt.error().operation.isEmpty());
        QVERIFY2(operation == put || receipt.error().detail.contains(SecretSave::stagingLabel(bench.write.token)),
                 qPrintable(receipt.error().detail));
        bench.aws.mend();
        QVERIFY(bench.save()); // the next attempt goes on from there
        QVERIFY(bench.isDone());
    }

    void waitsForADescriptionThatLagsBehindTheMove()
    {
        Bench bench;
        int late = 2;
        bool hasMoved = false;
        bench.aws.onCall = [&](const QString &called) {
            ScriptedAws::Secret &secret = bench.aws.secrets[arn];
            hasMoved = hasMoved || secret.current == bench.write.token;
            if (called != describe || !hasMoved)
                return;
            const bool isLate = late-- > 0;
            secret.current = isLate ? u"v1"_s : bench.write.token;
            secret.previous = isLate ? QString() : u"v1"_s;
        };
        const Result<SecretSave::Receipt> receipt = bench.save();
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(bench.isDone());
        QCOMPARE(bench.aws.calls().count(move), 2); // once for AWSCURRENT, once for our label
    }

    void triesAMoveThatIsRefusedForGoodOnce()
    {
        Bench bench;
        bench.aws.fail(move, Fault::Invalid, 0);
        const Result<SecretSave::Receipt> receipt = bench.save();
        QCOMPARE(receipt.error().code, u"ValidationException"_s);
        QCOMPARE(bench.aws.calls().count(move), 1);
    }

    void isSavedEvenIfItsLabelStays()
    {
        Bench bench;
        bench.aws.fail(move, Fault::Denied, 2);
        const Result<SecretSave::Receipt> receipt = bench.save();
        QVERIFY(receipt.has_value());
        QCOMPARE(receipt->labelError->kind, ErrorKind::AccessDenied);
        QCOMPARE(bench.aws.secrets.value(arn).current, bench.write.token);
        QVERIFY(bench.save());
        QVERIFY(bench.isDone());
    }

    void looksAroundWithoutThePermissionIfTold()
    {
        Bench bench;
        bench.write.guard = SaveGuard::LookAround;
        QVERIFY(bench.save());
        QVERIFY(bench.isDone());
        QVERIFY(!bench.aws.calls().contains(move));

        Bench raced;
        raced.write.guard = SaveGuard::LookAround;
        raced.aws.onCall = [&raced](const QString &called) {
            if (called == put)
                raced.theySave();
        };
        const Result<SecretSave::Receipt> receipt = raced.save();
        QCOMPARE(receipt.error().kind, ErrorKind::Conflict);
        QCOMPARE(receipt.error().code, u"overwritten"_s);
        QCOMPARE(raced.aws.secrets.value(arn).previous, u"theirs"_s); // not gone
    }

    void writesBytesAsBytes()
    {
        Bench bench;
        bench.write.binary = true;
        bench.write.value = SecretString(QByteArrayView("\x00\xFF", 2));
        QVERIFY(bench.save());
        QCOMPARE(bench.aws.bodies(put).first().value("SecretBinary"_L1).toString(), u"AP8="_s);
    }
};

} // namespace secret_save_test

KEYTURN_TEST(secret_save, secret_save_test::SecretSaveTest)
#include "secret_save_test.moc"
