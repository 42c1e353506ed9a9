#pragma once
#include "core/async/task_scope.h"
#include "core/aws/sts_client.h"
#include "core/connection/connection_source.h"
#include "core/read/entry_catalog.h"
#include "core/rotation/token_refresher.h"
#include "core/save/details_save.h"
#include "core/save/entry_metadata.h"
#include "core/save/new_entry.h"
#include "core/save/save_receipt.h"
#include "core/save/three_way_merge.h"
#include "core/versions/version_history.h"
#include "core/versions/write_record.h"
#include "ui/workspace/staged_edits.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace keyturn {

class EntryListModel;
struct SavedVersions;

//! Where the application is (profile, region), what it has read there, and what is staged. Pages show it and call it;
//! they hold no workflow. Reads are cancelled when they are no longer wanted; writes and refreshes run to their end.
class Workspace : public QObject {
    Q_OBJECT

public:
    enum class Access {
        None,      //!< not connected
        Rehearsal, //!< the sandbox: nothing real
        Open,
        ReadOnly, //!< production, guarded
        Unlocked, //!< production, writing for a while
    };
    Q_ENUM(Access)

    //! \p source and \p clock must outlive the workspace.
    Workspace(ConnectionSource &source, const Clock &clock, QObject *parent = nullptr);
    ~Workspace() override;

    const Clock &clock() const { return m_clock; }
    ConnectionSource &source() { return m_source; }

    // --- where
    const QList<Profile> &profiles() const { return m_profiles; }
    void reloadProfiles();
    //! Cancels every read, forgets what was listed and goes there. Refused (false) while edits are staged: they belong
    //! to the present place and must be saved or discarded first.
    bool open(const Profile &profile, const QString &region);
    bool isOpen() const { return m_session != nullptr; }
    bool isOpening() const { return m_opening; }
    const Profile &profile() const { return m_profile; }
    QString region() const { return m_region; }
    const CallerIdentity &identity() const { return m_identity; }
    Connection *connection();

    Access access() const;
    bool canWrite() const { return access() != Access::None && access() != Access::ReadOnly; }
    //! Guards the profile, or no longer; remembered by the source. Not for the sandbox, and not while edits are staged
    //! or written.
    void markProduction(bool production);
    void unlockWriting();
    void lockWriting();
    //! Of Access::Unlocked, rounded up.
    int minutesOfWritingLeft() const;

    // --- list
    //! Every entry, as the list shows them; kept up to date here.
    EntryListModel &list() const { return *m_list; }
    const QList<Entry> &entries() const;
    const Entry *entry(const EntryId &id) const;
    void reload();
    //! Keeps what has been read so far; nothing counts as gone.
    void stopListing();
    bool isListing() const { return m_listingRuns; }
    bool wasListingStopped() const { return m_listingStopped; }
    QDateTime listedAt() const { return m_listedAt; }
    const QList<Error> &listErrors() const { return m_listErrors; }

    // --- one entry
    void openEntry(const EntryId &id);
    void closeEntry();
    const EntryContent *content() const { return m_content ? &*m_content : nullptr; }
    std::optional<EntryId> openId() const { return m_openId; }
    bool isReading() const { return m_readingRuns; }
    //! Keeps the place alive for reads that somebody else runs; null where none is open.
    std::shared_ptr<Connection> sharedConnection() const;
    //! What the history told about the open entry: since when its keys hold their values.
    void learnAges(const VersionHistory &history);

