#include "core/read/entry_reader.h"

#include "core/async/when_all.h"
#include "core/read/entry_store.h"

namespace keyturn {

namespace {

constexpr int sideBySide = 6;

struct Queue {
    QList<Entry> entries;
    qsizetype next = 0;
    std::function<void(const Entry &, const Result<EntryContent> &)> each;
};

Task<std::monostate> work(Connection *connection, std::shared_ptr<Queue> queue)
{
    const EntryStore store(*connection);
    while (queue->next < queue->entries.size()) {
        const Entry entry = queue->entries.at(queue->next++);
        const Result<EntryContent> content = co_await store.open(entry);
        queue->each(entry, content);
    }
    co_return std::monostate();
}

} // namespace

Task<std::monostate> readEach(Connection *connection, QList<Entry> entries,
                              std::function<void(const Entry &, const Result<EntryContent> &)> each)
{
    const auto queue = std::make_shared<Queue>();
    queue->entries = std::move(entries);
    queue->each = std::move(each);
    std::vector<Task<std::monostate>> workers;
    for (qsizetype i = 0; i < std::min<qsizetype>(sideBySide, queue->entries.size()); ++i)
        workers.push_back(work(connection, queue));
    if (!workers.empty())
        co_await whenAll(std::move(workers));
    co_return std::monostate();
}

} // namespace keyturn
