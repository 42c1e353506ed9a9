#include "tests/support/keyturnctl.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace help_test {

class CliHelpTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;

private slots:
    void programHelpNamesEveryVerbAndExitCode()
    {
        const Ran ran = m_ctl.run({u"--help"_s});
        QCOMPARE(ran.exitCode, 0);
        QCOMPARE(ran.err, QByteArray());
        for (const char *word : {"list",
                                 "show NAME",
                                 "set NAME [KEY]",
                                 "refresh NAME",
                                 "authorize NAME",
                                 "pending",
                                 "resume [NAME]",
                                 "rotation NAME [ACTION]",
                                 "rotation-function",
                                 "due",
                                 "whoami",
                                 "login",
                                 "console NAME",
                                 "doctor",
                                 "keys",
                                 "sandbox",
                                 "--profile P",
                                 "--region R",
                                 "--endpoint-url URL",
                                 "--json",
                                 "Exit codes:",
                                 "129, 130, 131, 143"})
            QVERIFY2(ran.out.contains(word), word);
    }

    void everyVerbHasHelpWithExamplesAndExitCodes_data()
    {
        QTest::addColumn<QString>("verb");
        for (const char *verb : {"list",
                                 "show",
                                 "set",
                                 "refresh",
                                 "token",
                                 "authorize",
                                 "pending",
                                 "resume",
                                 "find",
                                 "asp-config",
                                 "drift",
                                 "probe",
                                 "rotate-client-secret",
                                 "rotation",
                                 "rotation-function",
                                 "providers",
                                 "due",
                                 "remind",
                                 "reminder-chain",
                                 "reminder-schedules",
                                 "age",
                                 "history",
                                 "whoami",
                                 "login",
                                 "console",
                                 "doctor",
                                 "policy",
                                 "cost",
                                 "keys",
                                 "sandbox"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }
    void everyVerbHasHelpWithExamplesAndExitCodes()
    {
        QFETCH(QString, verb);
        const Ran ran = m_ctl.run({verb, u"--help"_s});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.startsWith("Usage: keyturnctl [options] " + verb.toUtf8()));
        QVERIFY(ran.out.contains("Examples:\n  "));
        QVERIFY(ran.out.contains("Exit codes:"));
        for (const QByteArray &line : ran.out.split('\n'))
            QVERIFY2(line.size() <= 100 || line.contains("keyturnctl"), line.constData());
        QCOMPARE(m_ctl.run({u"--help"_s, verb}).out, ran.out);
    }

    void offersNoWayToPassASecretOnTheCommandLineOrInAVariable()
    {
        QByteArray text = m_ctl.run({u"set"_s, u"--help"_s}).out + m_ctl.run({u"keys"_s, u"--help"_s}).out;
        for (const char *option : {"--value", "--secret", "--password", "--token", "KEYTURN_"})
            QVERIFY2(!text.contains(option), option);
        const Ran ran = m_ctl.run({u"set"_s, u"name"_s, u"key"_s, u"canary-value"_s});
        QCOMPARE(ran.exitCode, 2);
        QVERIFY(ran.err.contains("never taken from the command line"));
        QVERIFY(!ran.err.contains("canary-value"));
    }

    void printsItsVersion()
    {
        const Ran ran = m_ctl.run({u"--version"_s});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.startsWith("keyturnctl 0."));
    }
};

} // namespace help_test

KEYTURN_TEST(help, help_test::CliHelpTest)
#include "help_test.moc"
