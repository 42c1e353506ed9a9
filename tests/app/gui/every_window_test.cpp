#include "tests/app/gui/window_walk_flows.h"
#include "tests/app/gui/window_walk_reminders.h"
#include "tests/app/gui/window_walk_saving.h"
#include "tests/app/gui/window_walk_values.h"
#include "tests/support/test_main.h"
#include "ui/style/enter_presses.h"

#include <QDirIterator>
#include <QPushButton>
#include <QVBoxLayout>

using namespace keyturn;
using namespace keyturn::window_walk;
using namespace Qt::StringLiterals;

namespace every_window_test {

namespace {

inline void plant(WindowWalk &w)
{
    w.bench->create(w.name, WindowWalk::document("first"));
    w.bench->theyPut(w.name, WindowWalk::document("second"));
    w.bench->create(w.twin, WindowWalk::document("twin"));
    w.bench->create(u"team/prod/text"_s, WindowWalk::canary("raw text").toUtf8());
    SecretsManagerClient::NewSecret binary;
    binary.name = u"team/prod/bytes"_s;
    binary.value = SecretString(QByteArrayView(WindowWalk::canary("bytes").toUtf8().append('\0')));
    binary.binary = true;
    QVERIFY(run(w.bench->somebody->secretsManager().createSecret(binary, newVersionId())).value());
    w.listed(u"team/prod/bytes"_s);
}

//! Widgets of every room of the window but `widgets`, of which they are made, that are not in \p seen: what is new has
//! to be walked through, too.
QStringList missedIn(const QSet<QString> &seen)
{
    static const QRegularExpression widget(
        u"class (\\w+)(?: final)? : public "
        "(Q\\w*(?:Widget|Dialog|View|Edit|Frame|Area|Button|Window)|\\w+Dialog|Card)\\b"_s);
    QStringList missed;
    QDirIterator headers(QFINDTESTDATA(u"../../../ui"_s), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (headers.hasNext()) {
        QFile file(headers.next());
        if (file.fileName().contains("/ui/widgets/"_L1))
            continue;
        (void)file.open(QIODevice::ReadOnly);
        auto classes = widget.globalMatch(QString::fromUtf8(file.readAll()));
        while (classes.hasNext()) {
            const QString type = classes.next().captured(1);
            if (!seen.contains(type))
                missed += u"%1 (%2)"_s.arg(type, headers.fileName());
        }
    }
    return missed;
}

} // namespace

//! Canaries in every place that can hold a value, and every page and dialog of the program opened over them: masked,
//! nothing of them is told; revealed, the one that is seen is told; and the keys do what the focus says.
class EveryWindowTest : public QObject {
    Q_OBJECT

