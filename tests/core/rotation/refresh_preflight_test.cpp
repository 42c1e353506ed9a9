#include "core/rotation/write_proof.h"
#include "tests/core/rotation/refresh_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_preflight_test {

namespace {

//! Temporary credentials that end when they are told to.
class EndingCredentials final : public CredentialProvider {
public:
    Task<Result<Credentials>> credentials() override
    {
        Credentials now;
        now.accessKeyId = "ASIATESTING";
        now.secretAccessKey = SecretString(QByteArrayView("testing"));
        now.expiresAt = ends.value(qMin(asked, ends.size() - 1));
        co_return now;
    }
    void invalidate() override { ++asked; }
    QString description() const override { return u"test"_s; }

    QList<QDateTime> ends; //!< before and after invalidate()
    qsizetype asked = 0;
};

} // namespace

// What can be known before the provider is asked is known before: every refusal here costs no token.
class RefreshPreflightTest : public QObject {
    Q_OBJECT

    static void verifyNobodyWasAsked(RefreshBench &bench, const Result<RefreshReceipt> &receipt, const QString &code)
    {
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, code);
        QCOMPARE(bench.tokenRequests(), 0);
        QCOMPARE(bench.aws.secrets[RefreshBench::arn].current, u"v1"_s);
        QVERIFY(bench.isClean());
        QVERIFY(!bench.refresher->unfinished());
    }

