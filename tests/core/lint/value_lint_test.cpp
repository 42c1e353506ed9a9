#include "core/lint/value_lint.h"

#include "core/lint/layout_match.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace value_lint_test {

namespace {

using Kind = LintFinding::Kind;

const QByteArray clientId = "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef";
const QByteArray clientSecret = "amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef0123456789abcdef";
const QByteArray refreshToken = "Atzr|IwEBIexample";
const QByteArray accessToken = "Atza|IwEBIexample";
const QByteArray tokenUrl = "https://api.amazon.com/auth/o2/token";

using Pairs = QList<std::pair<QByteArray, QByteArray>>;

Pairs lwa()
{
    return {{"api-access-token", accessToken},   {"lwa-refresh-token", refreshToken}, {"lwa-client-id", clientId},
            {"lwa-client-secret", clientSecret}, {"lwa-auth-scope", "profile"},       {"lwa-auth-url", tokenUrl}};
}

Pairs genesys()
{
    return {{"clientId", "01234567-89ab-cdef-0123-456789abcdef"},
            {"clientSecret", "sEcReT-abcdefghijklmnopqrstuvwxyz"},
            {"accessToken", "access-abcdefghijklmnopqrstuvwxyz"},
            {"refreshToken", "refresh-abcdefghijklmnopqrstuvwxyz"}};
}

//! Of strings; the values need no escapes, for a test may put what it likes between the quotes.
SecretDocument document(const Pairs &pairs)
{
    QByteArray text;
    for (const auto &[key, value] : pairs)
        text += (text.isEmpty() ? "{\"" : ",\"") + key + "\":\"" + value + "\"";
    return SecretDocument(SecretString(QByteArrayView(text + "}")));
}

SecretDocument text(QByteArrayView bytes)
{
    return SecretDocument(SecretString(bytes));
}

Pairs with(Pairs pairs, const QByteArray &key, const QByteArray &value)
{
    for (auto &[candidate, current] : pairs) {
        if (candidate == key)
            current = value;
    }
    return pairs;
}

Pairs renamed(Pairs pairs, const QByteArray &key, const QByteArray &name)
{
    for (auto &[candidate, current] : pairs) {
        if (candidate == key)
            candidate = name;
    }
    return pairs;
}

Pairs without(Pairs pairs, const QByteArray &key)
{
    pairs.removeIf([&key](const auto &pair) { return pair.first == key; });
    return pairs;
}

QList<Kind> kindsOf(const QList<LintFinding> &findings)
{
    QList<Kind> kinds;
    for (const LintFinding &finding : findings)
        kinds.append(finding.kind);
    return kinds;
}

QList<Kind> kinds(const SecretDocument &document)
{
    return kindsOf(lint(document));
}

//! The text after the fix of the first finding.
QByteArray repaired(const SecretDocument &document)
{
    const QList<LintFinding> findings = lint(document);
    if (findings.isEmpty() || findings.first().fix.isEmpty())
        return "(no fix)";
    const Result<SecretDocument> after = applied(document, findings.first().fix);
    return after ? after->text().bytes().toByteArray() : after.error().detail.toUtf8();
}

EntryField parameter(const QString &name, const QByteArray &value)
{
    EntryField field;
    field.key = name;
    field.value = SecretString(QByteArrayView(value));
    return field;
}

} // namespace

class ValueLintTest : public QObject {
    Q_OBJECT

private slots:
    void findsNothingInSoundSecrets()
    {
        QCOMPARE(kinds(document(lwa())), QList<Kind>());
        QCOMPARE(kinds(document(without(lwa(), "api-access-token"))), QList<Kind>());
        QCOMPARE(kinds(document(with(lwa(), "api-access-token", ""))), QList<Kind>()); // not fetched yet
        QCOMPARE(kinds(document(genesys())), QList<Kind>());
        QCOMPARE(kinds(text(R"({"accessToken":"oauth2v2_0a","refreshToken":"oauth2v2_0b","expiresAt":1715938200123})")),
                 QList<Kind>());
        QCOMPARE(kinds(text(R"({"user":"admin","database":"admin","password":"x y","port":5432})")), QList<Kind>());
        QCOMPARE(kinds(text("hunter2")), QList<Kind>());
        QCOMPARE(kinds(text("")), QList<Kind>());
        QCOMPARE(kinds(document({{"client_id", "a.apps.example.com"},
                                 {"client_secret", "GOCSPX-x"},
                                 {"access_token", "ya29.x"},
                                 {"refresh_token", "1//0x"}})),
                 QList<Kind>()); // other separators are other layouts, not typing errors
        QCOMPARE(kinds(text("{\"key\":\"-----BEGIN PRIVATE KEY-----\\nMII=\\n-----END PRIVATE KEY-----\\n\"}")),
                 QList<Kind>());
    }

