#include "core/rotation/refresh_request.h"
#include "core/rotation/token_edits.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_edits_test {

namespace {

const QDateTime expiry(QDate(2026, 11, 30), QTime(12, 30, 0, 250), Qt::UTC);

EntryContent contentOf(const QByteArray &text)
{
    Entry entry;
    entry.id = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"crm"_s};
    SecretValue value;
    value.value = SecretString(QByteArrayView(text));
    value.versionId = u"v0"_s;
    return EntryContent::ofSecret(entry, value, {});
}

TokenSet tokens()
{
    TokenSet set;
    set.accessToken = SecretString(QByteArrayView("new"));
    set.refreshToken = SecretString(QByteArrayView("next"));
    set.refreshTokenRotated = true;
    set.life = std::chrono::seconds(3600);
    set.expiresAt = expiry;
    return set;
}

} // namespace

class TokenEditsTest : public QObject {
    Q_OBJECT

private slots:
    void writesAnExpiryAsTheLayoutDoes_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *key, const char *before, const char *after) {
            QTest::newRow(before) << QByteArray(key) << QByteArray(before) << QByteArray(after);
        };
        row("expires_at", "1700000000", "1796041800");
        row("expires_at", "\"1700000000\"", "\"1796041800\"");
        row("expires_at", "1700000000000", "1796041800250");
        row("expiresAt", "\"2024-05-17T09:30:00Z\"", "\"2026-11-30T12:30:00Z\"");
        row("expiresAt", "\"2024-05-17T09:30:00.000Z\"", "\"2026-11-30T12:30:00.250Z\"");
        row("expiresAt", "\"2024-05-17 09:30:00+00:00\"", "\"2026-11-30 12:30:00+00:00\"");
        row("expiresAt", "\"2024-05-17T09:30:00+0200\"", "\"2026-11-30T12:30:00+0000\"");
        row("expiresAt", "\"2024-05-17T09:30:00\"", "\"2026-11-30T12:30:00\"");
        row("expires_in", "1800", "3600");
        row("EXPIRES_IN", "\"1800\"", "\"3600\"");
        row("refresh_token_expires_in", "5184000", "5184000"); // not the access token's
    }
    void writesAnExpiryAsTheLayoutDoes()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const QByteArray start =
            "{\"client_id\":\"i\",\"client_secret\":\"s\",\"refresh_token\":\"r\",\"access_token\":\"a\", \"" + key
            + "\" : ";
        const EntryContent content = contentOf(start + before + " }");
        const Result<SecretDocument> document = content.applied(editsFor(content, tokens()));
        QByteArray expected = start;
        expected.replace("\"r\"", "\"next\"").replace("\"a\"", "\"new\"");
        QCOMPARE(document->text().bytes().toByteArray(), expected + after + " }");
    }

    void leavesAnExpiryAloneThatTheAnswerDoesNotTell()
    {
        const EntryContent content =
            contentOf("{\"client_id\":\"i\",\"refresh_token\":\"r\",\"access_token\":\"a\",\"expires_at\":1700000000}");
        TokenSet set = tokens();
        set.life = {};
        set.expiresAt = {};
        const QList<FieldEdit> edits = editsFor(content, set);
        QCOMPARE(edits.size(), 2);
        QCOMPARE(edits.first().key, u"refresh_token"_s); // whoever reads in between finds a pair that works
    }

    void knowsTheProviderByWhateverTells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *name, const char *text, const char *provider, const char *url) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(provider) << QString::fromLatin1(url);
        };
        row("URL",
            "{\"client_id\":\"i\",\"client_secret\":\"s\",\"refresh_token\":\"r\","
            "\"token_url\":\"https://identity.xero.com/connect/token\"}",
            "xero", "https://identity.xero.com/connect/token");
        row("names", "{\"LWA_APP_ID\":\"i\",\"LWA_CLIENT_SECRET\":\"s\",\"SP_API_REFRESH_TOKEN\":\"r\"}", "lwa",
            "https://api.amazon.com/auth/o2/token");
        row("value", "{\"client_id\":\"i\",\"client_secret\":\"s\",\"refresh_token\":\"ghr_1\"}", "github",
            "https://github.com/login/oauth/access_token");
        row("values alone", "{\"a\":\"amzn1.application-oa2-client.1\",\"b\":\"amzn1.oa2-cs.v1.1\",\"c\":\"Atzr|1\"}",
            "lwa", "https://api.amazon.com/auth/o2/token");
    }
    void knowsTheProviderByWhateverTells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, provider);
        QFETCH(QString, url);
        const Result<RefreshRequest> request = refreshRequest(contentOf(text));
        QVERIFY2(request.has_value(), request ? "" : qPrintable(request.error().code + request.error().detail));
        QCOMPARE(request->provider.id, provider);
        QCOMPARE(request->grant.tokenUrl.toString(), url);
    }

    void takesAPersonsWordBeforeEverythingElse()
    {
        EntryContent content =
            contentOf("{\"key\":\"i\",\"pass\":\"s\",\"r\":\"t\",\"url\":\"https://id.acme.example/x/token\"}");
        RefreshSettings settings;
        settings.keys = {{KeyRole::ClientId, u"key"_s},
                         {KeyRole::ClientSecret, u"pass"_s},
                         {KeyRole::RefreshToken, u"r"_s},
                         {KeyRole::TokenUrl, u"url"_s}};
        settings.provider = u"keycloak"_s;
        settings.parameters = QStringList{u"audience=a=b"_s};
        content = content.withKeys(settings.keys);
        QCOMPARE(refreshReadiness(content, settings).obstacle, Refusal::TokenUrlConsent);
        settings.agreedOrigins = QStringList{u"https://id.acme.example"_s};
        const Result<RefreshRequest> request = refreshRequest(content, settings);
        QVERIFY(request);
        QCOMPARE(request->provider.id, u"keycloak"_s);
        QCOMPARE(request->grant.parameters.first().second, QByteArray("a=b"));
    }

    void promisesNothingForATokenAtAHostThatNobodyKnows()
    {
        const EntryContent content = contentOf("{\"client_id\":\"i\",\"client_secret\":\"s\",\"refresh_token\":"
                                               "\"Atzr|1\",\"token_url\":\"https://id.acme.example/token\"}");
        RefreshSettings settings;
        settings.agreedOrigins = QStringList{u"https://id.acme.example"_s};
        const Result<RefreshRequest> request = refreshRequest(content, settings);
        QVERIFY(request);
        QCOMPARE(request->provider.id, u"generic"_s);
        QVERIFY(request->provider.rotates() && request->provider.replay == Provider::Replay::Ask);
        const EntryContent strange = contentOf("{\"client_id\":\"i\",\"client_secret\":\"s\",\"refresh_token\":"
                                               "\"Atzr|1\",\"token_url\":\"https://slack.com/api/oauth.v2.access\"}");
        QCOMPARE(refreshRequest(strange).error().code, u"token-url"_s); // never another provider's
    }

    void asksForTheClientItselfOnlyWhereThatMakesSense()
    {
        const auto typeOf = [](const QByteArray &text) {
            const Result<RefreshRequest> request = refreshRequest(contentOf(text));
            return request ? (request->grant.type == TokenGrant::Type::ClientCredentials ? u"client"_s : u"refresh"_s)
                           : request.error().code;
        };
        QCOMPARE(typeOf("{\"LWA_APP_ID\":\"i\",\"LWA_CLIENT_SECRET\":\"s\",\"access_token\":\"a\",\"scope\":\"n\"}"),
                 u"client"_s);
        QCOMPARE(typeOf("{\"LWA_APP_ID\":\"i\",\"LWA_CLIENT_SECRET\":\"s\",\"access_token\":\"a\"}"),
                 u"no-refresh-token"_s);
        QCOMPARE(typeOf("{\"LWA_APP_ID\":\"i\",\"LWA_CLIENT_SECRET\":\"s\",\"scope\":\"n\"}"), u"no-refresh-token"_s);
        QCOMPARE(
            typeOf("{\"LWA_APP_ID\":\"i\",\"LWA_CLIENT_SECRET\":\"s\",\"access_token\":\"a\",\"refresh_token\":\"\"}"),
            u"no-refresh-token"_s); // it has one, and it is empty
    }

    void letsAPublicClientDoWithoutASecretWhereTheProviderDoes()
    {
        const QByteArray client = "{\"client_id\":\"i\",\"refresh_token\":\"r\",\"token_url\":\"";
        QVERIFY(refreshRequest(contentOf(client + "https://identity.xero.com/connect/token\"}")));
        QCOMPARE(refreshRequest(contentOf(client + "https://api.amazon.com/auth/o2/token\"}")).error().code,
                 u"no-client-secret"_s);
    }

    void remembersWhatWasSaidOfAnEntry()
    {
        const QTemporaryDir folder;
        const RefreshSettingsFile file(folder.filePath(u"keyturn/refresh-settings"_s));
        Entry entry;
        entry.id = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"crm"_s};
        entry.arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:crm-abcdef"_s;
        QCOMPARE(file.of(entry, false), RefreshSettings());
        RefreshSettings settings;
        settings.keys = {{KeyRole::ClientId, u"key \u00e9\n"_s}, {KeyRole::Scope, u""_s}};
        settings.provider = u"xero"_s;
        settings.agreedOrigins = QStringList{u"https://id.example"_s};
        QVERIFY(file.remember(entry, false, settings));
        QCOMPARE(file.of(entry, false), settings);
        QCOMPARE(file.of(entry, true), RefreshSettings()); // the sandbox has entries of the same name
        settings.agreedOrigins.clear();
        QVERIFY(file.remember(entry, false, settings));
        QCOMPARE(file.of(entry, false), settings);
        entry.arn.replace(u"abcdef"_s, u"ghijkl"_s);
        QCOMPARE(file.of(entry, false), RefreshSettings()); // made anew
        QFile damaged(folder.filePath(u"keyturn/refresh-settings"_s));
        QVERIFY(damaged.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(QFile::remove(damaged.fileName()));
        QVERIFY(QFile::link(u"/etc/passwd"_s, damaged.fileName()));
        QCOMPARE(file.of(entry, false), RefreshSettings());
        QVERIFY(!file.remember(entry, false, settings)); // not through a link
    }
};

} // namespace token_edits_test

KEYTURN_TEST(token_edits, token_edits_test::TokenEditsTest)
#include "token_edits_test.moc"
