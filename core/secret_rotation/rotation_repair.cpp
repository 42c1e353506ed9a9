#include "core/secret_rotation/rotation_repair.h"

#include "core/aws/lost_answer.h"
#include "core/connection/connection.h"
#include "core/save/label_move.h"
#include "core/stores/version_stage.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds repairPatience = 60s;

Error repairFailure(Refusal refusal, const QString &detail)
{
    return Error{ErrorKind::Conflict, refusal, detail, {}, {}, u"rotation"_s};
}

} // namespace

RotationRepair::RotationRepair(Connection &connection, const RefreshJournal &journal, RefreshSettings settings) :
    m_connection(connection), m_journal(journal), m_rotation(connection.transport()),
    m_inspector(connection, std::move(settings))
{}

Task<Result<RotationFinding>> RotationRepair::cancel(Entry entry, bool letsGo) const
{
    return run(std::move(entry), letsGo, true);
}

Task<Result<RotationFinding>> RotationRepair::removeLabel(Entry entry, bool letsGo) const
{
    return run(std::move(entry), letsGo, false);
}

Task<Result<RotationFinding>> RotationRepair::run(Entry entry, bool letsGo, bool switchesOff) const
{
    const QString key = RefreshMarker::keyOf(entry.id, m_connection.tokenEndpoint().isRehearsal());
    const Result<RefreshTurn> turn = co_await m_journal.turn(key, repairPatience);
    if (!turn)
        co_return turn.error();
    const QString secretId = entry.secretId();
    const Result<RotationFinding> before = co_await m_inspector.look(secretId);
    if (!before)
        co_return before.error();
    const bool isOn = before->metadata.rotationEnabled;
    if (before->pendingVersion.isEmpty() && !(switchesOff && isOn))
        co_return repairFailure(Refusal::NoRotation, u"no rotation is under way, and none is switched on"_s);
    if (before->holdsTokens && !before->isOutdated && !letsGo)
        co_return repairFailure(
            Refusal::HoldsTokens,
            u"version %1 holds a refresh token that is not the current one"_s.arg(before->pendingVersion));
    if (switchesOff && isOn) { // first: else the service goes on with the version
        const Result<QString> cancelled = co_await m_rotation.cancelRotateSecret(secretId);
        if (!cancelled)
            co_return cancelled.error();
    }
    if (!before->pendingVersion.isEmpty()) {
        const QString version = before->pendingVersion;
        const Result<> gone = co_await takeOff(secretId, version);
        if (!gone)
            co_return gone.error();
    }
    const Result<RotationFinding> after = co_await m_inspector.look(secretId);
    if (!after)
        co_return after.error();
    if (switchesOff && after->metadata.rotationEnabled)
        co_return m_rotation.badAnswer("CancelRotateSecret", u"it says that rotation is off, and it is on"_s);
    co_return after;
}

Task<Result<>> RotationRepair::takeOff(QString secretId, QString version) const
{
    const SecretsManagerClient &client = m_connection.secretsManager();
    const QString nowhere;
    const Result<> moved = co_await client.updateSecretVersionStage(secretId, stage::pending, version, nowhere);
    const LabelMove move{secretId, stage::pending, version};
    const Result<SecretMetadata> now = co_await describeMoved(&client, move, moved.has_value());
    if (!now)
        co_return moved ? now.error() : moved.error();
    if (now->versionWithStage(stage::pending) != version)
        co_return Result<>();
    if (!moved)
        co_return seenUndone(moved.error());
    co_return client.badAnswer("UpdateSecretVersionStage", u"it says that AWSPENDING is gone, and it is there"_s);
}

} // namespace keyturn
