#include "core/rotation/login_record.h"

#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace login_record_test {

class LoginRecordTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();
    QTemporaryDir m_folder;

private slots:
    void aRefreshKeepsWhatWasNotedOfTheConsent()
    {
        const LoginRecord record(m_folder.filePath(u"a/logins"_s));
        QVERIFY(record.all().isEmpty());
        LoginFacts consent;
        consent.consentedAt = m_now.addDays(-100);
        record.note(u"one"_s, consent);
        record.note(u"other"_s, {u"xero"_s, m_now.addDays(-1), {}, {}});
        record.note(u"one"_s, {u"upwork"_s, m_now, {}, m_now.addDays(1)});
        const QHash<QString, LoginFacts> all = record.all();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.value(u"one"_s), (LoginFacts{u"upwork"_s, m_now, m_now.addDays(-100), m_now.addDays(1)}));
        QCOMPARE(all.value(u"other"_s).provider, u"xero"_s);
    }

    void aNewTokenWithoutAnEndForgetsTheOldOnes()
    {
        const LoginRecord record(m_folder.filePath(u"b/logins"_s));
        record.note(u"one"_s, {u"slack"_s, m_now, {}, m_now.addDays(1)});
        record.note(u"one"_s, {u"slack"_s, m_now.addDays(1), {}, {}});
        QVERIFY(!record.all().value(u"one"_s).tokenExpiresAt.isValid());
    }

    void staysSmallHoweverOftenALoginIsRefreshed()
    {
        const QString file = m_folder.filePath(u"c/logins"_s);
        const LoginRecord record(file);
        record.note(u"rare"_s, {u"xero"_s, m_now, {}, {}});
        for (int hour = 0; hour < 6000; ++hour)
            record.note(QString(32, u'k'), {u"upwork"_s, m_now.addSecs(3600 * hour), {}, m_now.addSecs(3600 * hour)});
        QVERIFY(QFileInfo(file).size() < 300 * 1024);
        QCOMPARE(record.all().value(u"rare"_s).refreshedAt, m_now);
        QCOMPARE(record.all().value(QString(32, u'k')).refreshedAt, m_now.addSecs(3600 * 5999));
    }

    void nothingIsKeptWithoutAFile()
    {
        const LoginRecord record{QString()};
        record.note(u"one"_s, {u"upwork"_s, m_now, {}, {}});
        QVERIFY(record.all().isEmpty());
    }
};

} // namespace login_record_test

KEYTURN_TEST(login_record, login_record_test::LoginRecordTest)
#include "login_record_test.moc"
