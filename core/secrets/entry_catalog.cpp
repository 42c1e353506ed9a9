#include "core/secrets/entry_catalog.h"

#include "core/async/when_all.h"
#include "core/profile/connection.h"
#include "core/secrets/parameter_groups.h"

#include <QSet>

#include <algorithm>

namespace keyturn {

EntryCatalog::EntryCatalog(Connection &connection) :
    m_connection(connection), m_secrets(connection.secretsManager().listSecrets()),
    m_parameters(connection.parameterStore().describeParameters())
{}

Task<std::optional<EntryCatalog::Batch>> EntryCatalog::next()
{
    std::vector<Task<Batch>> stores;
    if (!m_secretsDone)
        stores.push_back(nextSecrets());
    if (!m_parametersDone)
        stores.push_back(nextParameters());
    if (stores.empty())
        co_return std::optional<Batch>();
    const std::vector<Batch> parts = co_await whenAll(std::move(stores));
    Batch batch;
    for (const Batch &part : parts) {
        batch.entries.append(part.entries);
        batch.errors.append(part.errors);
    }
    if (m_secretsDone && m_parametersDone && batch.entries.isEmpty() && batch.errors.isEmpty())
        co_return std::optional<Batch>();
    co_return std::optional<Batch>(std::move(batch));
}

Task<EntryCatalog::Batch> EntryCatalog::nextSecrets()
{
    Batch batch;
    const Result<std::optional<QList<SecretMetadata>>> page = co_await m_secrets.next();
    if (!page)
        batch.errors.append(page.error());
    m_secretsDone = !page || !page->has_value();
    if (!m_secretsDone) {
        const QDateTime now = m_connection.clock().utcNow();
        for (const SecretMetadata &secret : **page)
            batch.entries.append(entryFromSecret(secret, m_connection.region(), now));
    }
    co_return batch;
}

Task<EntryCatalog::Batch> EntryCatalog::nextParameters()
{
    Batch batch;
    const Result<std::optional<QList<ParameterMetadata>>> page = co_await m_parameters.next();
    if (!page)
        batch.errors.append(page.error());
    m_parametersDone = !page || !page->has_value();
    if (m_parametersDone)
        addLeftovers(batch);
    else
        addParameters(**page, batch);
    co_return batch;
}

void EntryCatalog::addParameters(const QList<ParameterMetadata> &page, Batch &batch)
{
    QSet<QString> grown;
    for (const ParameterMetadata &parameter : page) {
        if (mayBelongToGroup(parameter)) {
            m_mayBelong.append(parameter);
            grown.insert(parameter.name);
        } else {
            batch.entries.append(entryFromMembers({parameter}, m_connection.region()));
        }
    }
    if (grown.isEmpty())
        return;
    QList<ParameterMetadata> alone; // wait for the last page: listed now, they would have to be taken back
    const QList<QList<ParameterMetadata>> groups = parameterGroups(m_mayBelong, alone);
    for (const QList<ParameterMetadata> &group : groups) {
        if (std::any_of(group.begin(), group.end(),
                        [&grown](const auto &member) { return grown.contains(member.name); }))
            batch.entries.append(entryFromMembers(group, m_connection.region()));
    }
}

void EntryCatalog::addLeftovers(Batch &batch)
{
    QList<ParameterMetadata> alone;
    parameterGroups(m_mayBelong, alone);
    m_mayBelong.clear();
    for (const ParameterMetadata &parameter : std::as_const(alone))
        batch.entries.append(entryFromMembers({parameter}, m_connection.region()));
}

} // namespace keyturn
