#include "app/cli/verb.h"
#include "tests/app/cli/production_calls.h"
#include "tests/support/keyturnctl.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QSettings>

#include <type_traits>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace production_test {

// A verb that says everything but whether it writes does not compile.
class UndecidedVerb : public cli::Verb {
public:
    QString name() const override;
    QString summary() const override;
    QString description() const override;
    QStringList examples() const override;
    Task<cli::ExitCode> run(cli::Session &session, cli::VerbArguments arguments) override;
};
class DecidedVerb : public UndecidedVerb {
public:
    cli::Effect effect(const cli::VerbArguments &arguments) const override;
};
static_assert(std::is_abstract_v<UndecidedVerb>);
static_assert(!std::is_abstract_v<DecidedVerb>);

// A profile that is marked as production, and what keyturnctl does with it.
class CliProductionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Keyturnctl> m_ctl;
    std::unique_ptr<WireServer> m_server; // AWS and the provider; knows nothing
    const QByteArray m_sentence = "profile erp is marked as production";

    QString settingsFile() const { return m_ctl->home() + u"/.config/keyturn/keyturn.conf"_s; }
    //! As the window does.
    void mark(const QString &profile, bool production = true) const
    {
        QSettings settings(settingsFile(), QSettings::IniFormat);
        settings.setValue(u"profiles/%1/production"_s.arg(QString::fromLatin1(profile.toUtf8().toHex())), production);
    }
    void config(const QByteArray &more = {}) const
    {
        QVERIFY(QDir().mkpath(m_ctl->home() + u"/.aws"_s));
        QFile file(m_ctl->home() + u"/.aws/config"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray keys("aws_access_key_id = testing\naws_secret_access_key = testing\n"
                              "aws_session_token = testing\n"); // "console" sends nothing for lasting ones
        file.write("[profile erp]\n" + keys + more + "\n[profile test]\n" + keys);
    }
    Ran run(const QString &arguments, const QStringList &options = {}) const
    {
        m_server->reset();
        return m_ctl->run(options + arguments.split(u' '), "value");
    }
    void isRefused(const QString &arguments) const
    {
        const Ran ran = run(arguments);
        QVERIFY2(ran.exitCode == 4, ran.err.constData());
        QVERIFY2(ran.err.startsWith("keyturnctl: \"" + arguments.section(u' ', 0, 0).toUtf8() + "\" was refused"),
                 ran.err.constData());
        QVERIFY2(ran.err.contains(m_sentence) && ran.err.contains("--write-production"), ran.err.constData());
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(m_server->connections(), 0);
    }
    void goes(const QString &arguments, const QStringList &options = {}) const
    {
        const Ran ran = run(arguments, options);
        QVERIFY2(!ran.err.contains("production"), ran.err.constData());
        QVERIFY2(m_server->connections() > 0, ran.err.constData());
    }
    static void addCalls(bool writes)
    {
        QTest::addColumn<QString>("arguments");
        for (const ProductionCall &call : productionCalls) {
            if (call.writes == writes)
                QTest::newRow(call.arguments) << QString::fromLatin1(call.arguments);
        }
    }

private slots:
    void init()
    {
        m_ctl = std::make_unique<Keyturnctl>();
        m_server = std::make_unique<WireServer>();
        m_server->setAnswer({WireServer::status("400 Bad", R"({"__type":"ValidationException"})")});
        m_ctl->environment.insert(u"AWS_REGION"_s, u"us-east-1"_s);
        m_ctl->environment.insert(u"AWS_MAX_ATTEMPTS"_s, u"1"_s);
        m_ctl->options =
            QStringList{u"--endpoint-url"_s, m_server->url().toString().chopped(1), u"--profile"_s, u"erp"_s};
        config();
    }

    void everyVerbStandsInTheTable()
    {
        QSet<QString> told, tried;
        const QString help = QString::fromUtf8(m_ctl->run({u"--help"_s}).out);
        static const QRegularExpression verb(u"^  ([a-z][a-z-]+)\\b"_s, QRegularExpression::MultilineOption);
        QRegularExpressionMatchIterator verbs =
            verb.globalMatch(help.section(u"Verbs:\n"_s, 1).section(u"\n\n"_s, 0, 0));
        while (verbs.hasNext())
            told.insert(verbs.next().captured(1));
        for (const ProductionCall &call : productionCalls)
            tried.insert(QString::fromLatin1(call.arguments).section(u' ', 0, 0));
        QVERIFY(!told.isEmpty());
        QCOMPARE(tried, told);
    }

    void refusesToWriteBeforeAnythingIsSent_data() { addCalls(true); }
    void refusesToWriteBeforeAnythingIsSent()
    {
        QFETCH(QString, arguments);
        mark(u"erp"_s);
        isRefused(arguments);
    }

    void writesWhenTheCommandLineSaysSo_data() { addCalls(true); }
    void writesWhenTheCommandLineSaysSo()
    {
        QFETCH(QString, arguments);
        mark(u"erp"_s);
        goes(arguments, {u"--write-production"_s});
    }

    void writesWhereNothingIsMarked_data() { addCalls(true); }
    void writesWhereNothingIsMarked()
    {
        QFETCH(QString, arguments);
        mark(u"other"_s);
        goes(arguments);
    }

    void readsWhatIsMarked_data() { addCalls(false); }
    void readsWhatIsMarked()
    {
        QFETCH(QString, arguments);
        mark(u"erp"_s);
        const Ran ran = run(arguments);
        QVERIFY2(ran.exitCode >= 0 && !ran.err.contains("production"), ran.err.constData());
    }

    void keepsToTheMarkOfTheConfigFileUnlessTheWindowSaysOtherwise()
    {
        config("keyturn_production = true");
        isRefused(u"set lwa-oauth k"_s);
        config("keyturn_production = True");
        isRefused(u"set lwa-oauth k"_s);
        mark(u"erp"_s, false);
        goes(u"set lwa-oauth k"_s);
        config("keyturn_production = false");
        mark(u"erp"_s);
        isRefused(u"set lwa-oauth k"_s);
        m_ctl->options[3] = u"test"_s;
        goes(u"set lwa-oauth k"_s);
    }

    void keepsToTheMarkOfTheConfigFileForKeysOfTheEnvironment()
    {
        m_ctl->options.resize(2);
        const auto isGuarded = [this] {
            return run(u"set lwa-oauth k"_s).err.contains("profile environment is marked as production")
                   && m_server->connections() == 0;
        };
        config("keyturn_production = true");
        QVERIFY(!isGuarded()); // erp is not in use
        m_ctl->environment.insert(u"AWS_PROFILE"_s, u"erp"_s);
        QVERIFY(isGuarded());
        config("keyturn_production = true\n[profile environment]\nkeyturn_production = false");
        QVERIFY(!isGuarded());
        m_ctl->environment.remove(u"AWS_PROFILE"_s);
        config("[profile environment]\nkeyturn_production = true");
        QVERIFY(isGuarded());
    }

    void keepsToTheMarkOfAProfileThatIsNotNamed()
    {
        m_ctl->options.resize(2);
        mark(u"environment"_s);
        QVERIFY(run(u"set lwa-oauth k"_s).err.contains("profile environment is marked as production"));
        QCOMPARE(m_server->connections(), 0);
        m_ctl->environment.remove(u"AWS_ACCESS_KEY_ID"_s);
        m_ctl->environment.remove(u"AWS_SECRET_ACCESS_KEY"_s);
        m_ctl->environment.insert(u"AWS_PROFILE"_s, u"erp"_s);
        goes(u"set lwa-oauth k"_s);
        mark(u"erp"_s);
        isRefused(u"set lwa-oauth k"_s);
    }

    void noVariableStandsForTheOption()
    {
        mark(u"erp"_s);
        for (const char *name : {"WRITE_PRODUCTION", "KEYTURN_WRITE_PRODUCTION", "KEYTURN_PRODUCTION",
                                 "KEYTURNCTL_WRITE_PRODUCTION", "KEYTURNCTL_OPTIONS"}) {
            for (const char *value : {"1", "true", "--write-production"}) {
                m_ctl->environment.insert(QString::fromLatin1(name), QString::fromLatin1(value));
                isRefused(u"set lwa-oauth k"_s);
            }
        }
        config("write_production = true\nkeyturn_write_production = true");
        isRefused(u"set lwa-oauth k"_s);
    }

    void refusesToWriteWhereTheMarksCannotBeRead()
    {
        QVERIFY(QDir().mkpath(settingsFile())); // a folder in the place of the file
        const Ran ran = run(u"set lwa-oauth k"_s);
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("keyturn.conf cannot be read") && ran.err.contains("--write-production"),
                 ran.err.constData());
        QCOMPARE(m_server->connections(), 0);
        QVERIFY(!run(u"show lwa-oauth"_s).err.contains("keyturn.conf"));
        QVERIFY(m_server->connections() > 0);
        goes(u"set lwa-oauth k"_s, {u"--write-production"_s});
    }

    void printsATokenThatIsGoodAndRefreshesNone()
    {
        ScriptedAws aws;
        aws.tokenAnswer = R"({"access_token":"Atza|new","token_type":"bearer","expires_in":3600})";
        const QString arn = ScriptedAws::arnOf(u"skill"_s);
        const auto hold = [&aws, &arn](const QByteArray &expiry) {
            ScriptedAws::Secret &secret = aws.secrets[arn];
            secret.current = u"11111111-1111-4111-8111-111111111111"_s;
            secret.versions.insert(secret.current,
                                   R"({"client_id":"id","client_secret":"cs","refresh_token":"Atzr|r",)"
                                   R"("access_token":"Atza|old","token_url":"https://api.amazon.com/auth/o2/token",)"
                                   R"("expires_at":)"
                                       + expiry + '}');
            aws.forgetCalls();
        };
        m_ctl->options[1] = aws.url().toString().chopped(1);
        const QStringList token{u"token"_s, arn, u"--no-journal"_s};
        mark(u"erp"_s);

        hold("4102444800");
        const Ran good = m_ctl->run(token);
        QVERIFY2(good.exitCode == 0, good.err.constData());
        QCOMPARE(good.out, QByteArray("Atza|old\n"));

        hold("1700000000");
        const Ran refused = m_ctl->run(token);
        QVERIFY2(refused.exitCode == 4, refused.err.constData());
        QVERIFY2(refused.err.startsWith("keyturnctl: \"token\" was refused") && refused.err.contains(m_sentence),
                 refused.err.constData());
        QCOMPARE(refused.out, QByteArray());
        QVERIFY(!aws.calls().isEmpty());
        for (const QString &call : aws.calls())
            QVERIFY2(call.startsWith("Describe"_L1) || call.startsWith("Get"_L1) || call.startsWith("List"_L1),
                     qPrintable(call));

        const Ran written = m_ctl->run(QStringList{u"--write-production"_s} + token);
        QVERIFY2(written.exitCode == 0, written.err.constData());
        QCOMPARE(written.out, QByteArray("Atza|new\n"));
        QCOMPARE(aws.calls().count(u"token"_s), 1);
    }
};

} // namespace production_test

KEYTURN_TEST(production, production_test::CliProductionTest)
#include "production_test.moc"