    void findsMissingKeysAndAddsThem()
    {
        const SecretDocument doc = document(without(lwa(), "lwa-auth-url"));
        const QList<LintFinding> findings = lint(doc);
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::MissingKey});
        QCOMPARE(findings.first().key, u"lwa-auth-url"_s);
        QVERIFY(repaired(doc).endsWith("\"lwa-auth-url\":\"" + tokenUrl + "\"}"));
        QCOMPARE(kinds(text(repaired(doc))), QList<Kind>());
    }

    void findsMisspeltKeysAndRenamesThem_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("typo");
        QTest::newRow("swapped") << QByteArray("lwa-client-secret") << QByteArray("lwa-cleint-secret");
        QTest::newRow("missing letter") << QByteArray("lwa-refresh-token") << QByteArray("lwa-refesh-token");
        QTest::newRow("separator") << QByteArray("lwa-client-id") << QByteArray("lwa_client_id");
        QTest::newRow("case") << QByteArray("lwa-auth-url") << QByteArray("lwa-auth-URL");
        QTest::newRow("first key") << QByteArray("api-access-token") << QByteArray("api-acess-token");
    }
    void findsMisspeltKeysAndRenamesThem()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, typo);
        const SecretDocument doc = document(renamed(lwa(), key, typo));
        const QList<LintFinding> findings = lint(doc);
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::MisspeltKey});
        QCOMPARE(findings.first().key, QString::fromUtf8(typo));
        QCOMPARE(findings.first().other, QString::fromUtf8(key));
        QCOMPARE(repaired(doc), document(lwa()).text().bytes().toByteArray());
    }

    void recognisesMisspeltLayoutsOfOtherProviders()
    {
        QCOMPARE(kinds(document(renamed(genesys(), "refreshToken", "refreshtoken"))), QList<Kind>{Kind::MisspeltKey});
        QCOMPARE(kinds(text(R"({"accessToken":"oauth2v2_a","refreshToken":"oauth2v2_b","expireAt":1715938200123})")),
                 QList<Kind>{Kind::MisspeltKey});
        // Not a typing error: another word.
        QCOMPARE(kinds(text(R"({"accessToken":"oauth2v2_a","refreshToken":"oauth2v2_b","expiresIn":86400})")),
                 QList<Kind>());
    }

    void measuresTheDistanceOfWords()
    {
        QCOMPARE(editDistance(u"abc", u"abc", 2), 0);
        QCOMPARE(editDistance(u"abcd", u"abdc", 2), 1);
        QCOMPARE(editDistance(u"abc", u"ab", 2), 1);
        QCOMPARE(editDistance(u"", u"ab", 2), 2);
        QCOMPARE(editDistance(u"kitten", u"sitting", 5), 3);
        QCOMPARE(editDistance(u"kitten", u"sitting", 1), 2);
        QCOMPARE(editDistance(u"a", u"abcdefgh", 2), 3);
    }

    void findsSwappedFieldsAndSwapsThemBack()
    {
        const SecretDocument swapped =
            document(with(with(lwa(), "lwa-client-id", clientSecret), "lwa-client-secret", clientId));
        const QList<LintFinding> findings = lint(swapped);
        QCOMPARE(kindsOf(findings), (QList<Kind>{Kind::WrongField, Kind::WrongField}));
        QCOMPARE(findings.first().key, u"lwa-client-id"_s);
        QCOMPARE(findings.first().other, u"lwa-client-secret"_s);
        QCOMPARE(findings.first().role, KeyRole::ClientSecret);
        QCOMPARE(repaired(swapped), document(lwa()).text().bytes().toByteArray());
        const SecretDocument tokens =
            document(with(with(lwa(), "api-access-token", refreshToken), "lwa-refresh-token", accessToken));
        QCOMPARE(repaired(tokens), document(lwa()).text().bytes().toByteArray());
        QCOMPARE(kinds(document(with(genesys(), "clientSecret", "11111111-89ab-cdef-0123-456789abcdef"))),
                 QList<Kind>{Kind::WrongField});
    }

    void findsTheSameTokenPastedTwice()
    {
        const QList<LintFinding> findings = lint(document(with(lwa(), "lwa-refresh-token", accessToken)));
        QCOMPARE(kindsOf(findings), (QList<Kind>{Kind::WrongField, Kind::EqualToOther}));
        QVERIFY(findings.first().fix.isEmpty()); // the other field is right: nothing to swap with
        QCOMPARE(findings.last().other, u"api-access-token"_s);
        QCOMPARE(kinds(document(with(genesys(), "clientSecret", "access-abcdefghijklmnopqrstuvwxyz"))),
                 QList<Kind>{Kind::EqualToOther});
    }

    void notesAnUnexpectedShape()
    {
        const QList<LintFinding> findings = lint(document(with(lwa(), "lwa-refresh-token", "Add your refresh token")));
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::UnexpectedShape});
        QCOMPARE(findings.first().severity, LintFinding::Severity::Note);
        const QByteArray old = QByteArray("0123456789abcdef").repeated(4);
        QCOMPARE(kinds(document(with(lwa(), "lwa-client-secret", old))), QList<Kind>());
    }

    void findsAndStripsWhatCannotBeSeen_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("clean");
        const auto row = [](const char *name, const char *json, Kind kind, const char *clean) {
            QTest::newRow(name) << QByteArray(json) << int(kind) << QByteArray(clean);
        };
        row("newline", "secret\\n", Kind::TrailingNewline, "secret");
        row("CRLF and blanks", "secret \\r\\n ", Kind::TrailingNewline, "secret");
        row("blank at the end", "secret ", Kind::OuterBlanks, "secret");
        row("blank in front", "\\tsecret", Kind::OuterBlanks, "secret");
        row("zero width", "sec\xE2\x80\x8Bret", Kind::ZeroWidth, "secret");
        row("word joiner", "secret\xE2\x81\xA0", Kind::ZeroWidth, "secret");
        row("soft hyphen", "sec\xC2\xADret", Kind::ZeroWidth, "secret");
        row("BOM inside", "sec\xEF\xBB\xBFret", Kind::ZeroWidth, "secret");
        row("right to left", "sec\xE2\x80\xAEret", Kind::Bidirectional, "secret");
        row("isolate", "\xE2\x81\xA6secret\xE2\x81\xA9", Kind::Bidirectional, "secret");
        row("mark", "secret\xE2\x80\x8F", Kind::Bidirectional, "secret");
        row("no-break space at the end", "secret\xC2\xA0", Kind::NoBreakSpace, "secret");
        row("no-break space inside", "two\xC2\xA0words", Kind::NoBreakSpace, "two words");
        row("BOM in front", "\xEF\xBB\xBFsecret", Kind::ByteOrderMark, "secret");
        row("escaped", "sec\\u200bret", Kind::ZeroWidth, "secret");
        row("invisible plus", "sec\xE2\x81\xA4ret", Kind::ZeroWidth, "secret");
        row("filler", "sec\xE3\x85\xA4ret", Kind::ZeroWidth, "secret");
        row("tag", "secret\xF3\xA0\x81\x81", Kind::ZeroWidth, "secret");
        row("wide space", "two\xE3\x80\x80words", Kind::NoBreakSpace, "two words");
        row("thin space at the end", "secret\xE2\x80\x89", Kind::NoBreakSpace, "secret");
        row("escape character", "sec\\u001bret", Kind::ControlCharacter, "secret");
        row("NUL", "secret\\u0000", Kind::ControlCharacter, "secret");
        row("next line", "sec\xC2\x85ret", Kind::ControlCharacter, "secret");
        row("line separator", "sec\xE2\x80\xA8ret", Kind::ControlCharacter, "secret");
        row("typographic quotation marks", "\xE2\x80\x9Csecret\xE2\x80\x9D", Kind::SmartQuotes, "secret");
        row("guillemets", "\xC2\xABsecret\xC2\xBB", Kind::SmartQuotes, "secret");
    }
    void findsAndStripsWhatCannotBeSeen()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, kind);
        QFETCH(QByteArray, clean);
        const SecretDocument doc = document({{"password", json}});
        QCOMPARE(kinds(doc), QList<Kind>{static_cast<Kind>(kind)});
        QCOMPARE(repaired(doc), document({{"password", clean}}).text().bytes().toByteArray());
    }

    void findsWhatNoTokenHasInside_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("clean");
        const auto row = [](const char *name, const char *key, const QByteArray &json, Kind kind, const char *clean) {
            QTest::newRow(name) << QByteArray(key) << json << int(kind) << QByteArray(clean);
        };
        row("line break", "lwa-refresh-token", "Atzr|Iw\\nEB", Kind::InnerBreak, "Atzr|IwEB");
        row("CRLF and indentation", "lwa-refresh-token", "Atzr|Iw\\r\\n   EB", Kind::InnerBreak, "Atzr|IwEB");
        row("blank", "lwa-refresh-token", "Atzr|Iw EB", Kind::InnerBreak, "Atzr|IwEB");
        row("tab", "lwa-client-id", clientId + "\\tx", Kind::InnerBreak,
            "amzn1.application-oa2-client.0123456789abcdef0123456789abcdefx");
        row("scopes in lines", "lwa-auth-scope", "profile\\npostal_code", Kind::InnerBreak, "profile postal_code");
        row("typographic", "lwa-refresh-token",
            "Atzr|Iw\xE2\x80\x99"
            "EB",
            Kind::SmartQuotes, "");
        row("another alphabet", "lwa-refresh-token",
            "Atzr|Iw\xD0\x95"
            "B",
            Kind::ForeignCharacter, "");
        row("accent", "lwa-auth-scope", "profil\xC3\xA9", Kind::ForeignCharacter, "");
        row("apostrophes", "lwa-auth-scope", "'profile'", Kind::Quoted, "profile");
        row("a mask", "lwa-refresh-token", "********", Kind::Placeholder, "");
        row("a word for nothing", "lwa-client-secret", "undefined", Kind::Placeholder, "");
        row("a variable", "lwa-refresh-token", "${TOKEN}", Kind::Placeholder, "");
        row("a piece of a template", "lwa-client-id", "<client-id>", Kind::Placeholder, "");
        row("a line of a file", "lwa-refresh-token", "lwa-refresh-token=Atzr|IwEB", Kind::Placeholder, "");
        row("a whole answer", "lwa-refresh-token", R"({\"refresh_token\":\"Atzr|IwEB\"})", Kind::Placeholder, "");
        row("what a page leaves out", "lwa-refresh-token", "Atzr|IwEB...", Kind::Placeholder, "");
        row("bearer", "api-access-token", "bearer " + accessToken, Kind::BearerPrefix, "Atza|IwEBIexample");
    }
    void findsWhatNoTokenHasInside()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, json);
        QFETCH(int, kind);
        QFETCH(QByteArray, clean);
        const SecretDocument doc = document(with(lwa(), key, json));
        QVERIFY(kinds(doc).contains(static_cast<Kind>(kind)));
        QCOMPARE(lint(doc).first().kind, static_cast<Kind>(kind));
        QCOMPARE(repaired(doc), clean.isEmpty() ? QByteArray("(no fix)")
                                                : document(with(lwa(), key, clean)).text().bytes().toByteArray());
    }

    void leavesBreaksAndQuotesInOtherValuesAlone()
    {
        QCOMPARE(kinds(document({{"note", "one\\ntwo \xE2\x80\x9Cx\xE2\x80\x9D three"}})), QList<Kind>());
        QCOMPARE(kinds(document(with(genesys(), "clientSecret",
                                     "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE "
                                     "KEY-----\\n"))),
                 QList<Kind>());
        QCOMPARE(kinds(document(with(lwa(), "lwa-auth-scope", "profile postal_code"))), QList<Kind>());
    }

    void findsWhatChangesItsKind()
    {
        const auto after = [](const QByteArray &opened, const QList<FieldEdit> &edits) {
            return lint(text(opened), edits);
        };
        const FieldEdit wrong{FieldEdit::Kind::Set, u"ssl"_s, SecretString(QByteArrayView("ture"))};
        const QList<LintFinding> findings = after(R"({"ssl":true,"port":5432})", {wrong});
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::TypeChanged});
        QCOMPARE(findings.first().key, u"ssl"_s);
        QVERIFY(findings.first().was == JsonKind::Boolean && findings.first().becomes == JsonKind::String);
        const FieldEdit right{FieldEdit::Kind::Set, u"ssl"_s, SecretString(QByteArrayView("false"))};
        QVERIFY(after(R"({"ssl":true,"port":5432})", {right}).isEmpty());
    }

    void leavesOtherScriptsAlone()
    {
        QCOMPARE(kinds(document({{"password", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x94\x91 \xD7\xA9\xD7\x9C"}})),
                 QList<Kind>());
    }

    void looksAtARawTextAsOneValue()
    {
        QCOMPARE(kinds(text("hunter2\n")), QList<Kind>{Kind::TrailingNewline});
        QCOMPARE(repaired(text("hunter2\n")), QByteArray("hunter2"));
        QCOMPARE(kinds(text("\xFF\n")), QList<Kind>());
    }

    void findsInvisibleCharactersInKeys()
    {
        const SecretDocument doc = text("{\"api\xE2\x80\x8B-key \":\"x\"}");
        QCOMPARE(kinds(doc), QList<Kind>{Kind::InvisibleInKey});
        QCOMPARE(repaired(doc), QByteArray("{\"api-key\":\"x\"}"));
        QVERIFY(lint(text("{\"key \":\"x\",\"key\":\"y\"}")).first().fix.isEmpty());
        for (const char *inside : {"\\n", "\\r\\n", "\\t", "\\u001b", "\\u0000"}) {
            const SecretDocument broken = text(QByteArray("{\"api") + inside + "-key\":\"x\"}");
            QVERIFY2(kinds(broken) == QList<Kind>{Kind::InvisibleInKey}, inside);
            QCOMPARE(repaired(broken), QByteArray("{\"api-key\":\"x\"}"));
        }
        QVERIFY(lint(text("{\"\\n\":\"x\"}")).first().fix.isEmpty()); // nothing would be left of it
    }

    void findsExpiryInTheWrongUnit_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("repaired");
        QTest::newRow("seconds") << QByteArray("1715938200") << QByteArray("1715938200000");
        QTest::newRow("seconds as text") << QByteArray("\"1715938200\"") << QByteArray("1715938200000");
        QTest::newRow("microseconds") << QByteArray("1715938200123456") << QByteArray("1715938200123");
        QTest::newRow("ISO 8601") << QByteArray("\"2024-05-17T09:30:00Z\"") << QByteArray("1715938200000");
        QTest::newRow("lifetime") << QByteArray("86400") << QByteArray();
        QTest::newRow("words") << QByteArray("\"tomorrow\"") << QByteArray();
        QTest::newRow("null") << QByteArray("null") << QByteArray();
    }
    void findsExpiryInTheWrongUnit()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, repaired);
        const QByteArray before = R"({"accessToken":"oauth2v2_a","refreshToken":"oauth2v2_b","expiresAt":)";
        const SecretDocument doc = text(before + json + "}");
        QCOMPARE(kinds(doc), QList<Kind>{Kind::ExpiryUnit});
        QCOMPARE(value_lint_test::repaired(doc), repaired.isEmpty() ? QByteArray("(no fix)") : before + repaired + "}");
    }

    void takesEveryUnitWhereTheLayoutDoesNotSay()
    {
        for (const char *json : {"1715938200", "1715938200123", "\"2024-05-17T09:30:00Z\"", "0"}) {
            const QByteArray doc = R"({"client_id":"a","client_secret":"b","refresh_token":"c","expires_at":)";
            QCOMPARE(kinds(text(doc + json + "}")), QList<Kind>());
        }
    }

    void findsTokenUrlsThatWouldLeakTheCredentials_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char *url :
             {"http:\x2F/api.amazon.com/auth/o2/token", "https://api.amazon.com.evil.example/auth/o2/token",
              "https://api.amazon.com@evil.example/", "https://169.254.169.254/",
              "https://api.amazon.com:8443/auth/o2/token", "https://www.upwork.com/api/v3/oauth2/token",
              "https://xn--mazon-3ve.com/auth/o2/token", "api.amazon.com", "https://api.amazon.com/auth/o2/token#x"})
            QTest::newRow(url) << QByteArray(url);
    }
    void findsTokenUrlsThatWouldLeakTheCredentials()
    {
        QFETCH(QByteArray, url);
        const SecretDocument doc = document(with(lwa(), "lwa-auth-url", url));
        const QList<LintFinding> findings = lint(doc);
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::HostileTokenUrl});
        QVERIFY(!findings.first().detail.isEmpty());
        QCOMPARE(repaired(doc), document(lwa()).text().bytes().toByteArray());
    }

    void tellsAnUnknownHostFromAHostileOne()
    {
        const auto verdict = [](const QByteArray &url) {
            return kinds(
                document({{"client_id", "a"}, {"client_secret", "b"}, {"refresh_token", "c"}, {"token_uri", url}}));
        };
        QCOMPARE(verdict("https://oauth2.googleapis.com/token"), QList<Kind>());
        QCOMPARE(verdict("https://id.example/token"), QList<Kind>{Kind::UnknownTokenHost});
        for (const char *url :
             {"http:\x2F/oauth2.googleapis.com/token", "https://u@oauth2.googleapis.com/token",
              "https://10.0.0.1/token", "https://[::1]/token", "https://localhost/token",
              "https://oauth2.googleapis.com:444/token", "https://oauth2.googleapis.com./token",
              "https://oauth2.googleapis.com/token#a", "https:\\\\\\\\oauth2.googleapis.com\\\\token"})
            QCOMPARE(verdict(url), QList<Kind>{Kind::HostileTokenUrl});
    }

    void findsEmptyRequiredValues()
    {
        QCOMPARE(kinds(document(with(lwa(), "lwa-client-secret", ""))), QList<Kind>{Kind::EmptyRequired});
        const SecretDocument doc = document(with(lwa(), "lwa-auth-url", ""));
        QCOMPARE(kinds(doc), QList<Kind>{Kind::EmptyRequired});
        QCOMPARE(repaired(doc), document(lwa()).text().bytes().toByteArray());
        QCOMPARE(kinds(document(with(lwa(), "lwa-auth-scope", ""))), QList<Kind>());
    }

    void looksAtParametersThatBelongTogether()
    {
        const QList<EntryField> sound{parameter(u"/my-erp/lwa/clientidentifier"_s, clientId),
                                      parameter(u"/my-erp/lwa/clientsecret"_s, clientSecret),
                                      parameter(u"/my-erp/refreshToken"_s, refreshToken)};
        QCOMPARE(kindsOf(lint(sound)), QList<Kind>());
        QList<EntryField> swapped = sound;
        std::swap(swapped[0].value, swapped[1].value);
        QCOMPARE(kindsOf(lint(swapped)), (QList<Kind>{Kind::WrongField, Kind::WrongField}));
        QList<EntryField> misspelt = sound;
        misspelt[1].key = u"/my-erp/lwa/cliensecret"_s;
        QCOMPARE(kindsOf(lint(misspelt)), QList<Kind>{Kind::MisspeltKey});
        QVERIFY(lint(misspelt).first().fix.isEmpty());
        QCOMPARE(kindsOf(lint({parameter(u"/wifi/key"_s, "x\n")})), QList<Kind>{Kind::TrailingNewline});
    }
};

} // namespace value_lint_test

KEYTURN_TEST(value_lint, value_lint_test::ValueLintTest)
#include "value_lint_test.moc"
