#include "core/base/redaction.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <QUrl>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace redaction_test {

class RedactionTest : public QObject {
    Q_OBJECT

private slots:
    void removesWhatLooksLikeACredential_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("secret"); // no eight characters of it in a row may be left
        const QString key = u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s;
        QTest::newRow("access token") << u"token Atza|IwEBIExampleQ-w_e was refused"_s << u"IwEBIExampleQ-w_e"_s;
        QTest::newRow("refresh token") << u"Atzr|IwEBIExample"_s << u"IwEBIExample"_s;
        QTest::newRow("token, percent-encoded") << u"refresh=Atzr%7CIwEBIExample&x=1"_s << u"IwEBIExample"_s;
        QTest::newRow("LWA client secret") << u"got amzn1.oa2-cs.v1.0123456789abcdef"_s << u"0123456789abcdef"_s;
        QTest::newRow("bearer") << u"Authorization: Bearer abcDEF.ghi-123"_s << u"abcDEF.ghi-123"_s;
        QTest::newRow("bearer alone") << u"sent bearer abcDEF.ghi-123 twice"_s << u"abcDEF.ghi-123"_s;
        QTest::newRow("basic") << u"authorization: Basic dXNlcjpwYXNz"_s << u"dXNlcjpwYXNz"_s;
        QTest::newRow("session token header")
            << u"X-Amz-Security-Token: FQoGZXIvYXdzEXAMPLE=="_s << u"FQoGZXIvYXdzEXAMPLE"_s;
        QTest::newRow("session token query") << u"?X-Amz-Security-Token=FQoGZXIvYXdz&a=1"_s << u"FQoGZXIvYXdz"_s;
        QTest::newRow("signature") << u"SignedHeaders=host, Signature=fe5f80f77d5fa3be"_s << u"fe5f80f77d5fa3be"_s;
        QTest::newRow("signature query") << u"X-Amz-Signature=fe5f80f77d5fa3be&x"_s << u"fe5f80f77d5fa3be"_s;
        QTest::newRow("secret key, bare") << u"used %1 here"_s.arg(key) << key;
        QTest::newRow("secret key, ini") << u"aws_secret_access_key = short/one"_s << u"short/one"_s;
        QTest::newRow("key id") << u"The key AKIAIOSFODNN7EXAMPLE is inactive"_s << u"AKIAIOSFODNN7"_s;
        QTest::newRow("temporary key id") << u"ASIAIOSFODNN7EXAMPLE"_s << u"ASIAIOSFODNN7"_s;
        QTest::newRow("JSON") << QString::fromLatin1(R"({"client_secret":"tiny-one","a":1})") << u"tiny-one"_s;
        QTest::newRow("JSON with an escape")
            << QString::fromLatin1(R"({"password":"be\"fore-after"})") << u"fore-after"_s;
        QTest::newRow("JSON in JSON") << QString::fromLatin1(R"("SecretString":"{\"api-key\":\"tiny-one\"}")")
                                      << u"tiny-one"_s;
        QTest::newRow("escaped JSON alone")
            << QString::fromLatin1(R"({\"client_secret\":\"tiny-one\"})") << u"tiny-one"_s;
        QTest::newRow("form") << u"grant_type=x&refresh_token=tiny-one&client_id=y"_s << u"tiny-one"_s;
        QTest::newRow("dashed label") << u"lwa-client-secret: tiny-one"_s << u"tiny-one"_s;
        QTest::newRow("long hex") << u"digest %1"_s.arg(QString(u"0f3a"_s).repeated(10))
                                  << QString(u"0f3a"_s).repeated(10);
        QTest::newRow("broken by a control character") << u"Atzr|Iw\u0000EBIExample"_s << u"EBIExample"_s;
        QTest::newRow("broken by an invisible character") << u"Atzr|Iw\u200bEBIExample"_s << u"EBIExample"_s;
        QTest::newRow("cut in the middle")
            << QString(u"word "_s).repeated(818) + u"Atzr|IwEBIExample"_s << u"IwEBIExample"_s;
        QTest::newRow("cut after much was removed")
            << u"client_secret=\""_s + QString(u"y "_s).repeated(2035) + u"\" "_s + key << key;
    }
    void removesWhatLooksLikeACredential()
    {
        QFETCH(QString, text);
        QFETCH(QString, secret);

        const QString left = redacted(text);

        for (qsizetype i = 0; i + 8 <= secret.size(); ++i)
            QVERIFY2(!left.contains(QStringView(secret).sliced(i, 8)), qPrintable(left));
        QCOMPARE(redacted(left), left);
    }

    void findsACanaryInAnyEncodingInsideANamedField()
    {
        const QByteArray canary = "c4n4ry+Pa/ss=w0rd&%|x";
        const QByteArrayList forms{canary,
                                   canary.toBase64(),
                                   canary.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                                   canary.toHex(),
                                   canary.toHex().toUpper(),
                                   QUrl::toPercentEncoding(QString::fromLatin1(canary))};
        for (const QByteArray &form : forms) {
            for (const char *field : {"\"client_secret\": \"%1\"", "\"SecretString\":\"%1\"", "'password':'%1'"}) {
                const QString left = redacted(QString::fromLatin1(field).replace(u"%1"_s, QString::fromLatin1(form)));
                QVERIFY2(!left.contains(QString::fromLatin1(form.first(6))), qPrintable(left));
                QVERIFY2(!left.contains(QString::fromLatin1(form.last(6))), qPrintable(left));
            }
        }
    }

    void keepsWhatPeopleNeed_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"User: arn:aws:iam::123456789012:user/ada is not authorized to perform: secretsmanager:GetSecretValue on "
              "resource: "
              "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/Payments/lwa-credentials-EU1-AbCdEf",
              "Request 5f3c1a52-9e3b-4c8e-8a53-0d3c7d1f1a77 was refused",
              "The security token included in the request is invalid.",
              "Secrets Manager can't find the specified secret.", "/production/payments/login-with-amazon/client-id",
              "https://secretsmanager.eu-central-1.amazonaws.com/",
              "invalid_grant: The request has an invalid grant parameter", "Name or service not known",
              "Zugriff verweigert: Schlüssel gesperrt"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void keepsWhatPeopleNeed()
    {
        QFETCH(QString, text);
        QCOMPARE(redacted(text), text);
    }

    void showsTheLastFourOfAKeyId()
    {
        QCOMPARE(shortKeyId(u"AKIAIOSFODNN7EXAMPLE"), u"…MPLE"_s);
        QCOMPARE(shortKeyId(u"testing"), u"…"_s);
        QCOMPARE(shortKeyId(u""), u"…"_s);
        QCOMPARE(redacted(u"key AKIAIOSFODNN7EXAMPLE is inactive"), u"key …MPLE is inactive"_s);
    }

    void cutsForeignTextTo512Characters()
    {
        QCOMPARE(redacted(QString(u"a b "_s).repeated(128)).size(), 512);
        const QString cut = redacted(QString(u"a b "_s).repeated(100'000));
        QCOMPARE(cut.size(), 512);
        QVERIFY(cut.endsWith(u'…'));
        const QString pairs = redacted(QString(u"x"_s) + QString(u"\U0001F511"_s).repeated(600));
        QVERIFY(pairs.size() <= 512);
        QVERIFY(!pairs.at(pairs.size() - 2).isHighSurrogate());
    }

    void dropsControlCharacters() { QCOMPARE(redacted(u"a\u001b[31mb\u0000c\r\nd\te\u202ef"_s), u"a[31mbc  d ef"_s); }
};

} // namespace redaction_test

KEYTURN_TEST(redaction, redaction_test::RedactionTest)
#include "redaction_test.moc"
