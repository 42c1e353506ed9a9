#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox::trail {

//! The calls of Secrets Manager and Parameter Store as CloudTrail records them (user guide, "CloudTrail record
//! contents"), reads and refused ones too: who, when, what for, and never a value. Reads are forgotten when the program
//! ends.
void record(const Operation &operation, const Call &call, const Answer &answer);

//! One document for each recorded call: "event", the record, and "resources" as LookupEvents lists them.
using Records = QList<std::pair<QString, QJsonObject>>; // by time, and by order within a second
Records recordsOf(const Store &store, const Scope &scope);

bool isReadOnly(const QString &operation);
//! What LookupEvents calls the caller: the user's name, or that of a role's session.
QString usernameOf(const QString &arn);

} // namespace keyturn::sandbox::trail
