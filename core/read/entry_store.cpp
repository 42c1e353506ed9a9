#include "core/read/entry_store.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/entry/parameter_groups.h"

namespace keyturn {

Task<Result<Entry>> EntryStore::find(QString name) const
{
    const QDateTime now = m_connection.clock().utcNow();
    const Result<SecretMetadata> secret = co_await m_connection.secretsManager().describeSecret(name);
    if (secret)
        co_return entryFromSecret(*secret, m_connection.region(), now);
    const Error notFound = secret.error();
    // A name that is no secret's may be answered by a validation error: "/a" is a parameter's name only.
    if (notFound.kind != ErrorKind::NotFound && notFound.kind != ErrorKind::Invalid
        && notFound.kind != ErrorKind::AccessDenied)
        co_return notFound;

    const QStringList names{name};
    const Result<QList<ParameterMetadata>> parameter = co_await m_connection.parameterStore().describeNamed(names);
    if (!parameter)
        co_return parameter.error();
    if (!parameter->isEmpty())
        co_return entryFromMembers({parameter->first()}, m_connection.region());
    if (!name.startsWith(u'/'))
        co_return notFound;

    QList<ParameterMetadata> members;
    PageStream<ParameterMetadata> below = m_connection.parameterStore().describeParameters(name);
    for (;;) {
        const Result<std::optional<QList<ParameterMetadata>>> page = co_await below.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        members.append(**page);
    }
    const QString above = parameterFolder(name) + u'/';
    const QStringList tokens{above + QLatin1String("refreshToken"), above + QLatin1String("refreshtoken")};
    const Result<QList<ParameterMetadata>> token = co_await m_connection.parameterStore().describeNamed(tokens);
    if (token)
        members.append(*token);
    const QList<Entry> entries = entriesFromParameters(members, m_connection.region(), now);
    for (const Entry &entry : entries) {
        if (entry.id.name == name)
            co_return entry;
    }
    co_return notFound;
}

Task<Result<EntryContent>> EntryStore::open(Entry entry) const
{
    if (entry.id.store == Store::SecretsManager)
        co_return co_await openSecret(std::move(entry));
    co_return co_await openParameters(std::move(entry));
}

Task<Result<EntryContent>> EntryStore::openSecret(Entry entry) const
{
    const QString secretId = entry.secretId();
    const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId);
    if (!value)
        co_return value.error();
    co_return EntryContent::ofSecret(std::move(entry), *value, m_connection.clock().utcNow());
}

Task<Result<EntryContent>> EntryStore::openParameters(Entry entry) const
{
    const QStringList names = entry.parameterNames();
    if (entry.parameters.isEmpty()) {
        const Result<QList<ParameterMetadata>> described = co_await m_connection.parameterStore().describeNamed(names);
        if (!described)
            co_return described.error();
        entry.parameters = *described;
    }
    const Result<ParametersFound> found = co_await m_connection.parameterStore().getParameters(names);
    if (!found)
        co_return found.error();
    co_return EntryContent::ofParameters(std::move(entry), found->parameters, m_connection.clock().utcNow());
}

} // namespace keyturn
