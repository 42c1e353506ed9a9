#include "core/document/jwt.h"

#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace jwt_test {

namespace {

QByteArray part(const QByteArray &json)
{
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

SecretString token(const QByteArray &header, const QByteArray &claims)
{
    return SecretString(QByteArrayView(part(header) + '.' + part(claims) + ".c2lnbmF0dXJl"));
}

} // namespace

class JwtTest : public QObject {
    Q_OBJECT

private slots:
    void headerAndClaimsAreReadInTheirOrder()
    {
        const auto jwt =
            Jwt::decoded(token(R"({"alg":"RS256","kid":"1"})",
                               R"({"iss":"https://id.example.com","exp":1795294320,"n":12345678901234567890,)"
                               R"("aud":["a","b"]})"));
        QVERIFY(jwt);
        QCOMPARE(jwt->header.size(), 2);
        QCOMPARE(jwt->header.at(0).text, u"RS256"_s);
        QCOMPARE(jwt->claims.at(0).name, u"iss"_s);
        QCOMPARE(jwt->claims.at(1).secondsSinceEpoch, std::optional<qint64>(1795294320));
        QCOMPARE(jwt->claims.at(2).text, u"12345678901234567890"_s); // as it stands
        QVERIFY(!jwt->claims.at(2).secondsSinceEpoch);
        QCOMPARE(jwt->claims.at(3).text, uR"(["a","b"])"_s);
    }

    void whatIsNoSignedTokenIsNotDecoded_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("opaque") << QByteArray("Atza|IwEBIexample");
        QTest::newRow("two parts") << part("{\"alg\":\"none\"}") + '.' + part("{}");
        QTest::newRow("encrypted, five parts") << part("{\"alg\":\"dir\"}") + ".a.b.c.d";
        QTest::newRow("no alg") << part("{\"x\":1}") + '.' + part("{}") + ".s";
        QTest::newRow("no JSON") << part("hello") + '.' + part("{}") + ".s";
        QTest::newRow("JSON that breaks off") << part("{\"alg\":\"x\"}") + '.' + part("{\"a\":") + ".s";
        QTest::newRow("no base64") << QByteArray("a*b.c*d.e");
        QTest::newRow("empty") << QByteArray();
    }
    void whatIsNoSignedTokenIsNotDecoded()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Jwt::decoded(SecretString(QByteArrayView(text))));
    }
};

} // namespace jwt_test

KEYTURN_TEST(jwt, jwt_test::JwtTest)
#include "jwt_test.moc"
