#pragma once
#include "core/secret_rotation/rotation_finding.h"

#include <QCoreApplication>

namespace keyturn {

//! What is to be said about the rotation of a secret, for people. Pure: "now" is passed in.
class RotationWords {
    Q_DECLARE_TR_FUNCTIONS(RotationWords)

public:
    //! "Rotated on a schedule", "Stuck: AWSPENDING has no value".
    static QString state(const RotationFinding &finding);
    //! Since when, and why the action is the right one; empty where there is nothing to do.
    static QString why(const RotationFinding &finding, const QDateTime &now);
    static QString button(RotationAction action); //!< "Finish rotation…"; empty where there is nothing to do
    //! "Every 10 days", "On a cron schedule: 0 8 1 * ? *", "30 days after the last change".
    static QString schedule(const RotationRules &rules);
    static QString window(const RotationRules &rules);

    //! One end to the other, in the time zone of the two: "Tue 1 Dec 2026, 08:00 – 08:59".
    static QString span(const QDateTime &start, const QDateTime &end);
    static QString local(const RotationWindow &window)
    {
        return span(window.start.toLocalTime(), window.end.toLocalTime());
    }
    static QString utc(const RotationWindow &window) { return span(window.start, window.end); }
    //! The first eight characters.
    static QString version(const QString &id) { return id.left(8); }
};

//! The next five; none where the rules are none.
QList<RotationWindow> nextWindows(RotationRules rules, const QDateTime &last, const QDateTime &now);

} // namespace keyturn
