#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"

#include "core/base/log.h"

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

} // namespace

Answer deleteSecret(Call &call)
{
    const bool force = call.flag(u"ForceDeleteWithoutRecovery");
    const int days = call.number(u"RecoveryWindowInDays", 30);
    if (force && call.has(u"RecoveryWindowInDays"))
        return invalidParameter(
            u"You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."_s);
    if (days < 7 || days > 30)
        return invalidParameter(u"The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."_s);
    Result<Secret> secret = find(call);
    if (!secret) {
        // Deleting by force what is not there succeeds, and even has an ARN.
        const QString id = call.text(u"SecretId");
        if (!force || secret.error().code != u"ResourceNotFoundException")
            return std::move(secret).error();
        return QJsonObject{{u"ARN"_s, id.startsWith(u"arn:"_s) ? id : newArn(call, id)},
                           {u"Name"_s, id},
                           {u"DeletionDate"_s, timestamp(call.now)}};
    }
    if (isReplica(*secret))
        return notOnAReplica();
    if (!secret->replicas.isEmpty()) {
        QStringList regions;
        for (const Replica &replica : std::as_const(secret->replicas))
            regions << replica.region;
        return invalidParameter(u"You can't delete secret %1 that still has replica regions [%2]."_s.arg(
            secret->arn, regions.join(u", "_s)));
    }
    if (secret->deletionAt.isValid() && !force)
        return refusal(
            u"InvalidRequestException"_s,
            u"You can't perform this operation on the secret because it was already scheduled for deletion."_s);
    const QDateTime at = force ? call.now : call.now.addDays(days);
    const QJsonObject answer{{u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}, {u"DeletionDate"_s, timestamp(at)}};
    secret->deletionAt = at;
    Result<> done =
        force ? call.store.removeSecret(call.scope(), secret->name) : call.store.save(call.scope(), std::move(*secret));
    if (!done)
        return std::move(done).error();
    return answer;
}

Answer restoreSecret(Call &call)
{
    Result<Secret> secret = find(call);
    if (!secret)
        return std::move(secret).error();
    if (isReplica(*secret))
        return notOnAReplica();
    const QJsonObject answer{{u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}};
    secret->deletionAt = QDateTime();
    if (auto done = call.store.save(call.scope(), std::move(*secret)); !done)
        return std::move(done).error();
    return answer;
}

void timePassed(Store &store, const QDateTime &now)
{
    for (const Scope &scope : store.secretScopes()) {
        QStringList gone;
        for (const auto &[name, secret] : store.secrets(scope)) {
            if (secret.deletionAt.isValid() && secret.deletionAt <= now)
                gone << name;
        }
        for (const QString &name : std::as_const(gone)) {
            if (auto removed = store.removeSecret(scope, name); !removed)
                qCWarning(sandboxLog).noquote() << removed.error().detail;
        }
    }
}

Answer tagResource(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    if (auto read = readTags(call.array(u"Tags"), secret->tags); !read)
        return std::move(read).error();
    secret->lastChangedAt = call.now;
    return saved(call, *secret, {});
}

Answer untagResource(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    for (const QString &key : call.strings(u"TagKeys"))
        secret->tags.remove(key);
    secret->lastChangedAt = call.now;
    return saved(call, *secret, {});
}

} // namespace keyturn::sandbox::secrets
