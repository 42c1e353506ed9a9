#include "core/workspace/refresh_batch.h"

#include "core/read/entry_reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int atOnceInAll = 8;
}

RefreshBatch::RefreshBatch(Workspace &workspace, const QList<EntryId> &ids, QObject *parent) :
    QObject(parent), m_workspace(workspace)
{
    for (const EntryId &id : ids) {
        if (const Entry *entry = m_workspace.listing().entry(id)) {
            m_items.append(Item());
            m_items.last().entry = *entry;
        }
    }
    Refreshes &refreshes = m_workspace.refreshes();
    connect(&refreshes, &Refreshes::step, this, [this](const EntryId &id, RefreshStep step) {
        const int row = at(id);
        if (row < 0 || m_items[row].state != State::Running)
            return;
        m_items[row].step = step;
        emit itemChanged(row);
    });
    connect(&refreshes, &Refreshes::refreshed, this, [this](const EntryId &id, const RefreshReceipt &receipt) {
        const int row = at(id);
        if (row < 0 || m_items[row].state != State::Running)
            return;
        m_items[row].receipt = receipt;
        m_items[row].receipt.accessToken = {};
        settle(id, State::Done);
    });
    connect(&refreshes, &Refreshes::failed, this, [this](const EntryId &id, const Error &error) {
        const int row = at(id);
        if (row < 0 || m_items[row].state != State::Running)
            return;
        m_items[row].error = error;
        settle(id, State::Failed);
    });
    connect(&m_workspace.place(), &Place::left, this, &RefreshBatch::stop);
    read();
}

RefreshBatch::~RefreshBatch() = default;

int RefreshBatch::at(const EntryId &id) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [&id](const Item &item) { return item.entry.id == id; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

int RefreshBatch::count(State state) const
{
    return int(
        std::count_if(m_items.begin(), m_items.end(), [state](const Item &item) { return item.state == state; }));
}

void RefreshBatch::set(int at, State state)
{
    m_items[at].state = state;
    emit itemChanged(at);
}

void RefreshBatch::read()
{
    QList<Entry> unread;
    for (Item &item : m_items) {
        item.obstacle = obstacleHere(item.entry);
        item.state = item.obstacle == Refusal::None ? State::Reading : State::Unfit;
        if (item.obstacle == Refusal::None)
            unread.append(item.entry);
    }
    if (unread.isEmpty() || !m_workspace.place().connection())
        return;
    const SessionPtr session = m_workspace.place().session(); // kept for as long as it reads
    const auto each = [this](const Entry &entry, const Result<EntryContent> &content) {
        classify(at(entry.id), content);
    };
    m_reads.launch(readEach(session->connection.get(), unread, each), [session](std::monostate) {});
}

//! What keeps an entry from being refreshed whatever its values are.
Refusal RefreshBatch::obstacleHere(const Entry &entry) const
{
    const EntryId &id = entry.id;
    if (entry.deletedAt.isValid())
        return Refusal::Deleted;
    if (m_workspace.refreshes().unfinished(id))
        return Refusal::Unfinished;
    if (m_workspace.refreshes().isRefreshing(id))
        return Refusal::Refreshing;
    if (m_workspace.halfSaves().find(id))
        return Refusal::HalfSaved;
    return m_workspace.staging().edits().item(id) ? Refusal::Unsaved : Refusal::None;
}

//! Runs inside the coroutine that reads, so what is told of it comes later.
void RefreshBatch::classify(int row, const Result<EntryContent> &content)
{
    Item &item = m_items[row];
    item.state = State::Unfit;
    if (!content) {
        item.obstacle = Refusal::Unread;
        item.error = content.error();
    } else {
        const RefreshSettings settings = m_workspace.refreshes().settingsOf(content->entry);
        const EntryContent mapped = content->withKeys(settings.keys);
        const Result<RefreshRequest> request = refreshRequest(mapped, settings);
        const Provider provider = request ? request->provider : expectedProvider(mapped, settings);
        item.provider = provider.name;
        item.isTest = !holdsAccessToken(mapped);
        m_terms.insert(row, {provider.id, provider.atOnce});
        if (request && mapped.entry.rotationEnabled && request->provider.rotates()) {
            item.obstacle = Refusal::Rotation; // both would spend the same tokens: that is decided for one alone
        } else if (request) {
            item.state = State::Ready;
        } else {
            item.obstacle = request.error().refusal;
            item.host = request.error().host;
            item.missing = missingRoles(mapped.keyMap);
        }
    }
    QMetaObject::invokeMethod(
        this, [this, row] { emit itemChanged(row); }, Qt::QueuedConnection);
}

bool RefreshBatch::isStartable(const Item &item) const
{
    return item.state == State::Ready || (item.state == State::Failed && obstacleHere(item.entry) == Refusal::None);
}

int RefreshBatch::startable() const
{
    return int(std::count_if(m_items.begin(), m_items.end(), [this](const Item &item) { return isStartable(item); }));
}

void RefreshBatch::start()
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (isStartable(m_items[row]))
            set(row, State::Waiting);
    }
    m_isUnderWay = isRunning();
    beginNext();
}

void RefreshBatch::stop()
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items[row].state == State::Waiting)
            set(row, State::Ready);
    }
    tellEnd();
}

void RefreshBatch::tellEnd()
{
    if (!m_isUnderWay || isRunning())
        return;
    m_isUnderWay = false;
    emit ended();
}

bool RefreshBatch::mayBegin(int row) const
{
    int all = 0;
    int ofProvider = 0;
    const Terms terms = m_terms.value(row);
    for (int other = 0; other < m_items.size(); ++other) {
        if (m_items[other].state != State::Running)
            continue;
        ++all;
        ofProvider += m_terms.value(other).provider == terms.provider;
    }
    return all < atOnceInAll && ofProvider < terms.atOnce;
}

void RefreshBatch::beginNext()
{
    for (int row = 0; row < m_items.size(); ++row) {
        if (m_items[row].state != State::Waiting || !mayBegin(row))
            continue;
        const EntryId id = m_items[row].entry.id;
        m_items[row].error.reset();
        m_items[row].step = RefreshStep::ReadSecret;
        set(row, State::Running);
        m_workspace.refreshes().refresh(id);
        if (m_workspace.refreshes().isRefreshing(id))
            continue;
        set(row, State::Ready); // writing was locked meanwhile, or the place was left: the others cannot begin either
        stop();
        return;
    }
}

void RefreshBatch::settle(const EntryId &id, State state)
{
    set(at(id), state);
    // In the turn of the event loop after this one: the refresh that has just ended is still being told of.
    QMetaObject::invokeMethod(
        this,
        [this] {
            beginNext();
            tellEnd();
        },
        Qt::QueuedConnection);
}

} // namespace keyturn

#include "moc_refresh_batch.cpp"
