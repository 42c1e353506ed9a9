#include "core/oauth/token_url_policy.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_url_policy_test {

class TokenUrlPolicyTest : public QObject {
    Q_OBJECT

private slots:
    void acceptsTheDocumentedTokenUrls_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("provider");
        const QString lwa = u"lwa"_s;
        QTest::newRow("NA") << u"https://api.amazon.com/auth/o2/token"_s << lwa;
        QTest::newRow("as in the seed") << u"https://api.amazon.com/auth/O2/token"_s << lwa;
        QTest::newRow("EU") << u"https://api.amazon.co.uk/auth/o2/token"_s << lwa;
        QTest::newRow("FE") << u"https://api.amazon.co.jp/auth/o2/token"_s << lwa;
        QTest::newRow("port") << u"https://api.amazon.com:443/auth/o2/token"_s << lwa;
        QTest::newRow("capitals") << u"HTTPS://API.Amazon.com/auth/o2/token"_s << lwa;
        QTest::newRow("Upwork") << u"https://www.upwork.com/api/v3/oauth2/token"_s << u"upwork"_s;
        QTest::newRow("Genesys") << u"https://login.mypurecloud.de/oauth/token"_s << u"genesys"_s;
    }
    void acceptsTheDocumentedTokenUrls()
    {
        QFETCH(QString, text);
        QFETCH(QString, provider);
        const Result<QUrl> url = tokenUrlFromText(text);
        QVERIFY2(url.has_value(), url ? "" : qPrintable(url.error().detail));
        QVERIFY(isOwnTokenUrl(*url));
        QCOMPARE(providerOfHost(url->host())->id, provider);
        QCOMPARE(url->path(), QUrl(text).path()); // the case of the path is the provider's business
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "api.amazon.com/auth/o2/token",
                                 "http://api.amazon.com/auth/o2/token",
                                 "ftp://api.amazon.com/",
                                 "https:///auth/o2/token",
                                 "https://api.amazon.com@evil.example/",
                                 "https://user@api.amazon.com/",
                                 "https://user:pw@api.amazon.com/",
                                 "https://@api.amazon.com/",
                                 "https://api.amazon.com:8443/",
                                 "https://api.amazon.com:80/",
                                 "https://api.amazon.com./auth/o2/token",
                                 "https://api.amazon.com/auth/o2/token#x",
                                 "https://api.amazon.com\\@evil.example/",
                                 "https:\\\\api.amazon.com\\",
                                 "https://evil.example\\.api.amazon.com/",
                                 " https://api.amazon.com/",
                                 "https://api.amazon.com/ ",
                                 "https://api.amazon.com/\n",
                                 "https://api.\tamazon.com/",
                                 "https://api.amazon.com/\x01",
                                 "https://api.amazon.com/auth/o2/\x7ftoken",
                                 "https://127.0.0.1/auth/o2/token",
                                 "https://[::1]/",
                                 "https://169.254.169.254/latest/meta-data",
                                 "https://2130706433/",
                                 "https://0x7f.1/",
                                 "https://localhost/",
                                 "https://api%2eamazon%2ecom/",
                                 "https://api.amazon.com%2f@evil.example/",
                                 "https://xn--pi-6kc.amazon.com/",
                                 "https://metadata.google.internal/token",
                                 "https://printer.local/token",
                                 "https://id.example./token",
                                 "https://127.1/token",
                                 "https://\xD0\xB0pi.amazon.com/",
                                 "https://api\xE3\x80\x82"
                                 "amazon.com/",
                                 "https://api.amaz\xC2\xADon.com/",
                                 "javascript:alert(1)",
                                 "file:///etc/passwd",
                                 "//api.amazon.com/",
                                 "https:api.amazon.com",
                                 "https://api.amazon.com:443@evil.example/"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refusesEverythingElse()
    {
        QFETCH(QString, text);
        const Result<QUrl> url = tokenUrlFromText(text);
        QVERIFY2(!url, url ? qPrintable(url->toString()) : "");
        QCOMPARE(url.error().kind, ErrorKind::Invalid);
        QCOMPARE(url.error().code, u"token-url"_s);
        QVERIFY(!url.error().detail.contains(u"pw"_s)); // a password in the URL is a secret too
    }

    void leavesEveryHostItDoesNotKnowToAPerson_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("origin");
        const auto row = [](const char *text, const char *origin) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(origin);
        };
        row("https://evil.example/auth/o2/token", "https://evil.example");
        row("https://EVIL.example/", "https://evil.example");
        row("https://evil.example:8443/", "https://evil.example:8443");
        row("https://api.amazon.com.evil.example/", "https://api.amazon.com.evil.example");
        row("https://evil.example/api.amazon.com", "https://evil.example");
        row("https://evil.example?https://api.amazon.com", "https://evil.example");
        row("https://xapi.amazon.com/", "https://xapi.amazon.com");
        row("https://amazon.com/", "https://amazon.com");
        row("https://login.evil.pure.cloud/", "https://login.evil.pure.cloud");
        row("https://xn--e1afmkfd.xn--p1ai/token", "https://xn--e1afmkfd.xn--p1ai"); // shown as it is sent
        row("https://acme.my.salesforce.com/services/oauth2/token", "https://acme.my.salesforce.com");
        row("https://dev-1.eu.auth0.com/oauth/token", "https://dev-1.eu.auth0.com");
    }
    void leavesEveryHostItDoesNotKnowToAPerson()
    {
        QFETCH(QString, text);
        QFETCH(QString, origin);
        const Result<QUrl> url = tokenUrlFromText(text);
        QVERIFY2(url.has_value(), url ? "" : qPrintable(url.error().detail));
        QVERIFY(!isOwnTokenUrl(*url));
        QCOMPARE(tokenUrlNeedsConsent(*url).detail, origin);
    }

    void saysWhichHostItRefused()
    {
        const Error error = tokenUrlFromText(u"https://api.amazon.com@evil.example/token"_s).error();
        QCOMPARE(error.host, u"evil.example"_s);
        QVERIFY(error.detail.contains(u"evil.example"_s));
        QVERIFY(error.detail.contains(u"correct it"_s));
    }

    void movesARehearsalToItsOriginAndKeepsThePath()
    {
        const QUrl moved =
            rehearsedUrl(QUrl(u"https://api.amazon.com/auth/O2/token?a=b"_s), QUrl(u"http://127.0.0.1:4599"_s));
        QCOMPARE(moved, QUrl(u"http://127.0.0.1:4599/auth/O2/token?a=b"_s));
    }
};

} // namespace token_url_policy_test

KEYTURN_TEST(token_url_policy, token_url_policy_test::TokenUrlPolicyTest)
#include "token_url_policy_test.moc"
