#include "app/cli/refresh_many.h"

#include "app/cli/listing.h"
#include "app/cli/refreshing.h"
#include "core/async/when_all.h"
#include "core/read/entry_store.h"
#include "core/rotation/refresh_request.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int openAtOnce = 8;

} // namespace

bool isPattern(const QString &name)
{
    return name.contains(u'*') || name.contains(u'?');
}

bool matchesPattern(const QString &pattern, const QString &name)
{
    qsizetype p = 0;
    qsizetype n = 0;
    qsizetype star = -1;
    qsizetype behindStar = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern.at(p) == u'*') {
            star = p++;
            behindStar = n;
        } else if (p < pattern.size() && (pattern.at(p) == u'?' || pattern.at(p) == name.at(n))) {
            ++p;
            ++n;
        } else if (star >= 0) { // the last star takes one letter more
            p = star + 1;
            n = ++behindStar;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

void RefreshMany::add(const Entry &entry, bool isFound)
{
    const bool isThere =
        std::any_of(m_items.cbegin(), m_items.cend(), [&entry](const Item &item) { return item.entry.id == entry.id; });
    if (!isThere)
        m_items.append(
            {entry, isFound, m_session.refreshSettings().of(entry, m_connection.tokenEndpoint().isRehearsal())});
}

void RefreshMany::failed(const QString &name, const Error &error)
{
    m_failures.append(m_session.fail(error, name));
    if (!m_session.json())
        return;
    JsonWriter json;
    json.beginObject().key("name").string(name).key("error").string(error.code).endObject();
    m_session.printJson(std::move(json));
}

Task<std::monostate> RefreshMany::choose(QStringList names, std::optional<Store> store)
{
    QStringList patterns;
    for (const QString &name : std::as_const(names)) {
        if (isPattern(name)) {
            patterns.append(name);
            continue;
        }
        const EntryStore entries(m_connection);
        Task<Result<Entry>> finding = entries.find(name, store);
        const Result<Entry> entry = co_await std::move(finding);
        entry ? add(*entry, false) : failed(name, entry.error());
    }
    if (patterns.isEmpty())
        co_return std::monostate();
    const auto isWanted = [patterns, store](const Entry &entry) {
        const bool isHere = !store || entry.id.store == *store;
        return isHere && !entry.deletedAt.isValid()
               && std::any_of(patterns.cbegin(), patterns.cend(),
                              [&entry](const QString &pattern) { return matchesPattern(pattern, entry.id.name); });
    };
    Task<Listing> reading = readListing(&m_connection, isWanted);
    const Listing listing = co_await std::move(reading);
    for (const Entry &entry : listing.entries)
        add(entry, true);
    if (!listing.errors.isEmpty())
        m_failures.append(reportErrors(m_session, listing.errors));
    for (const QString &pattern : std::as_const(patterns)) {
        const bool isMatched = std::any_of(m_items.cbegin(), m_items.cend(), [&pattern](const Item &item) {
            return matchesPattern(pattern, item.entry.id.name);
        });
        if (!isMatched)
            failed(pattern, Error{ErrorKind::NotFound, Refusal::NoMatch, pattern});
    }
    co_return std::monostate();
}

//! Puts entries into the queues of their providers; several of these run side by side.
Task<std::monostate> RefreshMany::open(qsizetype *next)
{
    while (*next < m_items.size() && !m_isStopping) {
        const qsizetype index = (*next)++;
        const Item item = m_items.at(index);
        const EntryStore entries(m_connection);
        Task<Result<EntryContent>> opening = entries.open(item.entry);
        const Result<EntryContent> content = co_await std::move(opening);
        const QString name = item.entry.id.name;
        if (!content) {
            failed(name, content.error());
            continue;
        }
        const Result<RefreshRequest> request = refreshRequest(content->withKeys(item.settings.keys), item.settings);
        if (request) {
            Queue &queue = m_queues[request->provider.id];
            queue.atOnce = request->provider.atOnce;
            queue.waiting.append(index);
        } else if (item.isFound && request.error().kind == ErrorKind::Unsupported) {
            ++m_passedOver;
        } else {
            failed(name, request.error());
        }
    }
    co_return std::monostate();
}

Task<std::monostate> RefreshMany::work(Queue *queue)
{
    while (!queue->waiting.isEmpty() && !m_isStopping) {
        const Item item = m_items.at(queue->waiting.takeFirst());
        const QString name = item.entry.id.name;
        RefreshOptions options = m_options;
        options.settings = item.settings;
        Refreshing refreshing(m_session, m_connection, name, {.tellsSteps = false, .holdsInterrupts = false});
        Task<Result<RefreshReceipt>> running = refreshing.refresh(item.entry, options);
        const Result<RefreshReceipt> receipt = co_await std::move(running);
        if (receipt) {
            ++m_refreshed;
            refreshing.report(receipt);
            m_session.out().note(tr("%1 of %2 done").arg(m_refreshed + m_failures.size()).arg(m_items.size()));
            continue;
        }
        m_failures.append(refreshing.report(receipt));
        if (m_session.json()) {
            JsonWriter json;
            json.beginObject().key("name").string(name).key("error").string(receipt.error().code).endObject();
            m_session.printJson(std::move(json));
        }
    }
    co_return std::monostate();
}

ExitCode RefreshMany::summed()
{
    const auto left = m_items.size() - m_refreshed - m_passedOver - m_failures.size();
    m_session.out().note(tr("%1 refreshed, %2 failed, %3 passed over because they hold nothing to refresh.")
                             .arg(m_refreshed)
                             .arg(m_failures.size())
                             .arg(m_passedOver));
    if (m_isStopping) {
        m_session.out().note(tr("Interrupted; %1 not started.").arg(std::max<qsizetype>(0, left)));
        return ExitCode::Interrupted;
    }
    if (m_failures.isEmpty())
        return ExitCode::Ok;
    const bool isOneReason = m_refreshed == 0 && m_failures.count(m_failures.first()) == m_failures.size();
    return isOneReason ? m_failures.first() : ExitCode::Failed;
}

Task<ExitCode> RefreshMany::run(QStringList names, std::optional<Store> store)
{
    m_session.onInterrupt = [this](int) {
        if (m_isStopping)
            return false;
        m_isStopping = true;
        m_session.givenUp =
            QStringList(m_session.journal().isKept() ? tr("Stopped. \"keyturnctl pending\" lists what is unfinished.")
                                                     : tr("Given up; it is not known which new tokens were stored. The "
                                                          "refresh tokens are still good: run the "
                                                          "command again."));
        m_session.out().message(tr("Finishing the refreshes that are under way; interrupt again to leave them."));
        return true;
    };
    Task<std::monostate> choosing = choose(std::move(names), store);
    co_await std::move(choosing);
    qsizetype next = 0;
    std::vector<Task<std::monostate>> opening;
    for (int i = 0; i < openAtOnce; ++i)
        opening.push_back(open(&next));
    Task<std::vector<std::monostate>> allOpen = whenAll(std::move(opening));
    co_await std::move(allOpen);

    std::vector<Task<std::monostate>> workers;
    for (auto queue = m_queues.begin(); queue != m_queues.end(); ++queue) {
        std::sort(queue->waiting.begin(), queue->waiting.end());
        for (int i = 0; i < std::min<qsizetype>(queue->atOnce, queue->waiting.size()); ++i)
            workers.push_back(work(&queue.value()));
    }
    if (!workers.empty()) {
        Task<std::vector<std::monostate>> allDone = whenAll(std::move(workers));
        co_await std::move(allDone);
    }
    co_return summed();
}

} // namespace keyturn::cli
