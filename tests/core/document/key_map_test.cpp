#include "core/document/key_map.h"
#include "core/document/key_name.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace key_map_test {

namespace {
const QStringList sixKeys{u"api-access-token"_s,  u"lwa-refresh-token"_s, u"lwa-client-id"_s,
                          u"lwa-client-secret"_s, u"lwa-auth-scope"_s,    u"lwa-auth-url"_s};
}

class KeyMapTest : public QObject {
    Q_OBJECT

private slots:
    void recognisesTheSixKeysOfASkill()
    {
        const KeyMap map = KeyMap::recognise(sixKeys);
        QCOMPARE(map.kind, CredentialKind::LwaSkill);
        QCOMPARE(map.key(KeyRole::AccessToken), u"api-access-token"_s);
        QCOMPARE(map.key(KeyRole::RefreshToken), u"lwa-refresh-token"_s);
        QCOMPARE(map.key(KeyRole::ClientId), u"lwa-client-id"_s);
        QCOMPARE(map.key(KeyRole::ClientSecret), u"lwa-client-secret"_s);
        QCOMPARE(map.key(KeyRole::Scope), u"lwa-auth-scope"_s);
        QCOMPARE(map.key(KeyRole::TokenUrl), u"lwa-auth-url"_s);
        QVERIFY(map.missing.isEmpty());
    }

    void recognisesTheFiveKeysOfTheCliAndMissesNothing()
    {
        const KeyMap map = KeyMap::recognise(sixKeys.mid(1));
        QCOMPARE(map.kind, CredentialKind::LwaCli);
        QCOMPARE(map.key(KeyRole::AccessToken), QString());
        QVERIFY(map.missing.isEmpty());
    }

    void namesTheKeysThatALayoutLacks()
    {
        QStringList keys = sixKeys;
        keys.removeAll(u"lwa-client-secret"_s);
        const KeyMap map = KeyMap::recognise(keys);
        QCOMPARE(map.kind, CredentialKind::LwaSkill);
        QCOMPARE(map.missing, QStringList{u"lwa-client-secret"_s});
    }

    void recognisesALayoutAmongOtherKeys()
    {
        const KeyMap map = KeyMap::recognise(QStringList{u"note"_s} + sixKeys);
        QCOMPARE(map.kind, CredentialKind::LwaSkill);
        QCOMPARE(map.role(u"note"_s), KeyRole::Other);
    }

    void tellsGenesysUpworkAndOthersApart()
    {
        const QStringList genesys{u"clientId"_s, u"clientSecret"_s, u"accessToken"_s, u"refreshToken"_s};
        QCOMPARE(KeyMap::recognise(genesys).kind, CredentialKind::Genesys);
        QCOMPARE(KeyMap::recognise(genesys + QStringList{u"tokenUrl"_s}).kind, CredentialKind::OAuth);

        const QStringList upwork{u"accessToken"_s, u"refreshToken"_s, u"expiresAt"_s};
        QCOMPARE(KeyMap::recognise(upwork).kind, CredentialKind::Upwork);
        QCOMPARE(KeyMap::recognise(upwork + QStringList{u"clientId"_s}).kind, CredentialKind::OAuth);
        QCOMPARE(KeyMap::recognise({u"accessToken"_s}).kind, CredentialKind::Plain);
    }

    void recognisesGenericNamesHoweverTheyAreWritten_data()
    {
        QTest::addColumn<QStringList>("keys");
        QTest::newRow("snake") << QStringList{u"client_id"_s, u"client_secret"_s, u"refresh_token"_s,
                                              u"access_token"_s};
        QTest::newRow("kebab") << QStringList{u"client-id"_s, u"client-secret"_s, u"refresh-token"_s,
                                              u"access-token"_s};
        QTest::newRow("upper") << QStringList{u"CLIENT_ID"_s, u"CLIENT_SECRET"_s, u"REFRESH_TOKEN"_s,
                                              u"ACCESS_TOKEN"_s};
        QTest::newRow("camel") << QStringList{u"ClientId"_s, u"ClientSecret"_s, u"RefreshToken"_s, u"AccessToken"_s};
    }
    void recognisesGenericNamesHoweverTheyAreWritten()
    {
        QFETCH(QStringList, keys);
        const KeyMap map = KeyMap::recognise(keys);
        QCOMPARE(map.kind, CredentialKind::OAuth);
        QCOMPARE(map.role(keys.at(0)), KeyRole::ClientId);
        QCOMPARE(map.role(keys.at(1)), KeyRole::ClientSecret);
        QCOMPARE(map.role(keys.at(2)), KeyRole::RefreshToken);
        QCOMPARE(map.role(keys.at(3)), KeyRole::AccessToken);
    }

