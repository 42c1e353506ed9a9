#include "core/oauth/provider.h"
#include "core/oauth/token_url_policy.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace provider_test {

class ProviderTest : public QObject {
    Q_OBJECT

private slots:
    void hasARowForEachProviderOnce()
    {
        QSet<QString> ids;
        QSet<QString> hosts;
        QVERIFY(providers().size() >= 23);
        for (const Provider &provider : providers()) {
            QVERIFY2(!ids.contains(provider.id), qPrintable(provider.id));
            ids.insert(provider.id);
            QCOMPARE(providerOfId(provider.id)->name, provider.name);
            for (const QString &url : provider.tokenUrls) {
                QVERIFY2(checkTokenUrl(QUrl(url)), qPrintable(url));
                QVERIFY2(isOwnTokenUrl(QUrl(url)), qPrintable(url));
                QCOMPARE(providerOfHost(QUrl(url).host()), providerOfId(provider.id));
            }
        }
        QCOMPARE(genericProvider().id, u"generic"_s);
    }

    //! What is never safe must not be claimed by a row.
    void claimsNothingThatCouldLoseALogin()
    {
        for (const Provider &provider : providers()) {
            const QByteArray id = provider.id.toUtf8();
            if (provider.rotation == Provider::Rotation::Always)
                QVERIFY2(provider.replay != Provider::Replay::Safe, id.constData());
            QVERIFY2((provider.replay == Provider::Replay::WithinLeeway) == (provider.leeway.count() > 0),
                     id.constData());
            QVERIFY2(provider.atOnce >= 1 && provider.longestToken >= 2048, id.constData());
            QVERIFY2(provider.refreshAbsolute.count() == 0 || provider.refreshAbsolute >= provider.refreshIdle,
                     id.constData());
        }
    }

    void tellsAProviderByItsHost()
    {
        const auto idOf = [](const QString &host) {
            const Provider *provider = providerOfHost(host);
            return provider ? provider->id : QString();
        };
        QCOMPARE(idOf(u"api.amazon.co.jp"_s), u"lwa"_s);
        QCOMPARE(idOf(u"login.apne3.pure.cloud"_s), u"genesys"_s);
        QCOMPARE(idOf(u"accounts.zoho.com.au"_s), u"zoho"_s);
        QCOMPARE(idOf(u"acme--uat.sandbox.my.salesforce.com"_s), u"salesforce"_s);
        QCOMPARE(idOf(u"shop.auth.eu-west-1.amazoncognito.com"_s), u"cognito"_s);
        for (const auto &host : {u"my.salesforce.com"_s, u".my.salesforce.com"_s, u"my.salesforce.com.evil.example"_s,
                                 u"evilmy.salesforce.com"_s, u"shop.auth..amazoncognito.com"_s, u"amazon.com"_s, u""_s})
            QCOMPARE(idOf(host), QString());
        QVERIFY(!providerOfHost(u"acme.my.salesforce.com"_s)->ownsHost(u"acme.my.salesforce.com"_s));
    }

    void tellsAProviderByKeysAndValues()
    {
        QCOMPARE(providerOfKeys({u"SP_API_REFRESH_TOKEN"_s, u"LWA_APP_ID"_s})->id, u"lwa"_s);
        QCOMPARE(providerOfKeys({u"xeroClientId"_s, u"refresh_token"_s})->id, u"xero"_s);
        QVERIFY(!providerOfKeys({u"xero_client_id"_s, u"slack_client_secret"_s})); // whose is the rest?
        QVERIFY(!providerOfKeys({u"client_id"_s}));
        QCOMPARE(providerOfValue("Atzr|abc")->id, u"lwa"_s);
        QCOMPARE(providerOfValue("ghr_abc")->id, u"github"_s);
        QVERIFY(!providerOfValue("abc"));
        QVERIFY(!providerOfLayout(CredentialKind::OAuth));
    }
};

} // namespace provider_test

KEYTURN_TEST(provider, provider_test::ProviderTest)
#include "provider_test.moc"
