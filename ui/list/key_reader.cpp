#include "ui/list/key_reader.h"

#include "core/read/entry_reader.h"
#include "core/workspace/workspace.h"
#include "ui/search/entry_list_model.h"

namespace keyturn {

namespace {
constexpr std::chrono::milliseconds applyPause{100}; // the list sorts and filters once for all that came meanwhile
}

KeyReader::KeyReader(Workspace &workspace, EntryListModel &entries, QObject *parent) :
    QObject(parent), m_workspace(workspace), m_entries(entries)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(applyPause);
    connect(&m_pause, &QTimer::timeout, this, &KeyReader::apply);
    connect(&m_workspace.place(), &Place::left, this, [this] {
        m_scope.cancelAll();
        m_pause.stop();
        m_read.clear();
        m_keys.clear();
        m_failures.clear();
        m_running = false;
        emit changed();
    });
}

KeyReader::~KeyReader() = default;

const Error *KeyReader::failure(const EntryId &id) const
{
    const auto it = m_failures.constFind(id);
    return it == m_failures.cend() ? nullptr : &*it;
}

void KeyReader::read(const QList<EntryId> &ids)
{
    m_scope.cancelAll();
    m_connection = m_workspace.place().sharedConnection();
    QList<Entry> wanted;
    for (const EntryId &id : ids) {
        const Entry *entry = m_workspace.listing().entry(id);
        if (entry && !entry->deletedAt.isValid())
            wanted.append(*entry);
        m_failures.remove(id);
    }
    m_done = 0;
    m_total = int(wanted.size());
    m_running = m_connection && !wanted.isEmpty();
    emit changed();
    if (!m_running)
        return;
    const auto each = [this](const Entry &entry, const Result<EntryContent> &content) {
        ++m_done;
        if (content) {
            QStringList keys;
            for (const EntryField &field : content->fields)
                keys.append(field.key);
            m_read.append(content->entry);
            m_keys.insert(entry.id, keys);
        } else {
            m_failures.insert(entry.id, content.error());
        }
        if (!m_pause.isActive())
            m_pause.start();
    };
    m_scope.launch(readEach(m_connection.get(), wanted, each), [this](std::monostate) {
        m_running = false;
        m_pause.start(); // not from within a task
    });
}

void KeyReader::apply()
{
    const QList<Entry> read = std::exchange(m_read, {});
    const QHash<EntryId, QStringList> keys = std::exchange(m_keys, {});
    m_workspace.listing().learn(read);
    m_entries.setKeys(keys);
    emit changed();
}

void KeyReader::cancel()
{
    m_scope.cancelAll();
    m_running = false;
    m_pause.stop();
    apply();
}

} // namespace keyturn

#include "moc_key_reader.cpp"
