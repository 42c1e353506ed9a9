#include "ui/models/workspace_session.h"

#include <QPointer>

namespace keyturn {

std::shared_ptr<Connection> Workspace::sharedConnection() const
{
    return m_session ? std::shared_ptr<Connection>(m_session, m_session->connection.get()) : nullptr;
}

void Workspace::learnAges(const VersionHistory &history)
{
    if (!m_content || !(history.entry().id == m_content->entry.id) || history.currentRow() < 0)
        return;
    m_ages.insert(m_content->entry.id, {history.rows().at(history.currentRow()).id, history.ages()});
    applyAges();
    emit agesLearnt();
}

void Workspace::applyAges()
{
    const bool isSecret = m_content->entry.id.store == Store::SecretsManager;
    const Ages ages = m_ages.value(m_content->entry.id);
    if (!isSecret || ages.versionId != m_content->versionId) // a parameter has its own date
        return;
    for (EntryField &field : m_content->fields) {
        const KeyAge age = ages.of.value(field.key);
        if (age.known)
            field.changedAt = age.since;
    }
}

void Workspace::recordWrite(const EntryId &id, const QString &versionId)
{
    const Entry *known = entry(id);
    if (!versionId.isEmpty() && known && !m_identity.arn.isEmpty())
        m_record.add({versionId, known->arn, m_identity.arn, m_clock.utcNow()});
}

bool Workspace::run(const EntryId &id, const Write &write, QObject *context,
                    const std::function<void(const Result<> &)> &done)
{
    if (!m_session || !canWrite() || isHeld(id) || m_staged.item(id))
        return false;
    m_saving.insert(id, m_session);
    const QPointer<QObject> listener(context);
    m_writes.launch(write(*m_session->connection), [this, id, listener, done](const Result<> &result) {
        const std::shared_ptr<Session> session = m_saving.take(id);
        emit runningWritesChanged();
        if (session == m_session)
            rereadMetadata(id);
        if (listener)
            done(result);
    });
    emit runningWritesChanged();
    return true;
}

void Workspace::forgetEntry(const EntryId &id)
{
    const auto row = m_rows.constFind(id);
    if (row == m_rows.constEnd())
        return;
    m_entries.removeAt(*row);
    m_rows.clear();
    for (qsizetype i = 0; i < m_entries.size(); ++i)
        m_rows.insert(m_entries.at(i).id, i);
    emit entriesGone({id});
    if (m_openId == id)
        closeEntry();
}

} // namespace keyturn