    // --- writing
    const StagedEdits &staged() const { return m_staged; }
    //! Edits of the open entry, as one step of undo; see StagedEdits::stage. Refused while the entry is being saved,
    //! where writing is locked, for entries that are not writable, and where an edit is not possible.
    Result<> stage(const QList<FieldEdit> &edits, const QString &what = {}, bool joins = false);
    bool stage(const FieldEdit &edit) { return bool(stage(QList<FieldEdit>{edit})); }
    //! Of an entry that was read without opening it.
    Result<> stage(const EntryContent &content, const QList<FieldEdit> &edits, const QString &what = {},
                   bool joins = false);
    //! Details of the open entry, as one step of undo; see StagedEdits::stageDetails. Refused (false) where edits are.
    bool stageDetails(const DetailChanges &changes, const QString &what, bool joins = false);
    void settleDetail(const EntryId &id, const DetailKey &key, const std::optional<QString> &theirs, bool mine);
    //! Reads an entry's metadata again after somebody has written it; entriesRead() follows.
    void reread(const EntryId &id) { rereadMetadata(id); }
    void revert(const QString &key);
    void discard(const EntryId &id);
    void discardAll();
    void undo();
    void redo();
    //! Reads the entry again and lays its staged edits beside what AWS holds now; mergeReady() or saveFailed() follows.
    void beginMerge(const EntryId &id);
    //! The edits that came out of the merge take the place of the staged ones; stagedChanged() follows.
    void takeMerge(const ThreeWayMerge &merge);
    void save(const QList<EntryId> &ids);
    //! Makes something new and lists again; entryCreated() or creationFailed() follows. Refused (false) where writing
    //! is locked.
    bool create(const NewEntry &wanted, const QString &token);
    //! A save of parameters that is neither done nor undone; its edits stay staged and cannot be changed until
    //! finishSave() or undoSave() has ended it. nullptr: none.
    const HalfSaved *halfSaved(const EntryId &id) const;
    QList<EntryId> halfSavedEntries() const { return m_halfSaved.keys(); }
    //! Where saves of parameter groups are noted while they run. What an earlier process did not end is looked at when
    //! its account and region are opened: halfSavedFound() or recoveryFailed() follows.
    void keepJournal(const QString &folder);
    //! Where refreshes are kept while they run; what an earlier process did not end is found in the same way:
    //! unfinishedRefreshFound() follows. Without it only providers that keep their refresh token are asked.
    void keepRefreshes(RefreshJournal journal) { m_refreshJournal = std::move(journal); }
    //! Leaves a half save that was found as it is, and forgets it.
    void keepHalfSave(const EntryId &id);
    void finishSave(const EntryId &id);
    void undoSave(const EntryId &id);
    //! Takes a save back; saved() or saveFailed() follows. Refused (false) where a save would be, and while something
    //! of the entry is staged.
    bool takeBack(const SavedVersions &saved);
    //! AWS did not permit the last write to it, here and in this run; nullptr: it did, or nothing was written.
    const Error *refusal(const EntryId &id) const;
    bool isSaving(const EntryId &id) const { return m_saving.contains(id); }
    //! Where it is kept which versions were written from here, and as whom. Without it that is known for this run only.
    void keepRecord(const QString &file) { m_record = WriteRecord(file); }
    void recordWrite(const EntryId &id, const QString &versionId);
    //! ARN of who wrote a version from here; empty if nobody did.
    QString writerOf(const QString &versionId) const { return m_record.writer(versionId); }
    using Write = std::function<Task<Result<>>(Connection &)>;
    //! Runs a write that is no save (a roll back, labels, a deletion) to its end and reads the entry again afterwards.
    //! Refused (false) where a save would be. \p done is not called any more when \p context is gone.
    bool run(const EntryId &id, const Write &write, QObject *context,
             const std::function<void(const Result<> &)> &done);
    //! Writes tags or a description without a review, as run() does; staged edits of the entry stay as they are.
    bool writeMetadata(const EntryId &id, const MetadataChange &change, QObject *context,
                       const std::function<void(const Result<> &)> &done);
    const QSet<EntryId> &refreshing() const { return m_refreshing; }
    //! \p despiteRotation: although a rotation function spends the same tokens.
    void refreshToken(const EntryId &id, bool despiteRotation = false);
    bool isRefreshing(const EntryId &id) const { return m_refreshing.contains(id); }
    //! A refresh that has begun and not ended, here or in an earlier run; nullptr: none.
    const UnfinishedRefresh *unfinishedRefresh(const EntryId &id) const;
    QList<EntryId> unfinishedRefreshes() const { return m_unfinished.keys(); }
    //! New tokens of it are in this program and nowhere else: the keychain did not take them.
    bool holdsTokens(const EntryId &id) const;
    //! Goes on with it; refreshed() or refreshFailed() follows.
    void finishRefresh(const EntryId &id, LostAnswer lost = LostAnswer::ByRule);
    //! Writes and refreshes under way.
    int runningWrites() const { return int(m_saving.size()) + int(m_refreshing.size()) + m_creating; }

signals:
    void profilesChanged();
    void placeChanged();
    void opened();
    void openFailed(const keyturn::Error &error);
    void identityChanged();
    void identityFailed(const keyturn::Error &error);
    void accessChanged();

    void listStarted();
    void entriesRead(const QList<keyturn::Entry> &entries); //!< new or changed
    void entriesGone(const QList<keyturn::EntryId> &ids);
    void listFailed(const keyturn::Error &error); //!< one store; the other goes on
    void listFinished();

    void entryOpening(const keyturn::EntryId &id);
    void contentChanged(); //!< content() is another, or none
    void entryFailed(const keyturn::EntryId &id, const keyturn::Error &error);
    void agesLearnt(); //!< the fields of content() know more about their age

