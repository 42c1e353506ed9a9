#include "core/reminders/event_pattern.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace event_pattern_test {

class EventPatternTest : public QObject {
    Q_OBJECT

    static QString onName(const QString &rules)
    {
        return u"{\"source\": [\"aws.ssm\"], \"detail\": {\"parameter-name\": [%1]}}"_s.arg(rules);
    }

private slots:
    void letsANameThrough_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<bool>("fits");
        QTest::newRow("the name itself") << u"\"/my-erp/lwa/clientsecret\""_s << true;
        QTest::newRow("a star is a character") << u"\"/my-erp/*\""_s << false;
        QTest::newRow("a prefix") << u"{\"prefix\": \"/my-erp/\"}"_s << true;
        QTest::newRow("a prefix of another name") << u"{\"prefix\": \"/my-erp2\"}"_s << false;
        QTest::newRow("one of several") << u"\"other\", {\"prefix\": \"/my-\"}"_s << true;
        QTest::newRow("a suffix") << u"{\"suffix\": \"/clientsecret\"}"_s << true;
        QTest::newRow("a wildcard") << u"{\"wildcard\": \"/my-*/*secret\"}"_s << true;
        QTest::newRow("a wildcard up to the end") << u"{\"wildcard\": \"/my-erp/*\"}"_s << true;
        QTest::newRow("a wildcard that ends before") << u"{\"wildcard\": \"/my-*/lwa\"}"_s << false;
        QTest::newRow("in capitals") << u"{\"equals-ignore-case\": \"/MY-ERP/LWA/CLIENTSECRET\"}"_s << true;
        QTest::newRow("everything but") << u"{\"anything-but\": [\"other\"]}"_s << true;
        QTest::newRow("everything but this") << u"{\"anything-but\": {\"prefix\": \"/my-\"}}"_s << false;
        QTest::newRow("there is one") << u"{\"exists\": true}"_s << true;
        QTest::newRow("there is none") << u"{\"exists\": false}"_s << false;
    }
    void letsANameThrough()
    {
        QFETCH(QString, rules);
        QFETCH(bool, fits);
        const QJsonObject event = policyEvent(u"123456789012"_s, u"us-east-1"_s, u"/my-erp/lwa/clientsecret"_s);
        QCOMPARE(fitsEventPattern(onName(rules), event), std::optional<bool>(fits));
    }

    void doesNotKnowAnOperatorThatCameLater()
    {
        const QJsonObject event = policyEvent(u"123456789012"_s, u"us-east-1"_s, u"a"_s);
        QCOMPARE(fitsEventPattern(onName(u"{\"sounds-like\": \"a\"}"_s), event), std::nullopt);
        QCOMPARE(fitsEventPattern(onName(u"{\"sounds-like\": \"a\"}, \"a\""_s), event), std::optional<bool>(true));
        QCOMPARE(fitsEventPattern(u"{\"source\": [\"aws.s3\"], \"x\": [{\"sounds-like\": 1}]}"_s, event),
                 std::optional<bool>(false));
    }

    void isNoPatternWithoutLists()
    {
        const QJsonObject event = policyEvent(u"123456789012"_s, u"us-east-1"_s, u"a"_s);
        for (const QString &pattern : {u""_s, u"{}"_s, u"[]"_s, u"{\"source\": \"aws.ssm\"}"_s})
            QCOMPARE(fitsEventPattern(pattern, event), std::nullopt);
    }
};

} // namespace event_pattern_test

KEYTURN_TEST(event_pattern, event_pattern_test::EventPatternTest)
#include "event_pattern_test.moc"
