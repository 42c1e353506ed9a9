#include "core/save/new_entry.h"

#include "core/document/secret_document.h"
#include "core/due/due_rules.h"

namespace keyturn {

namespace {

Task<Result<>> createParameters(Connection *connection, NewEntry wanted)
{
    const QStringList names = wanted.parameterNames();
    for (qsizetype i = 0; i < names.size(); ++i) {
        ParameterStoreClient::Put put;
        put.name = names[i];
        put.value = wanted.parameters[i].second;
        put.type = QStringLiteral("SecureString");
        put.keyId = wanted.kmsKeyId;
        put.description = wanted.description;
        put.tags = wanted.tags;
        if (put.value.size() > 4096)
            put.tier = QStringLiteral("Advanced");
        const Result<qint64> version = co_await connection->parameterStore().putParameter(put);
        if (!version) {
            Error error = version.error();
            if (i > 0)
                error.detail =
                    QStringLiteral("%1 (created before it: %2)").arg(error.detail, names.first(i).join(u' '));
            co_return error;
        }
    }
    co_return Result<>();
}

//! A client secret that a provider ends is dated when it is stored first, unless the caller knows better.
QString clientSecretSince(const NewEntry &wanted, const Clock &clock)
{
    if (wanted.binary || wanted.tags.contains(QLatin1String(rotatedAtTag)))
        return {};
    const SecretDocument document(wanted.value);
    QStringList keys;
    for (const SecretDocument::Member &member : document.members())
        keys.append(member.key);
    const KeyMap map = KeyMap::recognise(keys);
    const SecretDocument::Member *secret = document.member(map.key(KeyRole::ClientSecret));
    if (!hasClientSecretRule(map.kind) || !secret || secret->value.isEmpty())
        return {};
    return clock.utcNow().toString(Qt::ISODate);
}

} // namespace

QStringList NewEntry::parameterNames() const
{
    QStringList names;
    for (const auto &parameter : parameters)
        names.append(parameter.first.isEmpty() ? name : name + u'/' + parameter.first);
    return names;
}

Task<Result<>> createEntry(Connection *connection, NewEntry wanted, QString token)
{
    if (wanted.store == Store::ParameterStore)
        co_return co_await createParameters(connection, std::move(wanted));
    SecretsManagerClient::NewSecret secret;
    secret.name = wanted.name;
    secret.description = wanted.description;
    secret.kmsKeyId = wanted.kmsKeyId;
    secret.value = wanted.value;
    secret.binary = wanted.binary;
    secret.tags = wanted.tags;
    if (const QString since = clientSecretSince(wanted, connection->clock()); !since.isEmpty())
        secret.tags.insert(QLatin1String(rotatedAtTag), since);
    secret.replicaRegions = wanted.replicaRegions;
    const Result<SecretWrite> written = co_await connection->secretsManager().createSecret(secret, token);
    if (!written)
        co_return written.error();
    co_return Result<>();
}

} // namespace keyturn
