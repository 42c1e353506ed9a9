#include "core/connection/sso_sign_in.h"

#include "tests/support/fake_clock.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QUrlQuery>

#include <algorithm>
#include <optional>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace sso_sign_in_test {

//! What a browser would get for \p target at \p address.
void get(const QUrl &address, const QByteArray &target, const QByteArray &host, std::function<void(QByteArray)> then)
{
    auto *socket = new QTcpSocket;
    QObject::connect(socket, &QTcpSocket::disconnected, socket, [socket, then] {
        then(socket->readAll());
        socket->deleteLater();
    });
    socket->connectToHost(address.host(), static_cast<quint16>(address.port()));
    socket->write("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
}

class SsoSignInTest : public QObject {
    Q_OBJECT

    WireServer m_oidc;
    std::optional<HttpClient> m_http; // of each test its own: reset() ends connections that are kept
    FakeClock m_clock;
    MemoryKeychain m_keychain;
    SsoSettings m_settings;
    QByteArray m_tokenAnswer;
    QUrl m_page; //!< that the browser was sent to
    QString m_userCode;

    const QByteArray m_granted = WireServer::ok(
        R"({"accessToken":"canary-access","refreshToken":"canary-refresh","expiresIn":28800,"tokenType":"Bearer"})");

    QByteArray answered(const WireServer::Request &request) const
    {
        if (request.target == "/client/register")
            return WireServer::ok(
                R"({"clientId":"c1","clientSecret":"canary-client","clientSecretExpiresAt":4000000000})");
        if (request.target == "/device_authorization")
            return WireServer::ok(
                R"({"deviceCode":"d","userCode":"BCDF-GHJK","verificationUri":"https://x.example/device",)"
                R"("expiresIn":60,"interval":0})");
        return m_tokenAnswer;
    }
    QJsonObject sent(const QByteArray &target) const
    {
        for (const WireServer::Request &request : m_oidc.requests()) {
            if (request.target == target)
                return QJsonDocument::fromJson(request.body).object();
        }
        return {};
    }
    QString asked(const QString &name) const { return QUrlQuery(m_page).queryItemValue(name, QUrl::FullyDecoded); }
    QUrl comingBackTo() const { return QUrl(asked(u"redirect_uri"_s)); }
    //! The person is sent back with \p query, once for each, as \p host or as who it is.
    void comeBack(const QByteArrayList &queries, const QByteArray &host = {}, std::function<void(QByteArray)> then = {})
    {
        const QUrl address = comingBackTo();
        for (const QByteArray &query : queries)
            get(
                address, "/oauth/callback?" + query, host.isEmpty() ? address.authority().toLatin1() : host,
                then ? then : [](const QByteArray &) {});
    }
    QByteArray state() const { return asked(u"state"_s).toLatin1(); }

    //! \p inBrowser: what happens there; empty: none can be opened.
    Result<SsoToken> signIn(const std::function<void()> &inBrowser, std::chrono::milliseconds patience = 20s)
    {
        const SsoClient client(*m_http, u"us-east-1"_s, AwsEndpoints(m_oidc.url()));
        const SsoTokens tokens(Environment([](const char *) { return QByteArray(); }), &m_keychain);
        SsoPrompts prompts;
        prompts.patience = patience;
        prompts.openBrowser = [&](const QUrl &page) {
            m_page = page;
            if (inBrowser)
                inBrowser();
            return static_cast<bool>(inBrowser);
        };
        prompts.showCode = [this](const SsoClient::Device &device) { m_userCode = device.userCode; };
        const auto done = run(signInToSso(client, m_settings, m_clock, tokens, prompts));
        return done ? *done : Result<SsoToken>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }

private slots:
    void init()
    {
        m_http.emplace();
        m_oidc.reset();
        m_oidc.setScript([this](const WireServer::Request &request) { return WireServer::Answer{answered(request)}; });
        m_keychain.items.clear();
        m_settings = {u"corp"_s, u"https://corp.awsapps.com/start"_s, u"us-east-1"_s, u"123456789012"_s, u"r"_s, {}};
        m_tokenAnswer = m_granted;
        m_page.clear();
        m_userCode.clear();
    }

    void redeemsTheCodeThatTheBrowserBringsBackAndKeepsTheToken()
    {
        const Result<SsoToken> token = signIn([this] { comeBack({"code=canary-code&state=" + state()}); });
        QVERIFY2(token.has_value(), token ? "" : qPrintable(token.error().detail));
        QCOMPARE(token->accessToken.reveal(), u"canary-access"_s);
        QCOMPARE(token->refreshToken.reveal(), u"canary-refresh"_s);
        QCOMPARE(token->expiresAt, m_clock.now.addSecs(28800));

        const QJsonObject registered = sent("/client/register");
        QCOMPARE(registered[u"redirectUris"].toArray(), QJsonArray{u"http://127.0.0.1/oauth/callback"_s});
        QCOMPARE(registered[u"grantTypes"].toArray(), (QJsonArray{u"authorization_code"_s, u"refresh_token"_s}));
        QCOMPARE(registered[u"issuerUrl"].toString(), m_settings.startUrl);

        QCOMPARE(m_page.path(), u"/authorize"_s);
        QCOMPARE(asked(u"response_type"_s), u"code"_s);
        QCOMPARE(asked(u"client_id"_s), u"c1"_s);
        QCOMPARE(asked(u"scopes"_s), u"sso:account:access"_s);
        QCOMPARE(asked(u"scope"_s), QString());
        QCOMPARE(asked(u"code_challenge_method"_s), u"S256"_s);
        QVERIFY(!m_page.toString().contains(u"canary"_s));

        const QJsonObject redeemed = sent("/token");
        QCOMPARE(redeemed[u"grantType"].toString(), u"authorization_code"_s);
        QCOMPARE(redeemed[u"code"].toString(), u"canary-code"_s);
        QCOMPARE(redeemed[u"redirectUri"].toString(), asked(u"redirect_uri"_s));
        const QString verifier = redeemed[u"codeVerifier"].toString();
        QVERIFY(verifier.size() >= 43 && !m_page.toString().contains(verifier));
        QCOMPARE(pkceChallenge(SecretString(verifier)), asked(u"code_challenge"_s).toLatin1());

        QCOMPARE(m_keychain.items.size(), 1);
        QVERIFY(m_keychain.items.begin()->reveal().contains(u"canary-refresh"_s));
        QCOMPARE(m_userCode, QString());
    }

    void takesTheAnswerOfThisRequestAloneAndOnce()
    {
        QByteArrayList answers;
        const auto note = [&answers](const QByteArray &answer) { answers.append(answer.mid(9, 3)); };
        const Result<SsoToken> token = signIn([&] {
            comeBack({"code=theirs&state=x", "code=theirs", "code=theirs&state="}, {}, note);
            comeBack({"code=theirs&state=" + state()}, "evil.example", note);
            QTimer::singleShot(300ms, this, [this] { // the others are answered by then
                comeBack({"code=canary-code&state=" + state()});
            });
        });
        QVERIFY(token.has_value());
        std::sort(answers.begin(), answers.end());
        QCOMPARE(answers, (QByteArrayList{"400", "400", "400", "403"}));
        QCOMPARE(sent("/token")[u"code"].toString(), u"canary-code"_s);
        QTcpSocket again;
        again.connectToHost(comingBackTo().host(), static_cast<quint16>(comingBackTo().port()));
        QVERIFY(!again.waitForConnected(2000));
    }

    void listensOnThisAddressOfThisComputerAlone()
    {
        const Result<SsoToken> token = signIn([this] {
            QCOMPARE(comingBackTo().host(), u"127.0.0.1"_s);
            for (const char *host : {"127.0.0.2", "::1"}) {
                QTcpSocket socket;
                socket.connectToHost(QString::fromLatin1(host), static_cast<quint16>(comingBackTo().port()));
                QVERIFY2(!socket.waitForConnected(2000), host);
            }
            comeBack({"code=canary-code&state=" + state()});
        });
        QVERIFY(token.has_value());
    }

    void aNoOrACodeThatIsNoGoodKeepsNothing_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("error"); // of the token endpoint
        QTest::addColumn<QString>("code");
        QTest::newRow("refused in the browser")
            << QByteArray("error=access_denied") << QByteArray() << u"sso-refused"_s;
        QTest::newRow("another error") << QByteArray("error=invalid_scope") << QByteArray() << u"sso-refused"_s;
        QTest::newRow("no code") << QByteArray("x=y") << QByteArray() << u"malformed-answer"_s;
        QTest::newRow("used before") << QByteArray("code=c") << QByteArray("InvalidGrantException")
                                     << u"sso-too-late"_s;
        QTest::newRow("client forgotten")
            << QByteArray("code=c") << QByteArray("InvalidClientException") << u"InvalidClientException"_s;
    }
    void aNoOrACodeThatIsNoGoodKeepsNothing()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, error);
        QFETCH(QString, code);
        if (!error.isEmpty())
            m_tokenAnswer = WireServer::status("400 Bad Request", "{}", "x-amzn-ErrorType: " + error + "\r\n");
        const Result<SsoToken> token = signIn([&] { comeBack({query + "&state=" + state()}); });
        QVERIFY(!token);
        QCOMPARE(token.error().code, code);
        QCOMPARE(sent("/token").isEmpty(), error.isEmpty());
        QVERIFY(m_keychain.items.isEmpty());
        QCOMPARE(m_userCode, QString()); // whoever said no is not asked again in another way
    }

    void waitsFiveMinutesAndNoLonger()
    {
        QCOMPARE(SsoPrompts().patience, std::chrono::milliseconds(5min));
        const Result<SsoToken> token = signIn([] {}, 50ms);
        QVERIFY(!token);
        QCOMPARE(token.error().code, u"sso-too-late"_s);
        QVERIFY(sent("/token").isEmpty());
    }

    void takesTheCodeWhereNoBrowserOpens()
    {
        const Result<SsoToken> token = signIn({});
        QVERIFY(token.has_value());
        QVERIFY(!m_page.isEmpty());
        QCOMPARE(m_userCode, u"BCDF-GHJK"_s);
        QCOMPARE(sent("/token")[u"deviceCode"].toString(), u"d"_s);
        QCOMPARE(m_keychain.items.size(), 1);
        // Its client is one of its own: that of the browser may not ask for a code.
        QVERIFY(QJsonDocument::fromJson(m_oidc.requests().at(1).body)[u"grantTypes"].isUndefined());
    }

    void opensNoBrowserForProfilesWithoutASession()
    {
        m_settings.session.clear();
        const Result<SsoToken> token = signIn([] { QFAIL("a browser was opened"); });
        QVERIFY(token.has_value());
        QCOMPARE(m_userCode, u"BCDF-GHJK"_s);
    }
};

} // namespace sso_sign_in_test

KEYTURN_TEST(sso_sign_in, sso_sign_in_test::SsoSignInTest)
#include "sso_sign_in_test.moc"
