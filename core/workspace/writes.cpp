#include "core/workspace/writes.h"

#include "core/save/secret_lifecycle.h"

#include <QPointer>

namespace keyturn {

namespace {

//! Keeps its parameters for as long as it runs.
Task<Result<>> restored(Connection *connection, Entry entry)
{
    const SecretLifecycle lifecycle(*connection);
    co_return co_await lifecycle.restore(entry);
}

} // namespace

Writes::Writes(Place &place, Listing &listing, const Staging &staging, RunningWrites &running) :
    m_place(place), m_listing(listing), m_staging(staging), m_running(running)
{}

bool Writes::mayWrite(const EntryId &id) const
{
    return m_place.isOpen() && m_place.canWrite() && !m_staging.isHeld(id);
}

bool Writes::create(const NewEntry &wanted, const QString &token)
{
    if (!m_place.isOpen() || !m_place.canWrite())
        return false;
    const SessionPtr session = m_place.session(); // lives as long as the write
    m_running.scope().launch(createEntry(session->connection.get(), wanted, token),
                             [this, session, name = wanted.name](const Result<> &created) {
                                 m_running.endOther();
                                 if (session == m_place.session())
                                     m_listing.reload();
                                 if (created)
                                     emit entryCreated(name);
                                 else
                                     emit creationFailed(created.error());
                             });
    m_running.beginOther();
    return true;
}

bool Writes::run(const EntryId &id, const Write &write, QObject *context, const Done &done)
{
    if (!mayWrite(id) || m_staging.edits().item(id))
        return false;
    launch(id, write(*m_place.connection()), context, done);
    return true;
}

bool Writes::runOther(const Write &write, QObject *context, const Done &done)
{
    if (!m_place.isOpen() || !m_place.canWrite())
        return false;
    const SessionPtr session = m_place.session(); // lives as long as the write
    const QPointer<QObject> listener(context);
    m_running.scope().launch(write(*session->connection), [this, session, listener, done](const Result<> &result) {
        m_running.endOther();
        if (listener)
            done(result);
    });
    m_running.beginOther();
    return true;
}

bool Writes::writeMetadata(const EntryId &id, const MetadataChange &change, QObject *context, const Done &done)
{
    const Entry *known = m_listing.entry(id);
    if (!mayWrite(id) || !known)
        return false;
    launch(id, changeMetadata(m_place.connection(), *known, change), context, done);
    return true;
}

bool Writes::restore(const Entry &entry, QObject *context, const Done &done)
{
    if (!mayWrite(entry.id))
        return false;
    launch(entry.id, restored(m_place.connection(), entry), context, done);
    return true;
}

void Writes::launch(const EntryId &id, Task<Result<>> task, QObject *context, const Done &done)
{
    const QPointer<QObject> listener(context);
    m_running.scope().launch(std::move(task), [this, id, listener, done](const Result<> &result) {
        const SessionPtr session = m_running.end(id);
        if (session == m_place.session())
            m_listing.reread(id);
        if (listener)
            done(result);
    });
    m_running.begin(id, m_place.session());
}

void Writes::record(const EntryId &id, const QString &versionId)
{
    const Entry *known = m_listing.entry(id);
    const QString arn = m_place.identity().arn;
    if (!versionId.isEmpty() && known && !arn.isEmpty())
        m_record.add({versionId, known->arn, arn, m_place.clock().utcNow()});
}

} // namespace keyturn

#include "moc_writes.cpp"
