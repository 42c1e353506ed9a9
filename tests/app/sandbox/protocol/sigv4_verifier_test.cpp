#include "app/sandbox/protocol/sigv4_verifier.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace sigv4_verifier_test {

namespace {

const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

Request signedRequest(const QByteArray &keyId = "testing", const QByteArray &secret = "testing",
                      const QByteArray &token = {}, const QByteArray &region = "us-east-1", const QDateTime &at = noon)
{
    Request request;
    request.method = "POST";
    request.target = "/";
    request.headers = {{"Host", "127.0.0.1:4599"},
                       {"Content-Type", "application/x-amz-json-1.1"},
                       {"X-Amz-Target", "secretsmanager.ListSecrets"}};
    request.body = "{}";
    const SignerV4 signer;
    const SignerV4::Scope scope{SignerV4::timestamp(at), region, "secretsmanager"};
    const SignerV4::Request wire{request.method, request.target, request.headers, request.body};
    Credentials credentials;
    credentials.accessKeyId = keyId;
    credentials.secretAccessKey = SecretString(QByteArrayView(secret));
    credentials.sessionToken = SecretString(QByteArrayView(token));
    request.headers += signer.sign(wire, scope, credentials);
    return request;
}

QByteArray &header(Request &request, const QByteArray &name)
{
    for (auto &[key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    qFatal("no such header");
}

Result<Signature> verify(const Request &request, const QDateTime &now, const QDateTime &sandboxTime = noon)
{
    Store store;
    if (!store.open({}, false))
        qFatal("no store");
    const AccessKeys keys(store);
    return Sigv4Verifier(keys).verify(request, now, sandboxTime);
}

QString refusalCode(const Request &request, const QDateTime &now = noon)
{
    const auto verified = verify(request, now);
    return verified ? QString() : verified.error().code;
}

QString refusalMessage(const Request &request, const QDateTime &now = noon)
{
    const auto verified = verify(request, now);
    return verified ? QString() : verified.error().detail;
}

} // namespace

class Sigv4VerifierTest : public QObject {
    Q_OBJECT
private slots:
    void tellsWhoSignedForWhichRegionAndService();
    void refusesAWrongSecretKey();
    void refusesEveryChangeOnTheWay();
    void wantsHostAndAmzHeadersSigned();
    void toleratesFiveMinutes();
    void tellsTokensApart();
    void endsTokensByTheSandboxsTime();
    void namesWhatIsMissing();
    void refusesScopesThatAreNone();
};

void Sigv4VerifierTest::tellsWhoSignedForWhichRegionAndService()
{
    const auto verified = verify(signedRequest("testing", "testing", {}, "eu-west-1"), noon);
    QVERIFY(verified);
    QCOMPARE(verified->caller.arn, u"arn:aws:iam::123456789012:user/testing"_s);
    QCOMPARE(verified->region, "eu-west-1");
    QCOMPARE(verified->service, "secretsmanager");
}

void Sigv4VerifierTest::refusesAWrongSecretKey()
{
    QCOMPARE(refusalCode(signedRequest("testing", "wrong")), u"InvalidSignatureException"_s);
    QVERIFY(refusalMessage(signedRequest("testing", "wrong"))
                .startsWith(u"The request signature we calculated does not"_s));
}

void Sigv4VerifierTest::refusesEveryChangeOnTheWay()
{
    const Request good = signedRequest();
    QCOMPARE(refusalCode(good), QString());
    Request body = good;
    body.body = "{ }";
    Request target = good;
    target.target = "/?a=b";
    Request operation = good;
    header(operation, "x-amz-target") = "secretsmanager.DeleteSecret";
    Request host = good;
    header(host, "host") = "127.0.0.1:4598";
    Request twice = good;
    twice.headers.emplaceBack("Content-Type", "text/plain");
    Request signature = good;
    QByteArray &authorization = header(signature, "authorization");
    authorization.back() = authorization.back() == '0' ? '1' : '0';
    for (const Request &changed : {body, target, operation, host, twice, signature})
        QCOMPARE(refusalCode(changed), u"InvalidSignatureException"_s);
}

void Sigv4VerifierTest::wantsHostAndAmzHeadersSigned()
{
    Request request = signedRequest();
    request.headers.emplaceBack("X-Amz-Extra", "smuggled");
    QCOMPARE(refusalMessage(request), u"'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization."_s);
    Request noHost = signedRequest();
    header(noHost, "authorization").replace("host;", "");
    QVERIFY(refusalMessage(noHost).startsWith(u"'Host'"_s));
}

void Sigv4VerifierTest::toleratesFiveMinutes()
{
    QCOMPARE(refusalCode(signedRequest(), noon.addSecs(299)), QString());
    QCOMPARE(refusalCode(signedRequest(), noon.addSecs(-299)), QString());
    QCOMPARE(refusalMessage(signedRequest(), noon.addSecs(1200)),
             u"Signature expired: 20261121T120000Z is now earlier than 20261121T121500Z (20261121T122000Z - 5 min.)"_s);
    QVERIFY(refusalMessage(signedRequest(), noon.addSecs(-1200)).startsWith(u"Signature not yet current: "_s));
}

void Sigv4VerifierTest::tellsTokensApart()
{
    QCOMPARE(refusalCode(signedRequest("AKIANOBODY")), u"UnrecognizedClientException"_s);
    QCOMPARE(refusalCode(signedRequest("testing", "testing", "any")), u"UnrecognizedClientException"_s);
    QCOMPARE(refusalCode(signedRequest("ASIATESTING", "testing", "made-up")), u"UnrecognizedClientException"_s);
    QCOMPARE(refusalCode(signedRequest("ASIATESTING")), u"UnrecognizedClientException"_s);
    QCOMPARE(refusalCode(signedRequest("ASIATESTING", "testing", "testing-session")), QString());
    QCOMPARE(refusalCode(signedRequest("ASIAEXPIRED", "testing", "expired-session")), u"ExpiredTokenException"_s);
}

void Sigv4VerifierTest::endsTokensByTheSandboxsTime()
{
    const Request request = signedRequest("ASIAEXPIRED", "testing", "expired-session");
    QVERIFY(verify(request, noon, QDateTime(QDate(2019, 12, 31), QTime(0, 0), Qt::UTC)));
    QCOMPARE(verify(request, noon, noon.addYears(1)).error().code, u"ExpiredTokenException"_s);
}

void Sigv4VerifierTest::namesWhatIsMissing()
{
    Request request = signedRequest();
    header(request, "authorization") = "Bearer x";
    QCOMPARE(refusalCode(request), u"IncompleteSignatureException"_s);
    header(request, "authorization") = "AWS4-HMAC-SHA256 Credential=testing/20261121/us-east-1/ssm/aws4_request";
    QCOMPARE(refusalMessage(request), u"Authorization header requires 'Signature' parameter."_s);
    header(request, "authorization") = "AWS4-HMAC-SHA256 Credential=testing, SignedHeaders=host, Signature=00";
    QCOMPARE(refusalCode(request), u"IncompleteSignatureException"_s);
    header(request, "authorization") = "";
    QCOMPARE(refusalCode(request), u"MissingAuthenticationTokenException"_s);
    Request undated = signedRequest();
    header(undated, "x-amz-date") = "yesterday";
    QCOMPARE(refusalCode(undated), u"InvalidSignatureException"_s); // differs from the scope's date
}

void Sigv4VerifierTest::refusesScopesThatAreNone()
{
    QCOMPARE(refusalMessage(signedRequest("testing", "testing", {}, "nowhere")),
             u"Credential should be scoped to a valid region. "_s);
    Request request = signedRequest();
    header(request, "authorization").replace("aws4_request", "aws5_request");
    QVERIFY(refusalMessage(request).startsWith(u"Credential should be scoped with a valid terminator"_s));
}

} // namespace sigv4_verifier_test

KEYTURN_TEST(sigv4_verifier, sigv4_verifier_test::Sigv4VerifierTest)
#include "sigv4_verifier_test.moc"
