#include "app/cli/rotation_text.h"

#include "app/cli/words.h"
#include "core/base/printable.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int windowsShown = 5;

class RotationText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RotationText)

public:
    static QString stateOf(const RotationFinding &finding)
    {
        const QString next = isoTime(finding.metadata.nextRotationAt);
        switch (finding.state) {
        case RotationState::Off:
            return tr("not rotated");
        case RotationState::Scheduled:
            return next.isEmpty() ? tr("rotated on a schedule") : tr("rotated on a schedule, next by %1").arg(next);
        case RotationState::Missed:
            return tr("the rotation due by %1 did not take place").arg(next);
        case RotationState::UnderWay:
            return tr("a rotation is under way");
        case RotationState::WithoutValue:
            return tr("stuck: AWSPENDING has no value");
        case RotationState::Unchanged:
            return tr("stuck: AWSPENDING has the current value");
        case RotationState::Outdated:
            return tr("stuck: AWSPENDING is older than the current value");
        case RotationState::NewTokens:
            return tr("stuck: new tokens wait in AWSPENDING");
        case RotationState::NewValue:
            return tr("stuck: AWSPENDING has another value");
        }
        return {};
    }

    static QString whyOf(const RotationFinding &finding)
    {
        const QString off = finding.action == RotationAction::Cancel
                                ? u' ' + tr("Cancelling switches the schedule off; set it again afterwards.")
                                : QString();
        switch (finding.state) {
        case RotationState::Off:
        case RotationState::Scheduled:
            return {};
        case RotationState::Missed:
            return tr("Its function failed, or was not called; its log says why. Mend it, then rotate now.");
        case RotationState::UnderWay:
            return tr("Its function may still be at work; look again later.");
        case RotationState::WithoutValue:
            return tr("The function ended before it stored anything; nothing is lost without that version.") + off;
        case RotationState::Unchanged:
            return tr("A test of the function was not cleared away; nothing is lost without that version.") + off;
        case RotationState::Outdated:
            return tr("Something was saved since it was made; finishing would take that back.") + off;
        case RotationState::NewTokens:
            return finding.merges ? tr("The provider may have ended the current ones. Other keys were saved since: the "
                                       "tokens go onto them.")
                                  : tr("The provider may have ended the current ones, so these must not be lost.");
        case RotationState::NewValue:
            return tr("It isn't known whether its function uses it, so AWSCURRENT stays. Compare both first; "
                      "\"finish\" makes it current.")
                   + off;
        }
        return {};
    }

    static std::pair<QString, QString> ofError(const Error &error, const ErrorContext &context)
    {
        const QString &name = context.name;
        const QString look = tr("\"keyturnctl rotation %1\" tells what to do.").arg(name);
        if (error.refusal == Refusal::NoRotation)
            return {tr("No rotation of \"%1\" is under way; nothing was changed.").arg(name), {}};
        if (error.refusal == Refusal::HoldsTokens)
            return {tr("Nothing was changed: %1, and it may be the only one that works.").arg(printable(error.detail)),
                    tr("Make it current with \"keyturnctl rotation %1 finish\", or drop it with --let-go.").arg(name)};
        if (error.refusal == Refusal::RotationTest)
            return {tr("AWSPENDING of \"%1\" did not pass: %2.").arg(name, printable(error.detail)), look};
        if (error.refusal == Refusal::NotASecret)
            return {tr("\"%1\" is a parameter; only secrets are rotated.").arg(name),
                    tr("\"keyturnctl refresh %1\" refreshes it.").arg(name)};
        if (error.refusal == Refusal::NothingToRotate)
            return {tr("\"%1\" holds no access token, so a rotation would store nothing.").arg(name),
                    tr("\"keyturnctl refresh %1\" tests its refresh token.").arg(name)};
        if (error.refusal == Refusal::NoFunction)
            return {tr("\"%1\" has no rotation function.").arg(name),
                    tr("Name one with --function ARN; \"keyturnctl rotation-function\" writes one for tokens.")};
        if (error.refusal == Refusal::RotationPending)
            return {tr("A rotation of \"%1\" is under way or stuck; nothing was changed.").arg(name), look};
        return {tr("\"%1\" was changed by someone else: %2.").arg(name, printable(error.detail)), look};
    }
};

QString spanOf(const QDateTime &start, const QDateTime &end)
{
    const bool isOneDay = start.date() == end.date();
    return start.toString(u"yyyy-MM-dd HH:mm"_s) + u" - "_s
           + (isOneDay ? end.toString(u"HH:mm"_s) : end.toString(u"yyyy-MM-dd HH:mm"_s));
}

} // namespace

QString stateWord(RotationState state)
{
    switch (state) {
    case RotationState::Off:
        return u"off"_s;
    case RotationState::Scheduled:
        return u"scheduled"_s;
    case RotationState::Missed:
        return u"missed"_s;
    case RotationState::UnderWay:
        return u"under-way"_s;
    case RotationState::WithoutValue:
        return u"without-value"_s;
    case RotationState::Unchanged:
        return u"unchanged"_s;
    case RotationState::Outdated:
        return u"outdated"_s;
    case RotationState::NewTokens:
        return u"new-tokens"_s;
    case RotationState::NewValue:
        return u"new-value"_s;
    }
    return {};
}

QString actionWord(RotationAction action)
{
    switch (action) {
    case RotationAction::None:
        return u"none"_s;
    case RotationAction::Wait:
        return u"wait"_s;
    case RotationAction::RotateNow:
        return u"rotate-now"_s;
    case RotationAction::Finish:
        return u"finish"_s;
    case RotationAction::Cancel:
        return u"cancel"_s;
    case RotationAction::RemoveLabel:
        return u"remove-label"_s;
    }
    return {};
}

RotationAdvice adviceOn(const RotationFinding &finding, const QString &name)
{
    RotationAdvice advice{RotationText::stateOf(finding), RotationText::whyOf(finding), {}};
    if (finding.isStuck()) {
        const QString word = finding.action == RotationAction::RotateNow ? u"now"_s : actionWord(finding.action);
        advice.command = u"keyturnctl rotation %1 %2"_s.arg(name, word);
    }
    return advice;
}

QList<RotationWindow> windowsOf(const SecretMetadata &metadata, const QDateTime &now)
{
    RotationRules rules = metadata.rotationRules;
    if (!rules.scheduleExpression.isEmpty())
        rules.automaticallyAfterDays = 0; // AWS adds it to every expression
    const Result<RotationSchedule> schedule = RotationSchedule::parse(rules);
    if (!schedule)
        return {};
    const QDateTime last = metadata.lastRotatedAt.isValid() ? metadata.lastRotatedAt : now;
    return schedule->next(last, now, windowsShown);
}

QStringList windowLines(const QList<RotationWindow> &windows)
{
    QStringList lines;
    for (const RotationWindow &window : windows) {
        const QDateTime start = window.start.toLocalTime();
        lines.append(RotationText::tr("%1 UTC  (%2 %3)")
                         .arg(spanOf(window.start, window.end), spanOf(start, window.end.toLocalTime()),
                              start.timeZoneAbbreviation()));
    }
    return lines;
}

bool isOfRotation(const Error &error)
{
    const bool isOurs = error.refusal == Refusal::RotationPending || error.refusal == Refusal::NoFunction;
    return error.operation == "rotation"_L1 || (isOurs && error.operation != "refresh_token"_L1);
}

std::pair<QString, QString> rotationText(const Error &error, const ErrorContext &context)
{
    return RotationText::ofError(error, context);
}

} // namespace keyturn::cli
