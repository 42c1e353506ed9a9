#pragma once
#include "app/cli/error_text.h"
#include "core/secret_rotation/rotation_finding.h"

namespace keyturn::cli {

//! Words of the output that programs read; never translated: "under-way", "remove-label" ...
QString stateWord(RotationState state);
QString actionWord(RotationAction action);

//! Where the rotation stands, why the action is the right one, and the command that does it; the last may be empty.
struct RotationAdvice {
    QString state;
    QString why;
    QString command;
};
RotationAdvice adviceOn(const RotationFinding &finding, const QString &name);

//! The windows to come, each in UTC and in local time; none where the rules are none.
QList<RotationWindow> windowsOf(const SecretMetadata &metadata, const QDateTime &now);
QStringList windowLines(const QList<RotationWindow> &windows);

//! It stands in the way of a rotation, and is no refusal of AWS.
bool isOfRotation(const Error &error);
//! The sentence and what to do next.
std::pair<QString, QString> rotationText(const Error &error, const ErrorContext &context);

} // namespace keyturn::cli
