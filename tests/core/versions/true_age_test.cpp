#include "core/versions/true_age.h"

#include "core/due/due_date.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace true_age_test {

class TrueAgeTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();

    QDateTime ago(int days) const { return m_now.addDays(-days); }
    KeyAge history(int days, bool isKnown) const
    {
        KeyAge age;
        age.since = age.firstSeen = ago(days);
        age.known = age.isFirstKnown = isKnown;
        return age;
    }

private slots:
    void takesTheBestOfWhatIsKnown_data()
    {
        QTest::addColumn<QDateTime>("tagged");
        QTest::addColumn<KeyAge>("history");
        QTest::addColumn<LedgerSight>("ledger");
        QTest::addColumn<TrueAge>("wanted");
        const QDateTime none;
        const KeyAge unread;
        const LedgerSight unseen;
        QTest::newRow("nothing but the creation")
            << none << unread << unseen << TrueAge{ago(400), AgeSource::Creation, false};
        QTest::newRow("a tag alone") << ago(10) << unread << unseen << TrueAge{ago(10), AgeSource::Tag, false};
        QTest::newRow("versions to the end")
            << none << history(20, true) << unseen << TrueAge{ago(20), AgeSource::History, false};
        QTest::newRow("versions that AWS has cut")
            << none << history(20, false) << unseen << TrueAge{ago(20), AgeSource::History, true};
        QTest::newRow("a tag that reaches further back than they")
            << ago(90) << history(20, false) << unseen << TrueAge{ago(90), AgeSource::Tag, false};
        QTest::newRow("made some days before it was stored")
            << ago(25) << history(20, true) << unseen << TrueAge{ago(25), AgeSource::Tag, false};
        QTest::newRow("a tag from before the last change")
            << ago(90) << history(20, true) << unseen << TrueAge{ago(20), AgeSource::History, false};
        QTest::newRow("a tag that was set without a new value")
            << ago(3) << history(20, true) << unseen << TrueAge{ago(20), AgeSource::History, false};
        QTest::newRow("seen before the versions that are left")
            << none << history(20, false) << LedgerSight{ago(100), true} << TrueAge{ago(100), AgeSource::Ledger, false};
        QTest::newRow("seen before, and nothing else ever")
            << none << history(20, false) << LedgerSight{ago(100), false} << TrueAge{ago(100), AgeSource::Ledger, true};
        QTest::newRow("seen later than they tell")
            << none << history(20, false) << LedgerSight{ago(1), false} << TrueAge{ago(20), AgeSource::History, true};
        QTest::newRow("versions that tell for certain go before the ledger")
            << none << history(20, true) << LedgerSight{ago(100), true} << TrueAge{ago(20), AgeSource::History, false};
        QTest::newRow("the ledger alone")
            << none << unread << LedgerSight{ago(5), true} << TrueAge{ago(5), AgeSource::Ledger, false};
    }

    void takesTheBestOfWhatIsKnown()
    {
        QFETCH(const QDateTime, tagged);
        QFETCH(const KeyAge, history);
        QFETCH(const LedgerSight, ledger);
        QFETCH(const TrueAge, wanted);
        const TrueAge found = trueAge(tagged, history, ledger, ago(400));
        QCOMPARE(found.since, wanted.since);
        QCOMPARE(found.source, wanted.source);
        QCOMPARE(found.isOlder, wanted.isOlder);
    }

    void aValueThatCameBackIsAsOldAsItWas()
    {
        KeyAge age = history(2, true);
        age.firstSeen = ago(200);
        QCOMPARE(trueAge({}, age, {}, ago(400)), (TrueAge{ago(200), AgeSource::History, false}));
    }

    void readsTheTagOfTheKeyAndForClientSecretsTheOlderOne()
    {
        const QMap<QString, QString> tags{{u"keyturn:rotated:a"_s, u"2026-05-01"_s},
                                          {u"keyturn:rotated:b"_s, u"soon"_s},
                                          {QLatin1String(rotatedAtTag), u"2026-04-01T00:00:00Z"_s}};
        QCOMPARE(taggedAge(tags, u"a"_s, true).date(), QDate(2026, 5, 1));
        QVERIFY(!taggedAge(tags, u"b"_s, false).isValid());
        QCOMPARE(taggedAge(tags, u"c"_s, true).date(), QDate(2026, 4, 1));
        QVERIFY(!taggedAge(tags, u"c"_s, false).isValid());
    }
};

} // namespace true_age_test

KEYTURN_TEST(true_age, true_age_test::TrueAgeTest)
#include "true_age_test.moc"
