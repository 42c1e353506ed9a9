#include "tests/support/keyturnctl.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <csignal>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_trouble_test {

// The provider has answered, and then something goes wrong: the new token is in this process only.
class CliRefreshTroubleTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ScriptedAws> m_aws;
    Keyturnctl m_ctl;
    const QString m_arn = ScriptedAws::arnOf(u"skill"_s);
    const QByteArray m_before = R"({"api-access-token":"Atza|old","lwa-refresh-token":"Atzr|r","lwa-client-id":"id",)"
                                R"("lwa-client-secret":"cs","lwa-auth-scope":"s",)"
                                R"("lwa-auth-url":"https://api.amazon.com/auth/o2/token"})";
    QByteArray m_after;

    QByteArray stored() const { return m_aws->secrets[m_arn].versions.value(m_aws->secrets[m_arn].current); }
    void interruptDuring(const QStringList &operations)
    {
        m_aws->onCall = [this, operations](const QString &operation) {
            if (operations.contains(operation))
                ::kill(static_cast<pid_t>(m_ctl.pid), SIGINT);
        };
    }

private slots:
    void init()
    {
        m_after = m_before;
        m_after.replace("Atza|old", "Atza|new");
        m_aws = std::make_unique<ScriptedAws>();
        m_aws->tokenAnswer = R"({"access_token":"Atza|new","token_type":"bearer","expires_in":3600})";
        ScriptedAws::Secret &secret = m_aws->secrets[m_arn];
        secret.current = u"11111111-1111-4111-8111-111111111111"_s;
        secret.versions.insert(secret.current, m_before);
        m_ctl.options = QStringList{u"--endpoint-url"_s, m_aws->url().toString().chopped(1)};
    }

    void storesTheTokenWithTheFirstWriteIfItCan()
    {
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        QCOMPARE(stored(), m_after);
    }

    void triesTheWriteAgainAndNotTheProvider()
    {
        m_aws->fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied);
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        QVERIFY(ran.err.contains("trying again (1 of 3)"));
        QVERIFY(ran.err.contains("secretsmanager:PutSecretValue"));
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(m_aws->calls().count(u"PutSecretValue"_s), 2);
        QCOMPARE(stored(), m_after);
    }

    void saysPlainlyThatTheTokenIsLost()
    {
        m_aws->fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 4);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY(ran.err.contains("trying again (3 of 3)"));
        QVERIFY2(ran.err.contains("is lost. The refresh token is still good"), ran.err.constData());
        QVERIFY(!ran.err.contains("Atza|"));
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(m_aws->calls().count(u"PutSecretValue"_s), 4);
        QCOMPARE(stored(), m_before);
    }

    void finishesBeforeItObeysTheFirstInterrupt()
    {
        interruptDuring({u"token"_s});
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        QVERIFY(ran.err.contains("Finishing first"));
        QCOMPARE(stored(), m_after);
    }

    void obeysTheSecondInterrupt()
    {
        m_aws->fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        interruptDuring({u"token"_s, u"PutSecretValue"_s});
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 130);
        QCOMPARE(stored(), m_before);
    }

    void obeysAnInterruptBeforeTheProviderIsAsked()
    {
        interruptDuring({u"DescribeSecret"_s});
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 130);
        QCOMPARE(m_aws->calls().count(u"token"_s), 0);
    }
};

} // namespace refresh_trouble_test

KEYTURN_TEST(refresh_trouble, refresh_trouble_test::CliRefreshTroubleTest)
#include "refresh_trouble_test.moc"
