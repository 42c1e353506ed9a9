#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/service/page.h"
#include "app/sandbox/service/tagging.h"

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

//! What ListSecrets and DescribeSecret have in common.
QJsonObject metadata(const Secret &secret)
{
    QJsonObject o = secret.rotation;
    o.insert(u"ARN"_s, secret.arn);
    o.insert(u"Name"_s, secret.name);
    addUnlessEmpty(o, u"Description"_s, secret.description);
    addUnlessEmpty(o, u"KmsKeyId"_s, secret.kmsKeyId);
    addUnlessEmpty(o, u"Type"_s, secret.type);
    addUnlessEmpty(o, u"OwningService"_s, secret.owningService);
    addUnlessEmpty(o, u"PrimaryRegion"_s, secret.primaryRegion);
    addUnlessEmpty(o, u"LastChangedDate"_s, timestamp(secret.lastChangedAt));
    addUnlessEmpty(o, u"LastAccessedDate"_s, timestamp(secret.lastAccessedAt));
    addUnlessEmpty(o, u"DeletedDate"_s, timestamp(secret.deletionAt));
    addUnlessEmpty(o, u"CreatedDate"_s, timestamp(secret.createdAt));
    addUnlessEmpty(o, u"Tags"_s, tagList(secret.tags));
    return o;
}

QString sortKey(const Secret &secret, const QString &by)
{
    if (by == u"name")
        return secret.name;
    const QDateTime date = by == u"last-accessed-date"  ? secret.lastAccessedAt
                           : by == u"last-changed-date" ? secret.lastChangedAt
                                                        : secret.createdAt;
    const qint64 ms = date.isValid() ? date.toMSecsSinceEpoch() : 0;
    return QString::number(ms).rightJustified(16, u'0') + u' ' + secret.name;
}

} // namespace

Answer listSecrets(Call &call)
{
    const QJsonArray filters = call.array(u"Filters");
    if (auto checked = checkFilters(filters); !checked)
        return std::move(checked).error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidNextToken();
    QList<std::pair<QString, const Secret *>> found;
    for (const auto &[name, secret] : call.store.secrets(call.scope())) {
        const bool isGone = secret.deletionAt.isValid() && secret.deletionAt <= call.now;
        if (isGone || (secret.deletionAt.isValid() && !call.flag(u"IncludePlannedDeletion")))
            continue;
        if (matches(secret, filters))
            found.emplaceBack(sortKey(secret, call.text(u"SortBy")), &secret);
    }
    const auto [secrets, next] =
        page(call, std::move(found), *after, call.number(u"MaxResults", 100), call.text(u"SortOrder") == u"desc");
    QJsonArray list;
    for (const Secret *secret : secrets) {
        QJsonObject entry = metadata(*secret);
        addUnlessEmpty(entry, u"SecretVersionsToStages"_s, stagesByVersion(*secret));
        list.append(entry);
    }
    QJsonObject answer{{u"SecretList"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer describeSecret(Call &call)
{
    const Result<Secret> secret = find(call);
    if (!secret)
        return secret.error();
    QJsonObject answer = metadata(*secret);
    addUnlessEmpty(answer, u"VersionIdsToStages"_s, stagesByVersion(*secret));
    addUnlessEmpty(answer, u"ReplicationStatus"_s, replicationStatus(call.store, call.scope(), *secret));
    return answer;
}

Answer listSecretVersionIds(Call &call)
{
    const Result<Secret> secret = find(call);
    if (!secret)
        return secret.error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidNextToken();
    QList<std::pair<QString, const SecretVersion *>> found;
    for (const SecretVersion &version : secret->versions) {
        if (!version.stages.isEmpty() || call.flag(u"IncludeDeprecated"))
            found.emplaceBack(
                QString::number(version.createdAt.toMSecsSinceEpoch()).rightJustified(16, u'0') + version.id, &version);
    }
    const auto [versions, next] = page(call, std::move(found), *after, call.number(u"MaxResults", 100), true);
    QJsonArray list;
    for (const SecretVersion *version : versions) {
        QJsonObject entry{
            {u"VersionId"_s, version->id},
            {u"CreatedDate"_s, timestamp(version->createdAt)},
            {u"KmsKeyIds"_s, QJsonArray{secret->kmsKeyId.isEmpty() ? u"DefaultEncryptionKey"_s : secret->kmsKeyId}}};
        addUnlessEmpty(entry, u"VersionStages"_s, QJsonArray::fromStringList(version->stages));
        addUnlessEmpty(entry, u"LastAccessedDate"_s, timestamp(version->lastAccessedAt));
        list.append(entry);
    }
    QJsonObject answer{{u"Versions"_s, list}, {u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

} // namespace keyturn::sandbox::secrets
