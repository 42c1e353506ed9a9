#include "core/save/secret_lifecycle.h"

#include "core/async/sleep_for.h"
#include "core/aws/lost_answer.h"
#include "core/connection/connection.h"
#include "core/save/lag.h"

namespace keyturn {

namespace {

const QString deleteOperation = QStringLiteral("secretsmanager:DeleteSecret");

Error lifecycleFailure(Refusal refusal, const QString &detail, const QString &operation)
{
    return Error{ErrorKind::Invalid, refusal, detail, {}, {}, operation};
}

//! A refusal too: it may be the second attempt's, after the first one went through.
bool isWorthALook(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Unavailable:
    case ErrorKind::Protocol:
    case ErrorKind::Invalid:
    case ErrorKind::NotFound:
        return true;
    default:
        return false;
    }
}

} // namespace

std::optional<Error> changeObstacle(const SecretMetadata &secret, const QString &region, const QString &operation)
{
    if (secret.deletedAt.isValid())
        return lifecycleFailure(Refusal::Deleted, QStringLiteral("the secret is marked for deletion"), operation);
    if (!secret.primaryRegion.isEmpty() && secret.primaryRegion != region)
        return lifecycleFailure(Refusal::Replica,
                                QStringLiteral("this is a replica; it is edited in %1").arg(secret.primaryRegion),
                                operation);
    if (!secret.owningService.isEmpty())
        return lifecycleFailure(Refusal::Owned, QStringLiteral("the secret is managed by %1").arg(secret.owningService),
                                operation);
    return std::nullopt;
}

Task<Result<>> SecretLifecycle::mayDelete(Entry entry) const
{
    if (entry.id.isParameter())
        co_return Result<>();
    const QString secretId = entry.secretId();
    const Result<SecretMetadata> now = co_await m_connection.secretsManager().describeSecret(secretId);
    if (!now)
        co_return now.error();
    const std::optional<Error> obstacle = changeObstacle(*now, m_connection.region(), deleteOperation);
    if (obstacle)
        co_return *obstacle;
    if (!now->replicaRegions.isEmpty())
        co_return lifecycleFailure(Refusal::Replicas, now->replicaRegions.join(QLatin1String(", ")), deleteOperation);
    co_return Result<>();
}

Task<Result<QDateTime>> SecretLifecycle::deleteSecret(Entry entry, int recoveryDays) const
{
    SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = entry.secretId();
    const Result<QDateTime> goneAt = co_await client.deleteSecret(secretId, recoveryDays);
    if (goneAt || !isWorthALook(goneAt.error()))
        co_return goneAt;
    const Result<SecretMetadata> now = co_await client.describeSecret(secretId);
    if (now && now->deletedAt.isValid() && recoveryDays > 0)
        co_return now->deletedAt;
    if (!now && now.error().kind == ErrorKind::NotFound && recoveryDays == 0)
        co_return m_connection.clock().utcNow();
    if (now)
        co_return seenUndone(goneAt.error());
    co_return goneAt;
}

Task<Result<>> SecretLifecycle::restore(Entry entry) const
{
    SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = entry.secretId();
    const Result<> restored = co_await client.restoreSecret(secretId);
    if (!restored && !isWorthALook(restored.error()))
        co_return restored;
    for (int look = 0; look < looks; ++look) {
        const Result<SecretMetadata> now = co_await client.describeSecret(secretId);
        if (now && !now->deletedAt.isValid())
            co_return Result<>();
        if (now && !restored)
            co_return seenUndone(restored.error());
        if (!now)
            co_return restored ? Result<>(now.error()) : restored;
        if (look + 1 < looks)
            co_await sleepFor(lags[look]);
    }
    co_return client.badAnswer("RestoreSecret", QStringLiteral("it says that the secret was restored, but it was not"));
}

//! What became of a deletion that AWS has answered with \p deleted: only a look tells, and where that is denied, AWS.
Task<Result<>> SecretLifecycle::whetherDeleted(QString name, Result<> deleted) const
{
    const ParameterStoreClient &client = m_connection.parameterStore();
    const QStringList names{name};
    for (int look = 0; look < looks; ++look) {
        const Result<QList<ParameterMetadata>> left = co_await client.describeNamed(names);
        if (left && left->isEmpty())
            co_return Result<>();
        if (!deleted)
            co_return left ? Result<>(seenUndone(deleted.error())) : deleted;
        if (!left && left.error().kind == ErrorKind::AccessDenied)
            co_return deleted;
        if (!left)
            co_return left.error();
        if (look + 1 < looks)
            co_await sleepFor(lags[look]);
    }
    co_return client.badAnswer("DeleteParameter",
                               QStringLiteral("it says that %1 was deleted, but it was not").arg(name));
}

Task<Result<>> SecretLifecycle::deleteParameters(Entry entry) const
{
    QStringList gone;
    for (const ParameterMetadata &parameter : std::as_const(entry.parameters)) {
        const QString name = parameter.name;
        const Result<> answered = co_await m_connection.parameterStore().deleteParameter(name);
        Result<> deleted = answered;
        if (answered || isWorthALook(answered.error())) {
            const Result<> known = co_await whetherDeleted(name, answered);
            deleted = known;
        }
        if (!deleted) {
            Error error = deleted.error();
            if (!gone.isEmpty())
                error.detail += QStringLiteral("; deleted before that: %1").arg(gone.join(QLatin1String(", ")));
            co_return error;
        }
        gone.append(name);
    }
    co_return Result<>();
}

} // namespace keyturn
