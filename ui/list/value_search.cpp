#include "ui/list/value_search.h"

#include "core/read/entry_reader.h"
#include "core/workspace/workspace.h"
#include "ui/search/entry_list_model.h"

namespace keyturn {

ValueSearch::ValueSearch(Workspace &workspace, EntryListModel &entries, QObject *parent) :
    QObject(parent), m_workspace(workspace), m_entries(entries)
{
    connect(&m_workspace.place(), &Place::changed, this, [this] {
        cancel();
        m_index.clear();
        m_failures.clear();
    });
    connect(this, &ValueSearch::progressed, this, [this] {
        if (m_running && m_done == m_total)
            finish();
    });
}

ValueSearch::~ValueSearch() = default;

void ValueSearch::find(const SecretString &value)
{
    m_value = value;
    start();
}

void ValueSearch::findDuplicates()
{
    m_value = SecretString();
    start();
}

void ValueSearch::start()
{
    m_scope.cancelAll();
    m_failures.clear();
    m_done = 0;
    QList<Entry> unread;
    for (const Entry &entry : m_workspace.listing().entries()) {
        if (!m_index.knows(entry) && !entry.deletedAt.isValid()) // what waits for its deletion cannot be read
            unread.append(entry);
    }
    m_total = int(unread.size());
    m_running = true;
    if (!m_workspace.place().connection() || unread.isEmpty()) {
        finish();
        return;
    }
    emit progressed();
    const auto each = [this](const Entry &entry, const Result<EntryContent> &content) {
        ++m_done;
        if (content) {
            m_index.put(*content);
            QStringList keys;
            for (const EntryField &field : content->fields)
                keys.append(field.key);
            if (entry.id.isSecret())
                m_keys.insert(entry.id, keys);
        } else {
            m_failures.append({entry.id, content.error()});
        }
        QMetaObject::invokeMethod(this, &ValueSearch::progressed, Qt::QueuedConnection);
    };
    m_scope.launch(readEach(m_workspace.place().connection(), unread, each), [](std::monostate) {});
}

void ValueSearch::finish()
{
    m_running = false;
    m_entries.setKeys(m_keys);
    m_keys.clear();
    const bool duplicates = m_value.isEmpty();
    const QSet<EntryId> found = duplicates ? m_index.duplicates() : m_index.find(m_value);
    m_value = SecretString();
    m_entries.setMarked(duplicates ? SearchSubject::Duplicate : SearchSubject::ValueFound, found);
    emit finished(int(found.size()));
}

void ValueSearch::cancel()
{
    m_scope.cancelAll();
    m_running = false;
    m_value = SecretString();
    m_keys.clear();
}

} // namespace keyturn

#include "moc_value_search.cpp"
