#include "core/aws/signer_v4.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>
#include <QTest>

using namespace keyturn;

namespace signer_v4_test {

//! The published SigV4 test suite (aws-c-auth, tests/aws-signing-test-suite/v4) and requests in the shape we send.
class SignerV4Test : public QObject {
    Q_OBJECT

    const Credentials m_example{
        "AKIDEXAMPLE", SecretString(QByteArrayView("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")), {}, {}};

    static QByteArray signatureOf(const HttpHeaders &added)
    {
        const QByteArray authorization = added.last().second;
        return authorization.mid(authorization.indexOf("Signature=") + 10);
    }

private slots:
    void signsThePublishedVectors_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArrayList>("headers"); // name, value, name, value ...
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("expected");
        using List = QByteArrayList;
        const auto row = [](const char *name, QByteArray method, QByteArray target, List headers, QByteArray expected,
                            QByteArray body = {}, QByteArray token = {}) {
            QTest::newRow(name) << method << target << headers << body << token << expected;
        };
        row("get-vanilla", "GET", "/", {}, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        row("get-header-key-duplicate", "GET", "/",
            {"My-Header1", "value2", "My-Header1", "value2", "My-Header1", "value1"},
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
        row("get-header-value-trim", "GET", "/", {"My-Header1", " value1", "My-Header2", " \"a   b   c\""},
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
        row("get-header-value-order", "GET", "/",
            {"My-Header1", "value4", "My-Header1", "value1", "My-Header1", "value3", "My-Header1", "value2"},
            "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01");
        row("get-unreserved", "GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", {},
            "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f");
        row("get-utf8", "GET", "/ሴ", {}, "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
        row("get-space-normalized", "GET", "/example space/", {},
            "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741");
        row("get-slashes-normalized", "GET", "//example//", {},
            "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84");
        row("get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", {},
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
        row("get-vanilla-query-order-encoded", "GET", "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1", {},
            "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac");
        row("get-vanilla-utf8-query", "GET", "/?ሴ=bar", {},
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04");
        row("get-vanilla-with-session-token", "GET", "/", {},
            "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8", {},
            "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267");
        row("post-vanilla", "POST", "/", {}, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        row("post-header-value-case", "POST", "/", {"My-Header1", "VALUE1"},
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d");
        row("post-vanilla-query", "POST", "/?Param1=value1", {},
            "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11");
        row("post-x-www-form-urlencoded", "POST", "/",
            {"Content-Type", "application/x-www-form-urlencoded", "Content-Length", "13", "x-amz-content-sha256",
             "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"},
            "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b", "Param1=value1");
    }
    void signsThePublishedVectors()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArrayList, headers);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, expected);

        SignerV4::Request request{method, target, {{"Host", "example.amazonaws.com"}}, body};
        for (qsizetype i = 0; i + 1 < headers.size(); i += 2)
            request.headers.emplaceBack(headers[i], headers[i + 1]);
        Credentials credentials = m_example;
        credentials.sessionToken = SecretString(QByteArrayView(token));

        const SignerV4 signer;
        QCOMPARE(signatureOf(signer.sign(request, {"20150830T123600Z", "us-east-1", "service"}, credentials)),
                 expected);
    }

    void showsItsSteps()
    {
        const SignerV4 signer;
        const SignerV4::Request request{
            "GET", "/", {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}}, {}};
        const SignerV4::Scope scope{"20150830T123600Z", "us-east-1", "service"};

        const SignerV4::CanonicalRequest canonical = signer.canonicalRequest(request);
        QCOMPARE(canonical.signedHeaders, QByteArray("host;x-amz-date"));
        QCOMPARE(QCryptographicHash::hash(canonical.text, QCryptographicHash::Sha256).toHex(),
                 QByteArray("bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63"));
        const QByteArray toSign = signer.stringToSign(canonical.text, scope);
        QCOMPARE(toSign, QByteArray("AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n"
                                    "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63"));
        QCOMPARE(signer.signature(toSign, scope, m_example.secretAccessKey),
                 QByteArray("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
    }

    void squeezesWhiteSpaceInsideQuotesToo()
    {
        const SignerV4::Request request{"GET", "/", {{"My-Header2", "\t \"a   b \t c\"  "}}, {}};
        QVERIFY(SignerV4().canonicalRequest(request).text.contains("\nmy-header2:\"a b c\"\n"));
    }

    void signsRequestsInOurShape_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<QByteArray>("signedHeaders");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray json("application/x-amz-json-1.1");
        const QByteArray form("application/x-www-form-urlencoded; charset=utf-8");
        const QByteArray targeted("content-type;host;x-amz-date;x-amz-target");
        const QByteArray plain("content-type;host;x-amz-date");
        const QByteArray none;
        QTest::newRow("GetSecretValue") << QByteArray("https://secretsmanager.us-east-1.amazonaws.com/")
                                        << QByteArray("secretsmanager.GetSecretValue") << json
                                        << QByteArray(R"({"SecretId":"lwa-oauth"})") << none << QByteArray("us-east-1")
                                        << QByteArray("secretsmanager") << targeted
                                        << QByteArray(
                                               "8cf2654012e140c98db58a13ba1e871d2710d79a4dca7063d231a758a5ffbe1c");
        QTest::newRow("GetSecretValue with a session token")
            << QByteArray("https://secretsmanager.us-east-1.amazonaws.com/")
            << QByteArray("secretsmanager.GetSecretValue") << json << QByteArray(R"({"SecretId":"lwa-oauth"})")
            << QByteArray("IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMQ==") << QByteArray("us-east-1")
            << QByteArray("secretsmanager")
            << QByteArray("content-type;host;x-amz-date;x-amz-security-token;x-amz-target")
            << QByteArray("8abba7e282c2f719a49bd699ed586ee03bd7d1fbe74a9df59032c4532d6e0502");
        QTest::newRow("GetParameters") << QByteArray("https://ssm.us-east-2.amazonaws.com/")
                                       << QByteArray("AmazonSSM.GetParameters") << json
                                       << QByteArray(R"({"Names":["/my-erp/lwa/clientsecret"],"WithDecryption":true})")
                                       << none << QByteArray("us-east-2") << QByteArray("ssm") << targeted
                                       << QByteArray(
                                              "a1689a6b17517128a14ffd3aef3ae6888f97b3bc11b29576bc90947eedec2f48");
        QTest::newRow("GetCallerIdentity")
            << QByteArray("https://sts.us-east-1.amazonaws.com/") << none << form
            << QByteArray("Action=GetCallerIdentity&Version=2011-06-15") << none << QByteArray("us-east-1")
            << QByteArray("sts") << plain
            << QByteArray("8ceb64b058fb3a592206752aec8420fbd71b03f3edf9d78070321df15150bf5f");
        QTest::newRow("CreateTopic") << QByteArray("https://sns.us-east-2.amazonaws.com/") << none << form
                                     << QByteArray("Action=CreateTopic&Version=2010-03-31&Name=lwa-credential-rotation")
                                     << none << QByteArray("us-east-2") << QByteArray("sns") << plain
                                     << QByteArray("a47c4fed9a45fe84ecb289c38588e64efb0fa0befe17e8a1b3cbc61b83067e81");
        QTest::newRow("a port of its own")
            << QByteArray("http://127.0.0.1:8765/") << QByteArray("secretsmanager.ListSecrets") << json
            << QByteArray("{}") << none << QByteArray("us-east-1") << QByteArray("secretsmanager") << targeted
            << QByteArray("919efb8d389241bfadcd4b3e07ca34b9d97b5881e94ee0146706fae674013a4a");
        QTest::newRow("ListRules") << QByteArray("https://events.us-east-2.amazonaws.com/")
                                   << QByteArray("AWSEvents.ListRules") << json
                                   << QByteArray(R"({"NamePrefix":"My-ERP"})") << none << QByteArray("us-east-2")
                                   << QByteArray("events") << targeted
                                   << QByteArray("56247ad3a5934486acd81792cadc34fb8bce29d248fba9907e36323c981e4854");
        QTest::newRow("a path encoded twice")
            << QByteArray("https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/"
                          "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Arotate/policy")
            << none << QByteArray("application/json")
            << QByteArray(R"({"StatementId":"SecretsManagerAccess","Action":"lambda:InvokeFunction",)"
                          R"("Principal":"secretsmanager.amazonaws.com","SourceAccount":"123456789012"})")
            << none << QByteArray("us-east-1") << QByteArray("lambda") << plain
            << QByteArray("4e614459006f2426ff1cef45d8893090b4e07b4c47973753920d2f66e13a5bb4");
    }
    void signsRequestsInOurShape()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, contentType);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, region);
        QFETCH(QByteArray, service);
        QFETCH(QByteArray, signedHeaders);
        QFETCH(QByteArray, expected);

        const QByteArray path = url.mid(url.indexOf('/', 8));
        const QByteArray host = SignerV4::host(QUrl(QString::fromLatin1(url)));
        SignerV4::Request request{"POST", path, {{"Host", host}, {"Content-Type", contentType}}, body};
        if (!target.isEmpty())
            request.headers.emplaceBack("X-Amz-Target", target);
        Credentials credentials = m_example;
        credentials.sessionToken = SecretString(QByteArrayView(token));

        const HttpHeaders added = SignerV4().sign(request, {"20240517T093000Z", region, service}, credentials);
        QCOMPARE(signatureOf(added), expected);
        QVERIFY(added.last().second.contains("SignedHeaders=" + signedHeaders + ','));
        QVERIFY(added.last().second.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240517/" + region + '/'));
    }

    void verifiesOnlyTheHeadersTheSenderNamed()
    {
        const SignerV4 signer;
        const SignerV4::Scope scope{"20240517T093000Z", "us-east-1", "secretsmanager"};
        SignerV4::Request request{"POST", "/", {{"Host", "127.0.0.1:1"}, {"Content-Type", "x"}}, "{}"};
        const HttpHeaders added = signer.sign(request, scope, m_example);
        const QByteArray authorization = added.last().second;

        SignerV4::Request received = request;
        received.headers.append(added);
        received.headers.emplaceBack("Accept-Encoding", "gzip"); // what a client's library adds by itself
        const SignerV4::CanonicalRequest canonical = signer.canonicalRequest(received, "content-type;host;x-amz-date");
        const QByteArray again =
            signer.signature(signer.stringToSign(canonical.text, scope), scope, m_example.secretAccessKey);
        QVERIFY(authorization.endsWith("Signature=" + again));
    }

    void replacesAnEarlierSignature()
    {
        const SignerV4 signer;
        const SignerV4::Scope scope{"20240517T093000Z", "us-east-1", "ssm"};
        SignerV4::Request request{"POST", "/", {{"Host", "h"}}, "{}"};
        const HttpHeaders once = signer.sign(request, scope, m_example);
        request.headers.emplaceBack("X-Amz-Date", "20200101T000000Z");
        request.headers.emplaceBack("X-Amz-Security-Token", "old");
        request.headers.emplaceBack("Authorization", "old");
        QCOMPARE(signer.sign(request, scope, m_example), once);
    }

    void keepsManyScopesApart()
    {
        const SignerV4 signer;
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 20; ++i) {
                const SignerV4::Scope scope{"20240517T093000Z", "us-east-" + QByteArray::number(i), "ssm"};
                QCOMPARE(signer.signature("text", scope, m_example.secretAccessKey),
                         SignerV4().signature("text", scope, m_example.secretAccessKey));
            }
        }
    }

