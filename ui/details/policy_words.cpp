#include "ui/details/policy_words.h"

#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

using PolicyType = ParameterPolicy::Type;

QString PolicyWords::name(PolicyType type)
{
    switch (type) {
    case PolicyType::NoChangeNotification:
        return tr("No-change reminder");
    case PolicyType::Expiration:
        return tr("Expiration");
    case PolicyType::ExpirationNotification:
        return tr("Expiration notice");
    case PolicyType::Unknown:
        break;
    }
    return tr("Another policy");
}

QString PolicyWords::meaning(PolicyType type)
{
    switch (type) {
    case PolicyType::NoChangeNotification:
        return tr("NoChangeNotification: an event when nothing was written for this long");
    case PolicyType::Expiration:
        return tr("AWS deletes the parameter at this moment");
    case PolicyType::ExpirationNotification:
        return tr("ExpirationNotification: an event before the deletion");
    case PolicyType::Unknown:
        break;
    }
    return tr("Keyturn keeps it as it is. Edit it as JSON.");
}

QString PolicyWords::span(const DraftPolicy &policy)
{
    if (!policy.inHours)
        return Wording::days(policy.amount);
    return policy.amount == 1 ? tr("%n hour", nullptr, policy.amount) : tr("%n hours", nullptr, policy.amount);
}