    static void walkSettings(WindowWalk &w)
    {
        w.trigger(Actions::Id::Settings);
        QDialog *settings = w.dialog("settingsDialog");
        w.masked(u"settings"_s);
        w.close(settings);
        w.trigger(Actions::Id::FindElsewhere);
        QDialog *elsewhere = w.dialog("findElsewhereDialog");
        w.masked(u"other regions"_s);
        w.close(elsewhere);
        w.trigger(Actions::Id::Doctor);
        QDialog *doctor = w.dialog("doctorDialog");
        QTRY_VERIFY_WITH_TIMEOUT(w.button(doctor, "doctorSave")->isEnabled(), 60'000);
        w.masked(u"doctor"_s);
        w.close(doctor);
    }

    static void walkPages(WindowWalk &w)
    {
        w.bench->window->openPalette(u"lwa"_s);
        w.masked(u"palette"_s);
        w.bench->window->openDueBoard();
        w.masked(u"due board"_s);
        w.bench->window->openPlaces();
        w.masked(u"several places"_s);
        w.bench->window->showFirstRun();
        w.masked(u"first run"_s);
    }

private slots:
    void noWindowTellsAValueThatIsMasked()
    {
        QAccessible::setActive(true);
        WindowWalk w;
        w.bench = std::make_unique<SaveBench>();
        w.bench->workspace->halfSaves().keepJournal(w.home.path());
        w.bench->workspace->open(w.bench->workspace->place().profile(), w.bench->workspace->place().region());
        SaveBench::wait([&w] { return w.bench->workspace->listing().listedAt().isValid(); });
        plant(w);
        w.bench->openSecret(w.name);
        walkValues(w, "second-secret");
        w.values().openFind();
        w.masked(u"find bar"_s);
        w.find<QAbstractButton>("lintToggle")->click();
        w.masked(u"findings"_s);
        QVERIFY(w.stage(u"lwa-client-secret"_s, WindowWalk::canary("staged-secret")));
        QVERIFY(w.stage(u"pin"_s, u"77304198512"_s));
        FieldEdit moved = setting(u"nested"_s, WindowWalk::canary("staged-item").toUtf8());
        moved.below = {u"list"_s, u"0"_s};
        QVERIFY(w.bench->workspace->staging().stage(moved));
        w.bench->workspace->staging().undo();
        w.masked(u"undone"_s);
        w.bench->workspace->staging().redo();
        walkValues(w, "staged-secret");
        walkEditors(w);
        walkReview(w);
        walkMerge(w);
        walkVersions(w);
        walkOtherKinds(w);
        walkSeveral(w);
        walkRefreshes(w);
        walkNew(w);
        walkQuestions(w);
        walkHalf(w);
        walkUnfinishedRefresh(w);
        walkSettings(w);
        walkRotation(w);
        walkReminders(w);
        walkChain(w);
        walkPages(w);
        walkLock(w);
        QVERIFY2(w.wrong().isEmpty(), qPrintable(u'\n' + w.wrong().join(u'\n')));
        QVERIFY(w.controls() >= 20);
        QVERIFY(w.presses() >= 200);
        const QStringList missed = missedIn(w.seen());
        QVERIFY2(missed.isEmpty(), qPrintable(u"not walked through: "_s + missed.join(u", "_s)));
        qInfo("%lld places, %d positive controls, %d presses", qlonglong(w.places().size()), w.controls(), w.presses());
    }

    void aDialogThatIsLeftOutIsFound()
    {
        const QStringList all = missedIn({});
        QVERIFY(all.size() >= 60);
        for (const QString &one : {u"ScheduleDialog (schedule_dialog.h)"_s, u"LockPage (lock_page.h)"_s,
                                   u"ReminderSettingsDialog (reminder_settings_dialog.h)"_s})
            QVERIFY2(all.contains(one), qPrintable(one));
        QVERIFY(!missedIn({u"LockPage"_s}).contains(u"LockPage (lock_page.h)"_s));
    }

    //! Without what lets Enter press the button that has the focus, the default one is found.
    void aPlantedDefaultButtonIsFound()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QDialog dialog;
        auto *column = new QVBoxLayout(&dialog);
        auto *erase = new QPushButton(u"Delete"_s);
        auto *cancel = new QPushButton(u"Cancel"_s);
        cancel->setAutoDefault(false);
        erase->setDefault(true);
        column->addWidget(erase);
        column->addWidget(cancel);
        dialog.show();
        int presses = 0;
        QCOMPARE(KeyWalk::pressed(&dialog, presses), QStringList());
        QCOMPARE(presses, 4);
        auto *enter = qApp->findChild<EnterPresses *>();
        QVERIFY(enter);
        qApp->removeEventFilter(enter);
        const QStringList found = KeyWalk::pressed(&dialog, presses);
        qApp->installEventFilter(enter);
        QCOMPARE(found, (QStringList{u"Enter on Cancel pressed Delete"_s, u"Enter on Cancel did not press it"_s}));
    }

    void aButtonThatIgnoresAKeyIsFound()
    {
        Theme::instance().apply(Theme::Mode::Light);
        QDialog dialog;
        auto *button = new QPushButton(u"Deaf"_s, &dialog);
        button->installEventFilter(this);
        dialog.show();
        int presses = 0;
        // Enter comes to it by style/enter_presses, before filters of its own.
        QCOMPARE(KeyWalk::pressed(&dialog, presses), QStringList(u"Space on Deaf did not press it"_s));
        QVERIFY(!button->isCheckable());
    }

    void aButtonThatTabMissesIsFound()
    {
        QDialog dialog;
        auto *column = new QVBoxLayout(&dialog);
        auto *first = new QPushButton(u"First"_s);
        auto *second = new QPushButton(u"Second"_s);
        column->addWidget(first);
        column->addWidget(second);
        dialog.show();
        first->setFocus();
        QCOMPARE(KeyWalk::tabbed(&dialog), QStringList());
        second->installEventFilter(this); // swallows Tab, as an editor of several lines does
        QCOMPARE(KeyWalk::tabbed(&dialog), QStringList(u"Tab does not come back"_s));
        QCOMPARE(KeyWalk::escaped(&dialog), QStringList());
        QVERIFY(!dialog.isVisible());
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override { return event->type() == QEvent::KeyPress; }
};

} // namespace every_window_test

KEYTURN_GUI_TEST(every_window, every_window_test::EveryWindowTest)
#include "every_window_test.moc"
