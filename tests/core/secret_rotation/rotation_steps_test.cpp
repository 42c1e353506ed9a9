#include "core/secret_rotation/rotation_steps.h"

#include "core/secret_rotation/rotation_repair.h"
#include "tests/core/rotation/refresh_bench.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace rotation_steps_test {

// The four steps of a rotation, and what frees one that stopped, against an AWS that fails as told.
class RotationStepsTest : public QObject {
    Q_OBJECT

    using Fault = ScriptedAws::Fault;

    static Result<RefreshReceipt> create(RefreshBench &bench)
    {
        RefreshOptions options;
        options.pending = true;
        return bench.refresh(bench.entry(), options);
    }
    static Result<RotationFinding> finish(RefreshBench &bench)
    {
        const RotationSteps steps(*bench.connection, *bench.journal, {});
        return value(run(steps.finishSecret(bench.entry()), 30000));
    }
    static Result<RotationFinding> test(RefreshBench &bench)
    {
        const RotationSteps steps(*bench.connection, *bench.journal, {});
        return value(run(steps.testSecret(bench.arn), 30000));
    }
    static Result<RotationFinding> testAgainst(RefreshBench &bench, const QByteArray &status)
    {
        bench.aws.probeAnswer = [status](const WireServer::Request &) -> WireServer::Answer {
            return {WireServer::status(status, "{}")};
        };
        const RotationSteps steps(*bench.connection, *bench.journal, {});
        const ProbePatience none{std::chrono::milliseconds(0), std::chrono::milliseconds(1)};
        return value(run(steps.testSecret(bench.arn, none), 30000));
    }
    static Result<RotationFinding> cancel(RefreshBench &bench, bool letsGo)
    {
        const RotationRepair repair(*bench.connection, *bench.journal, {});
        return value(run(repair.removeLabel(bench.entry(), letsGo), 30000));
    }
    static Result<RotationFinding> value(const std::optional<Result<RotationFinding>> &result)
    {
        return result ? *result : Result<RotationFinding>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }
    static QString pending(const RefreshBench &bench)
    {
        return bench.aws.secrets[bench.arn].labels.value(u"AWSPENDING"_s);
    }
    static QString current(const RefreshBench &bench) { return bench.aws.secrets[bench.arn].current; }

private slots:
    void createsWithoutTouchingWhatIsCurrentAndFinishesByMovingTheLabel()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        const Result<RefreshReceipt> created = create(bench);
        QVERIFY2(created.has_value(), created ? "" : qPrintable(created.error().detail));
        QVERIFY(created->pending);
        QCOMPARE(current(bench), u"v1"_s);
        QCOMPARE(pending(bench), created->versionId);
        QVERIFY(bench.isClean()); // AWS holds the tokens now
        QVERIFY(test(bench).has_value());
        const Result<RotationFinding> finished = finish(bench);
        QVERIFY2(finished.has_value(), finished ? "" : qPrintable(finished.error().detail));
        QCOMPARE(current(bench), created->versionId);
        QCOMPARE(bench.aws.secrets[bench.arn].previous, u"v1"_s);
        QVERIFY(finished->pendingVersion.isEmpty()); // on the same version: done
        QVERIFY(bench.currentText().contains("\"r2\""));
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void anAnswerThatAwsDidNotTakeIsStoredAsPendingLater()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.failAfterTheAnswer(u"PutSecretValue"_s, Fault::Denied);
        QVERIFY(!create(bench));
        bench.aws.onCall = {};
        bench.aws.mend();
        bench.connect(); // another run of the program
        const Result<RefreshReceipt> resumed = bench.goOn();
        QVERIFY2(resumed.has_value(), resumed ? "" : qPrintable(resumed.error().detail));
        QVERIFY(resumed->pending);
        QCOMPARE(current(bench), u"v1"_s);
        QVERIFY(bench.aws.secrets[bench.arn].versions.value(pending(bench)).contains("\"r2\""));
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.isClean());
        QVERIFY(finish(bench).has_value());
        QVERIFY(bench.currentText().contains("\"r2\""));
    }

    void aNewTokenIsShownToTheProviderBeforeItMayBecomeCurrent()
    {
        RefreshBench bench;
        QVERIFY(create(bench).has_value());
        const Result<RotationFinding> refused = testAgainst(bench, "401 Unauthorized");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"rotation-test"_s);
        QVERIFY2(refused.error().detail.contains(u"refuses"_s), qPrintable(refused.error().detail));
        QVERIFY(testAgainst(bench, "503 Service Unavailable").has_value()); // which tells nothing of the token
        QVERIFY(testAgainst(bench, "200 OK").has_value());
        QCOMPARE(current(bench), u"v1"_s);
    }

    void aLostAnswerOfAwsIsFoundOutAndNothingIsWrittenTwice()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.failAfterTheAnswer(u"PutSecretValue"_s, Fault::LostSent);
        const Result<RefreshReceipt> created = create(bench);
        bench.aws.onCall = {};
        bench.aws.mend();
        bench.connect();
        if (!created)
            QVERIFY(bench.goOn().has_value());
        QVERIFY(bench.isClean());
        QVERIFY(finish(bench).has_value());
        QVERIFY(bench.currentText().contains("\"r2\""));
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void aSecondRotationIsNotBegunOverTheFirst()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        QVERIFY(create(bench).has_value());
        QCOMPARE(create(bench).error().code, u"rotation-pending"_s);
        QCOMPARE(bench.refresh().error().code, u"rotation-pending"_s); // nor a refresh with the spent token
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void finishingMovesFromTheVersionThatWasLookedAtOrNotAtAll()
    {
        for (const Fault fault : {Fault::LostSent, Fault::Lost, Fault::Pretended, Fault::Denied}) {
            RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
            QVERIFY(create(bench).has_value());
            const QString made = pending(bench);
            bench.aws.fail(u"UpdateSecretVersionStage"_s, fault, 1);
            const Result<RotationFinding> first = finish(bench);
            bench.aws.mend();
            if (!first) {
                QCOMPARE(current(bench), u"v1"_s);
                QCOMPARE(pending(bench), made);
                QVERIFY(finish(bench).has_value());
            }
            QCOMPARE(current(bench), made);
        }
    }

    void theOnlyTokensThatWorkAreNotDroppedByMistake()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        QVERIFY(create(bench).has_value());
        const QString made = pending(bench);
        QCOMPARE(cancel(bench, false).error().code, u"holds-tokens"_s);
        QCOMPARE(pending(bench), made);
        QVERIFY(cancel(bench, true).has_value());
        QCOMPARE(pending(bench), QString());
        QCOMPARE(current(bench), u"v1"_s);
        QCOMPARE(cancel(bench, true).error().code, u"no-rotation"_s);
    }

    void whatDoesNotPassTheTestSaysWhy()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        QCOMPARE(test(bench).error().code, u"no-rotation"_s);
        QVERIFY(create(bench).has_value());
        QByteArray &text = bench.aws.secrets[bench.arn].versions[pending(bench)];
        const QByteArray good = text;
        text.replace("\"r2\"", "\"\"");
        QVERIFY(test(bench).error().detail.contains(u"refreshToken is empty"_s));
        text = good;
        text.replace("\"clientId\":\"a\"", "\"clientId\":\"z\"");
        QVERIFY(test(bench).error().detail.contains(u"clientId is not as in the current version"_s));
        text = good;
        text.replace("\"clientId\":\"a\",", "");
        QVERIFY(test(bench).error().detail.contains(u"its keys"_s));
        text = good;
        QVERIFY(test(bench).has_value());
    }

    void whatHoldsNoAccessTokenIsNotRotated()
    {
        RefreshBench bench(
            "{\"lwa-client-id\":\"amzn1.x\",\"lwa-client-secret\":\"s\",\"lwa-refresh-token\":\"Atzr|1\"}");
        const RotationSteps steps(*bench.connection, *bench.journal, {});
        const auto checked = run(steps.check(bench.entry()), 30000);
        QCOMPARE((*checked).error().code, u"nothing-to-rotate"_s);
        QCOMPARE(bench.tokenRequests(), 0);
    }
};

} // namespace rotation_steps_test

KEYTURN_TEST(rotation_steps, rotation_steps_test::RotationStepsTest)
#include "rotation_steps_test.moc"
