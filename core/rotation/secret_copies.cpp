#include "core/rotation/secret_copies.h"

#include "core/async/when_all.h"
#include "core/connection/connection.h"
#include "core/read/entry_catalog.h"
#include "core/read/entry_store.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr qsizetype copiesAtOnce = 8; // entries that are read side by side

} // namespace

QStringList keysHolding(const EntryContent &content, const SecretString &value)
{
    QStringList keys;
    for (const EntryField &field : content.fields) {
        if (field.isString && !value.isEmpty() && field.value == value)
            keys.append(field.key);
    }
    return keys;
}

Task<QList<Entry>> SecretCopies::listed(Found *found) const
{
    QHash<EntryId, Entry> entries;
    EntryCatalog catalog(m_connection, EntryCatalog::Give::WhenWhole);
    for (;;) {
        const std::optional<EntryCatalog::Batch> batch = co_await catalog.next();
        if (!batch)
            break;
        for (const Entry &entry : batch->entries)
            entries.insert(entry.id, entry);
        found->unlisted += batch->errors;
    }
    QSet<QString> grouped; // a parameter of a group is not looked into once more by itself
    for (const Entry &entry : std::as_const(entries)) {
        if (entry.isGroup()) {
            for (const QString &name : entry.parameterNames())
                grouped.insert(name);
        }
    }
    QList<Entry> sorted;
    for (const Entry &entry : std::as_const(entries)) {
        const bool isMember = entry.id.isParameter() && !entry.isGroup() && grouped.contains(entry.id.name);
        if (!isMember && !entry.deletedAt.isValid())
            sorted.append(entry);
    }
    std::sort(sorted.begin(), sorted.end(), [](const Entry &a, const Entry &b) { return a.id.name < b.id.name; });
    co_return sorted;
}

Task<SecretCopies::Found> SecretCopies::find(SecretString value, std::function<void(int, int)> looked) const
{
    Found found;
    Found *const into = &found;
    const QList<Entry> entries = co_await listed(into);
    const EntryStore store(m_connection);
    for (qsizetype begin = 0; begin < entries.size(); begin += copiesAtOnce) {
        const QList<Entry> some = entries.mid(begin, copiesAtOnce);
        std::vector<Task<Result<EntryContent>>> opening;
        for (const Entry &entry : some)
            opening.push_back(store.open(entry));
        const std::vector<Result<EntryContent>> opened = co_await whenAll(std::move(opening));
        for (qsizetype i = 0; i < some.size(); ++i) {
            const Result<EntryContent> &content = opened.at(static_cast<size_t>(i));
            if (!content) {
                found.unread.append({some.at(i).id.name, content.error()});
                continue;
            }
            ++found.looked;
            const QStringList keys = keysHolding(*content, value);
            if (keys.isEmpty())
                continue;
            if (some.at(i).isWritable())
                found.copies.append({*content, keys});
            else
                found.elsewhere.append(some.at(i));
        }
        if (looked)
            looked(int(std::min(begin + copiesAtOnce, entries.size())), int(entries.size()));
    }
    co_return found;
}

} // namespace keyturn
