#include "tests/app/gui/accessibility_dump.h"
#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"
#include "ui/doctor/doctor_dialog.h"
#include "ui/settings/preferences.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/clipboard_guard.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QUuid>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace settings_test {

//! Settings and doctor as the window opens them.
class SettingsTest : public QObject {
    Q_OBJECT

    static QDialog *open(WindowBench &bench, Actions::Id id, const char *name)
    {
        bench.window->actions().action(id)->trigger();
        WindowBench::wait([&] { return bench.find<QDialog>(name) && bench.find<QDialog>(name)->isVisible(); });
        return bench.find<QDialog>(name);
    }
    static QDialog *settings(WindowBench &bench) { return open(bench, Actions::Id::Settings, "settingsDialog"); }
    static void choose(QDialog *dialog, const char *name, const QVariant &value)
    {
        auto *box = dialog->findChild<QComboBox *>(QLatin1String(name));
        QVERIFY(box && box->findData(value) >= 0);
        box->setFocus();
        box->setCurrentIndex(box->findData(value));
    }
    static DoctorDialog *doctor(WindowBench &bench)
    {
        auto *dialog = qobject_cast<DoctorDialog *>(open(bench, Actions::Id::Doctor, "doctorDialog"));
        WindowBench::wait([dialog] { return !dialog->diagnoses().isEmpty(); });
        return dialog;
    }
    static Diagnosis about(const DoctorDialog *dialog, const QString &what)
    {
        for (const Diagnosis &one : dialog->diagnoses()) {
            if (one.about == what)
                return one;
        }
        return {};
    }

private slots:
    void initTestCase() { QSettings().clear(); }
    void cleanup()
    {
        QSettings().clear();
        Theme::instance().setMode(Theme::Mode::Light);
    }

    void theKeyOpensThem()
    {
        WindowBench bench;
        bench.window->activateWindow();
        QTest::keyClick(bench.window.get(), Qt::Key_Comma, Qt::ControlModifier);
        WindowBench::wait([&] { return bench.find<QDialog>("settingsDialog") != nullptr; });
    }

    void aChoiceCountsAtOnceAndAgainAtTheNextStart()
    {
        WindowBench bench;
        QDialog *dialog = settings(bench);
        choose(dialog, "settingsIdle", 15);
        choose(dialog, "settingsClipboard", 30);
        choose(dialog, "settingsTheme", u"dark"_s);
        QCOMPARE(preferences::idleMinutes(), 15);
        QCOMPARE(preferences::clipboardSeconds(), 30);
        QCOMPARE(preferences::theme(), u"dark"_s);
        QVERIFY(Theme::instance().isDark());
        auto *menu = bench.find<QMenu>("idleMenu");
        emit menu->aboutToShow();
        QVERIFY(menu->findChild<QAction *>(u"lockAfter15"_s)->isChecked());
        auto *clipboard = bench.window->findChild<ClipboardGuard *>();
        clipboard->copy(SecretString(u"value"_s), u"key"_s);
        QCOMPARE(clipboard->secondsLeft(), 30);
        clipboard->clearNow();

        WindowBench next;
        next.window->findChild<ClipboardGuard *>()->copy(SecretString(u"value"_s), u"key"_s);
        QCOMPARE(next.window->findChild<ClipboardGuard *>()->life(), 30);
        QDialog *again = settings(next);
        QCOMPARE(again->findChild<QComboBox *>(u"settingsIdle"_s)->currentData().toInt(), 15);
        QCOMPARE(again->findChild<QComboBox *>(u"settingsTheme"_s)->currentData().toString(), u"dark"_s);
    }

    void aFileThatSaysNonsenseCountsAsNone()
    {
        QSettings().setValue(QLatin1String(preferences::idleMinutesKey), u"often"_s);
        QSettings().setValue(QLatin1String(preferences::clipboardSecondsKey), -3);
        QSettings().setValue(QLatin1String(preferences::themeKey), u"pink"_s);
        QCOMPARE(preferences::idleMinutes(), 5);
        QCOMPARE(preferences::clipboardSeconds(), 10);
        QCOMPARE(preferences::theme(), u"system"_s);
    }

    void aNumberThatIsNoUsualOneIsShown()
    {
        QSettings().setValue(QLatin1String(preferences::idleMinutesKey), 7);
        WindowBench bench;
        QCOMPARE(settings(bench)->findChild<QComboBox *>(u"settingsIdle"_s)->currentData().toInt(), 7);
    }

    void switchedOffTheListsThatWereKeptAreDeleted()
    {
        const QTemporaryDir folder;
        ListingCache cache(folder.filePath(u"lists"_s));
        Profile profile;
        profile.name = u"any"_s;
        cache.write(profile, u"us-east-1"_s, {}, QDateTime::currentDateTimeUtc());
        cache.flush();
        const auto files = [&folder] { return QDir(folder.filePath(u"lists"_s)).entryList(QDir::Files); };
        QCOMPARE(files().size(), 1);
        WindowBench bench;
        bench.workspace->listing().keepIn(cache);
        auto *kept = settings(bench)->findChild<QCheckBox *>(u"settingsLists"_s);
        QVERIFY(kept->isChecked());
        kept->setFocus();
        QTest::keyClick(kept, Qt::Key_Space);
        QVERIFY(!preferences::keepsLists() && !cache.isKept());
        QVERIFY(files().isEmpty());
        bench.window.reset();
        bench.workspace.reset(); // before the cache
    }

