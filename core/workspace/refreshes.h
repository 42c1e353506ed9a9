#pragma once
#include "core/rotation/refresh_journal.h"
#include "core/rotation/token_refresher.h"
#include "core/rotation/unfinished_refresh.h"
#include "core/workspace/open_entry.h"
#include "core/workspace/writes.h"

namespace keyturn {

//! Refreshes of tokens, to their end whatever place is open by then, and those that have not ended.
class Refreshes : public QObject {
    Q_OBJECT

public:
    Refreshes(Place &place, Listing &listing, OpenEntry &open, Writes &writes, RunningWrites &running);
    ~Refreshes() override;

    //! Where refreshes are kept while they run; what an earlier process did not end is looked at when its account and
    //! region are opened: found() follows. Without it only providers that keep their refresh token are asked.
    void keepJournal(RefreshJournal journal) { m_journal = std::move(journal); }

    //! Where what a person says of an entry's refresh is remembered, and read from for every refresh: which key is
    //! what, its provider, token hosts that were agreed to.
    void keepSettings(RefreshSettingsFile file) { m_settings = std::move(file); }
    RefreshSettings settingsOf(const Entry &entry) const;
    //! See RefreshSettingsFile.
    QSet<QString> pinnedNames() const { return m_settings.pinnedNames(); }
    //! settingsChanged() follows where that succeeds.
    Result<> remember(const Entry &entry, const RefreshSettings &settings);
    //! \p content with the keys that a person has given.
    EntryContent mapped(const EntryContent &content) const;
    //! With these settings.
    RefreshReadiness readiness(const EntryContent &content) const;
    //! The same for asking a person's consent anew.
    RefreshReadiness consentReadiness(const EntryContent &content) const;

    const RefreshJournal &journal() const { return m_journal; }
    //! As the list has it; null: it has not.
    const Entry *listed(const EntryId &id) const { return m_listing.entry(id); }
    //! Takes over tokens that a consent brought and that no save will write: found() follows.
    void adopt(const RefreshOperation &operation, const SessionPtr &session);

    //! \p despiteRotation: although a rotation function spends the same tokens.
    void refresh(const EntryId &id, bool despiteRotation = false);
    //! createSecret of a rotation: the new tokens wait as AWSPENDING, see RotationSteps. Of secrets only.
    void rotate(const EntryId &id);
    bool isRefreshing(const EntryId &id) const { return m_refreshing.contains(id); }
    const QSet<EntryId> &entries() const { return m_refreshing; }

    //! A refresh that has begun and not ended, here or in an earlier run; null: none.
    const UnfinishedRefresh *unfinished(const EntryId &id) const;
    QList<EntryId> unfinishedEntries() const { return m_unfinished.keys(); }
    //! The last refresh of it in this run: when it ended, UTC; invalid: there was none.
    QDateTime refreshedAt(const EntryId &id) const { return m_refreshedAt.value(id); }
    //! What is under way, and how far it has got.
    std::optional<RefreshStep> stepOf(const EntryId &id) const;
    //! New tokens of it are in this program and nowhere else: the keychain did not take them.
    bool holdsTokens(const EntryId &id) const;
    //! Goes on with it; refreshed() or failed() follows.
    void finish(const EntryId &id, LostAnswer lost = LostAnswer::ByRule);

signals:
    void settingsChanged(const keyturn::EntryId &id);
    void found(const keyturn::EntryId &id); //!< an earlier process did not end it
    void started(const keyturn::EntryId &id);
    void step(const keyturn::EntryId &id, keyturn::RefreshStep step);
    void refreshed(const keyturn::EntryId &id, const keyturn::RefreshReceipt &receipt);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);

private:
    struct Refresh;
    void recover();
    void forgetFound();
    bool isRehearsal() const;
    void begin(const EntryId &id, bool despiteRotation, bool pending);
    RefreshOptions watched(const Entry &entry, bool rehearsal);
    void launch(const EntryId &id, Task<Result<RefreshReceipt>> task);
    void done(const EntryId &id, const Result<RefreshReceipt> &receipt);

    Place &m_place;
    Listing &m_listing;
    OpenEntry &m_open;
    Writes &m_writes;
    RunningWrites &m_running;
    RefreshJournal m_journal{{}, {}, nullptr};
    RefreshSettingsFile m_settings{{}};
    QSet<EntryId> m_refreshing;
    QHash<EntryId, std::shared_ptr<Refresh>> m_refreshes;
    QHash<EntryId, UnfinishedRefresh> m_unfinished;
    QHash<EntryId, RefreshStep> m_steps;
    QHash<EntryId, QDateTime> m_refreshedAt;
    TaskScope m_reads;
};

} // namespace keyturn
