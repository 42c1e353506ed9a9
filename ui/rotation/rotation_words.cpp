#include "ui/rotation/rotation_words.h"

#include "ui/text/wording.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int windowsShown = 5;

} // namespace

QString RotationWords::state(const RotationFinding &finding)
{
    switch (finding.state) {
    case RotationState::Off:
        return tr("Not rotated");
    case RotationState::Scheduled:
        return tr("Rotated on a schedule");
    case RotationState::Missed:
        return tr("The last rotation didn't run");
    case RotationState::UnderWay:
        return tr("A rotation is under way");
    case RotationState::WithoutValue:
        return tr("Stuck: AWSPENDING has no value");
    case RotationState::Unchanged:
        return tr("Stuck: AWSPENDING has the current value");
    case RotationState::Outdated:
        return tr("Stuck: AWSPENDING is older than the current value");
    case RotationState::NewTokens:
        return tr("New tokens wait in AWSPENDING");
    case RotationState::NewValue:
        return tr("Stuck: AWSPENDING has another value");
    }
    return {};
}

QString RotationWords::why(const RotationFinding &finding, const QDateTime &now)
{
    QStringList sentences;
    if (!finding.pendingVersion.isEmpty() && finding.since.isValid())
        sentences.append(tr("Version %1 has carried AWSPENDING since %2.")
                             .arg(version(finding.pendingVersion), Wording::date(finding.since, now)));
    switch (finding.state) {
    case RotationState::Off:
    case RotationState::Scheduled:
        return {};
    case RotationState::Missed:
        sentences.append(tr("Its function failed or wasn't called; its log says why."));
        break;
    case RotationState::UnderWay:
        sentences.append(tr("Its function may still be running. Keyturn checks again by itself."));
        break;
    case RotationState::WithoutValue:
        sentences.append(tr("The function ended before it stored anything, so nothing is lost without that version."));
        break;
    case RotationState::Unchanged:
        sentences.append(tr("A test of the function was not cleaned up, so nothing is lost without that version."));
        break;
    case RotationState::Outdated:
        sentences.append(tr("Something was saved since it was made. Finishing would take that back."));
        break;
    case RotationState::NewTokens:
        sentences.append(tr("The provider may have ended the current ones, so these must not be lost."));
        if (finding.merges)
            sentences.append(tr("Other keys were saved since; the tokens go onto them."));
        break;
    case RotationState::NewValue:
        sentences.append(tr("It isn't known whether its function uses it, so AWSCURRENT stays. Compare both "
                            "first."));
        break;
    }
    if (finding.isStuck() && finding.state != RotationState::Missed)
        sentences.append(tr("Until then no other rotation begins."));
    return sentences.join(u' ');
}

QString RotationWords::button(RotationAction action)
{
    switch (action) {
    case RotationAction::None:
    case RotationAction::Wait:
        return {};
    case RotationAction::RotateNow:
        return tr("Rotate now…");
    case RotationAction::Finish:
        return tr("Finish rotation…");
    case RotationAction::Cancel:
        return tr("Cancel rotation…");
    case RotationAction::RemoveLabel:
        return tr("Remove label…");
    }
    return {};
}

QString RotationWords::schedule(const RotationRules &rules)
{
    const QString &expression = rules.scheduleExpression;
    const QString inside = expression.section(u'(', 1).chopped(expression.endsWith(u')') ? 1 : 0);
    if (expression.startsWith("rate("_L1))
        return tr("Every %1").arg(inside);
    if (!expression.isEmpty())
        return tr("At set times in UTC: %1").arg(inside);
    if (rules.automaticallyAfterDays == 1)
        return tr("A day after the last change");
    if (rules.automaticallyAfterDays > 0)
        return tr("%n days after the last change", nullptr, rules.automaticallyAfterDays);
    return tr("None");
}

QString RotationWords::window(const RotationRules &rules)
{
    const int hours = rules.duration.chopped(rules.duration.endsWith(u'h') ? 1 : 0).toInt();
    return hours > 0 ? Wording::span(hours) : tr("Until the day ends (UTC)");
}

QString RotationWords::span(const QDateTime &start, const QDateTime &end)
{
    const QLocale locale;
    const QString day = locale.toString(start.date(), tr("ddd d MMM yyyy"));
    const QString last = start.date() == end.date() ? QString() : locale.toString(end.date(), tr("ddd d MMM")) + u' ';
    //: %1 day, %2 and %4 times, %3 the other day where it is another one
    return tr("%1, %2 – %3%4").arg(day, start.time().toString(u"HH:mm"_s), last, end.time().toString(u"HH:mm"_s));
}

QList<RotationWindow> nextWindows(RotationRules rules, const QDateTime &last, const QDateTime &now)
{
    if (!rules.scheduleExpression.isEmpty())
        rules.automaticallyAfterDays = 0; // AWS adds it to every expression
    const Result<RotationSchedule> schedule = RotationSchedule::parse(rules);
    return schedule ? schedule->next(last.isValid() ? last : now, now, windowsShown) : QList<RotationWindow>();
}

} // namespace keyturn
