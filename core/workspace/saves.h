#pragma once
#include "core/save/three_way_merge.h"
#include "core/workspace/writes.h"

namespace keyturn {

struct SavedVersions;

//! Saves of what is staged, merges before them, and taking a save back.
class Saves : public QObject {
    Q_OBJECT

public:
    Saves(Place &place, Listing &listing, Staging &staging, HalfSaves &halves, Writes &writes, RunningWrites &running);

    //! Reads the entry again and lays its staged edits beside what AWS holds now; mergeReady() or failed() follows.
    void beginMerge(const EntryId &id);
    void save(const QList<EntryId> &ids);
    //! Ends a half save: its new values everywhere, or its old ones.
    void finish(const EntryId &id);
    void rollBack(const EntryId &id);
    //! Takes a save back; saved() or failed() follows. Refused (false) where a save would be, and while something of
    //! the entry is staged.
    bool takeBack(const SavedVersions &saved);
    //! AWS did not permit the last write to it, here and in this run; null: it did, or nothing was written.
    const Error *refusal(const EntryId &id) const;

signals:
    void mergeReady(const keyturn::EntryId &id, const keyturn::ThreeWayMerge &merge);
    //! \p item is in AWS now; it is still staged.
    void written(const keyturn::EntryId &id, const keyturn::StagedEdits::Item &item);
    void saved(const keyturn::EntryId &id, const keyturn::SaveReceipt &receipt);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error); //!< perhaps half way: see HalfSaves
    //! The values were saved, if any were staged; of the details those that are not saved stay staged.
    void detailsFailed(const keyturn::EntryId &id, const keyturn::SaveReceipt &values,
                       const keyturn::DetailsReceipt &details);

private:
    void merge(const EntryId &id, const Result<EntryContent> &theirs);
    void launch(const EntryId &id, SessionPtr session, Task<Result<SaveReceipt>> task);
    void done(const EntryId &id, const Result<SaveReceipt> &receipt, const DetailsReceipt &details);
    void succeeded(const EntryId &id, const SaveReceipt &receipt, const DetailsReceipt &details);

    Place &m_place;
    Listing &m_listing;
    Staging &m_staging;
    HalfSaves &m_halves;
    Writes &m_writes;
    RunningWrites &m_running;
    QHash<EntryId, Error> m_refusals;
    TaskScope m_reads;
};

} // namespace keyturn
