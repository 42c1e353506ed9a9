#include "core/read/entry_store.h"

#include "core/async/when_all.h"
#include "core/base/printable.h"
#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/entry/parameter_groups.h"

#include <algorithm>

namespace keyturn {

namespace {

Error noParameter(const QString &name)
{
    return {ErrorKind::NotFound, QStringLiteral("ParameterNotFound"), name};
}

//! ARNs, and what secrets may be called and parameters not, need one store only.
bool mayBeParameter(const QString &name)
{
    return std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || QLatin1String("_.-/").contains(c));
    });
}

//! Says no more than that the store has no such name, or does not let us look.
bool isNothingThere(const Error &error)
{
    return error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Invalid
           || error.kind == ErrorKind::AccessDenied;
}

//! The name in "/p:3" and "/p:label", which are what GetParameter takes for one version; else empty.
QString beforeSelector(const QString &name)
{
    const qsizetype colon = name.lastIndexOf(u':');
    const QString bare = name.first(std::max(colon, qsizetype(0)));
    const bool isName = !bare.isEmpty() && (mayBeParameter(bare) || EntryLink::parse(bare));
    return isName && !name.sliced(colon).contains(u'/') ? bare : QString();
}

//! \p error, in which a parameter is named that is called \p name but for the slash in front: it was meant, perhaps.
Task<Error> hinted(Connection *connection, QString name, Error error)
{
    if (error.kind != ErrorKind::NotFound || name.startsWith(u'/'))
        co_return error;
    const QStringList names{u'/' + name};
    const Result<QList<ParameterMetadata>> there = co_await connection->parameterStore().describeNamed(names);
    if (there && !there->isEmpty()) {
        error = noParameter(name);
        error.detail = QStringLiteral("there is a parameter %1").arg(there->first().name);
    }
    co_return error;
}

} // namespace

Task<Result<Entry>> EntryStore::find(QString name, std::optional<Store> store) const
{
    const std::optional<EntryLink> link = EntryLink::parse(name);
    if (link)
        co_return co_await findLinked(*link, store);
    if (const QString bare = beforeSelector(name); !bare.isEmpty())
        co_return Error(ErrorKind::Invalid, Refusal::VersionInName, printable(name.sliced(bare.size())));
    if (store == Store::SecretsManager || (!store && !mayBeParameter(name)))
        co_return co_await findSecret(name);
    if (store == Store::ParameterStore) {
        Result<Entry> parameter = co_await findParameter(name);
        if (parameter)
            co_return parameter;
        co_return co_await hinted(&m_connection, name, parameter.error());
    }
    std::vector<Task<Result<Entry>>> lookups;
    lookups.push_back(findSecret(name));
    lookups.push_back(findParameter(name));
    const std::vector<Result<Entry>> found = co_await whenAll(std::move(lookups));
    const Result<Entry> &secret = found[0];
    const Result<Entry> &parameter = found[1];
    if (secret && parameter)
        co_return Error(ErrorKind::Invalid, Refusal::TwoEntries, name);
    // A name that is no secret's may be answered by a validation error: "/a" is a parameter's name only.
    if (secret ? isNothingThere(parameter.error()) : !isNothingThere(secret.error()))
        co_return secret;
    if (parameter || parameter.error().kind != ErrorKind::NotFound)
        co_return parameter;
    co_return co_await hinted(&m_connection, name, secret.error());
}

Task<Result<Entry>> EntryStore::findLinked(EntryLink link, std::optional<Store> store) const
{
    const bool isSecret = link.store == Store::SecretsManager;
    if (store && *store != link.store)
        co_return Error(ErrorKind::Invalid, Refusal::OtherStore, link.arn);
    // NotFound: a search over several places goes on to the next.
    if (link.region != m_connection.region())
        co_return Error(ErrorKind::NotFound, Refusal::OtherRegion, link.region);
    Task<Result<Entry>> finding = isSecret ? findSecret(link.arn) : findLinkedParameter(link.name);
    const Result<Entry> entry = co_await std::move(finding);
    // A secret of another account may be shared with this one, so AWS is asked first.
    if (entry ? entry->id.account == link.account : !isNothingThere(entry.error()))
        co_return entry;
    QString account = entry ? entry->id.account : QString();
    if (!entry) {
        const Result<CallerIdentity> identity = co_await m_connection.sts().getCallerIdentity();
        if (identity)
            account = identity->account;
    }
    if (account.isEmpty() || account == link.account)
        co_return entry;
    co_return Error(ErrorKind::NotFound, Refusal::OtherAccount, account);
}

//! The ARNs of "/x" and "x" are the same: the one in the hierarchy goes first.
Task<Result<Entry>> EntryStore::findLinkedParameter(QString name) const
{
    if (name.startsWith(u'/'))
        co_return co_await findParameter(name);
    const QStringList names{u'/' + name, name};
    const Result<QList<ParameterMetadata>> described = co_await m_connection.parameterStore().describeNamed(names);
    if (!described)
        co_return described.error();
    for (const QString &wanted : names) {
        for (const ParameterMetadata &parameter : *described) {
            if (parameter.name == wanted)
                co_return entryFromMembers({parameter}, m_connection.region());
        }
    }
    co_return noParameter(name);
}

Task<Result<Entry>> EntryStore::findSecret(QString name) const
{
    const Result<SecretMetadata> secret = co_await m_connection.secretsManager().describeSecret(name);
    if (!secret)
        co_return secret.error();
    co_return entryFromSecret(*secret, m_connection.region(), m_connection.clock().utcNow());
}

Task<Result<Entry>> EntryStore::findParameter(QString name) const
{
    const QStringList names{name};
    const Result<QList<ParameterMetadata>> parameter = co_await m_connection.parameterStore().describeNamed(names);
    if (!parameter)
        co_return parameter.error();
    if (!parameter->isEmpty())
        co_return entryFromMembers({parameter->first()}, m_connection.region());
    if (!name.startsWith(u'/'))
        co_return noParameter(name);

    QList<ParameterMetadata> members;
    PageStream<ParameterMetadata> below = m_connection.parameterStore().describeParameters(name);
    below.holdBack();
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
    const QList<Entry> entries = entriesFromParameters(members, m_connection.region(), m_connection.clock().utcNow());
    for (const Entry &entry : entries) {
        if (entry.id.name == name)
            co_return entry;
    }
    co_return noParameter(name);
}

Task<Result<EntryContent>> EntryStore::open(Entry entry) const
{
    if (entry.id.isSecret())
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
