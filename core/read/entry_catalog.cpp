#include "core/read/entry_catalog.h"

#include "core/connection/connection.h"
#include "core/entry/parameter_groups.h"

#include <set>

namespace keyturn {

EntryCatalog::EntryCatalog(Connection &connection, Give give) :
    m_connection(connection), m_secrets(connection.secretsManager().listSecrets()),
    m_parameters(connection.parameterStore().describeParameters())
{
    if (give == Give::AtOnce)
        return;
    m_secrets.holdBack();
    m_parameters.holdBack();
}

Task<std::optional<EntryCatalog::Batch>> EntryCatalog::next()
{
    if (!m_started) {
        m_started = true;
        m_running = 2;
        // Counted when they are gone, so that who has the last batch may destroy the catalogue.
        const auto done = [this](std::monostate) {
            --m_running;
            arrived({});
        };
        m_scope.launch(readSecrets(), done);
        m_scope.launch(readParameters(), done);
    }
    if (!m_ready && m_running > 0) {
        Completion<std::monostate> more;
        m_waiting = more.completer();
        co_await more;
        m_waiting.reset();
    }
    std::optional<Batch> batch;
    batch.swap(m_ready);
    co_return batch;
}

//! Perhaps called inside a coroutine: only wakes, and the page after this one is on its way when next() goes on.
void EntryCatalog::arrived(Batch batch)
{
    if (!batch.entries.isEmpty() || !batch.errors.isEmpty()) {
        if (!m_ready)
            m_ready.emplace();
        m_ready->entries.append(std::move(batch.entries));
        m_ready->errors.append(std::move(batch.errors));
    }
    if (m_waiting && (m_ready || m_running == 0))
        (*m_waiting)({});
}

Task<std::monostate> EntryCatalog::readSecrets()
{
    for (bool more = true; more;) {
        const Result<std::optional<QList<SecretMetadata>>> page = co_await m_secrets.next();
        more = page && page->has_value();
        Batch batch;
        if (!page)
            batch.errors.append(page.error());
        if (more) {
            const QDateTime now = m_connection.clock().utcNow();
            batch.entries.reserve((*page)->size());
            for (const SecretMetadata &secret : **page)
                batch.entries.append(entryFromSecret(secret, m_connection.region(), now));
        }
        arrived(std::move(batch));
    }
    co_return std::monostate();
}

Task<std::monostate> EntryCatalog::readParameters()
{
    for (bool more = true; more;) {
        const Result<std::optional<QList<ParameterMetadata>>> page = co_await m_parameters.next();
        more = page && page->has_value();
        Batch batch;
        if (more) {
            batch = grouped(**page);
        } else {
            batch = leftovers();
            if (!page)
                batch.errors.append(page.error());
        }
        arrived(std::move(batch));
    }
    co_return std::monostate();
}

EntryCatalog::Batch EntryCatalog::grouped(const QList<ParameterMetadata> &page)
{
    Batch batch;
    std::set<QString> touched; // folders whose group may be another now
    for (const ParameterMetadata &parameter : page) {
        if (!mayBelongToGroup(parameter)) {
            batch.entries.append(entryFromMembers({parameter}, m_connection.region()));
            continue; // the others wait for the last page: listed alone now, they would have to be taken back
        }
        const QString path = parameterFolder(parameter.name);
        if (m_folders[path].members.isEmpty())
            m_folders[parameterFolder(path)].below.append(path);
        m_folders[path].members.append(parameter);
        touched.insert(path);
        if (parameterRole(parameter.name) == KeyRole::RefreshToken) {
            for (const QString &below : std::as_const(m_folders[path].below))
                touched.insert(below);
        }
    }
    for (const QString &path : touched) {
        QList<ParameterMetadata> near = m_folders.value(path).members;
        near.append(m_folders.value(parameterFolder(path)).members);
        QList<ParameterMetadata> alone;
        const QList<QList<ParameterMetadata>> groups = parameterGroups(near, alone);
        for (const QList<ParameterMetadata> &group : groups) {
            Entry entry = entryFromMembers(group, m_connection.region());
            if (entry.id.name == path)
                batch.entries.append(std::move(entry));
        }
    }
    return batch;
}

EntryCatalog::Batch EntryCatalog::leftovers() const
{
    QList<ParameterMetadata> all;
    for (const Folder &folder : m_folders)
        all.append(folder.members);
    QList<ParameterMetadata> alone;
    parameterGroups(all, alone);
    Batch batch;
    for (const ParameterMetadata &parameter : std::as_const(alone))
        batch.entries.append(entryFromMembers({parameter}, m_connection.region()));
    return batch;
}

} // namespace keyturn
