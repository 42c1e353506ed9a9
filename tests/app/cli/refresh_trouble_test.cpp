#include "tests/support/keyturnctl.h"
#include "tests/support/private_keyring.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <csignal>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_trouble_test {

static PrivateKeyring *keyring = nullptr;

// The provider has answered, and then something goes wrong: the new token is kept until AWS has it.
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

    //! From the answer on, \p operation is denied \p times, or for good.
    void denyAfterTheAnswer(const QString &operation, int nth = 0)
    {
        m_aws->onCall = [this, operation, nth](const QString &call) {
            if (call == u"token"_s)
                m_aws->fail(operation, ScriptedAws::Fault::Denied, nth);
        };
    }

private slots:
    void initTestCase()
    {
        QVERIFY(keyring->unlock());
        m_ctl.environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
        m_ctl.environment.insert(u"XDG_RUNTIME_DIR"_s, qEnvironmentVariable("XDG_RUNTIME_DIR"));
    }

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

    void explainsWhatItWouldSendAndAsksNobody()
    {
        for (const QStringList &form : {QStringList(), QStringList{u"--json"_s}}) {
            m_aws->forgetCalls();
            const Ran ran = m_ctl.run(form + QStringList{u"refresh"_s, m_arn, u"--explain"_s});
            QVERIFY2(ran.exitCode == 0, ran.err.constData());
            for (const char *told : {"https://api.amazon.com/auth/o2/token", "grant_type", "refresh_token",
                                     "client_secret", "api-access-token"})
                QVERIFY2(ran.out.contains(told), told);
            for (const char *secret : {"Atzr|r", "Atza|old"})
                QVERIFY2(!ran.out.contains(secret) && !ran.err.contains(secret), secret);
            const QStringList calls = m_aws->calls();
            for (const QString &call : calls)
                QVERIFY2(call.startsWith("Describe"_L1) || call.startsWith("Get"_L1) || call.startsWith("List"_L1),
                         qPrintable(call));
            QCOMPARE(stored(), m_before);
        }
    }

    void triesTheWriteAgainAndNotTheProvider()
    {
        denyAfterTheAnswer(u"PutSecretValue"_s, 1);
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        QVERIFY(ran.err.contains("trying again (1 of 3)"));
        QVERIFY(ran.err.contains("secretsmanager:PutSecretValue"));
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(stored(), m_after);
    }

    void keepsTheTokenForResumeWhenItCannotBeStored()
    {
        denyAfterTheAnswer(u"PutSecretValue"_s);
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 4);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY(ran.err.contains("trying again (3 of 3)"));
        QVERIFY2(ran.err.contains("are kept in the keychain: \"keyturnctl resume"), ran.err.constData());
        QVERIFY(!ran.err.contains("Atza|"));
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(stored(), m_before);
        const QJsonArray pending = m_ctl.run({u"--json"_s, u"pending"_s}).json().array();
        QCOMPARE(pending.size(), 1);
        QCOMPARE(pending[0][u"next"_s].toString(), u"store"_s);
        QVERIFY(m_ctl.run({u"pending"_s}).out.contains("keyturnctl resume"));

        m_aws->onCall = nullptr;
        m_aws->mend();
        const Ran again = m_ctl.run({u"refresh"_s, m_arn}); // begins with what is left
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(stored(), m_after);
        QCOMPARE(m_ctl.run({u"--json"_s, u"pending"_s}).out, QByteArray("[]\n"));
    }

    void whatDoesNotFitIsTriedOnceAndNeverCalledStored()
    {
        const QByteArray endless(100'000, 'x');
        m_aws->tokenAnswer = "{\"access_token\":\"Atza|" + endless + "\",\"expires_in\":3600}";
        for (const QStringList &options : {QStringList(), QStringList{u"--no-journal"_s}}) {
            m_aws->forgetCalls();
            const Ran ran = m_ctl.run(QStringList{u"refresh"_s, m_arn} + options);
            QCOMPARE(ran.exitCode, 1);
            QCOMPARE(ran.out, QByteArray());
            QVERIFY2(ran.err.contains("the limit is 65536"), ran.err.constData());
            QVERIFY2(!ran.err.contains("trying again"), ran.err.constData());
            QVERIFY2(
                ran.err.contains(options.isEmpty() ? "are kept in the keychain" : "The refresh token is still good"),
                ran.err.constData());
            QCOMPARE(m_aws->calls().count(u"token"_s), 1);
            QCOMPARE(stored(), m_before);
            if (options.isEmpty())
                QCOMPARE(m_ctl.run({u"resume"_s, m_arn, u"--forget"_s}).exitCode, 0);
        }
    }

    void withoutAJournalTheTokenInHandIsStoredWhenItCanBe()
    {
        denyAfterTheAnswer(u"PutSecretValue"_s, 1);
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn, u"--no-journal"_s});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        QVERIFY2(ran.out.contains(" version "), ran.out.constData());
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(stored(), m_after);
    }

    void asksNobodyWhileTheKeychainIsLockedUnlessNothingCanBeLost()
    {
        QVERIFY(keyring->lock());
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 8);
        QVERIFY2(ran.err.contains("The provider was not asked"), ran.err.constData());
        QCOMPARE(m_aws->calls().count(u"token"_s), 0);
        const Ran without = m_ctl.run({u"refresh"_s, u"--no-journal"_s, m_arn}); // LWA keeps its refresh token
        QVERIFY2(without.exitCode == 0, without.err.constData());
        QCOMPARE(stored(), m_after);
        QVERIFY(keyring->unlock());
    }

    void saysThatAnAnswerIsLost()
    {
        m_aws->fail(u"token"_s, ScriptedAws::Fault::LostSent);
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 6);
        QVERIFY2(ran.err.contains("not known whether it issued new tokens"), ran.err.constData());
        QVERIFY(!ran.err.contains("could not be reached"));
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

    void obeysTheSecondInterruptAndLosesNothing()
    {
        m_aws->onCall = [this](const QString &call) {
            if (call == u"token"_s)
                m_aws->fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
            const bool isLater = call == u"PutSecretValue"_s && m_aws->calls().contains(u"token"_s);
            if (call == u"token"_s || isLater)
                ::kill(static_cast<pid_t>(m_ctl.pid), SIGINT);
        };
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 130);
        QVERIFY2(ran.err.contains("\"keyturnctl resume"), ran.err.constData());
        QCOMPARE(stored(), m_before);
        m_aws->onCall = nullptr;
        m_aws->mend();
        const Ran again = m_ctl.run({u"refresh"_s, m_arn});
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QCOMPARE(m_aws->calls().count(u"token"_s), 1);
        QCOMPARE(stored(), m_after);
    }

    void obeysAnInterruptBeforeTheProviderIsAsked()
    {
        interruptDuring({u"DescribeSecret"_s});
        const Ran ran = m_ctl.run({u"refresh"_s, m_arn});
        QCOMPARE(ran.exitCode, 130);
        QCOMPARE(m_aws->calls().count(u"token"_s), 0);
    }
};

int main(int argc, char **argv)
{
    PrivateKeyring privateKeyring;
    keyring = &privateKeyring;
    return runTest<CliRefreshTroubleTest, QCoreApplication>(argc, argv);
}

} // namespace refresh_trouble_test

KEYTURN_TEST_ROLE(refresh_trouble, &refresh_trouble_test::main)
#include "refresh_trouble_test.moc"
