#include "ui/versions/version_reader.h"

#include "core/versions/history_reader.h"

namespace keyturn {

namespace {

//! Of this version and not of the way to it.
bool concernsTheRow(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::AccessDenied:
    case ErrorKind::NotFound:
    case ErrorKind::Invalid:
        return true;
    default:
        return false;
    }
}

} // namespace

VersionReader::VersionReader(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{}

void VersionReader::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void VersionReader::start()
{
    m_scope.cancelAll();
    m_error.reset();
    m_connection = m_workspace.place().sharedConnection();
    const EntryContent *content = m_workspace.openEntry().content();
    if (!m_connection || !content) {
        clear();
        return;
    }
    setState(State::Listing);
    m_scope.launch(readHistory(m_connection.get(), content->entry), [this](Result<VersionHistory> history) {
        if (!history) {
            m_error = history.error();
            setState(State::Failed);
            return;
        }
        history->adopt(m_history);
        m_history = std::move(*history);
        if (const EntryContent *opened = m_workspace.openEntry().content())
            m_history.adopt(*opened);
        emit listed();
        readNext();
    });
}

void VersionReader::stop()
{
    m_scope.cancelAll();
    if (m_state == State::Listing || m_state == State::Reading)
        setState(State::Stopped);
}

void VersionReader::resume()
{
    if (m_history.size() == 0 || m_state == State::Failed) {
        start();
        return;
    }
    m_error.reset();
    readNext();
}

void VersionReader::clear()
{
    m_scope.cancelAll();
    m_error.reset();
    m_history = VersionHistory();
    m_connection.reset();
    setState(State::Idle);
}

qsizetype VersionReader::valuesRead() const
{
    qsizetype count = 0;
    for (qsizetype row = 0; row < m_history.size(); ++row)
        count += m_history.isRead(row) ? 1 : 0;
    return count;
}

void VersionReader::readNext()
{
    qsizetype row = 0;
    while (row < m_history.size() && m_history.isRead(row))
        ++row;
    if (row == m_history.size()) {
        setState(State::Done);
        m_workspace.openEntry().learnAges(m_history);
        return;
    }
    setState(State::Reading);
    const Entry &entry = m_history.entry();
    const QString secretId = entry.secretId();
    m_scope.launch(m_connection->secretsManager().getSecretValue(secretId, m_history.rows().at(row).id),
                   [this, row](const Result<SecretValue> &value) { take(row, value); });
}

void VersionReader::take(qsizetype row, const Result<SecretValue> &value)
{
    if (!value && !concernsTheRow(value.error())) {
        m_error = value.error();
        setState(State::Stopped);
        return;
    }
    if (value)
        m_history.setContent(row, *value);
    else
        m_history.setError(row, value.error());
    emit valueRead(int(row));
    readNext();
}

} // namespace keyturn

#include "moc_version_reader.cpp"
