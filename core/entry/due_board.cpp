#include "core/entry/due_board.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! By what somebody has said, by the tag, by the layout; null where nothing tells.
const Provider *providerOf(const Entry &entry, const LoginFacts &facts)
{
    const QString said = facts.provider.isEmpty() ? entry.tags.value(u"keyturn:provider"_s) : facts.provider;
    return said.isEmpty() ? providerOfLayout(entry.kind) : providerOfId(said);
}

QString policyStatusOf(const Entry &entry, const DueDate &due)
{
    if (dueSourceOf(due.reason) != DueSource::ParameterPolicy)
        return {};
    static const QHash<DueReason, ParameterPolicy::Type> types{
        {DueReason::NoChangeNotification, ParameterPolicy::Type::NoChangeNotification},
        {DueReason::ExpirationNotification, ParameterPolicy::Type::ExpirationNotification},
        {DueReason::Expiration, ParameterPolicy::Type::Expiration}};
    for (const ParameterMetadata &parameter : entry.parameters) {
        if (parameter.name != due.name)
            continue;
        for (const ParameterPolicy &policy : parameter.policies) {
            if (policy.type == types.value(due.reason) && policy.amount == due.spanHours)
                return policy.status;
        }
    }
    return {};
}

QString arnOf(const Entry &entry, const DueDate &due)
{
    for (const ParameterMetadata &parameter : entry.parameters) {
        if (parameter.name == due.name)
            return parameter.arn;
    }
    return entry.arn;
}

DueItem itemOf(const Entry &entry, const DueDate &due, const QDateTime &now, int leadDays)
{
    DueItem item;
    item.entry = entry.id;
    item.arn = arnOf(entry, due);
    item.due = due;
    item.source = dueSourceOf(due.reason);
    item.precision = duePrecisionOf(due.reason);
    // A login that others may have used since, or a date that nobody knows, is neither fine nor overdue.
    const bool isUnknown = !due.dueAt.isValid() || (due.basis == DueBasis::LastSeen && due.dueAt <= now);
    item.state = isUnknown ? DueState::Unknown : dueState(due, now, leadDays);
    item.leadDays = usualLeadDays(due.reason);
    item.policyStatus = policyStatusOf(entry, due);
    if (due.reason == DueReason::ClientSecretAge && due.basis == DueBasis::Known && due.since.isValid())
        item.graceEnd = due.since.addDays(lwaGraceDays);
    return item;
}

DueItem itemOf(const Reminder &reminder, const QDateTime &now, int leadDays)
{
    DueItem item;
    item.entry = reminder.entry;
    item.arn = reminder.arn;
    item.due.reason = DueReason::Reminder;
    item.due.name = reminder.entry.name;
    item.due.key = reminder.key;
    item.due.since = reminder.createdAt;
    item.due.dueAt = reminder.dueAt();
    item.due.days = reminder.note.repeatEveryDays;
    item.source = DueSource::Person;
    item.precision = DuePrecision::Day;
    item.state = dueState(item.due, now, leadDays);
    item.leadDays = reminder.leadDays.isEmpty() ? usualLeadDays(DueReason::Reminder) : reminder.leadDays;
    item.note = reminder.note;
    return item;
}

bool isEarlier(const DueItem &a, const DueItem &b)
{
    if (a.due.dueAt.isValid() != b.due.dueAt.isValid())
        return a.due.dueAt.isValid();
    if (a.due.dueAt != b.due.dueAt)
        return a.due.dueAt < b.due.dueAt;
    return a.due.name < b.due.name;
}

} // namespace

QList<DueItem> dueItemsOf(const Entry &entry, const LoginFacts &facts, const QDateTime &now, int leadDays)
{
    QList<DueItem> items;
    for (const DueDate &due : entry.due)
        items.append(itemOf(entry, due, now, leadDays));
    if (entry.deletedAt.isValid())
        return items;
    if (entry.rotationPending)
        items.append(itemOf(entry, pendingRotationDue(entry.id.name, entry.lastChangedAt), now, leadDays));
    LoginFacts known = facts;
    if (!known.tokenExpiresAt.isValid())
        known.tokenExpiresAt = entry.tokenExpiresAt;
    const Provider *provider = providerOf(entry, known);
    const QList<DueDate> login = loginDates(entry.id.name, provider ? *provider : genericProvider(), known,
                                            entry.createdAt, entry.lastChangedAt);
    for (const DueDate &due : login)
        items.append(itemOf(entry, due, now, leadDays));
    return items;
}

QList<DueItem> dueBoard(const QList<Entry> &entries, const DueKnowledge &knowledge, const QDateTime &now)
{
    QList<DueItem> items;
    QSet<std::pair<QString, QString>> places;
    for (const Entry &entry : entries) {
        const LoginFacts facts = knowledge.login ? knowledge.login(entry) : LoginFacts();
        items += dueItemsOf(entry, facts, now, knowledge.leadDays);
        places.insert({entry.id.account, entry.id.region});
    }
    for (const Reminder &reminder : knowledge.reminders) {
        const bool isHere = places.contains({reminder.entry.account, reminder.entry.region});
        if (reminder.entry.name.isEmpty() || isHere)
            items.append(itemOf(reminder, now, knowledge.leadDays));
    }
    std::stable_sort(items.begin(), items.end(), isEarlier);
    return items;
}

QList<DueItem> dueWithin(QList<DueItem> items, const QDateTime &now, int days)
{
    items.removeIf([&](const DueItem &item) {
        const bool isUrgent =
            item.state == DueState::Overdue || item.state == DueState::Stuck || item.state == DueState::Unknown;
        return !isUrgent && !(item.due.dueAt.isValid() && daysUntil(item.due.dueAt, now) <= days);
    });
    return items;
}

} // namespace keyturn
