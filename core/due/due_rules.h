#pragma once
#include "core/document/key_map.h"
#include "core/due/due_date.h"
#include "core/oauth/provider.h"
#include "core/stores/parameter_metadata.h"
#include "core/stores/secret_metadata.h"

namespace keyturn {

//! Every rule by which something falls due, and none elsewhere. Pure; from metadata alone. All lists earliest
//! first, dates that are not known behind the others.
QList<DueDate> dueDatesOf(const SecretMetadata &secret, CredentialKind kind);
QList<DueDate> dueDatesOf(const ParameterMetadata &parameter, KeyRole role);

//! AWSPENDING is on another version than AWSCURRENT: a rotation runs, or was left unfinished.
bool isRotationPending(const SecretMetadata &secret);
//! Whether a provider ends client secrets of this kind, so that no date means "not known" and never "none".
bool hasClientSecretRule(CredentialKind kind);

//! The client secret in \p key of \p name, which has its value since \p since.
DueDate clientSecretDue(const QString &name, const QString &key, const QDateTime &since, DueBasis basis);
//! Takes the place of what was known about the client secret; an invalid \p due.dueAt takes it away.
void replaceClientSecretDue(QList<DueDate> &dates, const DueDate &due);

//! What is known of a login besides what AWS tells: dates, never values. UTC, invalid where it is not known.
struct LoginFacts {
    QString provider;         //!< Provider::id; empty: by tag or layout
    QDateTime refreshedAt;    //!< the last refresh that is known
    QDateTime consentedAt;    //!< when somebody agreed to it
    QDateTime tokenExpiresAt; //!< of the access token that the last refresh brought

    friend bool operator==(const LoginFacts &, const LoginFacts &) = default;
};

//! When the provider ends the login and the access token of \p name, which was created and last changed at these times.
QList<DueDate> loginDates(const QString &name, const Provider &provider, const LoginFacts &facts,
                          const QDateTime &createdAt, const QDateTime &lastChangedAt);

//! A date in a tag of ours, UTC; invalid if it is none.
QDateTime timeFromTag(const QString &text);

void sortByDate(QList<DueDate> &dates);

} // namespace keyturn
