#pragma once
#include "tests/app/gui/chain_bench.h"
#include "tests/app/gui/window_walk.h"
#include "ui/reminders/reminder_chain_dialog.h"
#include "ui/reminders/schedules_dialog.h"
#include "ui/rotation/rotation_section.h"

//! Rotation of a secret, the reminders of dates, and the locked window.
namespace keyturn::window_walk {

using namespace Qt::StringLiterals;

inline void walkRotation(WindowWalk &w)
{
    const auto openRotation = [&w](const QString &secret) {
        w.bench->openSecret(secret);
        w.bench->window->detail().showTab(DetailPage::Rotation);
        SaveBench::wait([&w] { // made when its tab is first shown
            const auto *section = w.find<RotationSection>("rotationSection");
            return section && section->finding();
        });
    };
    openRotation(u"contact-center/prod/genesys-oauth"_s);
    w.masked(u"a rotation that is stuck"_s);
    w.find<QAbstractButton>("rotationNext")->click();
    auto *free = w.dialog("rotationDialog");
    w.masked(u"what frees a rotation"_s);
    w.close(free);
    openRotation(w.name);
    w.find<QAbstractButton>("rotationSchedule")->click();
    auto *schedule = w.dialog("scheduleDialog");
    for (QAbstractButton *way : schedule->findChild<QWidget *>(u"scheduleWay"_s)->findChildren<QAbstractButton *>()) {
        way->click();
        w.masked(u"schedule, %1"_s.arg(way->text()));
    }
    w.close(schedule);
    w.bench->window->detail().showTab(DetailPage::Values);
}

inline void walkReminders(WindowWalk &w)
{
    w.trigger(Actions::Id::ReminderSettings);
    auto *settings = w.dialog("reminderSettings");
    w.masked(u"settings of reminders"_s);
    w.close(settings);
    w.bench->openSecret(w.name);
    w.trigger(Actions::Id::OwnReminder);
    auto *own = w.dialog("ownReminderDialog");
    own->findChild<QLineEdit *>(u"reminderText"_s)->setText(u"New client secret"_s);
    own->findChild<QLineEdit *>(u"reminderLink"_s)->setText(u"https://portal.example.com"_s);
    w.masked(u"a reminder of one's own"_s);
    w.close(own);
}

//! The reminders that AWS sends: none, and a chain whose mail nobody has confirmed.
inline void walkChain(WindowWalk &w)
{
    w.trigger(Actions::Id::ReminderChain);
    auto *page = w.dialog<ReminderChainDialog>("reminderChainDialog");
    const auto settle = [page] {
        QVERIFY(QTest::qWaitFor([page] { return !page->chain().isBusy(); }, ChainBench::patienceMs));
    };
    settle();
    w.masked(u"no reminder chain"_s);
    const auto openSchedules = [&w, page] {
        w.button(page, "chainDueDates")->click();
        auto *schedules = w.dialog<SchedulesDialog>("schedulesDialog");
        SaveBench::wait([schedules] { return !schedules->schedules().isBusy(); });
        return schedules;
    };
    auto *none = openSchedules();
    w.masked(u"due dates, and no chain"_s);
    w.close(none);
    QVERIFY(ChainBench(*w.bench->somebody, w.bench->http, w.bench->server.url()).make(true));
    w.button(page, "chainCheck")->click();
    settle();
    auto *schedules = openSchedules();
    QCOMPARE(schedules->schedules().state(), OpenSchedules::State::Drift);
    w.masked(u"due dates without reminders"_s);
    w.close(schedules);
    w.masked(u"a reminder chain"_s);
    w.button(page, "chainDelete")->click();
    auto *question = w.dialog("deleteChainDialog");
    w.masked(u"deletion of a reminder chain"_s);
    w.close(question);
    w.close(page);
}

inline void walkLock(WindowWalk &w)
{
    w.trigger(Actions::Id::Lock);
    SaveBench::wait([&w] { return w.bench->workspace->lock().isLocked() && w.find<QWidget>("lockPage"); });
    w.masked(u"locked"_s);
    w.find<QAbstractButton>("unlockButton")->click();
    SaveBench::wait([&w] { return w.bench->workspace->listing().listedAt().isValid(); });
}

} // namespace keyturn::window_walk
