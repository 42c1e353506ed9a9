#include "tests/support/keyturnctl.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace values_test {

// What `set` asks of a value before it is written: its kind of JSON, and the lint that the window has.
class CliValuesTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;
    std::unique_ptr<SandboxProcess> m_sandbox;
    const QString m_skill = u"amazon-api-access-token"_s;
    // With a value of every kind; what is refused leaves the second as it was.
    const QString m_typed = u"hospitality/prod/amazon-api-access-token"_s;
    const QString m_refusing = u"senior-living/prod/amazon-api-access-token"_s;
    const QString m_changing = u"hospitality/staging/amazon-api-access-token"_s;

    QByteArray raw(const QString &name) const { return m_ctl.run({u"show"_s, name, u"--raw"_s}).out; }
    Ran setIn(const QString &name, const QString &key, const QByteArray &value, const QStringList &options = {}) const
    {
        return m_ctl.run(QStringList{u"set"_s, name, key} + options, value);
    }
    Ran set(const QString &key, const QByteArray &value, const QStringList &options = {}) const
    {
        return setIn(m_skill, key, value, options);
    }

private slots:
    void initTestCase()
    {
        m_sandbox = std::make_unique<SandboxProcess>(m_ctl);
        QVERIFY(!m_sandbox->url.isEmpty());
        const std::pair<QString, QByteArray> values[] = {
            {u"port"_s, "5432"}, {u"ssl"_s, "true"}, {u"none"_s, "null"}, {u"list"_s, "[1, 2]"}, {u"text"_s, "\"7\""}};
        for (const QString &name : {m_typed, m_refusing, m_changing}) {
            for (const auto &[key, json] : values)
                QCOMPARE(setIn(name, key, json, {u"--add"_s, u"--type"_s, u"json"_s}).exitCode, 0);
        }
    }

    void aValueKeepsItsKindOfJson()
    {
        QByteArray expected = raw(m_typed);
        const auto becomes = [&](const QString &key, const QByteArray &input, const char *before, const char *after) {
            const Ran ran = setIn(m_typed, key, input);
            QVERIFY2(ran.exitCode == 0, ran.err.constData());
            expected.replace(before, after);
            QCOMPARE(raw(m_typed), expected);
        };
        becomes(u"port"_s, "5434\n", "5432", "5434");
        becomes(u"port"_s, "5.50e3", "5434", "5.50e3");
        becomes(u"ssl"_s, "false\r\n", "true", "false");
        becomes(u"list"_s, "[3,4]\n", "[1, 2]", "[3,4]");
        becomes(u"text"_s, "8\n", "\"7\"", "\"8\"");
        becomes(u"text"_s, "true", "\"8\"", "\"true\"");
    }

    void textThatIsNoneOfItsKindIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char *name, const QString &key, const char *input, const char *sentence) {
            QTest::newRow(name) << key << QByteArray(input) << QByteArray(sentence);
        };
        row("misspelt", u"ssl"_s, "ture\n", "is true or false, and the new value is not");
        row("beyond all numbers", u"port"_s, "1E400", "is a number, and the new value is not");
        row("capital", u"ssl"_s, "True\n", "is true or false, and the new value is not");
        row("a number for true", u"ssl"_s, "1\n", "is true or false, and the new value is not");
        row("a word for a number", u"port"_s, "high\n", "is a number, and the new value is not");
        row("true for a number", u"port"_s, "true", "is a number, and the new value is not");
        row("an octal number", u"port"_s, "0543", "is a number, and the new value is not");
        row("two line breaks", u"port"_s, "5434\n\n",
            "is a number, and the new value has a line break or spaces around it");
        row("a blank", u"port"_s, " 5434", "is a number, and the new value has a line break or spaces around it");
        row("nothing", u"port"_s, "", "is a number, and the new value is not");
        row("text for null", u"none"_s, "x", "is null, and the new value is not");
        row("an open list", u"list"_s, "[1", "is a JSON list, and the new value is not");
    }
    void textThatIsNoneOfItsKindIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, sentence);
        const QByteArray before = raw(m_refusing);
        const Ran ran = setIn(m_refusing, key, input);
        QCOMPARE(ran.exitCode, 1);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.startsWith("keyturnctl: \"" + key.toUtf8() + "\" is "), ran.err.constData());
        QVERIFY2(ran.err.contains(sentence) && ran.err.contains("nothing was written"), ran.err.constData());
        QVERIFY2(!ran.err.contains("\\n"), ran.err.constData()); // what to do is a line of its own
        QCOMPARE(raw(m_refusing), before);
    }

    void aKindChangesWhenItIsAskedFor()
    {
        QByteArray expected = raw(m_changing);
        QCOMPARE(setIn(m_changing, u"ssl"_s, "ture\n", {u"--type"_s, u"string"_s}).exitCode, 0);
        expected.replace("true", "\"ture\"");
        QCOMPARE(setIn(m_changing, u"port"_s, "5434\n", {u"--type"_s, u"string"_s}).exitCode, 0);
        expected.replace("5432", "\"5434\"");
        QCOMPARE(setIn(m_changing, u"none"_s, "{\"a\": 1}\n", {u"--type"_s, u"json"_s}).exitCode, 0);
        expected.replace("null", "{\"a\": 1}");
        QCOMPARE(setIn(m_changing, u"text"_s, "7\n", {u"--type"_s, u"json"_s}).exitCode, 0);
        expected.replace("\"7\"", "7");
        QCOMPARE(raw(m_changing), expected);
        const Ran open = setIn(m_changing, u"text"_s, "{", {u"--type"_s, u"json"_s});
        QCOMPARE(open.exitCode, 1);
        QVERIFY2(open.err.contains("is not JSON"), open.err.constData());
        QCOMPARE(setIn(m_changing, u"text"_s, "x", {u"--type"_s, u"boolean"_s}).exitCode, 2);
        QCOMPARE(m_ctl.run({u"set"_s, u"/guest-wifi/prod/radius-server"_s, u"--type"_s, u"json"_s}, "1").exitCode, 1);
        QCOMPARE(raw(m_changing), expected);
    }

    void aValueThatLooksWrongIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char *name, const QString &key, const char *value, const char *reason) {
            QTest::newRow(name) << key << QByteArray(value) << QByteArray(reason);
        };
        const QString token = u"lwa-refresh-token"_s;
        row("zero width", token,
            "Atzr|can\xE2\x80\x8B"
            "ary",
            "invisible characters");
        row("line break", token, "Atzr|can\nary\n", "line break or a blank inside, which a refresh token has not");
        row("blank at the end", token, "Atzr|canary ", "begins or ends with whitespace");
        row("two line breaks", token, "Atzr|canary\n\n", "ends with a line break");
        row("byte order mark", token,
            "\xEF\xBB\xBF"
            "Atzr|canary",
            "byte order mark");
        row("typographic quotes", token,
            "\xE2\x80\x9C"
            "Atzr|canary\xE2\x80\x9D",
            "curly quotes");
        row("quotes", token, "\"Atzr|canary\"", "wrapped in quotes");
        row("no-break space", token, "Atzr|canary\xC2\xA0", "unusual space");
        row("escape", token, "Atzr|can\x1B[31mary", "control characters");
        row("right to left", token,
            "Atzr|can\xE2\x80\xAE"
            "ary",
            "text direction");
        row("Bearer", u"api-access-token"_s, "Bearer Atza|canary", "starts with \"Bearer\"");
        row("another alphabet", token, "Atzr|c\xD0\xB0nary", "other than ASCII");
        row("an access token", token, "Atza|canary", "looks like an access token");
        row("nothing", token, "", "It is empty");
        row("nothing, where nothing is required", u"lwa-auth-scope"_s, "", "It is empty");
        row("two words", token, "one two", "line break or a blank inside");
        row("an error", token, "An error occurred (AccessDenied)", "line break or a blank inside");
        row("a mask", token, "********", "and is none: a mask");
        row("a word for nothing", token, "undefined", "and is none: a mask");
        row("a variable", token, "${TOKEN}", "a variable");
        row("a page", token, "<html>x</html>", "a piece of a file");
        row("a line of a file", token, "lwa-refresh-token=Atzr|x", "a piece of a file");
        row("a hostile URL", u"lwa-auth-url"_s, "https://api.amazon.com@canary.example/", "credentials would leak");
        row("in any value", u"lwa-auth-scope"_s, "canary\t", "begins or ends with whitespace");
    }
    void aValueThatLooksWrongIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, reason);
        const QByteArray before = raw(m_skill);
        const Ran ran = set(key, value);
        QCOMPARE(ran.exitCode, 1);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY2(ran.err.startsWith("keyturnctl: The new value of \"" + key.toUtf8() + "\" looks wrong; nothing was "),
                 ran.err.constData());
        QVERIFY2(ran.err.contains(reason) && ran.err.contains("--allow-suspicious"), ran.err.constData());
        QVERIFY2(!ran.err.contains("can"), ran.err.constData()); // no part of the value
        QCOMPARE(raw(m_skill), before);

        const Ran allowed = set(key, value, {u"--allow-suspicious"_s, u"--keep-newline"_s});
        QVERIFY2(allowed.exitCode == 0, allowed.err.constData());
        QVERIFY2(allowed.out.contains(" version "), allowed.out.constData());
        // A line break at the end was asked for; all else is told.
        QVERIFY2(allowed.err.startsWith("Hint") != reason.startsWith("ends with"), allowed.err.constData());
        QCOMPARE(m_ctl.run({u"show"_s, m_skill, u"--reveal"_s, key}).out, value);
    }

    void aKeyOfATextThatIsNoJsonObjectIsRefusedWithTheReason()
    {
        const QString whole = u"billing/prod/stripe-api-key"_s;
        const QByteArray before = raw(whole);
        const Ran ran = m_ctl.run({u"set"_s, whole, u"b"_s, u"--add"_s}, "x");
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains("is not a JSON object with keys"), ran.err.constData());
        QVERIFY2(!ran.err.contains("\\n"), ran.err.constData());
        QCOMPARE(raw(whole), before);
    }

    void wholeTextsAndParametersAreLookedAtToo()
    {
        const QString whole = u"billing/prod/stripe-api-key"_s;
        const QByteArray before = raw(whole);
        const Ran text = m_ctl.run({u"set"_s, whole}, "rk_\xE2\x80\x8Bnew");
        QCOMPARE(text.exitCode, 1);
        QVERIFY2(text.err.contains("invisible characters"), text.err.constData());
        QCOMPARE(raw(whole), before);
        const Ran parameter = m_ctl.run({u"set"_s, u"/guest-wifi/prod/radius-server"_s}, "\xEF\xBB\xBFradius");
        QCOMPARE(parameter.exitCode, 1);
        QVERIFY2(parameter.err.contains("byte order mark"), parameter.err.constData());
        const Ran group =
            m_ctl.run({u"set"_s, u"/my-erp/lwa"_s, u"/my-erp/lwa/clientsecret"_s}, "amzn1.oa2-cs.v1.0\nf\n");
        QCOMPARE(group.exitCode, 1);
        QVERIFY2(group.err.contains("which a client secret has not"), group.err.constData());
    }

    void whatIsOnlyOddIsAHintAndAMisspeltKeyIsRefusedWhenItIsAdded()
    {
        const Ran odd = set(u"lwa-refresh-token"_s, "oddity");
        QCOMPARE(odd.exitCode, 0);
        QVERIFY2(odd.err.contains("Hint") && odd.err.contains("doesn't look like a refresh token"),
                 odd.err.constData());
        const Ran json = m_ctl.run({u"--json"_s, u"set"_s, m_skill, u"lwa-refresh-token"_s}, "oddity2");
        QCOMPARE(json.json()[u"store"_s], u"secretsmanager"_s);
        const Ran fine = set(u"lwa-refresh-token"_s, "Atzr|fine");
        QCOMPARE(fine.err, QByteArray());
        const Ran again = set(u"lwa-auth-scope"_s, "alexa::all");
        QCOMPARE(again.err, QByteArray());
    }

    void aKeyOfMoreThanOneLineIsNotAdded()
    {
        const QByteArray before = raw(m_skill);
        for (const QString &key : {u"two\nlines"_s, u"two\rlines"_s, u"two\tcolumns"_s, u"two\x1b[2J"_s}) {
            const Ran ran = setIn(m_skill, key, "v", {u"--add"_s});
            QCOMPARE(ran.exitCode, 1);
            QVERIFY2(ran.err.contains("The key contains invisible characters"), ran.err.constData());
            QCOMPARE(raw(m_skill), before);
        }
    }

    void aKeyWithoutANameIsNotTheWholeValue()
    {
        const QString name = u"billing/prod/stripe-api-key"_s;
        QVERIFY(m_ctl.run({u"show"_s, name}).out.contains("(whole value)"));
        const Ran ran = m_ctl.run({u"set"_s, name, u"--allow-suspicious"_s}, "{\"\":\"x\"}");
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        for (const QString &verb : {u"show"_s, u"age"_s}) {
            const Ran shown = m_ctl.run({verb, name});
            QVERIFY2(shown.out.contains("\n\"\" ") && !shown.out.contains("(whole value)"), shown.out.constData());
        }
    }

    void whatIsWrongAlreadyElsewhereStopsNobody()
    {
        QCOMPARE(set(u"lwa-auth-scope"_s, "a ", {u"--allow-suspicious"_s}).exitCode, 0);
        QCOMPARE(set(u"lwa-refresh-token"_s, "Atzr|new").exitCode, 0);
        QCOMPARE(set(u"lwa-auth-scope"_s, "a ").exitCode, 0); // it holds this value: nothing is written
    }
};

} // namespace values_test

KEYTURN_TEST(values, values_test::CliValuesTest)
#include "values_test.moc"
