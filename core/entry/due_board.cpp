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
        {DueReason::Expiration, ParameterPolicy::Type::Expiration},
        {DueReason::UnreadablePolicy, ParameterPolicy::Type::Unknown}};
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

DueItem itemOf(const Entry &entry, const DueDate &due, const QDateTime &now, const LeadTimes &leads)
{
    DueItem item;
    item.entry = entry.id;
    item.arn = arnOf(entry, due);
    item.due = due;
    item.source = dueSourceOf(due.reason);
    item.precision = duePrecisionOf(due.reason);
    item.state = dueState(due, now);
    item.leadDays = leads.of(entry.id, due.reason);
    item.policyStatus = policyStatusOf(entry, due);
    if (due.reason == DueReason::ClientSecretAge && due.basis == DueBasis::Known && due.since.isValid())
        item.graceEnd = due.since.addDays(lwaGraceDays);
    return item;
}

DueDate dateOf(const Reminder &reminder)
{
    DueDate due;
    due.reason = DueReason::Reminder;
    due.name = reminder.entry.name;
    due.key = reminder.key;
    due.since = reminder.createdAt;
    due.dueAt = reminder.dueAt();
    due.days = reminder.note.repeatEveryDays;
    return due;
}

DueItem itemOf(const Reminder &reminder, const QDateTime &now, const LeadTimes &leads)
{
    DueItem item;
    item.entry = reminder.entry;
    item.arn = reminder.arn;
    item.due = dateOf(reminder);
    item.source = DueSource::Person;
    item.precision = DuePrecision::Day;
    item.state = dueState(item.due, now);
    item.leadDays = reminder.leadDays.isEmpty() ? leads.of(reminder.entry, DueReason::Reminder) : reminder.leadDays;
    item.note = reminder.note;
    return item;
}

//! By this program or its user, and not by AWS.
bool isKnownHere(DueReason reason)
{
    return reason == DueReason::RefreshIdle || reason == DueReason::RefreshAbsolute || reason == DueReason::TokenExpiry
           || reason == DueReason::Reminder;
}

//! One of two tokens that follow each other is read from a value, the other noted when it came; either may be the
//! newer.
QDateTime laterOf(const QDateTime &a, const QDateTime &b)
{
    return !a.isValid() || (b.isValid() && a < b) ? b : a;
}

//! None of one that goes away.
QList<DueDate> loginDatesOf(const Entry &entry, const LoginFacts &facts)
{
    if (entry.deletedAt.isValid())
        return {};
    LoginFacts known = facts;
    known.tokenExpiresAt = laterOf(entry.tokenExpiresAt, facts.tokenExpiresAt);
    const Provider *provider = providerOf(entry, known);
    return loginDates(entry.id.name, provider ? *provider : genericProvider(), known, entry.createdAt,
                      entry.lastChangedAt);
}

int urgencyOf(DueState state)
{
    static const QList<DueState> rising{DueState::Unknown, DueState::Fine,    DueState::Deleting,
                                        DueState::Soon,    DueState::Overdue, DueState::Stuck};
    return int(rising.indexOf(state));
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

void addKnownDates(Entry &entry, const DueKnowledge &knowledge)
{
    // Of most entries nothing is known, and a list that is not touched is not copied.
    if (std::any_of(entry.due.cbegin(), entry.due.cend(), [](const DueDate &due) { return isKnownHere(due.reason); }))
        entry.due.removeIf([](const DueDate &due) { return isKnownHere(due.reason); });
    QList<DueDate> known;
    if (!entry.deletedAt.isValid()) {
        const LoginFacts facts = knowledge.login ? knowledge.login(entry) : LoginFacts();
        entry.tokenExpiresAt = laterOf(entry.tokenExpiresAt, facts.tokenExpiresAt);
        known = loginDatesOf(entry, facts);
        // The end of the access token has a place of its own.
        known.removeIf([](const DueDate &due) { return due.reason == DueReason::TokenExpiry; });
    }
    for (const Reminder &reminder : knowledge.reminders) {
        if (reminder.entry == entry.id)
            known.append(dateOf(reminder));
    }
    if (known.isEmpty())
        return;
    entry.due += known;
    sortByDate(entry.due);
}

const DueDate *decisiveDate(const Entry &entry, const QDateTime &now)
{
    const DueDate *decisive = nullptr;
    int most = 0;
    for (const DueDate &due : entry.due) { // earliest first
        const int urgency = urgencyOf(dueState(due, now));
        if (decisive && urgency <= most)
            continue;
        decisive = &due;
        most = urgency;
    }
    return decisive;
}

bool hasDates(const Entry &entry, const DueKnowledge &knowledge)
{
    Entry known = entry;
    addKnownDates(known, knowledge);
    return !known.due.isEmpty() || known.tokenExpiresAt.isValid();
}

QList<DueItem> dueBoard(const QList<Entry> &entries, const DueKnowledge &knowledge, const QDateTime &now)
{
    QList<DueItem> items;
    QSet<std::pair<QString, QString>> places;
    for (const Entry &entry : entries) {
        const LoginFacts facts = knowledge.login ? knowledge.login(entry) : LoginFacts();
        for (const DueDate &due : entry.due) {
            if (!isKnownHere(due.reason))
                items.append(itemOf(entry, due, now, knowledge.leads));
        }
        for (const DueDate &due : loginDatesOf(entry, facts))
            items.append(itemOf(entry, due, now, knowledge.leads));
        places.insert({entry.id.account, entry.id.region});
    }
    for (const Reminder &reminder : knowledge.reminders) {
        const bool isHere = places.contains({reminder.entry.account, reminder.entry.region});
        if (reminder.entry.name.isEmpty() || isHere)
            items.append(itemOf(reminder, now, knowledge.leads));
    }
    std::stable_sort(items.begin(), items.end(), isEarlier);
    return items;
}

QList<DueItem> reminderBoard(const QList<Reminder> &reminders, const LeadTimes &leads, const QDateTime &now)
{
    QList<DueItem> items;
    for (const Reminder &reminder : reminders)
        items.append(itemOf(reminder, now, leads));
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