private slots:
    void asksNobodyInAReplicasRegion()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.aws.secrets[RefreshBench::arn].extra = {{"PrimaryRegion", "eu-west-1"}};
        verifyNobodyWasAsked(bench, bench.refresh(), u"replica"_s);
    }

    void asksNobodyForASecretOfAnotherService()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.aws.secrets[RefreshBench::arn].extra = {{"OwningService", "rds"}};
        verifyNobodyWasAsked(bench, bench.refresh(), u"owned"_s);
    }

    void asksNobodyWithKeysThatMayOnlyRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a token that is spent") << RefreshBench::rotatingText;
        QTest::newRow("a token that stays") << RefreshBench::lwaText;
    }
    void asksNobodyWithKeysThatMayOnlyRead()
    {
        QFETCH(QByteArray, text);
        RefreshBench bench(text, RefreshBench::rotatedAnswer);
        bench.aws.fail(u"UpdateSecretVersionStage"_s, ScriptedAws::Fault::Denied, 0);
        bench.aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        const Result<RefreshReceipt> receipt = bench.refresh();
        verifyNobodyWasAsked(bench, receipt, u"AccessDeniedException"_s);
        QCOMPARE(receipt.error().operation, u"secretsmanager:PutSecretValue"_s);
    }

    void provesWritingOnceADayWithAVersionThatNobodyReads()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        QVERIFY(bench.refresh());
        const ScriptedAws::Secret &secret = bench.aws.secrets[RefreshBench::arn];
        QCOMPARE(secret.versions.size(), 3); // what was, the trial, what is
        QCOMPARE(secret.previous, u"v1"_s);
        QVERIFY(secret.labels.isEmpty());
        const QJsonObject trial = bench.aws.bodies(u"PutSecretValue"_s).first();
        QCOMPARE(trial["SecretString"].toString().toUtf8(), RefreshBench::rotatingText);
        QCOMPARE(trial["VersionStages"].toArray(), QJsonArray{"keyturn-probe"});
        bench.aws.forgetCalls();
        bench.connect(); // another program of the same user
        bench.aws.tokenAnswer = "{\"access_token\":\"newer\",\"refresh_token\":\"r3\"}";
        QVERIFY(bench.refresh());
        QCOMPARE(bench.aws.calls().count(u"PutSecretValue"_s), 1);
    }

    void provesWritingWithoutAVersionWhereNoTokenIsSpent()
    {
        RefreshBench bench;
        QVERIFY(bench.refresh());
        QCOMPARE(bench.aws.secrets[RefreshBench::arn].versions.size(), 2);
        const QJsonObject trial = bench.aws.bodies(u"PutSecretValue"_s).first();
        QCOMPARE(trial["ClientRequestToken"].toString(), u"v1"_s); // AWS takes it for a repetition
        QCOMPARE(trial["SecretString"].toString().toUtf8(), RefreshBench::lwaText);
    }

    void looksAroundWhereLabelsMayNotBeMoved()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.aws.fail(u"UpdateSecretVersionStage"_s, ScriptedAws::Fault::Denied, 0);
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(bench.currentText().contains("r2"));
        QCOMPARE(bench.aws.secrets[RefreshBench::arn].previous, u"v1"_s);
        QVERIFY(bench.aws.secrets[RefreshBench::arn].labels.isEmpty());
        QVERIFY(bench.isClean());
    }

    void looksAroundWhereThePermissionWentMeanwhile()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.failAfterTheAnswer(u"UpdateSecretVersionStage"_s, ScriptedAws::Fault::Denied);
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(bench.currentText().contains("r2"));
        QVERIFY(bench.isClean());
    }

    void asksNobodyWhenTheAnswerMightNotFit()
    {
        QByteArray text = RefreshBench::rotatingText;
        text.insert(text.size() - 1, ",\"note\":\"" + QByteArray(65'535 - text.size() - 10, 'x') + '"');
        QCOMPARE(text.size(), 65'535);
        RefreshBench bench(text, RefreshBench::rotatedAnswer);
        verifyNobodyWasAsked(bench, bench.refresh(), u"size"_s);
        text.remove(text.size() - 6000, 5000);
        RefreshBench roomy(text, RefreshBench::rotatedAnswer);
        QVERIFY(roomy.refresh());
    }

    void asksNobodyWhenAwsKeepsNoMoreVersions()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        for (int i = 0; i < 98; ++i)
            bench.aws.secrets[RefreshBench::arn].versions.insert(u"old-%1"_s.arg(i), "{}");
        verifyNobodyWasAsked(bench, bench.refresh(), u"version-quota"_s);
        bench.clock.advance(std::chrono::hours(25)); // by then they make room
        QVERIFY(bench.refresh());
    }

    void asksNobodyWhileARotationRuns()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.aws.secrets[RefreshBench::arn].extra = {
            {"VersionIdsToStages", QJsonObject{{"p", QJsonArray{"AWSPENDING"}}}}};
        verifyNobodyWasAsked(bench, bench.refresh(), u"rotation-pending"_s);
    }

    void warnsOfARotationFunctionThatSpendsTheSameTokens()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.aws.secrets[RefreshBench::arn].extra = {{"RotationEnabled", true}};
        verifyNobodyWasAsked(bench, bench.refresh(), u"rotation-enabled"_s);
        RefreshOptions options;
        options.despiteRotation = true;
        QVERIFY(bench.refresh(bench.entry(), options));
        RefreshBench lwa; // whose tokens are not spent
        lwa.aws.secrets[RefreshBench::arn].extra = {{"RotationEnabled", true}};
        QVERIFY(lwa.refresh());
    }

    void asksNobodyWhenTokensOfAnotherComputerWaitToBecomeCurrent()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        ScriptedAws::Secret &secret = bench.aws.secrets[RefreshBench::arn];
        secret.versions.insert(u"theirs"_s, QByteArray(RefreshBench::rotatingText).replace("r1", "r1b"));
        secret.labels.insert(u"keyturn-theirs"_s, u"theirs"_s);
        verifyNobodyWasAsked(bench, bench.refresh(), u"staged-elsewhere"_s);
        secret.versions.insert(u"theirs"_s, QByteArray(RefreshBench::rotatingText).replace("old", "o")); // of a save
        QVERIFY(bench.refresh());
    }

    void wantsCredentialsThatLastAQuarterOfAnHour_data()
    {
        QTest::addColumn<QList<int>>("minutes"); // before and after they are asked for again
        QTest::addColumn<bool>("isEnough");
        QTest::newRow("an hour") << QList<int>{60} << true;
        QTest::newRow("16 minutes") << QList<int>{16} << true;
        QTest::newRow("14 minutes") << QList<int>{14} << false;
        QTest::newRow("run out") << QList<int>{-1} << false;
        QTest::newRow("there are newer ones") << QList<int>{3, 60} << true;
    }
    void wantsCredentialsThatLastAQuarterOfAnHour()
    {
        QFETCH(QList<int>, minutes);
        QFETCH(bool, isEnough);
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        auto credentials = std::make_unique<EndingCredentials>();
        for (const int after : minutes)
            credentials->ends.append(bench.clock.now.addSecs(after * 60));
        Profile profile;
        profile.endpoint = bench.aws.url();
        Connection connection(bench.http, bench.clock, profile, u"us-east-1"_s, std::move(credentials));
        bench.refresher = std::make_unique<TokenRefresher>(connection, *bench.journal);
        const Result<RefreshReceipt> receipt = bench.refresh();
        if (!isEnough)
            verifyNobodyWasAsked(bench, receipt, u"credentials-end"_s);
        else
            QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
    }

    void triesWhetherAParameterMayBeWrittenAndChangesNothing()
    {
        RefreshBench bench;
        const QString name = u"/app/refreshToken"_s;
        bench.aws.parameters.insert(name, {"r1", 7, QJsonObject{{"Type", "SecureString"}, {"Tier", "Standard"}}});
        EntryContent content;
        ParameterMetadata parameter;
        parameter.name = name;
        parameter.type = u"SecureString"_s;
        content.entry.parameters.append(parameter);
        EntryField field;
        field.key = name;
        field.value = SecretString(QByteArrayView("r1"));
        content.fields.append(field);
        const WriteProof proof(*bench.connection);
        const QStringList names{name};
        const auto allowed = run(proof.ofParameters(content, names));
        QVERIFY(allowed && *allowed);
        QCOMPARE(bench.aws.parameters[name].version, 7);
        bench.aws.fail(u"PutParameter"_s, ScriptedAws::Fault::Denied, 0);
        const auto denied = run(proof.ofParameters(content, names));
        QVERIFY(denied && !*denied);
        QCOMPARE(denied->error().operation, u"ssm:PutParameter"_s);
    }

    void asksNobodyWhenAParameterHasNoRoomForTheToken()
    {
        EntryContent content;
        const QString name = u"/app/refreshToken"_s;
        ParameterMetadata parameter;
        parameter.name = name;
        parameter.tier = u"Standard"_s;
        content.entry.id.store = Store::ParameterStore;
        content.keyMap.roles.insert(name, KeyRole::RefreshToken);
        EntryField field;
        field.key = name;
        field.role = KeyRole::RefreshToken;
        field.value = SecretString(QByteArrayView(QByteArray(3900, 'r')));
        content.fields.append(field);
        content.entry.parameters = {parameter};
        const Provider rotating = *providerOfId(u"genesys"_s);
        QCOMPARE(roomFault(content, rotating)->code, u"size"_s);
        QVERIFY(!roomFault(content, *providerOfId(u"lwa"_s))); // which writes no refresh token
        content.entry.parameters[0].tier = u"Advanced"_s;
        QVERIFY(!roomFault(content, rotating));
    }
};

} // namespace refresh_preflight_test

KEYTURN_TEST(refresh_preflight, refresh_preflight_test::RefreshPreflightTest)
#include "refresh_preflight_test.moc"
