#pragma once
#include "core/rotation/token_refresher.h"
#include "core/workspace/open_entry.h"
#include "core/workspace/writes.h"

namespace keyturn {

//! Refreshes of tokens, to their end whatever place is open by then.
class Refreshes : public QObject {
    Q_OBJECT

public:
    Refreshes(Place &place, Listing &listing, OpenEntry &open, Writes &writes, RunningWrites &running);
    ~Refreshes() override;

    void refresh(const EntryId &id);
    //! Writes tokens that a provider issued and AWS does not hold yet.
    void retryWrite(const EntryId &id);
    bool isRefreshing(const EntryId &id) const { return m_refreshing.contains(id); }
    bool hasUnsavedTokens(const EntryId &id) const;
    const QSet<EntryId> &entries() const { return m_refreshing; }

signals:
    void started(const keyturn::EntryId &id);
    void step(const keyturn::EntryId &id, keyturn::RefreshStep step);
    void refreshed(const keyturn::EntryId &id, const keyturn::RefreshReceipt &receipt);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);

private:
    struct Refresh;
    void launch(const EntryId &id, Task<Result<RefreshReceipt>> task);
    void done(const EntryId &id, const Result<RefreshReceipt> &receipt);

    Place &m_place;
    Listing &m_listing;
    OpenEntry &m_open;
    Writes &m_writes;
    RunningWrites &m_running;
    QSet<EntryId> m_refreshing;
    QHash<EntryId, std::shared_ptr<Refresh>> m_refreshes;
};

} // namespace keyturn
