#include "core/versions/key_age.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace key_age_test {

namespace {

QDateTime day(int n)
{
    return QDateTime(QDate(2026, 1, n), QTime(12, 0), Qt::UTC);
}

DatedDocument version(int n, QByteArrayView text)
{
    return {QString::number(n), day(n), SecretDocument(SecretString(text))};
}

} // namespace

class KeyAgeTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheVersionThatBroughtEachValue()
    {
        const QList<DatedDocument> versions{version(3, R"({"id":"x","token":"3","new":1})"),
                                            version(1, R"({"id":"x","token":"1"})"),
                                            version(2, R"({"token":"2","id":"x"})")};
        const auto ages = keyAges(versions, false);
        QCOMPARE(ages.size(), 3);
        QCOMPARE(ages[u"token"_s].since, day(3));
        QVERIFY(ages[u"token"_s].known);
        QCOMPARE(ages[u"new"_s].versionId, u"3"_s);
        QCOMPARE(ages[u"id"_s].since, day(1));
        QVERIFY(!ages[u"id"_s].known); // may be older than the history
        QVERIFY(keyAges(versions, true)[u"id"_s].known);
    }

    void datesAValueThatCameBackFromItsReturn()
    {
        const auto ages = keyAges({version(1, R"({"a":"x"})"), version(2, R"({"a":"y"})"), version(3, R"({"a":"x"})"),
                                   version(4, R"({"a":"x","b":1})")},
                                  true);
        QCOMPARE(ages[u"a"_s].since, day(3));
    }

    void knowsWhenAValueThatCameBackWasSeenFirst()
    {
        const auto ages = keyAges({version(1, R"({"a":"w","b":"1"})"), version(2, R"({"a":"x","b":"1"})"),
                                   version(3, R"({"a":"y","b":"1"})"), version(4, R"({"a":"x","b":"1"})")},
                                  false);
        QCOMPARE(ages[u"a"_s].since, day(4));
        QCOMPARE(ages[u"a"_s].firstSeen, day(2));
        QVERIFY(ages[u"a"_s].isFirstKnown);
        QCOMPARE(ages[u"b"_s].firstSeen, day(1));
        QVERIFY(!ages[u"b"_s].isFirstKnown); // the history ends there
    }

    void doesNotTakeAnotherSpellingForAnotherValueButAnotherTypeIsOne()
    {
        const auto ages = keyAges({version(1, R"({"s":"\u0041","n":"5"})"), version(2, R"({"s":"A","n":5})")}, true);
        QCOMPARE(ages[u"s"_s].since, day(1));
        QCOMPARE(ages[u"n"_s].since, day(2));
    }

    void datesARawTextAsAWhole()
    {
        auto ages = keyAges({version(1, R"({"a":1})"), version(2, "one"), version(3, "one")}, false);
        QCOMPARE(ages.size(), 1);
        QCOMPARE(ages[QString()].since, day(2));
        QVERIFY(ages[QString()].known);
        ages = keyAges({version(1, "one"), version(2, R"({"a":1})")}, false);
        QCOMPARE(ages[u"a"_s].since, day(2));
        QVERIFY(keyAges({}, true).isEmpty());
    }
};

} // namespace key_age_test

KEYTURN_TEST(key_age, key_age_test::KeyAgeTest)
#include "key_age_test.moc"
