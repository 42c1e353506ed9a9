#include "ui/search/entry_list_model.h"
#include "ui/workspace/workspace_session.h"

#include <QPointer>

namespace keyturn {

namespace {

//! The same for the same versions.
QString stateOf(const EntryContent &content)
{
    if (content.entry.id.store == Store::SecretsManager)
        return content.versionId;
    QStringList versions;
    for (const ParameterMetadata &parameter : content.entry.parameters)
        versions.append(parameter.name + u'=' + QString::number(parameter.version));
    return versions.join(u' ');
}

} // namespace

std::shared_ptr<Connection> Workspace::sharedConnection() const
{
    return m_session ? std::shared_ptr<Connection>(m_session, m_session->connection.get()) : nullptr;
}

void Workspace::learnAges(const VersionHistory &history)
{
    const EntryContent *current = history.content(history.currentRow());
    if (!m_content || !current || !(history.entry().id == m_content->entry.id))
        return;
    Ages ages{stateOf(*m_content), history.ages()};
    for (const KeyChange &change : keyChanges(*current, *m_content)) // the one was read after the other
        ages.of.remove(change.key);
    m_ages.insert(m_content->entry.id, ages);
    applyAges();
    emit agesLearnt();
}

void Workspace::applyAges()
{
    const Ages ages = m_ages.value(m_content->entry.id);
    if (ages.state.isEmpty() || ages.state != stateOf(*m_content))
        return;
    const bool isSecret = m_content->entry.id.store == Store::SecretsManager;
    for (EntryField &field : m_content->fields) {
        const KeyAge age = ages.of.value(field.key);
        // What somebody noted in a tag may reach back further than the versions that AWS keeps.
        const bool isNoted = isSecret && !age.known && field.changedAt.isValid() && field.changedAt <= age.since;
        if (!age.since.isValid() || isNoted)
            continue;
        field.changedAt = age.since;
        field.isOlder = !age.known;
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
    launchWrite(id, write(*m_session->connection), context, done);
    return true;
}

bool Workspace::writeMetadata(const EntryId &id, const MetadataChange &change, QObject *context,
                              const std::function<void(const Result<> &)> &done)
{
    const Entry *known = entry(id);
    if (!m_session || !canWrite() || isHeld(id) || !known)
        return false;
    launchWrite(id, changeMetadata(m_session->connection.get(), *known, change), context, done);
    return true;
}

void Workspace::launchWrite(const EntryId &id, Task<Result<>> task, QObject *context,
                            const std::function<void(const Result<> &)> &done)
{
    m_saving.insert(id, m_session);
    const QPointer<QObject> listener(context);
    m_writes.launch(std::move(task), [this, id, listener, done](const Result<> &result) {
        const std::shared_ptr<Session> session = m_saving.take(id);
        emit runningWritesChanged();
        if (session == m_session)
            rereadMetadata(id);
        if (listener)
            done(result);
    });
    emit runningWritesChanged();
}

void Workspace::forgetEntry(const EntryId &id)
{
    if (!entry(id))
        return;
    m_list->remove({id});
    emit entriesGone({id});
    if (m_openId == id)
        closeEntry();
}

} // namespace keyturn