    void recognisesNamesWithTheirKin_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<KeyRole>("role");
        const auto row = [](const char *key, KeyRole role) { QTest::newRow(key) << QString::fromLatin1(key) << role; };
        for (const char *key : {"SP_API_REFRESH_TOKEN", "lwaRefreshToken", "refresh-token", "my.app.refresh.token",
                                "GOOGLE_REFRESH_TOKEN", "lwarefreshtoken", "spApiRefreshToken"})
            row(key, KeyRole::RefreshToken);
        for (const char *key : {"LWA_APP_ID", "lwa_app_id", "AppClientId", "lwa-client-id", "clientID", "CLIENTID",
                                "ClientIdentifier", "OAuth2ClientId", "application_id", "xero.client-id"})
            row(key, KeyRole::ClientId);
        for (const char *key : {"LWA_CLIENT_SECRET", "clientSecret", "AppClientSecret", "app_secret", "CLIENT.SECRET"})
            row(key, KeyRole::ClientSecret);
        for (const char *key : {"APIAccessToken", "api-access-token", "bot_access_token"})
            row(key, KeyRole::AccessToken);
        for (const char *key : {"expires_in", "tokenExpiresAt", "access_token_expires_at", "EXPIRY"})
            row(key, KeyRole::ExpiresAt);
        for (const char *key : {"token_uri", "tokenEndpoint", "OAUTH_TOKEN_URL", "access_token_url"})
            row(key, KeyRole::TokenUrl);
        for (const char *key : {"scope", "LWA_AUTH_SCOPE", "oauthScopes"})
            row(key, KeyRole::Scope);
        for (const char *key :
             {"old_refresh_token", "previousClientSecret", "client_secret_backup", "clientsecret2", "refresh_token_arn",
              "refreshTokenExpiresAt", "client_secret_expires_at", "telescope", "id", "happid", "auth_uri", "", "-"})
            row(key, KeyRole::Other);
    }
    void recognisesNamesWithTheirKin()
    {
        QFETCH(QString, key);
        QFETCH(KeyRole, role);
        QCOMPARE(roleOfName(key), role);
    }

    void recognisesKeysByTheirValuesWhereNamesTellNothing()
    {
        const QHash<QString, QByteArray> values{{u"one"_s, "Atzr|abc"},
                                                {u"two"_s, "amzn1.application-oa2-client.0123"},
                                                {u"three"_s, "amzn1.oa2-cs.v1.0123"},
                                                {u"four"_s, "Atza|def"},
                                                {u"auth-url"_s, "https://api.amazon.com/auth/o2/token"},
                                                {u"note"_s, "https://api.amazon.com/auth/o2/token"}};
        const auto valueOf = [&values](const QString &key) { return SecretString(QByteArrayView(values.value(key))); };
        QStringList keys = values.keys();
        const KeyMap map = KeyMap::recognise(keys, valueOf);
        QCOMPARE(map.kind, CredentialKind::OAuth);
        QCOMPARE(map.key(KeyRole::RefreshToken), u"one"_s);
        QCOMPARE(map.key(KeyRole::ClientId), u"two"_s);
        QCOMPARE(map.key(KeyRole::ClientSecret), u"three"_s);
        QCOMPARE(map.key(KeyRole::AccessToken), u"four"_s);
        QCOMPARE(map.key(KeyRole::TokenUrl), u"auth-url"_s);
        QCOMPARE(map.role(u"note"_s), KeyRole::Other);
        QVERIFY(missingRoles(map).isEmpty());
        const auto both = [](const QString &) { return SecretString(QByteArrayView("Atzr|abc")); };
        QVERIFY(KeyMap::recognise({u"a"_s, u"b"_s}, both).key(KeyRole::RefreshToken).isEmpty()); // which of them?
    }

    void saysWhatIsMissingInWhatLooksLikeCredentials()
    {
        const auto missing = [](const QStringList &keys) { return missingRoles(KeyMap::recognise(keys)); };
        using Roles = QList<KeyRole>;
        QCOMPARE(missing({u"LWA_APP_ID"_s, u"LWA_CLIENT_SECRET"_s}), Roles{KeyRole::RefreshToken});
        QCOMPARE(missing({u"refresh_token"_s, u"colour"_s}), (Roles{KeyRole::ClientId, KeyRole::ClientSecret}));
        QCOMPARE(missing({u"client_id"_s, u"refresh_token"_s}), Roles{KeyRole::ClientSecret});
        QCOMPARE(missing({u"access_token"_s, u"client_id"_s, u"client_secret"_s}), Roles()); // asks for itself
        QCOMPARE(missing({u"username"_s, u"password"_s}), Roles());
        QCOMPARE(missing(sixKeys), Roles());
    }

    void letsAPersonSayWhichKeyIsWhat()
    {
        const KeyMap map =
            KeyMap::recognise({u"key"_s, u"pass"_s, u"refresh_token"_s, u"scope"_s})
                .with({{KeyRole::ClientId, u"key"_s}, {KeyRole::ClientSecret, u"pass"_s}, {KeyRole::Scope, QString()}});
        QCOMPARE(map.kind, CredentialKind::OAuth);
        QCOMPARE(map.key(KeyRole::ClientId), u"key"_s);
        QCOMPARE(map.key(KeyRole::RefreshToken), u"refresh_token"_s);
        QVERIFY(map.key(KeyRole::Scope).isEmpty());
        QVERIFY(missingRoles(map).isEmpty());
        for (const KeyRole role : map.roles)
            QCOMPARE(roleOfWord(roleWord(role)), std::optional(role));
    }

    void recognisesTheTrioHoweverItsParametersAreCalled()
    {
        const KeyMap map =
            KeyMap::recognise({u"/x/LWA_APP_ID"_s, u"/x/LWA_CLIENT_SECRET"_s, u"/x/SP_API_REFRESH_TOKEN"_s});
        QCOMPARE(map.kind, CredentialKind::SpApi);
        QVERIFY(missingRoles(map).isEmpty());
        QCOMPARE(parameterRole(u"/x/github-client-id"_s), KeyRole::Other); // need not belong to its neighbours
    }

    void doesNotGuessBetweenTwoSpellingsOfOneRole()
    {
        const KeyMap map = KeyMap::recognise({u"client_id"_s, u"clientId"_s, u"refresh_token"_s});
        QVERIFY(map.key(KeyRole::ClientId).isEmpty());
        QCOMPARE(missingRoles(map), QList<KeyRole>({KeyRole::ClientId, KeyRole::ClientSecret}));
    }

    void callsNothingPlainThatLooksLikeCredentialsAndTellsWhatIsMissing()
    {
        QCOMPARE(KeyMap::recognise({u"refresh_token"_s}).kind, CredentialKind::OAuth);
        const KeyMap twice = KeyMap::recognise({u"client_id"_s, u"clientId"_s, u"app_client_secret"_s});
        QCOMPARE(twice.kind, CredentialKind::OAuth);
        QCOMPARE(missingRoles(twice), QList<KeyRole>({KeyRole::ClientId, KeyRole::RefreshToken}));
        QCOMPARE(KeyMap::recognise({u"client_id"_s, u"host"_s}).kind, CredentialKind::Plain); // may be anything
    }

    void recognisesParametersByTheLastPartOfTheirName()
    {
        const KeyMap map = KeyMap::recognise({u"/my-erp/lwa/cliensecret"_s, u"/my-erp/lwa/ClientIdentifier"_s,
                                              u"/my-erp/refreshToken"_s, u"/my-erp/lwa/other"_s});
        QCOMPARE(map.kind, CredentialKind::SpApi);
        QCOMPARE(map.key(KeyRole::ClientSecret), u"/my-erp/lwa/cliensecret"_s);
        QCOMPARE(map.key(KeyRole::ClientId), u"/my-erp/lwa/ClientIdentifier"_s);
        QCOMPARE(map.key(KeyRole::RefreshToken), u"/my-erp/refreshToken"_s);
        QVERIFY(map.missing.isEmpty());
    }

    void knowsTheRoleOfAParameterThatStandsAlone()
    {
        const KeyMap map = KeyMap::recognise({u"/a/clientsecret"_s});
        QCOMPARE(map.kind, CredentialKind::Plain);
        QCOMPARE(map.role(u"/a/clientsecret"_s), KeyRole::ClientSecret);
        QCOMPARE(parameterRole(u"clientSecret"_s), KeyRole::ClientSecret);
        QCOMPARE(parameterRole(u"/a/clientsecret2"_s), KeyRole::Other);
    }

    void masksEverythingButWhatIsKnownToBePublic()
    {
        const KeyMap map = KeyMap::recognise(QStringList{u"note"_s} + sixKeys);
        QVERIFY(!map.isSensitive(u"lwa-client-id"_s));
        QVERIFY(!map.isSensitive(u"lwa-auth-scope"_s));
        QVERIFY(!map.isSensitive(u"lwa-auth-url"_s));
        QVERIFY(map.isSensitive(u"api-access-token"_s));
        QVERIFY(map.isSensitive(u"lwa-refresh-token"_s));
        QVERIFY(map.isSensitive(u"lwa-client-secret"_s));
        QVERIFY(map.isSensitive(u"note"_s));
        QVERIFY(
            KeyMap::recognise({u"client_id"_s, u"colour"_s}).isSensitive(u"client_id"_s)); // a layout we do not know
    }
};

} // namespace key_map_test

KEYTURN_TEST(key_map, key_map_test::KeyMapTest)
#include "key_map_test.moc"
