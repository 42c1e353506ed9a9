#pragma once
#include "core/entry/entry.h"

namespace keyturn {

//! Turns metadata into entries: recognises kinds and groups, computes due dates. Pure.
Entry entryFromSecret(const SecretMetadata &secret, const QString &region, const QDateTime &now);
//! Groups parameters that belong together (an SP-API trio under one path), the rest one entry each.
QList<Entry> entriesFromParameters(const QList<ParameterMetadata> &parameters, const QString &region,
                                   const QDateTime &now);
//! One entry for parameters that were grouped already: one, or a group in the order of parameterGroups().
Entry entryFromMembers(const QList<ParameterMetadata> &members, const QString &region);
//! The account in an ARN; empty if it is none.
QString accountFromArn(const QString &arn);

} // namespace keyturn
