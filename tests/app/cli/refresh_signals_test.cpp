#include "tests/support/keyturnctl.h"
#include "tests/support/private_keyring.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_signals_test {

static PrivateKeyring *keyring = nullptr;

// A signal at every request of every verb that asks a provider which spends its refresh tokens: the token that works is
// in AWS or in the keychain, no label stays behind, and whoever is not killed outright says what became of it.
class CliRefreshSignalsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ScriptedAws> m_aws;
    std::unique_ptr<Keyturnctl> m_ctl;
    QString m_arn; // of each run: all of them use one keychain
    QString m_other;
    int m_run = 0;
    const QByteArray m_before = R"({"client_id":"id","client_secret":"cs","access_token":"old","refresh_token":"r1",)"
                                R"("token_url":"https://www.upwork.com/api/v3/oauth2/token"})";
    const QByteArray m_after = R"({"client_id":"id","client_secret":"cs","access_token":"new","refresh_token":"r2",)"
                               R"("token_url":"https://www.upwork.com/api/v3/oauth2/token"})";

    QByteArray stored(const QString &arn) const
    {
        const ScriptedAws::Secret secret = m_aws->secrets.value(arn);
        return secret.versions.value(secret.current);
    }
    QStringList labels() const
    {
        return m_aws->secrets.value(m_arn).labels.keys() + m_aws->secrets.value(m_other).labels.keys();
    }
    QJsonArray pending() const { return m_ctl->run({u"--json"_s, u"pending"_s}).json().array(); }
    void kill(int signal) const { ::kill(static_cast<pid_t>(m_ctl->pid), signal); }

    //! A new AWS and a new home for \p verb, with what it is to find there. Its arguments.
    QStringList begin(const QString &verb)
    {
        m_ctl = std::make_unique<Keyturnctl>();
        m_arn = ScriptedAws::arnOf(u"contact-center-%1"_s.arg(++m_run));
        m_other = ScriptedAws::arnOf(u"billing-%1"_s.arg(m_run));
        m_ctl->environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
        m_ctl->environment.insert(u"XDG_RUNTIME_DIR"_s, m_ctl->home()); // what was proven there is proven for a day
        m_aws = std::make_unique<ScriptedAws>();
        m_aws->tokenAnswer = R"({"access_token":"new","token_type":"bearer","expires_in":3600,"refresh_token":"r2"})";
        const bool areSeveral = verb == "refresh several"_L1;
        for (const QString &arn : areSeveral ? QStringList{m_arn, m_other} : QStringList{m_arn})
            m_aws->secrets.insert(arn, {{{u"v1"_s, m_before}}, u"v1"_s, {}, {}, {}});
        m_ctl->options = QStringList{u"--endpoint-url"_s, m_aws->url().toString().chopped(1)};
        if (areSeveral)
            return {u"refresh"_s, m_arn, m_other};
        if (verb == "resume"_L1) { // of a refresh that was killed when it had the token
            m_aws->onCall = [this](const QString &operation) {
                if (operation == u"PutSecretValue"_s && m_aws->calls().contains(u"token"_s)) {
                    m_aws->fail(operation, ScriptedAws::Fault::Lost);
                    kill(SIGKILL);
                }
            };
            m_ctl->run({u"refresh"_s, m_arn});
            m_aws->onCall = nullptr;
            m_aws->mend();
        }
        m_aws->forgetCalls();
        return {verb, m_arn};
    }
    Ran run(const QStringList &arguments, int point, int signal)
    {
        int count = 0;
        m_aws->onCall = [&](const QString &) {
            if (count++ == point)
                kill(signal);
        };
        const Ran ran = m_ctl->run(arguments);
        m_aws->onCall = nullptr;
        return ran;
    }

    void checkTold(const QString &verb, const Ran &ran, int signal)
    {
        QCOMPARE(labels(), QStringList());
        const bool isStored = stored(m_arn) == m_after;
        if (ran.exitCode == 0) {
            QVERIFY(isStored);
            QVERIFY2(verb == "token"_L1 ? ran.out == "new\n" : ran.out.contains(" version "), ran.out.constData());
            QVERIFY2(!ran.err.contains("nothing was written"), ran.err.constData());
        } else {
            QCOMPARE(ran.exitCode, 128 + signal);
            QCOMPARE(stored(m_arn), isStored ? m_after : m_before);
            const QByteArray words = verb == "refresh several"_L1 ? "not started" : "nothing was written";
            QVERIFY2(ran.err.contains(words), ran.err.constData());
            QVERIFY2(!isStored || ran.out.contains("contact-center"), ran.out.constData());
        }
        QCOMPARE(pending().size(), verb == "resume"_L1 && !isStored ? 1 : 0);
    }
    //! The next one ends it, and the provider was asked once for each secret.
    void checkKilled(const QString &verb)
    {
        for (const QString &arn : m_aws->secrets.keys()) {
            const Ran next = m_ctl->run({u"refresh"_s, arn});
            if (next.exitCode != 0) { // the request was sent, and whether it was answered is for a person to say
                QVERIFY2(next.err.contains("not known whether it issued"), next.err.constData());
                QVERIFY2(next.err.contains("--ask-again"), next.err.constData());
                QCOMPARE(stored(arn), m_before);
                QCOMPARE(m_ctl->run({u"resume"_s, arn, u"--forget"_s}).exitCode, 0);
                continue;
            }
            QCOMPARE(stored(arn), m_after);
        }
        QVERIFY(m_aws->calls().count(u"token"_s) <= 2 * m_aws->secrets.size());
        QVERIFY2(verb != "resume"_L1 || m_aws->calls().count(u"token"_s) <= 1, "asked again for what it had");
        QCOMPARE(labels(), QStringList());
        QCOMPARE(pending().size(), 0);
    }

