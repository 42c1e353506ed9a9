#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/notify/notifier.h"
#include "ui/notify/tray_icon.h"
#include "ui/window/reminder_flow.h"

#include <QApplication>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace tray_test {

namespace {
const QString seed = u"amazon-api-access-token"_s;
}

//! The menu in the tray, whether or not there is a tray: its lines, and refreshing from it with the window out of
//! sight.
class TrayTest : public QObject {
    Q_OBJECT

    void start(bool production = false)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_bench = std::make_unique<SaveBench>(production);
        ReminderFlow &reminders = m_bench->window->reminders();
        reminders.start();
        NotifySettings settings;
        settings.isOn = false; // nobody shows notifications: what they would say brings the window
        reminders.notifier().setSettings(settings);
        KnownDates::Files files;
        files.reminders = ReminderFile(m_folder->filePath(u"reminders"_s));
        m_bench->workspace->dates().keepIn(files);
        put(u"Ask the portal"_s);
    }
    //! Overdue, so that it is among the first five dates.
    void put(const QString &text)
    {
        Reminder reminder;
        reminder.note.text = text;
        reminder.entry = idOf(Store::SecretsManager, seed);
        reminder.createdAt = QDateTime(QDate(2020, 1, 1), QTime(8, 0), Qt::UTC);
        reminder.dueOn = QDate(2020, 2, 2);
        QVERIFY(m_bench->workspace->dates().put(reminder));
        m_bench->window->reminders().notifier().check();
    }
    QStringList lines(const QString &with) const
    {
        QStringList found;
        for (const QAction *action : m_bench->window->reminders().tray()->menu().actions()) {
            if (action->text().contains(with))
                found.append(action->text());
        }
        return found;
    }
    QAction *refresh() const
    {
        for (QAction *action : m_bench->window->reminders().tray()->menu().actions()) {
            if (action->text() == u"Refresh "_s + seed)
                return action;
        }
        return nullptr;
    }
    QString message() const { return m_bench->window->findChild<QLabel *>(u"messageSentence"_s)->text(); }
    void waitForTheEnd() const
    {
        SaveBench::wait([this] {
            return m_bench->workspace->refreshes().refreshedAt(idOf(Store::SecretsManager, seed)).isValid()
                   && m_bench->workspace->running().count() == 0;
        });
    }

private slots:
    void cleanup()
    {
        m_bench.reset();
        QSettings().remove(u"notify"_s);
    }

    void equalDatesOfAnEntryAreOneLineAndOthersSayWhatIsDue()
    {
        start();
        put(u"Ask the portal"_s);
        put(u"Tell the team"_s);
        QCOMPARE(lines(u"Ask the portal"_s).size(), 1);
        QCOMPARE(lines(u"Tell the team"_s).size(), 1);
        QVERIFY(lines(u"Tell the team"_s).constFirst().startsWith(seed));
        QCOMPARE(lines(u"Refresh "_s + seed).size(), 1); // once an entry, however many of its dates are shown
    }

    void oneClickRefreshesBehindTheWindowAndTellsHowItEnded()
    {
        start();
        QVERIFY(refresh());
        const QByteArray before = m_bench->stored(seed);
        m_bench->window->hide();
        QTRY_VERIFY(!QApplication::activeWindow());
        QSignalSpy window(&m_bench->window->reminders(), &ReminderFlow::windowWanted);
        QSignalSpy started(&m_bench->workspace->refreshes(), &Refreshes::started);
        QAction *action = refresh();
        action->trigger();
        action->trigger(); // twice is once
        QCOMPARE(window.size(), 0);
        waitForTheEnd();
        QVERIFY(m_bench->stored(seed) != before);
        QCOMPARE(started.size(), 1);
        QTRY_COMPARE(window.size(), 1);
        QVERIFY2(message().startsWith(u"The token of "_s + seed + u" was refreshed."_s), qPrintable(message()));
        QVERIFY(!m_bench->workspace->openEntry().id()); // what the window shows stays
    }

    void lockedItNamesNothingAndTheWindowSaysWhy()
    {
        start();
        m_bench->workspace->lock().lock(WorkspaceLock::Reason::Asked);
        m_bench->window->reminders().notifier().check();
        QVERIFY(lines(seed).isEmpty());
        const QStringList offers = lines(u"Refresh token ("_s);
        QVERIFY(!offers.isEmpty());
        QSignalSpy window(&m_bench->window->reminders(), &ReminderFlow::windowWanted);
        QSignalSpy started(&m_bench->workspace->refreshes(), &Refreshes::started);
        for (QAction *action : m_bench->window->reminders().tray()->menu().actions()) {
            if (action->text() == offers.constFirst()) {
                action->trigger();
                break;
            }
        }
        QCOMPARE(window.size(), 1);
        QCOMPARE(message(), u"Keyturn is locked. Unlock it, then refresh the token."_s);
        QTest::qWait(50);
        QCOMPARE(started.size(), 0);
    }

    void productionAsksInTheWindowBeforeItIsWrittenTo()
    {
        start(true);
        QVERIFY(refresh());
        const QByteArray before = m_bench->stored(seed);
        QSignalSpy window(&m_bench->window->reminders(), &ReminderFlow::windowWanted);
        refresh()->trigger();
        QCOMPARE(window.size(), 1);
        QCOMPARE(message(), u"Production is read-only."_s);
        QCOMPARE(m_bench->stored(seed), before);
        m_bench->workspace->place().unlockWriting();
        waitForTheEnd();
        QVERIFY(m_bench->stored(seed) != before);
    }

    void unsavedChangesAreSaidInTheWindowWithTheEntryOpen()
    {
        start();
        m_bench->openSecret(seed);
        QVERIFY(m_bench->workspace->staging().stage({setting(u"lwa-client-id"_s, "mine")}, u"x"_s));
        m_bench->openSecret(u"lwa-oauth"_s);
        QSignalSpy window(&m_bench->window->reminders(), &ReminderFlow::windowWanted);
        QSignalSpy started(&m_bench->workspace->refreshes(), &Refreshes::started);
        refresh()->trigger();
        QCOMPARE(window.size(), 1);
        QVERIFY2(message().contains(u"Has unsaved changes"_s), qPrintable(message()));
        QTRY_COMPARE(m_bench->workspace->openEntry().id(), std::optional(idOf(Store::SecretsManager, seed)));
        QCOMPARE(started.size(), 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SaveBench> m_bench;
};

} // namespace tray_test

KEYTURN_GUI_TEST(tray, tray_test::TrayTest)
#include "tray_test.moc"
