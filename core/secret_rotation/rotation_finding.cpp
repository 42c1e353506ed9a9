#include "core/secret_rotation/rotation_finding.h"

#include "core/rotation/refresh_request.h"
#include "core/stores/version_stage.h"

namespace keyturn {

namespace {

bool sameTokens(const EntryContent &one, const EntryContent &other)
{
    return valueOf(one, KeyRole::RefreshToken) == valueOf(other, KeyRole::RefreshToken)
           && valueOf(one, KeyRole::AccessToken) == valueOf(other, KeyRole::AccessToken);
}

bool hasTokens(const EntryContent &content)
{
    return !valueOf(content, KeyRole::RefreshToken).isEmpty() || !valueOf(content, KeyRole::AccessToken).isEmpty();
}

std::chrono::hours limitOf(const RotationRules &rules)
{
    const int hours = rules.duration.endsWith(u'h') ? rules.duration.chopped(1).toInt() : 0;
    return hours > 0 ? std::chrono::hours(hours) : rotationTakes;
}

//! Where nobody can tell when the version was made, the last change of the secret is the latest moment it can be.
bool isYoung(const RotationFacts &facts, const QDateTime &now)
{
    const QDateTime since = facts.pendingSince.isValid() ? facts.pendingSince : facts.metadata.lastChangedAt;
    return since.isValid() && since.addDuration(limitOf(facts.metadata.rotationRules)) > now;
}

bool isBehind(const RotationFacts &facts)
{
    return facts.current->savedAt.isValid() && facts.pending->savedAt.isValid()
           && facts.pending->savedAt < facts.current->savedAt;
}

RotationState stateOfPending(const RotationFacts &facts, RotationFinding &finding)
{
    if (!facts.pending)
        return RotationState::WithoutValue;
    if (!facts.current)
        return RotationState::NewValue;
    if (facts.pending->binary == facts.current->binary
        && facts.pending->document.text() == facts.current->document.text())
        return RotationState::Unchanged;
    const bool isOther = hasTokens(*facts.pending) && !sameTokens(*facts.pending, *facts.current);
    const SecretString refreshToken = valueOf(*facts.pending, KeyRole::RefreshToken);
    finding.holdsTokens = !refreshToken.isEmpty() && !(refreshToken == valueOf(*facts.current, KeyRole::RefreshToken));
    if (!isBehind(facts))
        return isOther ? RotationState::NewTokens : RotationState::NewValue;
    // What was saved since left the tokens alone: they are those that this rotation has replaced.
    finding.merges = isOther && facts.base && sameTokens(*facts.base, *facts.current);
    finding.isOutdated = !finding.merges;
    return finding.merges ? RotationState::NewTokens : RotationState::Outdated;
}

RotationAction actionOf(RotationState state, bool isSwitchedOn)
{
    switch (state) {
    case RotationState::Off:
    case RotationState::Scheduled:
        return RotationAction::None;
    case RotationState::Missed:
        return RotationAction::RotateNow;
    case RotationState::UnderWay:
        return RotationAction::Wait;
    case RotationState::NewTokens:
        return RotationAction::Finish;
    case RotationState::WithoutValue:
    case RotationState::Unchanged:
    case RotationState::Outdated:
    case RotationState::NewValue: // the version stays readable by its id for as long as AWS keeps it
        break;
    }
    return isSwitchedOn ? RotationAction::Cancel : RotationAction::RemoveLabel;
}

} // namespace

bool RotationFinding::isStuck() const
{
    return action != RotationAction::None && action != RotationAction::Wait;
}

QString pendingVersionOf(const SecretMetadata &metadata)
{
    const QString pending = metadata.versionWithStage(stage::pending);
    return pending == metadata.versionWithStage(stage::current) ? QString() : pending;
}

RotationFinding findingOf(const RotationFacts &facts, const QDateTime &now)
{
    RotationFinding finding;
    finding.metadata = facts.metadata;
    finding.currentVersion = facts.metadata.versionWithStage(stage::current);
    if (facts.metadata.deletedAt.isValid()) // it rests
        return finding;
    finding.pendingVersion = pendingVersionOf(facts.metadata);
    finding.since = facts.pendingSince;
    const bool isOn = facts.metadata.rotationEnabled;
    if (finding.pendingVersion.isEmpty()) {
        const QDateTime &next = facts.metadata.nextRotationAt;
        finding.state = !isOn                          ? RotationState::Off
                        : next.isValid() && next < now ? RotationState::Missed
                                                       : RotationState::Scheduled;
    } else {
        finding.state = stateOfPending(facts, finding);
        if (isOn && isYoung(facts, now)) // without a function nobody else is at work
            finding.state = RotationState::UnderWay;
    }
    finding.action = actionOf(finding.state, isOn);
    return finding;
}

} // namespace keyturn