    void keepsSecretKeysApart()
    {
        const SignerV4 signer;
        const SignerV4::Scope scope{"20240517T093000Z", "us-east-1", "ssm"};
        const QByteArray one = signer.signature("text", scope, SecretString(QByteArrayView("one")));
        const QByteArray two = signer.signature("text", scope, SecretString(QByteArrayView("two")));
        QVERIFY(one != two);
        QCOMPARE(signer.signature("text", scope, SecretString(QByteArrayView("one"))), one);
    }

    void writesTheTimeInUtc()
    {
        QCOMPARE(SignerV4::timestamp(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 999), Qt::UTC)),
                 QByteArray("20260102T030405Z"));
        QCOMPARE(SignerV4::timestamp(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::OffsetFromUTC, 2 * 3600)),
                 QByteArray("20260102T010405Z"));
    }

    void writesTheHostAsClientsDo_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("lower case") << "https://SSM.us-east-1.AMAZONAWS.com/"
                                    << QByteArray("ssm.us-east-1.amazonaws.com");
        QTest::newRow("usual port") << "https://a.example:443/" << QByteArray("a.example");
        QTest::newRow("usual port of http") << "http://127.0.0.1:80/" << QByteArray("127.0.0.1");
        QTest::newRow("other port") << "http://127.0.0.1:443/" << QByteArray("127.0.0.1:443");
        QTest::newRow("IPv6") << "http://[::1]:4599/" << QByteArray("[::1]:4599");
    }
    void writesTheHostAsClientsDo()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, host);
        QCOMPARE(SignerV4::host(QUrl(url)), host);
    }
};

} // namespace signer_v4_test

KEYTURN_TEST(signer_v4, signer_v4_test::SignerV4Test)
#include "signer_v4_test.moc"