QString PolicyWords::moment(const QDateTime &at, const QDateTime &now)
{
    const QDateTime utc = at.toUTC();
    const bool sameDay = utc.date() == at.toLocalTime().date();
    const QString universal = utc.toString(sameDay ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
    //: "20 April 2027", "16:05", "14:05" or "2027-04-19 22:05".
    return tr("%1, %2 (%3 UTC)").arg(Wording::date(at, now), Wording::time(at), universal);
}

QString PolicyWords::fires(const PolicyDraft &draft, const DraftPolicy &policy, const PolicyCase &of)
{
    if (policy.type == PolicyType::Unknown)
        return {};
    const QDateTime at = draft.firesAt(policy, of.countedFrom());
    if (!at.isValid())
        return policy.type == PolicyType::ExpirationNotification ? tr("never, because there is no expiration")
                                                                 : tr("not known");
    const QString when = moment(at, of.now);
    if (policy.type == PolicyType::Expiration)
        return at <= of.now ? tr("has passed: %1").arg(when) : tr("deletes %1").arg(when);
    if (at > of.now)
        return tr("fires %1").arg(when);
    return of.isEdited() ? tr("never, because %1 has passed").arg(when) : tr("fired %1").arg(when);
}

QList<PolicyWarning> PolicyWords::warnings(const PolicyCase &of)
{
    using Kind = PolicyWarning::Kind;
    QList<PolicyWarning> all;
    const std::optional<PolicyDraft> draft = PolicyDraft::read(of.text);
    if (!draft)
        return {{Kind::Danger, tr("This text is not a list of policies. Correct it as JSON, or remove it there.")}};
    if (const QDateTime end = draft->expiration(); end.isValid())
        all.append({Kind::Danger, end <= of.now ? tr("The expiration is in the past. AWS requires a future date.")
                                                : tr("AWS deletes this parameter with its history on %1. It can't be "
                                                     "restored.")
                                                      .arg(moment(end, of.now))});
    if (!draft->policies.isEmpty() && of.tier == "Standard"_L1)
        all.append({Kind::Warning,
                    tr("Policies need the Advanced tier: about $0.05 a month for each parameter, and there is no way "
                       "back to Standard."),
                    true});
    if (!of.isEdited())
        return all;
    for (const DraftPolicy &policy : draft->policies) {
        if (policy.type != PolicyType::NoChangeNotification)
            continue;
        const qint64 age = of.rule && of.rule->since.isValid() ? -daysUntil(of.rule->since, of.now) : 0;
        all.append({Kind::Warning,
                    age > 0
                        ? tr("Saving restarts the reminder (%1), but the secret stays %2 old. Its provider counts from "
                             "the day it was created.")
                              .arg(span(policy), Wording::days(age))
                        : tr("Saving restarts the reminder (%1): any write counts as a change.").arg(span(policy))});
        break;
    }
    const std::optional<PolicyDraft> old = PolicyDraft::read(of.before);
    if (old && !old->policies.isEmpty())
        all.append({Kind::Info, draft->policies.isEmpty()
                                    ? tr("Saving removes all policies of this parameter.")
                                    : tr("These replace all policies in AWS. The value doesn't change.")});
    return all;
}

void PolicyWords::addPreview(TimelineContent &content, const QString &lane, const QString &text, const QDateTime &from,
                             const QDateTime &now)
{
    using Shape = TimelineMark::Shape;
    const auto number = qint32(content.lanes.size());
    content.lanes.append({lane, {}});
    const std::optional<PolicyDraft> draft = PolicyDraft::read(text);
    if (!draft)
        return;
    QDateTime last;
    for (qint32 i = 0; i < draft->policies.size(); ++i) {
        const QDateTime at = draft->firesAt(draft->policies[i], from);
        if (!at.isValid())
            continue;
        const bool deletes = draft->policies[i].type == PolicyType::Expiration;
        const Shape shape = deletes ? Shape::Deletion : at <= now ? Shape::ReminderSent : Shape::ReminderAhead;
        content.marks.append({at.toMSecsSinceEpoch(), number, number * mostPolicies * 2 + i, shape,
                              deletes ? Status::Overdue : Status::DueSoon});
        last = last.isValid() ? qMax(last, at) : at;
    }
    if (last.isValid() && from.isValid())
        content.spans.append({from.toMSecsSinceEpoch(), last.toMSecsSinceEpoch(), number, Status::Fine, false});
}

TimelineContent PolicyWords::preview(const PolicyCase &of)
{
    TimelineContent content;
    content.now = of.now;
    addPreview(content, tr("In AWS now"), of.before, of.modifiedAt, of.now);
    if (of.isEdited())
        addPreview(content, tr("After saving"), of.text, of.now, of.now);
    if (!of.rule)
        return content;
    const auto lane = qint32(content.lanes.size());
    const Status status = statusOf(*of.rule, of.now).status;
    content.lanes.append({Wording::dueSource(*of.rule), {}});
    content.marks.append({of.rule->dueAt.toMSecsSinceEpoch(), lane, -1, TimelineMark::Shape::Due, status});
    if (of.rule->since.isValid())
        content.spans.append(
            {of.rule->since.toMSecsSinceEpoch(), of.rule->dueAt.toMSecsSinceEpoch(), lane, status, false});
    return content;
}

TimelineWords PolicyWords::previewWords(const PolicyCase &of)
{
    const auto at = [](const TimelineMark &mark) { return QDateTime::fromMSecsSinceEpoch(mark.at, Qt::UTC); };
    const auto label = [now = of.now, at](const TimelineMark &mark) { return Wording::shortDate(at(mark), now); };
    const auto title = [of, at](const TimelineMark &mark) {
        const QString when = moment(at(mark), of.now);
        const QString left = StatusText::inDays(daysUntil(at(mark), of.now));
        if (mark.source < 0)
            return u"%1, %2"_s.arg(Wording::dueTitle(*of.rule, of.now), left);
        const bool isNow = mark.lane == 0;
        const std::optional<PolicyDraft> draft = PolicyDraft::read(isNow ? of.before : of.text);
        const int number = mark.source % (mostPolicies * 2);
        const QString what = draft && number < draft->policies.size() ? name(draft->policies[number].type) : QString();
        //: "In AWS now", "Expiration", a date and time, "in 12 days".
        return tr("%1: %2, %3, %4").arg(isNow ? tr("In AWS now") : tr("After saving"), what, when, left);
    };
    return {label, title, {}};
}

} // namespace keyturn
