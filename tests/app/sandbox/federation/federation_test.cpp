#include "app/sandbox/federation/federation.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace federation_test {

//! The console's sign-in, as strict with credentials as AWS is.
class FederationTest : public QObject {
    Q_OBJECT

    struct Bench {
        Store store;
        AccessKeys keys{store};
        Federation federation{keys};
        FakeClock clock;

        Bench()
        {
            if (!store.open({}, false))
                qFatal("no store");
        }
        Response ask(const QByteArray &id, const QByteArray &key, const QByteArray &token, const QByteArray &more = {},
                     const QByteArray &method = "POST")
        {
            const QByteArray session =
                "{\"sessionId\":\"" + id + "\",\"sessionKey\":\"" + key + "\",\"sessionToken\":\"" + token + "\"}";
            const QByteArray form = "Action=getSigninToken" + more + "&Session=" + session.toPercentEncoding();
            Request request;
            request.method = method;
            request.target = method == "GET" ? "/federation?" + form : QByteArray("/federation");
            if (method == "POST")
                request.body = form;
            return federation.handle(request, clock.now);
        }
        QByteArray token() { return tokenIn(ask("ASIATESTING", "testing", "testing-session")); }
        Response login(const QByteArray &token,
                       const QByteArray &page = "https://eu-west-1.console.aws.amazon.com/x?y=z",
                       const QByteArray &method = "GET")
        {
            Request request;
            request.method = method;
            request.target = "/federation?Action=login&Destination=" + page.toPercentEncoding()
                             + "&SigninToken=" + token.toPercentEncoding();
            return federation.handle(request, clock.now);
        }
    };

    static QByteArray tokenIn(const Response &response)
    {
        return QJsonDocument::fromJson(response.body)[u"SigninToken"_s].toString().toLatin1();
    }
    static QByteArray complaint(const Response &response)
    {
        return response.status == 400 ? response.body : QByteArray();
    }

private slots:
    void temporaryCredentialsOfARoleSignIn()
    {
        Bench bench;
        for (const char *method : {"POST", "GET"}) {
            const Response answer = bench.ask("ASIATESTING", "testing", "testing-session", {}, method);
            QCOMPARE(answer.status, 200);
            const Response page = bench.login(tokenIn(answer));
            QCOMPARE(page.status, 200);
            QVERIFY(page.body.contains(
                "<b id=\"identity\">arn:aws:sts::123456789012:assumed-role/KeyturnAdmin/testing</b>"));
            QVERIFY(page.body.contains("<b id=\"destination\">https://eu-west-1.console.aws.amazon.com/x?y=z</b>"));
        }
        QVERIFY(bench.token() != bench.token());
    }

    void allOthersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray invalid = "Invalid credentials parameter";
        QTest::newRow("long-lived keys") << QByteArray("testing") << QByteArray("testing") << QByteArray()
                                         << QByteArray("Only federation tokens or assume role tokens");
        QTest::newRow("no such key") << QByteArray("ASIANOBODY") << QByteArray("testing")
                                     << QByteArray("testing-session") << invalid;
        QTest::newRow("another secret") << QByteArray("ASIATESTING") << QByteArray("guessed")
                                        << QByteArray("testing-session") << invalid;
        QTest::newRow("another session token")
            << QByteArray("ASIATESTING") << QByteArray("testing") << QByteArray("guessed") << invalid;
        QTest::newRow("no session token")
            << QByteArray("ASIATESTING") << QByteArray("testing") << QByteArray() << invalid;
        QTest::newRow("run out") << QByteArray("ASIAEXPIRED") << QByteArray("testing") << QByteArray("expired-session")
                                 << invalid;
    }
    void allOthersAreRefused()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, reason);
        Bench bench;
        const QByteArray told = complaint(bench.ask(id, key, token));
        QVERIFY2(told.contains(reason), told.constData());
    }

    void thoseOfGetSessionTokenAreRefusedToo()
    {
        Bench bench;
        const auto key =
            issueTemporaryKey(bench.store, u"123456789012"_s, u"arn:aws:iam::123456789012:user/testing"_s,
                              iam::PolicyDocument::administrator(), bench.clock.now, bench.clock.now.addSecs(3600));
        QVERIFY(key);
        const Response answer = bench.ask(key->id.toLatin1(), key->secret.toLatin1(), key->sessionToken.toLatin1());
        QVERIFY(complaint(answer).contains("Only federation tokens or assume role tokens"));
    }

    void aSessionLastsFrom15MinutesTo12Hours()
    {
        Bench bench;
        for (const char *good : {"900", "43200"})
            QCOMPARE(
                bench.ask("ASIATESTING", "testing", "testing-session", QByteArray("&SessionDuration=") + good).status,
                200);
        for (const char *bad : {"899", "43201", "x", ""})
            QCOMPARE(
                bench.ask("ASIATESTING", "testing", "testing-session", QByteArray("&SessionDuration=") + bad).status,
                400);
    }

    void aTokenIsGoodForAQuarterOfAnHour()
    {
        Bench bench;
        const QByteArray token = bench.token();
        bench.clock.advance(std::chrono::seconds(Federation::lifeSeconds - 1));
        QCOMPARE(bench.login(token).status, 200);
        bench.clock.advance(std::chrono::seconds(1));
        QVERIFY(complaint(bench.login(token)).contains("invalid or has expired"));
        QCOMPARE(bench.login("guessed").status, 400);
        const QByteArray other = bench.token();
        bench.federation.forget();
        QCOMPARE(bench.login(other).status, 400);
    }

    void itLeadsToTheConsoleAndNowhereElse()
    {
        Bench bench;
        const QByteArray token = bench.token();
        for (const char *page : {"", "http://console.aws.amazon.com/", "https://evil.example/",
                                 "https://console.aws.amazon.com.evil.example/", "https://evilconsole.aws.amazon.com/",
                                 "https://a@console.aws.amazon.com/", "javascript:alert(1)"})
            QVERIFY2(complaint(bench.login(token, page)).contains("Invalid Destination"), page);
        for (const char *page : {"https://console.aws.amazon.com/", "https://console.amazonaws.cn/",
                                 "https://us-gov-west-1.console.amazonaws-us-gov.com/",
                                 "https://eusc-de-east-1.console.amazonaws-eusc.eu/"})
            QCOMPARE(bench.login(token, page).status, 200);
        QCOMPARE(bench.login(token, "https://console.aws.amazon.com/", "POST").status, 400);
        QVERIFY(bench.login(token, "https://console.aws.amazon.com/?a&b").body.contains("/?a&amp;b</b>"));
    }
};

} // namespace federation_test

KEYTURN_TEST(federation, federation_test::FederationTest)

#include "federation_test.moc"