    void stagedChanged();
    void mergeReady(const keyturn::EntryId &id, const keyturn::ThreeWayMerge &merge);
    void entryCreated(const QString &name);
    void creationFailed(const keyturn::Error &error);
    void saved(const keyturn::EntryId &id, const keyturn::SaveReceipt &receipt);
    void saveFailed(const keyturn::EntryId &id, const keyturn::Error &error); //!< perhaps half way: see halfSaved()
    //! The values were saved, if any were staged; of the details those that are not saved stay staged.
    void detailsFailed(const keyturn::EntryId &id, const keyturn::SaveReceipt &values,
                       const keyturn::DetailsReceipt &details);
    void halfSavedFound(const keyturn::EntryId &id); //!< an earlier process did not end it
    void halfSavedEnded(const keyturn::EntryId &id); //!< one that was found is put right, or kept as it is
    void recoveryFailed(const keyturn::EntryId &id, const keyturn::Error &error); //!< it could not be looked at
    void unfinishedRefreshFound(const keyturn::EntryId &id); //!< an earlier process did not end it
    void refreshStarted(const keyturn::EntryId &id);
    void refreshStep(const keyturn::EntryId &id, keyturn::RefreshStep step);
    void refreshed(const keyturn::EntryId &id, const keyturn::RefreshReceipt &receipt);
    void refreshFailed(const keyturn::EntryId &id, const keyturn::Error &error);
    void runningWritesChanged();

private:
    struct Session;
    struct Refresh;
    void forget();
    void askIdentity();
    void listNext();
    void merge(const QList<Entry> &batch);
    void finishListing();
    void rereadMetadata(const EntryId &id);
    void forgetEntry(const EntryId &id);
    void applyAges();
    void show(EntryContent content);
    void showFailure(const EntryId &id, const Error &error);
    //! Its edits are not to be touched: they are being written, or half written.
    bool isHeld(const EntryId &id) const { return m_saving.contains(id) || m_halfSaved.contains(id); }
    void launchSave(const EntryId &id, std::shared_ptr<Session> session, Task<Result<SaveReceipt>> task);
    void saveDone(const EntryId &id, const Result<SaveReceipt> &receipt, const DetailsReceipt &details);
    void recoverSaves();
    void recoverRefreshes();
    void forgetFoundRefreshes();
    void forgetRecovered();
    void launchWrite(const EntryId &id, Task<Result<>> task, QObject *context,
                     const std::function<void(const Result<> &)> &done);
    RefreshOptions watched(const EntryId &id);
    void launchRefresh(const EntryId &id, Task<Result<RefreshReceipt>> task);
    void refreshDone(const EntryId &id, const Result<RefreshReceipt> &receipt);

    ConnectionSource &m_source;
    const Clock &m_clock;
    QList<Profile> m_profiles;
    Profile m_profile;
    QString m_region;
    CallerIdentity m_identity;
    bool m_opening = false;
    QDateTime m_writingUntil;
    QTimer m_writingTimer;

    std::unique_ptr<SaveJournal> m_journal; // the sessions know it
    std::shared_ptr<Session> m_session;
    EntryListModel *m_list;
    QSet<EntryId> m_seen;
    QList<Error> m_listErrors;
    QDateTime m_listedAt;
    bool m_listingRuns = false;
    bool m_listingStopped = false;

    std::optional<EntryId> m_openId;
    std::optional<EntryContent> m_content;
    bool m_readingRuns = false;

    StagedEdits m_staged;
    QHash<EntryId, std::shared_ptr<Session>> m_saving; // a write keeps the connection it began on
    struct Half;
    QHash<EntryId, std::shared_ptr<Half>> m_halfSaved;
    QHash<EntryId, Error> m_refusals;
    int m_creating = 0;
    RefreshJournal m_refreshJournal{{}, {}, nullptr};
    QSet<EntryId> m_refreshing;
    QHash<EntryId, std::shared_ptr<Refresh>> m_refreshes;
    QHash<EntryId, UnfinishedRefresh> m_unfinished;
    struct WrittenTokens {
        QString versionId;
        QDateTime at;
        bool both = false; // the refresh token too
    };
    QHash<EntryId, WrittenTokens> m_tokensWritten;
    struct Ages {
        QString state; // of which versions
        QHash<QString, KeyAge> of;
    };
    QHash<EntryId, Ages> m_ages;
    WriteRecord m_record;
    QHash<EntryId, QDateTime> m_tokenExpiry; // learnt from refreshes: metadata does not tell

    TaskScope m_profileReads;
    TaskScope m_reads;   // of this place
    TaskScope m_listing; // of this listing
    TaskScope m_detail;  // of the open entry
    TaskScope m_writes;  // of the application
};

} // namespace keyturn
