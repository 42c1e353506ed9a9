#include "core/stores/parameter_policy.h"
#include "tests/support/test_main.h"

#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace parameter_policy_test {

class ParameterPolicyTest : public QObject {
    Q_OBJECT

    static ParameterPolicy policy(const char *text)
    {
        return ParameterPolicy::fromText(QString::fromUtf8(text), u"Pending"_s);
    }

private slots:
    void readsTheReminderOfTheSeed()
    {
        const ParameterPolicy read =
            policy(R"({"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}})");
        QCOMPARE(read.type, ParameterPolicy::Type::NoChangeNotification);
        QCOMPARE(read.amount, 150 * 24);
        QCOMPARE(read.status, u"Pending"_s);
        QVERIFY(!read.timestamp.isValid());
    }

    void readsAnEmulatorsObjectLikeItsText()
    {
        const QJsonObject attributes{{"After", "150"}, {"Unit", "Days"}};
        const QJsonObject json{{"Type", "NoChangeNotification"}, {"Version", "1.0"}, {"Attributes", attributes}};

        const ParameterPolicy policy = ParameterPolicy::fromJson(json, {});

        QCOMPARE(policy.type, ParameterPolicy::Type::NoChangeNotification);
        QCOMPARE(policy.amount, 150 * 24);
    }

    void readsHoursAndNumbers()
    {
        const ParameterPolicy read =
            policy(R"({"Type":"ExpirationNotification","Attributes":{"Before":36,"Unit":"Hours"}})");
        QCOMPARE(read.type, ParameterPolicy::Type::ExpirationNotification);
        QCOMPARE(read.amount, 36);
    }

    void readsEveryFormOfTimestampAsUtc_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("instant") << u"2026-12-02T21:34:33.000Z"_s;
        QTest::newRow("no fraction") << u"2026-12-02T21:34:33Z"_s;
        QTest::newRow("offset") << u"2026-12-03T08:04:33.000+10:30"_s;
        QTest::newRow("offset as in the guide") << u"2026-12-03T08:04:33.000+10:30:00"_s;
        QTest::newRow("no offset") << u"2026-12-02T21:34:33"_s;
    }
    void readsEveryFormOfTimestampAsUtc()
    {
        QFETCH(QString, text);
        const QString json = uR"({"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"%1"}})"_s.arg(text);
        const ParameterPolicy read = ParameterPolicy::fromText(json, QString());
        QCOMPARE(read.type, ParameterPolicy::Type::Expiration);
        QCOMPARE(read.timestamp, QDateTime(QDate(2026, 12, 2), QTime(21, 34, 33), Qt::UTC));
        QCOMPARE(read.timestamp.timeSpec(), Qt::UTC);
    }

    void leavesWhatItDoesNotKnowUnknown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not JSON") << QByteArray("nonsense");
        QTest::newRow("other type") << QByteArray(R"({"Type":"Rotation","Attributes":{"After":"1","Unit":"Days"}})");
        QTest::newRow("other unit") << QByteArray(
            R"({"Type":"NoChangeNotification","Attributes":{"After":"1","Unit":"Weeks"}})");
        QTest::newRow("no amount") << QByteArray(R"({"Type":"NoChangeNotification","Attributes":{"Unit":"Days"}})");
        QTest::newRow("no time") << QByteArray(R"({"Type":"Expiration","Attributes":{"Timestamp":"soon"}})");
    }
    void leavesWhatItDoesNotKnowUnknown()
    {
        QFETCH(QByteArray, text);
        const ParameterPolicy read = policy(text.constData());
        QCOMPARE(read.type, ParameterPolicy::Type::Unknown);
        QCOMPARE(read.text.toUtf8(), text);
    }
};

} // namespace parameter_policy_test

KEYTURN_TEST(parameter_policy, parameter_policy_test::ParameterPolicyTest)
#include "parameter_policy_test.moc"
