#include "core/due/due_item.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QList<std::pair<DueReason, QString>> &reasonWords()
{
    static const QList<std::pair<DueReason, QString>> words{
        {DueReason::ClientSecretAge, u"ClientSecretAge"_s},
        {DueReason::NoChangeNotification, u"NoChangeNotification"_s},
        {DueReason::ExpirationNotification, u"ExpirationNotification"_s},
        {DueReason::Expiration, u"Expiration"_s},
        {DueReason::Rotation, u"Rotation"_s},
        {DueReason::ScheduledDeletion, u"ScheduledDeletion"_s},
        {DueReason::PendingRotation, u"PendingRotation"_s},
        {DueReason::TokenExpiry, u"TokenExpiry"_s},
        {DueReason::RefreshIdle, u"RefreshIdle"_s},
        {DueReason::RefreshAbsolute, u"RefreshAbsolute"_s},
        {DueReason::Reminder, u"Reminder"_s},
        {DueReason::UnreadablePolicy, u"UnreadablePolicy"_s}};
    return words;
}

} // namespace

QString reasonWord(DueReason reason)
{
    for (const auto &[known, word] : reasonWords()) {
        if (known == reason)
            return word;
    }
    return {};
}

std::optional<DueReason> reasonOfWord(const QString &word)
{
    for (const auto &[reason, known] : reasonWords()) {
        if (known == word)
            return reason;
    }
    return std::nullopt;
}

QList<int> usualLeadDays(DueReason reason)
{
    switch (reason) {
    case DueReason::ClientSecretAge:
        return {90, 60, 30, 15, 7, 1};
    case DueReason::NoChangeNotification: // reminders themselves
    case DueReason::ExpirationNotification:
    case DueReason::Rotation: // nobody has to do anything
    case DueReason::PendingRotation:
    case DueReason::TokenExpiry:
    case DueReason::UnreadablePolicy:
        return {};
    case DueReason::RefreshIdle:
        return {7, 1};
    case DueReason::Expiration:
    case DueReason::ScheduledDeletion:
    case DueReason::RefreshAbsolute:
        return {30, 7, 1};
    case DueReason::Reminder:
        return {7, 1};
    }
    return {};
}

DueSource dueSourceOf(DueReason reason)
{
    switch (reason) {
    case DueReason::NoChangeNotification:
    case DueReason::ExpirationNotification:
    case DueReason::Expiration:
    case DueReason::UnreadablePolicy:
        return DueSource::ParameterPolicy;
    case DueReason::Rotation:
    case DueReason::PendingRotation:
    case DueReason::ScheduledDeletion:
        return DueSource::SecretsManager;
    case DueReason::ClientSecretAge:
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
        return DueSource::ProviderRule;
    case DueReason::TokenExpiry:
        return DueSource::Token;
    case DueReason::Reminder:
        return DueSource::Person;
    }
    return DueSource::Person;
}

DuePrecision duePrecisionOf(DueReason reason)
{
    switch (dueSourceOf(reason)) {
    case DueSource::ParameterPolicy:
        return DuePrecision::OnOrAfter;
    case DueSource::SecretsManager:
        return reason == DueReason::PendingRotation ? DuePrecision::OnOrAfter : DuePrecision::Day;
    case DueSource::ProviderRule:
    case DueSource::Token:
        return DuePrecision::Second;
    case DueSource::Person:
        return DuePrecision::Day;
    }
    return DuePrecision::Second;
}

QString dueUid(const DueItem &item)
{
    // What may change without its being another date, such as the date, is not in it; nor what only one computer knows.
    const QStringList parts{QString::number(int(item.entry.store)),
                            item.entry.account,
                            item.entry.region,
                            item.entry.name,
                            item.due.name,
                            item.due.key,
                            QString::number(int(item.due.reason)),
                            QString::number(item.due.spanHours),
                            item.note.id};
    const QByteArray hash =
        QCryptographicHash::hash(parts.join(QChar(0)).toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return QLatin1StringView(hash) + "@keyturn"_L1;
}

} // namespace keyturn
