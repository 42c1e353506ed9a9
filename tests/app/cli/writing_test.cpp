#include "tests/support/keyturnctl.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace writing_test {

// set and refresh against `keyturnctl sandbox`.
class CliWritingTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;
    std::unique_ptr<SandboxProcess> m_sandbox;
    const QString m_skill = u"amazon-api-access-token"_s;

    QByteArray raw(const QString &name, const QString &stage = {}) const
    {
        QStringList arguments{u"show"_s, name, u"--raw"_s};
        if (!stage.isEmpty())
            arguments << u"--version-stage"_s << stage;
        return m_ctl.run(arguments).out;
    }

private slots:
    void init()
    {
        m_sandbox.reset(); // one at a time on the state file
        m_sandbox = std::make_unique<SandboxProcess>(m_ctl);
        QVERIFY(!m_sandbox->url.isEmpty());
    }

    void setChangesOneValueAndNoOtherByte()
    {
        const QByteArray before = raw(m_skill);
        const QByteArray old = QJsonDocument::fromJson(before)[u"lwa-auth-scope"_s].toString().toUtf8();
        const Ran ran = m_ctl.run({u"set"_s, m_skill, u"lwa-auth-scope"_s}, "profile only");
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.startsWith(m_skill.toUtf8() + " version "));
        QByteArray expected = before;
        expected.replace(old, "profile only");
        QCOMPARE(raw(m_skill), expected);
        QCOMPARE(raw(m_skill, u"AWSPREVIOUS"_s), before);
    }

    void setTakesEveryByteWhenTold()
    {
        const QByteArray value("line\n\"quoted\" \\ \xc3\xbc\n");
        const QStringList all{u"set"_s, m_skill, u"lwa-auth-scope"_s, u"--keep-newline"_s, u"--allow-suspicious"_s};
        QCOMPARE(m_ctl.run(all, value).exitCode, 0);
        QCOMPARE(m_ctl.run({u"show"_s, m_skill, u"--reveal"_s, u"lwa-auth-scope"_s}).out, value);
    }

    void setLeavesTheLineBreakOfALineBehind_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("stored");
        QTest::newRow("echo") << QStringList() << QByteArray("scope\n") << QByteArray("scope");
        QTest::newRow("CRLF") << QStringList() << QByteArray("scope\r\n") << QByteArray("scope");
        QTest::newRow("none") << QStringList() << QByteArray("scope") << QByteArray("scope");
        QTest::newRow("told twice") << QStringList{u"--strip-newline"_s} << QByteArray("scope\n")
                                    << QByteArray("scope");
        QTest::newRow("kept") << QStringList{u"--keep-newline"_s} << QByteArray("scope\n") << QByteArray("scope\n");
        QTest::newRow("one of two") << QStringList{u"--allow-suspicious"_s} << QByteArray("scope\n\n")
                                    << QByteArray("scope\n");
    }
    void setLeavesTheLineBreakOfALineBehind()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, stored);
        const Ran ran = m_ctl.run(QStringList{u"set"_s, m_skill, u"lwa-auth-scope"_s} + options, input);
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        QCOMPARE(m_ctl.run({u"show"_s, m_skill, u"--reveal"_s, u"lwa-auth-scope"_s}).out, stored);
    }

    void setTakesAWholeTextAndAFileAsTheyAre()
    {
        const QString name = u"billing/prod/stripe-api-key"_s;
        const QByteArray before = raw(name);
        const Ran whole = m_ctl.run({u"set"_s, name}, "rk_new\n");
        QCOMPARE(whole.exitCode, 1);
        QVERIFY2(whole.err.contains("ends with a line break") && whole.err.contains("--strip-newline"),
                 whole.err.constData());
        QCOMPARE(raw(name), before);
        QCOMPARE(m_ctl.run({u"set"_s, name, u"--keep-newline"_s}, "rk_new\n").exitCode, 0);
        QCOMPARE(raw(name), QByteArray("rk_new\n"));
        QCOMPARE(m_ctl.run({u"set"_s, name, u"--strip-newline"_s}, "rk_new\n").exitCode, 0);
        QCOMPARE(raw(name), QByteArray("rk_new"));

        QFile file(m_ctl.home() + u"/line"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("scope\n");
        file.close();
        const QStringList set{u"set"_s, m_skill, u"lwa-auth-scope"_s, u"--file"_s, file.fileName()};
        QCOMPARE(m_ctl.run(set).exitCode, 1);
        QCOMPARE(m_ctl.run(set + QStringList{u"--strip-newline"_s}).exitCode, 0);
        QCOMPARE(m_ctl.run({u"show"_s, m_skill, u"--reveal"_s, u"lwa-auth-scope"_s}).out, QByteArray("scope"));
        QCOMPARE(m_ctl.run({u"set"_s, u"/guest-wifi/prod/radius-server"_s}, "radius2.example.com\n").exitCode, 0);
        QCOMPARE(m_ctl.run({u"show"_s, u"/guest-wifi/prod/radius-server"_s, u"--raw"_s}).out,
                 QByteArray("radius2.example.com"));
    }

    void setSaysThatAValueIsTooLarge()
    {
        const QByteArray before = raw(m_skill);
        const Ran ran = m_ctl.run({u"set"_s, m_skill, u"lwa-auth-scope"_s}, QByteArray(65537, 'x'));
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("was not changed") && ran.err.contains("65536"), ran.err.constData());
        QVERIFY2(ran.err.contains("Shorten it"), ran.err.constData());
        QCOMPARE(raw(m_skill), before);
    }

    void setReadsAFile()
    {
        QFile file(m_ctl.home() + u"/value"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("from a file");
        file.close();
        QCOMPARE(m_ctl.run({u"set"_s, m_skill, u"lwa-auth-scope"_s, u"--file"_s, file.fileName()}).exitCode, 0);
        QCOMPARE(m_ctl.run({u"show"_s, m_skill, u"--reveal"_s, u"lwa-auth-scope"_s}).out, QByteArray("from a file"));
        const Ran missing = m_ctl.run({u"set"_s, m_skill, u"lwa-auth-scope"_s, u"--file"_s, u"/nonexistent"_s});
        QCOMPARE(missing.exitCode, 1);
        QVERIFY(missing.err.contains("/nonexistent cannot be read"));
    }

    void setWritesNothingWhenNothingChanges()
    {
        const QByteArray scope = m_ctl.run({u"show"_s, m_skill, u"--reveal"_s, u"lwa-auth-scope"_s}).out;
        const Ran text = m_ctl.run({u"set"_s, m_skill, u"lwa-auth-scope"_s}, scope);
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.err.contains("nothing was written"));
        QCOMPARE(text.out, QByteArray());
        const Ran json = m_ctl.run({u"--json"_s, u"set"_s, m_skill, u"lwa-auth-scope"_s}, scope);
        QCOMPARE(json.json()[u"changed"_s], false);
    }

    void setAddsAKeyOnlyWhenTold()
    {
        const QByteArray before = raw(m_skill);
        const Ran refused = m_ctl.run({u"set"_s, m_skill, u"new-key"_s}, "v");
        QCOMPARE(refused.exitCode, 3);
        QVERIFY(refused.err.contains("new-key"));
        QCOMPARE(raw(m_skill), before);

        QCOMPARE(m_ctl.run({u"set"_s, m_skill, u"new-key"_s, u"--add"_s}, "v").exitCode, 0);
        QCOMPARE(QJsonDocument::fromJson(raw(m_skill))[u"new-key"_s], u"v"_s);
        const Ran again = m_ctl.run({u"set"_s, m_skill, u"new-key"_s, u"--add"_s}, "w");
        QCOMPARE(again.exitCode, 5);
        QCOMPARE(QJsonDocument::fromJson(raw(m_skill))[u"new-key"_s], u"v"_s);
    }

    void setReplacesTheWholeOfASecretThatIsNotJson()
    {
        QCOMPARE(m_ctl.run({u"set"_s, u"billing/prod/stripe-api-key"_s}, "rk_new").exitCode, 0);
        QCOMPARE(raw(u"billing/prod/stripe-api-key"_s), QByteArray("rk_new"));
    }

    void setNeedsAKeyWhereThereAreSeveral()
    {
        const Ran ran = m_ctl.run({u"set"_s, m_skill}, "v");
        QCOMPARE(ran.exitCode, 2);
        QVERIFY(ran.err.contains("name the KEY"));
    }

    void setWritesAParameter()
    {
        QCOMPARE(m_ctl.run({u"set"_s, u"/guest-wifi/prod/radius-server"_s}, "radius2.example.com").exitCode, 0);
        const QStringList show{u"show"_s, u"/guest-wifi/prod/radius-server"_s, u"--reveal"_s,
                               u"/guest-wifi/prod/radius-server"_s};
        QCOMPARE(m_ctl.run(show).out, QByteArray("radius2.example.com"));
    }

    void refreshChangesTheAccessTokenAndNoOtherByte()
    {
        const QByteArray before = raw(m_skill);
        const QByteArray oldToken = QJsonDocument::fromJson(before)[u"api-access-token"_s].toString().toUtf8();
        const Ran ran = m_ctl.run({u"--json"_s, u"refresh"_s, u"--no-journal"_s, m_skill});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.err.contains("Asking the provider"));
        const QByteArray after = raw(m_skill);
        const QByteArray newToken = QJsonDocument::fromJson(after)[u"api-access-token"_s].toString().toUtf8();
        QVERIFY(!newToken.isEmpty() && newToken != oldToken);
        QByteArray expected = before;
        expected.replace(oldToken, newToken);
        QCOMPARE(after, expected);
        QCOMPARE(raw(m_skill, u"AWSPREVIOUS"_s), before);

        QCOMPARE(ran.json()[u"writtenBack"_s], true);
        const Ran shown = m_ctl.run({u"--json"_s, u"show"_s, m_skill});
        QCOMPARE(shown.json()[u"versionId"_s], ran.json()[u"versionId"_s]);
        QVERIFY(QDateTime::fromString(ran.json()[u"expires"_s].toString(), Qt::ISODate).isValid());
        QVERIFY(!ran.out.contains(newToken.left(20)) && !ran.err.contains(newToken.left(20)));
    }

    void refreshTestsAClientWithoutAnAccessToken()
    {
        const QByteArray before = raw(u"lwa-oauth"_s);
        const Ran ran = m_ctl.run({u"refresh"_s, u"--no-journal"_s, u"lwa-oauth"_s});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.contains("nothing was written"));
        QCOMPARE(raw(u"lwa-oauth"_s), before);
    }

    void refreshSaysWhenTheProviderRefuses()
    {
        QCOMPARE(m_ctl.run({u"set"_s, m_skill, u"lwa-refresh-token"_s}, "Atzr|revoked").exitCode, 0);
        const QByteArray before = raw(m_skill);
        const Ran ran = m_ctl.run({u"refresh"_s, u"--no-journal"_s, m_skill});
        QCOMPARE(ran.exitCode, 7);
        QVERIFY2(ran.err.contains("invalid_grant"), ran.err.constData());
        QVERIFY(ran.err.contains("Authorise the application again"));
        QCOMPARE(raw(m_skill), before);
    }

    void refreshSendsNothingToAnUnknownHost()
    {
        const QStringList set{u"set"_s, m_skill, u"lwa-auth-url"_s, u"--allow-suspicious"_s};
        QCOMPARE(m_ctl.run(set, "https://evil.example/token").exitCode, 0);
        const Ran ran = m_ctl.run({u"refresh"_s, m_skill});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("Nothing was sent"), ran.err.constData());
        QVERIFY2(ran.err.contains("--trust-token-url https://evil.example"), ran.err.constData());
    }

    void refreshLeavesWhatItCannotRefresh_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a client that stands elsewhere") << u"upwork/prod/upwork-oauth"_s;
        QTest::newRow("not JSON") << u"billing/prod/stripe-api-key"_s;
    }
    void refreshLeavesWhatItCannotRefresh()
    {
        QFETCH(QString, name);
        const QByteArray before = raw(name);
        const Ran ran = m_ctl.run({u"refresh"_s, name});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY(ran.err.contains(name.toUtf8()));
        QCOMPARE(ran.out, QByteArray());
        QCOMPARE(raw(name), before);
    }
};

} // namespace writing_test

KEYTURN_TEST(writing, writing_test::CliWritingTest)
#include "writing_test.moc"