    void proxiesAreShownWithoutTheirPasswords()
    {
        qputenv("https_proxy", "http://me:canary-password@proxy.example:3128");
        WindowBench bench;
        QDialog *dialog = settings(bench);
        qunsetenv("https_proxy");
        QCOMPARE(dialog->findChild<QLabel *>(u"settingsHttpsProxy"_s)->text(), u"http://proxy.example:3128"_s);
        QVERIFY(!AccessibilityDump::of(dialog).contains(u"canary"_s));
    }

    void everythingCanBeReachedWithTheKeyboardAndHasAName()
    {
        WindowBench bench;
        for (QDialog *dialog : {settings(bench), static_cast<QDialog *>(doctor(bench))}) {
            for (QWidget *widget : dialog->findChildren<QWidget *>()) {
                const bool isControl = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget);
                if (!isControl || !widget->isVisible())
                    continue;
                QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
                QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(widget->objectName()));
                const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(!spoken->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
            }
            dialog->reject();
        }
    }

    void theDoctorTellsWhoOneIsAndWhatIsWrongFirst()
    {
        WindowBench bench;
        const DoctorDialog *dialog = doctor(bench);
        QVERIFY(about(dialog, u"identity"_s).text.contains(u"123456789012"_s));
        QCOMPARE(about(dialog, u"clock"_s).level, u"ok"_s);
        const Diagnosis keychain = about(dialog, u"keychain"_s);
        QCOMPARE(keychain.level, u"wrong"_s); // the bench's is locked
        QVERIFY(!keychain.fix.isEmpty());
        QCOMPARE(dialog->diagnoses().constFirst().level, u"wrong"_s);
        QVERIFY(dialog->findChild<QLabel *>(u"doctorState"_s)->text().contains(u"to fix"_s));
        const QString needs = about(dialog, u"permission"_s).text;
        QCOMPARE(needs, u"secretsmanager:ListSecrets is allowed."_s);
    }

    void theReportHoldsNoSecretAndNoAccount()
    {
        const QTemporaryDir folder;
        qputenv("https_proxy", "http://me:canary-password@127.0.0.1:3128");
        WindowBench bench;
        bench.open(u"amazon-api-access-token"_s);
        DoctorDialog *dialog = doctor(bench);
        qunsetenv("https_proxy");
        const QString path = folder.filePath(u"report.txt"_s);
        dialog->save(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray report = file.readAll();
        QVERIFY(report.contains("identity") && report.contains("Keyturn "));
        for (const char *canary : {"canary", "123456789012"})
            QVERIFY2(!report.contains(canary), report.constData());
        for (const EntryField &field : bench.workspace->openEntry().content()->fields) {
            if (field.value.size() >= 8)
                QVERIFY2(!report.contains(field.value.bytes().toByteArray()), qPrintable(field.key));
        }
    }

    void aNameThatIsNotHereIsFoundInAnotherRegionAndOpened()
    {
        WindowBench bench;
        const std::shared_ptr<Connection> here = bench.connection();
        Connection there(bench.http, bench.clock, here->profile(), u"eu-west-1"_s, StaticCredentials::ofSandbox());
        SecretsManagerClient::NewSecret secret;
        secret.name = u"only/there"_s;
        secret.value = SecretString(u"{}"_s);
        TaskScope scope;
        bool isMade = false;
        scope.launch(there.secretsManager().createSecret(secret, QUuid::createUuid().toString(QUuid::WithoutBraces)),
                     [&isMade](const Result<SecretWrite> &made) { isMade = made.has_value(); });
        WindowBench::wait([&isMade] { return isMade; });
        bench.find<QLineEdit>("filterField")->setText(u"only/there"_s);
        QDialog *dialog = open(bench, Actions::Id::FindElsewhere, "findElsewhereDialog");
        QCOMPARE(dialog->findChild<QLineEdit *>(u"elsewhereName"_s)->text(), u"only/there"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"elsewhereOwn"_s)->isEnabled());          // one profile, one region
        QTest::keyClick(dialog->findChild<QLineEdit *>(u"elsewhereName"_s), Qt::Key_Return); // asks where it can
        auto *found = dialog->findChild<QListWidget *>(u"elsewhereFound"_s);
        auto *go = dialog->findChild<QPushButton *>(u"elsewhereGo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(go->isEnabled(), 20'000);
        QCOMPARE(found->count(), 1);
        QVERIFY(found->item(0)->text().startsWith(u"eu-west-1"_s));
        go->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().content()
                                     && bench.workspace->openEntry().content()->entry.id.name == "only/there"_L1,
                                 20'000);
        QCOMPARE(bench.workspace->place().region(), u"eu-west-1"_s);
    }

    void withoutAConnectionTheActionsThatNeedOneSayWhy()
    {
        const SystemClock clock;
        auto server = std::make_unique<SandboxServer>();
        QVERIFY(server->start(SandboxOptions{}));
        WindowBench bench(server->url(), clock);
        bench.open(u"amazon-api-access-token"_s);
        server.reset();
        bench.workspace->listing().reload();
        WindowBench::wait([&] { return !bench.workspace->listing().isRunning(); });
        for (const Actions::Id id : {Actions::Id::RefreshToken, Actions::Id::NewEntry, Actions::Id::DeleteEntry,
                                     Actions::Id::CompareEntries}) {
            const QAction *action = bench.window->actions().action(id);
            QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
            QVERIFY2(Actions::obstacle(action).contains(u"No connection"_s), qPrintable(action->objectName()));
        }
        for (const Actions::Id id :
             {Actions::Id::Edit, Actions::Id::Reload, Actions::Id::CopyName, Actions::Id::Doctor})
            QVERIFY(bench.window->actions().action(id)->isEnabled());
    }
};

} // namespace settings_test

KEYTURN_GUI_TEST(settings, settings_test::SettingsTest)
#include "settings_test.moc"
