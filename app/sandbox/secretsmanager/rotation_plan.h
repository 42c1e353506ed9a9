#pragma once
#include "app/sandbox/store/outbox.h"
#include "core/base/result.h"

//! What a rotation does to the record of a secret.
namespace keyturn::sandbox::rotation {

//! A task waits to be run, or the window of a schedule has begun.
bool isDue(const Secret &secret, const QDateTime &now);
//! The version that has AWSPENDING and is not the current one: a rotation that runs, or got stuck.
QString pendingVersion(const Secret &secret);
//! Puts AWSPENDING on \p versionId, which is made without a value (a new id where it is empty), and sets the task.
//! LimitExceededException where the secret can have no more versions today.
Result<> announce(Secret &secret, QString versionId, const QDateTime &now, bool testOnly = false);
//! The task's version still has AWSPENDING.
bool holdsPending(const Secret &secret);
//! After finishSecret: AWSPENDING is gone, or on the current version.
bool isFinished(const Secret &secret);

//! Sets the next window, counted from \p last, without changing the date that is shown.
void planNextWindow(Secret &secret, const QDateTime &last);
//! The same, and shows it: NextRotationDate.
void showNextWindow(Secret &secret, const QDateTime &last, const QDateTime &now);
void succeed(Secret &secret, const QDateTime &now);
//! AWSCURRENT was moved by hand: with AutomaticallyAfterDays that counts as a rotation.
void noteManualChange(Secret &secret, const QDateTime &now);
//! Ends a test: its version goes.
void removeTest(Secret &secret);

//! The service event that CloudTrail would send: RotationStarted, RotationSucceeded, RotationFailed ...
Event event(const QString &name, const Secret &secret);
QString cannotInvoke();

} // namespace keyturn::sandbox::rotation