private slots:
    void initTestCase() { QVERIFY(keyring->unlock()); }

    void comesAtEveryPoint_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<int>("signal");
        const QList<std::pair<const char *, int>> kinds{
            {"INT", SIGINT}, {"TERM", SIGTERM}, {"HUP", SIGHUP}, {"QUIT", SIGQUIT}, {"KILL", SIGKILL}};
        for (const char *verb : {"refresh", "token", "resume"}) {
            for (const auto &[word, signal] : kinds)
                QTest::addRow("%s, %s", verb, word) << QString::fromLatin1(verb) << signal;
        }
        QTest::newRow("refresh several, INT") << u"refresh several"_s << SIGINT;
        QTest::newRow("refresh several, KILL") << u"refresh several"_s << SIGKILL;
    }
    void comesAtEveryPoint()
    {
        QFETCH(QString, verb);
        QFETCH(int, signal);
        const Ran whole = run(begin(verb), -1, 0);
        QVERIFY2(whole.exitCode == 0, whole.err.constData());
        QCOMPARE(stored(m_arn), m_after);
        const int count = static_cast<int>(m_aws->calls().size());
        for (int point = 0; point < count; ++point) {
            const QStringList arguments = begin(verb);
            const Ran ran = run(arguments, point, signal);
            const QString where = m_aws->calls().value(point);
            signal == SIGKILL ? checkKilled(verb) : checkTold(verb, ran, signal);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(u"at request %1 of %2: %3"_s.arg(point + 1).arg(count).arg(where)));
        }
    }

    void aSecondSignalSaysWhereItIsFinished_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QByteArray>("said");
        for (const char *verb : {"refresh", "token", "resume"})
            QTest::newRow(verb) << QString::fromLatin1(verb) << QByteArray("\"keyturnctl resume ");
        QTest::newRow("refresh several") << u"refresh several"_s << QByteArray("\"keyturnctl pending\"");
    }
    void aSecondSignalSaysWhereItIsFinished()
    {
        QFETCH(QString, verb);
        QFETCH(QByteArray, said);
        const QStringList arguments = begin(verb);
        const QString from = verb == "resume"_L1 ? u"PutSecretValue"_s : u"token"_s;
        bool isAsked = false;
        m_aws->onCall = [&](const QString &operation) {
            isAsked = isAsked || operation == from;
            if (!isAsked)
                return;
            m_aws->fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
            kill(SIGINT);
        };
        const Ran ran = m_ctl->run(arguments);
        m_aws->onCall = nullptr;
        m_aws->mend();
        QCOMPARE(ran.exitCode, 130);
        QVERIFY2(ran.err.contains(said), ran.err.constData());
        QVERIFY2(!ran.err.contains("nothing was written"), ran.err.constData());
        for (const QString &arn : m_aws->secrets.keys()) {
            const Ran left = m_ctl->run({u"resume"_s, arn});
            const bool isLost = left.err.contains("not known whether it issued"); // given up amid the request
            QVERIFY2(left.exitCode == 3 || isLost || stored(arn) == m_after, left.err.constData());
            QVERIFY2(verb == "refresh several"_L1 || left.exitCode == 0, left.err.constData());
        }
    }
};

int main(int argc, char **argv)
{
    PrivateKeyring privateKeyring;
    keyring = &privateKeyring;
    return runTest<CliRefreshSignalsTest, QCoreApplication>(argc, argv);
}

} // namespace refresh_signals_test

KEYTURN_TEST_ROLE(refresh_signals, &refresh_signals_test::main)
#include "refresh_signals_test.moc"
