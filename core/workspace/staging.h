#pragma once
#include "core/workspace/half_saves.h"
#include "core/workspace/open_entry.h"
#include "core/workspace/staged_edits.h"

namespace keyturn {

class ThreeWayMerge;

//! The staged edits, and when they may be touched: not where writing is locked, and not while they are written.
class Staging : public QObject {
    Q_OBJECT

public:
    Staging(Place &place, OpenEntry &open, const RunningWrites &running, const HalfSaves &halves);

    const StagedEdits &edits() const { return m_edits; }
    //! They are being written, or half written.
    bool isHeld(const EntryId &id) const { return m_running.isWriting(id) || m_halves.contains(id); }

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
    void revert(const QString &key);
    void discard(const EntryId &id);
    void discardAll();
    void undo();
    void redo();

    //! The edits that came out of a merge take the place of the staged ones, on what AWS holds now.
    void takeMerge(const ThreeWayMerge &merge);
    //! Takes all edits out, or puts such edits back in the place of none; while nothing is written.
    StagedEdits takeOut();
    void putBack(StagedEdits edits);
    //! After a save that wrote all but \p left.
    void keepDetails(const EntryId &id, const DetailChanges &left);

signals:
    void changed();

private:
    bool canStage(const EntryContent &content) const;
    bool isAnyHeld() const { return m_running.isWritingEntries() || !m_halves.isEmpty(); }

    Place &m_place;
    OpenEntry &m_open;
    const RunningWrites &m_running;
    const HalfSaves &m_halves;
    StagedEdits m_edits;
};

} // namespace keyturn
