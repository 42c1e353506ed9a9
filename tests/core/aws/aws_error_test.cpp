#include "core/aws/aws_error.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace aws_error_test {

class AwsErrorTest : public QObject {
    Q_OBJECT

    static HttpResponse response(int status, const QByteArray &body, HttpHeaders headers = {})
    {
        return {status, std::move(headers), SecretString(QByteArrayView(body))};
    }

private slots:
    void readsTheWordInEveryPlaceItComesIn_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("type") << QByteArray() << QByteArray("{\"__type\":\"ParameterNotFound\"}");
        QTest::newRow("type with a namespace")
            << QByteArray() << QByteArray("{\"__type\":\"aws.protocoltests.restjson#ParameterNotFound\"}");
        QTest::newRow("type with a URI")
            << QByteArray() << QByteArray("{\"__type\":\"ParameterNotFound:http://internal.amazon.com/coral/x/\"}");
        QTest::newRow("both") << QByteArray() << QByteArray("{\"__type\":\"ns#ParameterNotFound:http://internal/#a\"}");
        QTest::newRow("code") << QByteArray() << QByteArray("{\"code\":\"ns#ParameterNotFound\"}");
        QTest::newRow("header") << QByteArray("ParameterNotFound") << QByteArray("{}");
        QTest::newRow("header with a URI") << QByteArray("ParameterNotFound:http://internal/") << QByteArray("{}");
        QTest::newRow("header before body")
            << QByteArray("ns#ParameterNotFound") << QByteArray("{\"__type\":\"Other\"}");
        QTest::newRow("header without body") << QByteArray("ParameterNotFound") << QByteArray();
    }
    void readsTheWordInEveryPlaceItComesIn()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        HttpHeaders headers{{"x-amzn-RequestId", "id-1"}};
        if (!header.isEmpty())
            headers.emplaceBack("X-Amzn-ErrorType", header);
        const Error error = awsError(response(400, body, headers), AwsProtocol::Json);
        QCOMPARE(error.code, u"ParameterNotFound"_s);
        QCOMPARE(error.kind, ErrorKind::NotFound);
        QCOMPARE(error.requestId, u"id-1"_s);
    }

    void takesNoSuccessButAwss()
    {
        const QByteArray json(R"({"SecretString":"canary"})");
        QVERIFY(!foreignAnswer(response(200, json), AwsProtocol::Json));
        for (const int status : {201, 202, 203, 204, 206, 226, 299}) {
            const std::optional<Error> error = foreignAnswer(response(status, json), AwsProtocol::Json);
            QVERIFY(error);
            QCOMPARE(error->kind, ErrorKind::Protocol);
            QVERIFY(error->detail.contains(QString::number(status)));
            QVERIFY(!error->detail.contains(u"canary"_s));
        }
    }

    void readsBothSpellingsOfMessage()
    {
        const QByteArray small = "{\"__type\":\"X\",\"message\":\"a secret of this name exists\"}";
        const QByteArray big = "{\"__type\":\"X\",\"Message\":\"a secret of this name exists\"}";
        QCOMPARE(awsError(response(400, small), AwsProtocol::Json).detail, u"a secret of this name exists"_s);
        QCOMPARE(awsError(response(400, big), AwsProtocol::Json).detail, u"a secret of this name exists"_s);
    }

    void readsQueryErrors()
    {
        const QByteArray body = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                                "<Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The token is "
                                "&lt;invalid&gt;</Message></Error>"
                                "<RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ErrorResponse>";
        const Error error = awsError(response(403, body, {{"content-type", "text/xml"}}), AwsProtocol::Query);
        QCOMPARE(error.kind, ErrorKind::Auth);
        QCOMPARE(error.code, u"InvalidClientTokenId"_s);
        QCOMPARE(error.detail, u"The token is <invalid>"_s);
        QCOMPARE(error.requestId, u"c6104cbe-af31-11e0-8154-cbc7ccf896c7"_s);
    }

    void readsTheOlderFormOfQueryErrors()
    {
        const QByteArray body =
            "<Response><Errors><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error>"
            "</Errors><RequestID>r-1</RequestID></Response>";
        const Error error = awsError(response(400, body), AwsProtocol::Query);
        QCOMPARE(error.kind, ErrorKind::Throttled);
        QCOMPARE(error.requestId, u"r-1"_s);
    }

    void tellsHtmlFromTheService()
    {
        const Error error =
            awsError(response(403, "\r\n<!DOCTYPE HTML><html><body>Blocked</body></html>"), AwsProtocol::Json);
        QCOMPARE(error.kind, ErrorKind::Protocol);
        QCOMPARE(error.code, u"answered-html"_s);
        QVERIFY(error.detail.contains(u"answered with HTML"));
        QVERIFY(error.detail.contains(u"403"));
        QVERIFY(!error.detail.contains(u"Blocked"));

        const std::optional<Error> captive = foreignAnswer(response(200, "<html>log in</html>"), AwsProtocol::Json);
        QVERIFY(captive);
        QCOMPARE(captive->code, u"answered-html"_s);
        QVERIFY(foreignAnswer(response(200, "<html>log in</html>"), AwsProtocol::Query));
        QVERIFY(foreignAnswer(response(200, "hello"), AwsProtocol::Json));
        QVERIFY(!foreignAnswer(response(200, ""), AwsProtocol::Json));
        QVERIFY(!foreignAnswer(response(200, " {}"), AwsProtocol::Json));
        QVERIFY(!foreignAnswer(response(200, "<AResponse/>"), AwsProtocol::Query));
    }

    void fallsBackToTheStatus()
    {
        const Error plain = awsError(response(418, "no coffee\nmore"), AwsProtocol::Json);
        QCOMPARE(plain.code, u"HTTP 418"_s);
        QCOMPARE(plain.detail, u"HTTP 418: no coffee"_s);
        QCOMPARE(plain.kind, ErrorKind::Invalid);
        QCOMPARE(awsError(response(503, ""), AwsProtocol::Query).kind, ErrorKind::Unavailable);
        QCOMPARE(awsError(response(429, ""), AwsProtocol::Json).kind, ErrorKind::Throttled);
    }

    void doesNotRepeatTheCanonicalRequestWithItsToken()
    {
        const QByteArray body =
            "{\"__type\":\"InvalidSignatureException\",\"message\":\"The signature does not match.\\n\\n"
            "The Canonical String for this request should have been\\n'POST\\n/\\n\\n"
            "x-amz-security-token:SECRETTOKEN'\"}";
        const Error error = awsError(response(403, body), AwsProtocol::Json);
        QVERIFY(error.detail.startsWith(u"The signature does not match."));
        QVERIFY(!error.detail.contains(u"SECRETTOKEN"));
    }

    void knowsWhatTheWordsMean_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("a hard quota is not throttling") << u"LimitExceededException"_s << 400 << ErrorKind::Limit;
        QTest::newRow("throttled") << u"ThrottlingException"_s << 400 << ErrorKind::Throttled;
        QTest::newRow("SSM asks to slow down") << u"TooManyUpdates"_s << 400 << ErrorKind::Throttled;
        QTest::newRow("expired") << u"ExpiredTokenException"_s << 400 << ErrorKind::Expired;
        QTest::newRow("signature") << u"InvalidSignatureException"_s << 400 << ErrorKind::Auth;
        QTest::newRow("exists") << u"ResourceExistsException"_s << 400 << ErrorKind::Conflict;
        QTest::newRow("not found, whatever the status") << u"ResourceNotFoundException"_s << 400 << ErrorKind::NotFound;
        QTest::newRow("KMS") << u"DecryptionFailure"_s << 400 << ErrorKind::AccessDenied;
        QTest::newRow("unknown") << u"SomethingNew"_s << 400 << ErrorKind::Invalid;
        QTest::newRow("unknown of a broken service") << u"SomethingNew"_s << 500 << ErrorKind::Unavailable;
    }
    void knowsWhatTheWordsMean()
    {
        QFETCH(QString, code);
        QFETCH(int, status);
        QFETCH(ErrorKind, kind);
        QCOMPARE(awsErrorKind(code, status), kind);
    }

    void refusesXmlThatDeclaresEntitiesOrNestsWithoutEnd()
    {
        QVERIFY(!XmlElement::parse("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"));
        QVERIFY(!XmlElement::parse(QByteArray("<a>").repeated(100) + QByteArray("</a>").repeated(100)));
        QVERIFY(!XmlElement::parse("<a><b></a>"));
        QVERIFY(!XmlElement::parse("<a>"));
        QVERIFY(!XmlElement::parse("<a/>trailing<b/>"));
        QCOMPARE(XmlElement::parse("<a><b> x </b><b>y</b></a>")->textOf(u"b"), u"x"_s);
    }
};

} // namespace aws_error_test

KEYTURN_TEST(aws_error, aws_error_test::AwsErrorTest)
#include "aws_error_test.moc"
