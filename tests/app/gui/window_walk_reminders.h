#pragma once
#include "tests/app/gui/window_walk.h"
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
