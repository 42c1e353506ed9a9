#include "core/document/key_map.h"
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

    void doesNotGuessBetweenTwoSpellingsOfOneRole()
    {
        const KeyMap map = KeyMap::recognise({u"client_id"_s, u"clientId"_s, u"refresh_token"_s});
        QCOMPARE(map.kind, CredentialKind::Plain);
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
