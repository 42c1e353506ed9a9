#include "core/rotation/secret_notice.h"

#include "core/base/json_writer.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_notice_test {

namespace {

const Provider::SecretByQueue &way()
{
    static const Provider::SecretByQueue of = providerOfId(u"lwa"_s)->secretByQueue;
    return of;
}

QByteArray body(const QByteArray &type = "APPLICATION_OAUTH_CLIENT_NEW_SECRET",
                const QByteArray &secret = "\"n\\u00e9w\"")
{
    return "{\"notificationVersion\":\"1.0\",\"notificationType\":\"" + type
           + "\",\"payloadVersion\":\"9\",\"eventTime\":\"2026-11-29T10:00:00.000Z\",\"payload\":{"
             "\"applicationOAuthClientNewSecret\":{\"clientId\":\"amzn1.x\",\"newClientSecret\":"
           + secret
           + ",\"newClientSecretExpiryTime\":\"2027-05-28T10:00:00.000Z\","
             "\"oldClientSecretExpiryTime\":\"2026-12-06T10:00:00.000Z\"}},\"notificationMetadata\":{}}";
}

std::optional<SecretNotice> read(const QByteArray &text)
{
    return secretNoticeIn(SecretString(QByteArrayView(text)), way());
}

} // namespace

// What counts as the message that brings a client secret.
class SecretNoticeTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhoseSecretItIsAndUntilWhenTheOldOneWorks()
    {
        const std::optional<SecretNotice> notice = read(body());
        QVERIFY(notice);
        QCOMPARE(notice->clientId, u"amzn1.x"_s);
        QCOMPARE(notice->fresh.reveal(), u"n\u00e9w"_s);
        QCOMPARE(notice->at, QDateTime(QDate(2026, 11, 29), QTime(10, 0), Qt::UTC));
        QCOMPARE(notice->oldUntil, QDateTime(QDate(2026, 12, 6), QTime(10, 0), Qt::UTC));
    }

    void takesItOutOfTheEnvelopeOfSns()
    {
        JsonWriter json;
        json.beginObject().key("Type").string(u"Notification"_s).key("Message").utf8(body()).endObject();
        const std::optional<SecretNotice> notice = read(json.text().toByteArray());
        QVERIFY(notice);
        QCOMPARE(notice->clientId, u"amzn1.x"_s);
    }

    void whatIsSomethingElseIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("another kind") << body("APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY");
        QTest::newRow("no text") << body("APPLICATION_OAUTH_CLIENT_NEW_SECRET", "7");
        QTest::newRow("empty secret") << body("APPLICATION_OAUTH_CLIENT_NEW_SECRET", "\"\"");
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut off") << body().chopped(1);
        QTest::newRow("no payload") << QByteArray("{\"notificationType\":\"APPLICATION_OAUTH_CLIENT_NEW_SECRET\"}");
        QTest::newRow("payload of another type")
            << QByteArray("{\"notificationType\":\"APPLICATION_OAUTH_CLIENT_NEW_SECRET\",\"payload\":[]}");
        QTest::newRow("SNS without a message") << QByteArray("{\"Type\":\"Notification\",\"Message\":null}");
    }
    void whatIsSomethingElseIsNone()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!read(text));
    }
};

} // namespace secret_notice_test

KEYTURN_TEST(secret_notice, secret_notice_test::SecretNoticeTest)
#include "secret_notice_test.moc"
