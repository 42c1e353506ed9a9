#include "core/due/due_rules.h"

#include "core/stores/version_stage.h"

#include <algorithm>

namespace keyturn {

namespace {

DueDate counted(DueReason reason, const QString &name, const QDateTime &since, qint64 hours)
{
    DueDate due;
    due.reason = reason;
    due.name = name;
    due.since = since;
    due.dueAt = since.addSecs(hours * 60 * 60);
    due.days = static_cast<int>(hours / 24);
    return due;
}

DueDate livedOut(DueReason reason, const QString &name, const QDateTime &since, std::chrono::seconds life,
                 DueBasis basis)
{
    DueDate due;
    due.reason = reason;
    due.name = name;
    due.since = since;
    due.dueAt = since.addSecs(life.count());
    due.days = static_cast<int>(life.count() / (24 * 60 * 60));
    due.basis = basis;
    return due;
}

DueDate onDate(DueReason reason, const QString &name, const QDateTime &at)
{
    DueDate due;
    due.reason = reason;
    due.name = name;
    due.dueAt = at;
    return due;
}

//! Its tag says when the client secret really changed. Without it the secret's creation does: what it was made with is
//! at least as old. LastChangedDate says nothing, as any edit moves it.
DueDate clientSecretOf(const SecretMetadata &secret, CredentialKind kind)
{
    const QString key = kind == CredentialKind::LwaSkill || kind == CredentialKind::LwaCli
                            ? QStringLiteral("lwa-client-secret")
                            : QString();
    const QDateTime rotatedAt = timeFromTag(secret.tags.value(QLatin1String(rotatedAtTag)));
    if (rotatedAt.isValid())
        return clientSecretDue(secret.name, key, rotatedAt, DueBasis::Known);
    if (hasClientSecretRule(kind) && secret.createdAt.isValid())
        return clientSecretDue(secret.name, key, secret.createdAt,
                               secret.versionStages.size() == 1 ? DueBasis::AtTheLatest : DueBasis::Creation);
    return {};
}

//! A rotation that has begun and not ended; AWS tells no better since when than by the secret's last change.
DueDate pendingRotationDue(const QString &name, const QDateTime &since)
{
    DueDate due = onDate(DueReason::PendingRotation, name, {});
    due.since = since;
    due.basis = DueBasis::AtTheLatest;
    if (since.isValid())
        due.dueAt = since.addSecs(longestRotationHours * 60 * 60);
    return due;
}

} // namespace

bool isRotationPending(const SecretMetadata &secret)
{
    const QString pending = secret.versionWithStage(stage::pending);
    return !pending.isEmpty() && pending != secret.versionWithStage(stage::current);
}

bool hasClientSecretRule(CredentialKind kind)
{
    return kind == CredentialKind::LwaSkill || kind == CredentialKind::LwaCli || kind == CredentialKind::SpApi;
}

DueDate clientSecretDue(const QString &name, const QString &key, const QDateTime &since, DueBasis basis)
{
    DueDate due = counted(DueReason::ClientSecretAge, name, since, lwaSecretLifeDays * 24);
    due.key = key;
    due.basis = basis;
    return due;
}

void replaceClientSecretDue(QList<DueDate> &dates, const DueDate &due)
{
    dates.removeIf(
        [&due](const DueDate &known) { return known.reason == DueReason::ClientSecretAge && known.name == due.name; });
    if (due.dueAt.isValid())
        dates.append(due);
    sortByDate(dates);
}

QList<DueDate> loginDates(const QString &name, const Provider &provider, const LoginFacts &facts,
                          const QDateTime &createdAt, const QDateTime &lastChangedAt)
{
    QList<DueDate> dates;
    if (provider.refreshIdle.count() > 0) {
        // A token that is replaced when it is used leaves a write behind; the use of one that stays shows nowhere.
        const DueBasis guess = provider.rotates() ? DueBasis::AtTheLatest : DueBasis::LastSeen;
        const bool isKnown = facts.refreshedAt.isValid();
        const QDateTime used = isKnown ? facts.refreshedAt : lastChangedAt;
        const DueBasis basis = isKnown && provider.rotates() ? DueBasis::Known : guess;
        if (used.isValid())
            dates.append(livedOut(DueReason::RefreshIdle, name, used, provider.refreshIdle, basis));
    }
    if (provider.refreshAbsolute.count() > 0) {
        const bool isKnown = facts.consentedAt.isValid();
        const QDateTime agreed = isKnown ? facts.consentedAt : createdAt;
        if (agreed.isValid())
            dates.append(livedOut(DueReason::RefreshAbsolute, name, agreed, provider.refreshAbsolute,
                                  isKnown ? DueBasis::Known : DueBasis::Creation));
    }
    if (facts.tokenExpiresAt.isValid()) {
        DueDate due = onDate(DueReason::TokenExpiry, name, facts.tokenExpiresAt);
        due.since = facts.refreshedAt;
        if (!due.since.isValid() && provider.accessLife.count() > 0)
            due.since = due.dueAt.addSecs(-provider.accessLife.count());
        due.days = due.since.isValid() ? static_cast<int>(due.since.daysTo(due.dueAt)) : 0;
        dates.append(due);
    }
    sortByDate(dates);
    return dates;
}

QDateTime timeFromTag(const QString &text)
{
    if (text.isEmpty()) // the usual case, and parsing nothing costs as much as parsing
        return QDateTime();
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

void sortByDate(QList<DueDate> &dates)
{
    std::stable_sort(dates.begin(), dates.end(), [](const DueDate &a, const DueDate &b) {
        return a.dueAt.isValid() && (!b.dueAt.isValid() || a.dueAt < b.dueAt);
    });
}

QList<DueDate> dueDatesOf(const SecretMetadata &secret, CredentialKind kind)
{
    if (secret.deletedAt.isValid()) // nobody has to rotate what goes away
        return {onDate(DueReason::ScheduledDeletion, secret.name, secret.deletedAt)};
    QList<DueDate> dates;
    if (const DueDate due = clientSecretOf(secret, kind); due.dueAt.isValid())
        dates.append(due);
    // AWS may leave its next date out; the rotation is there all the same. One under way has a date of its own.
    if (secret.rotationEnabled && (secret.nextRotationAt.isValid() || !isRotationPending(secret))) {
        DueDate rotation = onDate(DueReason::Rotation, secret.name, secret.nextRotationAt);
        rotation.since = secret.lastRotatedAt;
        if (rotation.since.isValid() && rotation.dueAt.isValid())
            rotation.days = static_cast<int>(rotation.since.daysTo(rotation.dueAt));
        dates.append(rotation);
    }
    if (isRotationPending(secret))
        dates.append(pendingRotationDue(secret.name, secret.lastChangedAt));
    sortByDate(dates);
    return dates;
}

QList<DueDate> dueDatesOf(const ParameterMetadata &parameter, KeyRole role)
{
    QList<DueDate> dates;
    QDateTime expiresAt;
    for (const ParameterPolicy &policy : parameter.policies) {
        if (policy.type == ParameterPolicy::Type::Expiration)
            expiresAt = policy.timestamp;
    }
    const QDateTime &modifiedAt = parameter.lastModifiedAt;
    for (const ParameterPolicy &policy : parameter.policies) {
        switch (policy.type) {
        case ParameterPolicy::Type::NoChangeNotification:
            if (modifiedAt.isValid()) {
                dates.append(counted(DueReason::NoChangeNotification, parameter.name, modifiedAt, policy.amount));
                dates.last().spanHours = static_cast<int>(policy.amount);
            }
            break;
        case ParameterPolicy::Type::ExpirationNotification:
            if (expiresAt.isValid()) {
                dates.append(onDate(DueReason::ExpirationNotification, parameter.name,
                                    expiresAt.addSecs(-policy.amount * 60 * 60)));
                dates.last().spanHours = static_cast<int>(policy.amount);
            }
            break;
        case ParameterPolicy::Type::Expiration:
            dates.append(onDate(DueReason::Expiration, parameter.name, policy.timestamp));
            break;
        case ParameterPolicy::Type::Unknown:
            break;
        }
    }
    if (hasUnreadablePolicy(parameter))
        dates.append(onDate(DueReason::UnreadablePolicy, parameter.name, {}));
    if (role == KeyRole::ClientSecret && modifiedAt.isValid())
        dates.append(clientSecretDue(parameter.name, {}, modifiedAt, DueBasis::Known));
    sortByDate(dates);
    return dates;
}

} // namespace keyturn
