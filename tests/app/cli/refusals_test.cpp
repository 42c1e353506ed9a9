#include "tests/support/keyturnctl.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QDir>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refusals_test {

// AWS says no, or nothing any more: which permission is missing, and whether the write was done.
class CliRefusalsTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;
    std::unique_ptr<SandboxProcess> m_sandbox;

    static Keyturnctl with(const Keyturnctl &base, const QHash<QString, QString> &variables)
    {
        Keyturnctl changed;
        changed.environment = base.environment;
        changed.options = base.options;
        for (auto it = variables.begin(); it != variables.end(); ++it)
            changed.environment.insert(it.key(), it.value());
        return changed;
    }

private slots:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>(m_ctl);
        QVERIFY(!m_sandbox->url.isEmpty());
    }

    void asksForThePermissionThatIsMissing_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("permission");
        QTest::addColumn<QByteArray>("otherwise");
        QTest::newRow("a parameter cannot be decrypted")
            << u"nodecrypt"_s << QStringList{u"show"_s, u"/my-erp/lwa"_s}
            << QByteArray("Ask for the permission kms:Decrypt on arn:aws:kms:us-east-1:123456789012:key/")
            << QByteArray("ssm:GetParameters");
        QTest::newRow("a parameter cannot be opened to be written")
            << u"nodecrypt"_s << QStringList{u"set"_s, u"/my-erp/lwa"_s, u"/my-erp/lwa/clientsecret"_s}
            << QByteArray("Ask for the permission kms:Decrypt on arn:aws:kms:") << QByteArray("ssm:");
        QTest::newRow("a secret cannot be read")
            << u"reader"_s << QStringList{u"show"_s, u"billing/prod/stripe-api-key"_s}
            << QByteArray("secretsmanager:GetSecretValue on arn:aws:secretsmanager:") << QByteArray("kms:");
        QTest::newRow("a secret cannot be written")
            << u"reader"_s << QStringList{u"set"_s, u"lwa-oauth"_s, u"lwa-auth-scope"_s}
            << QByteArray("secretsmanager:PutSecretValue on arn:aws:secretsmanager:") << QByteArray("kms:");
    }
    void asksForThePermissionThatIsMissing()
    {
        QFETCH(QString, key);
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, permission);
        QFETCH(QByteArray, otherwise);
        const Keyturnctl somebody = with(m_ctl, {{u"AWS_ACCESS_KEY_ID"_s, key}, {u"AWS_SECRET_ACCESS_KEY"_s, key}});
        const Ran ran = somebody.run(arguments, "value");
        QCOMPARE(ran.exitCode, 4);
        QVERIFY2(ran.err.contains(permission), ran.err.constData());
        QVERIFY2(!ran.err.contains(otherwise), ran.err.constData());
    }

    void saysThatTheKeyOfASecretMayNotBeUsed_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("next");
        QTest::newRow("read") << u"show"_s << QByteArray("AccessDeniedException")
                              << QByteArray("kms:Decrypt on the KMS key of \"s\"");
        QTest::newRow("cannot be opened")
            << u"show"_s << QByteArray("DecryptionFailure") << QByteArray("the key may also be disabled");
    }
    void saysThatTheKeyOfASecretMayNotBeUsed()
    {
        QFETCH(QString, verb);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, next);
        WireServer server;
        server.setAnswer({WireServer::status(
            "400 Bad Request", R"({"__type":")" + code + R"(","message":"Access to KMS is not allowed"})")});
        Keyturnctl ctl = with(m_ctl, {});
        ctl.options = QStringList{u"--endpoint-url"_s, server.url().toString().chopped(1)};
        const Ran ran = ctl.run({verb, u"s"_s, u"--raw"_s});
        QCOMPARE(ran.exitCode, 4);
        QVERIFY2(ran.err.contains(next), ran.err.constData());
        QVERIFY(!ran.err.contains("secretsmanager:GetSecretValue"));
    }

    void saysThatNotesOfSavesCannotBeKept()
    {
        QTemporaryDir state;
        QVERIFY(QDir(state.path()).mkdir(u"keyturn"_s));
        QFile file(state.filePath(u"keyturn/ops"_s)); // where the folder should be
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Keyturnctl ctl = with(m_ctl, {{u"XDG_STATE_HOME"_s, state.path()}});
        for (const QString &name : {u"billing/prod/stripe-api-key"_s, u"/guest-wifi/prod/radius-server"_s}) {
            const QByteArray before = ctl.run({u"show"_s, name, u"--raw"_s}).out;
            const Ran ran = ctl.run({u"set"_s, name}, "new");
            QCOMPARE(ran.exitCode, 1);
            QVERIFY2(ran.err.contains("Nothing was sent") && ran.err.contains("is not a folder"), ran.err.constData());
            QCOMPARE(ctl.run({u"show"_s, name, u"--raw"_s}).out, before);
        }
        const Ran pending = ctl.run({u"pending"_s});
        QCOMPARE(pending.exitCode, 1);
        QVERIFY2(pending.err.contains("is not a folder"), pending.err.constData());
    }

    void saysThatTheAnswerToAWriteIsLost_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("lost");
        QTest::addColumn<bool>("isUnknown");
        const QString secret = ScriptedAws::arnOf(u"skill"_s);
        const QString move = u"UpdateSecretVersionStage"_s, put = u"PutSecretValue"_s, look = u"DescribeSecret"_s;
        QTest::newRow("a secret") << QStringList{u"set"_s, secret, u"k"_s} << QStringList{move, look} << true;
        QTest::newRow("a secret that was only stored aside")
            << QStringList{u"set"_s, secret, u"k"_s} << QStringList{put, look} << false;
        QTest::newRow("a secret, written in one go")
            << QStringList{u"set"_s, secret, u"k"_s, u"--no-label-move"_s} << QStringList{put, look} << true;
        QTest::newRow("a parameter") << QStringList{u"set"_s, u"/p"_s}
                                     << QStringList{u"PutParameter"_s, u"GetParameter"_s} << true;
    }
    void saysThatTheAnswerToAWriteIsLost()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, lost);
        QFETCH(bool, isUnknown);
        ScriptedAws aws;
        ScriptedAws::Secret &secret = aws.secrets[ScriptedAws::arnOf(u"skill"_s)];
        secret.current = u"11111111-1111-4111-8111-111111111111"_s;
        secret.versions.insert(secret.current, R"({"k":"v"})");
        aws.putParameter(u"/p"_s, "old", {{"Type", "SecureString"}, {"Tier", "Standard"}});
        bool begun = false;
        aws.onCall = [&](const QString &operation) {
            begun = begun || operation == lost.first();
            if (begun && lost.contains(operation))
                aws.fail(operation, ScriptedAws::Fault::LostSent, 0);
        };
        Keyturnctl ctl = with(m_ctl, {});
        ctl.options = QStringList{u"--endpoint-url"_s, aws.url().toString().chopped(1)};
        const Ran ran = ctl.run(arguments, "new");
        QCOMPARE(ran.exitCode, 6);
        QCOMPARE(ran.err.contains("Answer lost, outcome unknown"), isUnknown);
        QCOMPARE(ran.err.contains("Cannot reach"), !isUnknown);
        QVERIFY2(!isUnknown || ran.err.contains("before you repeat"), ran.err.constData());
        QVERIFY2(isUnknown || ran.err.contains("is not current"), ran.err.constData());
    }
};

} // namespace refusals_test

KEYTURN_TEST(refusals, refusals_test::CliRefusalsTest)
#include "refusals_test.moc"
