#pragma once
#include "core/save/entry_metadata.h"
#include "core/save/new_entry.h"
#include "core/versions/write_record.h"
#include "core/workspace/staging.h"

#include <functional>

namespace keyturn {

//! Writes that are no saves of staged edits: a creation, a roll back, labels, tags, a deletion. Also who wrote what.
class Writes : public QObject {
    Q_OBJECT

public:
    using Write = std::function<Task<Result<>>(Connection &)>;
    using Done = std::function<void(const Result<> &)>;

    Writes(Place &place, Listing &listing, const Staging &staging, RunningWrites &running);

    //! Makes something new and lists again; entryCreated() or creationFailed() follows. Refused (false) where writing
    //! is locked.
    bool create(const NewEntry &wanted, const QString &token);
    //! Runs \p write to its end and reads the entry again afterwards. Refused (false) where a save would be, and while
    //! something of the entry is staged. \p done is not called any more when \p context is gone.
    bool run(const EntryId &id, const Write &write, QObject *context, const Done &done);
    //! Writes tags or a description without a review, as run() does; staged edits of the entry stay as they are.
    bool writeMetadata(const EntryId &id, const MetadataChange &change, QObject *context, const Done &done);

    //! Runs to its end what belongs to no entry. Refused (false) where writing is locked. \p done as with run().
    bool runOther(const Write &write, QObject *context, const Done &done);

    //! Takes a deletion back; staged edits of the entry stay as they are.
    bool restore(const Entry &entry, QObject *context, const Done &done);

    //! Where it is kept which versions were written from here, and as whom. Without it that is known for this run only.
    void keepRecord(const QString &file) { m_record = WriteRecord(file); }
    void record(const EntryId &id, const QString &versionId);
    //! ARN of who wrote a version from here; empty if nobody did.
    QString writerOf(const QString &versionId) const { return m_record.writer(versionId); }

signals:
    void entryCreated(const QString &name);
    void creationFailed(const keyturn::Error &error);

private:
    void launch(const EntryId &id, Task<Result<>> task, QObject *context, const Done &done);
    bool mayWrite(const EntryId &id) const;

    Place &m_place;
    Listing &m_listing;
    const Staging &m_staging;
    RunningWrites &m_running;
    WriteRecord m_record;
};

} // namespace keyturn
