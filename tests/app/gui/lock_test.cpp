#include "tests/app/gui/save_bench.h"
#include "tests/app/gui/window_bench.h"
#include "tests/support/growth.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "ui/list/list_page.h"
#include "ui/lock/lock_page.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/window/browser.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace lock_test {

namespace {
const QString name = u"amazon-api-access-token"_s;
}

//! The window while nobody is there: nothing of an entry is in it, and everything comes back.
class LockTest : public QObject {
    Q_OBJECT

    static QPushButton *unlockButton(SaveBench &bench)
    {
        return bench.window->findChild<QPushButton *>(u"unlockButton"_s);
    }
    static QWidget *part(SaveBench &bench, const char *objectName)
    {
        return bench.window->findChild<QWidget *>(QLatin1String(objectName));
    }
    static void lock(SaveBench &bench)
    {
        QTest::keyClick(bench.window.get(), Qt::Key_L, Qt::ControlModifier);
        SaveBench::wait([&] { return bench.workspace->lock().isLocked() && unlockButton(bench); });
    }
    static void unlock(SaveBench &bench)
    {
        QTest::keyClick(unlockButton(bench), Qt::Key_Return);
        SaveBench::wait([&] { return bench.workspace->listing().listedAt().isValid(); });
    }
    static QString text(SaveBench &bench, const char *label)
    {
        return bench.window->findChild<QLabel *>(QLatin1String(label))->text();
    }

private slots:
    void theShortcutLocksAndEnterUnlocks()
    {
        SaveBench bench;
        bench.openSecret(name);
        bench.window->activateWindow();
        lock(bench);
        QCOMPARE(bench.window->windowTitle(), u"Keyturn, locked"_s);
        QTRY_VERIFY(unlockButton(bench)->hasFocus());
        QVERIFY(text(bench, "lockReason").startsWith(u"Locked at "_s));
        unlock(bench);
        QVERIFY(bench.window->windowTitle().contains(u"us-east-1"_s));
        QVERIFY(bench.window->list().isVisible());
    }

    void namesAndValuesAreNoLongerInTheWindow()
    {
        SaveBench bench;
        bench.openSecret(name);
        lock(bench);
        QVERIFY(!bench.window->findChild<Browser *>());
        for (const QString &spoken : spokenTexts(bench.window.get()))
            QVERIFY2(!spoken.contains(name), qPrintable(spoken));
    }

    void dialogsCloseWithWhatTheyShow()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "alexa::none")));
        bench.window->openReview();
        QTRY_VERIFY(bench.window->findChild<ReviewDialog *>());
        bench.workspace->lock().lock(WorkspaceLock::Reason::Idle);
        QTRY_VERIFY(!bench.window->findChild<QDialog *>());
        QVERIFY(text(bench, "lockReason").contains(u"after inactivity"_s));
        QVERIFY(unlockButton(bench)->isVisible());
    }

    void theClipboardIsCleared()
    {
        SaveBench bench;
        auto *clipboard = bench.window->findChild<ClipboardGuard *>();
        clipboard->copy(SecretString(u"canary"_s), u"a key"_s);
        lock(bench);
        QVERIFY(!clipboard->isActive());
        QVERIFY(QApplication::clipboard()->text().isEmpty());
    }

    void unsavedChangesComeBack()
    {
        MemoryKeychain keychain;
        SaveBench bench;
        bench.workspace->lock().keepKeyIn(keychain);
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "alexa::none")));
        lock(bench);
        QTRY_VERIFY(bench.workspace->lock().areEditsSealed());
        QVERIFY(!part(bench, "stagedBar")->isVisible());
        QVERIFY(!part(bench, "lockProfiles")->isEnabled());
        unlock(bench);
        QTRY_COMPARE(bench.workspace->staging().edits().count(), 1);
        QTRY_VERIFY(part(bench, "stagedBar")->isVisible());
    }

    void quittingDoesNotLoseUnsavedChanges()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "alexa::none")));
        lock(bench);
        QTest::keyClick(part(bench, "lockQuit"), Qt::Key_Return);
        QVERIFY(bench.window->isVisible());
        QVERIFY(text(bench, "lockNote").contains(u"unsaved changes"_s));
        unlock(bench);
        QTRY_COMPARE(bench.workspace->staging().edits().count(), 1);
    }

    void whileItIsLockedNoCommandRuns()
    {
        SaveBench bench;
        lock(bench);
        for (const QAction *action : bench.window->actions().all())
            QCOMPARE(action->isEnabled(), action == bench.window->actions().action(Actions::Id::Quit));
        QTest::keyClick(bench.window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!bench.window->findChild<QWidget *>(u"commandPalette"_s));
        unlock(bench);
        for (const auto id : {Actions::Id::Palette, Actions::Id::Lock, Actions::Id::NewEntry, Actions::Id::Profiles})
            QTRY_VERIFY(bench.window->actions().action(id)->isEnabled());
    }

    void aWrongPasswordIsToldAndEnterTriesAgain()
    {
        MemoryKeychain keychain;
        keychain.now = KeychainState::Locked;
        keychain.unlocks = false;
        SaveBench bench;
        bench.workspace->lock().keepKeyIn(keychain);
        lock(bench);
        QTRY_COMPARE(text(bench, "lockNote"), u"Your system asks for the keychain password."_s);
        QTest::keyClick(unlockButton(bench), Qt::Key_Return);
        QTRY_VERIFY(text(bench, "lockNote").contains(u"still locked"_s));
        QVERIFY(bench.workspace->lock().isLocked() && unlockButton(bench)->hasFocus());
        keychain.unlocks = true;
        unlock(bench);
    }

    void anotherProfileIsChosenAfterUnlocking()
    {
        SaveBench bench;
        lock(bench);
        QTest::keyClick(part(bench, "lockProfiles"), Qt::Key_Return);
        QTRY_VERIFY(part(bench, "firstRunPage") && part(bench, "firstRunPage")->isVisible());
        QVERIFY(!bench.workspace->place().isOpen());
    }

    // Its pages are made anew each time. KEYTURN_CYCLES=1000 for as many, and for the memory.
    void manyLocksLeaveNothingInTheWindow()
    {
        MemoryKeychain keychain;
        SaveBench bench;
        bench.workspace->lock().keepKeyIn(keychain);
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "alexa::none")));
        Growth growth;
        for (int i = 0; i < Growth::cycles(); ++i) {
            bench.workspace->lock().lock(WorkspaceLock::Reason::Idle);
            QTRY_VERIFY(bench.workspace->lock().areEditsSealed());
            bench.workspace->lock().unlock();
            QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->listing().listedAt().isValid(), patience);
            QTRY_VERIFY(keychain.items.isEmpty());
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            growth.take(bench.window->findChildren<QObject *>().size());
        }
        QCOMPARE(bench.workspace->staging().edits().count(), 1);
        const QString grown = growth.found(4096);
        QVERIFY2(grown.isEmpty(), qPrintable(grown));
    }
};

} // namespace lock_test

KEYTURN_GUI_TEST(lock, lock_test::LockTest)
#include "lock_test.moc"
