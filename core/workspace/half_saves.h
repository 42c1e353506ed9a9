#pragma once
#include "core/async/task_scope.h"
#include "core/save/save_journal.h"
#include "core/save/save_recovery.h"
#include "core/workspace/place.h"
#include "core/workspace/running_writes.h"

namespace keyturn {

//! Saves of parameters that are neither done nor undone, of this process and of earlier ones. The edits of such an
//! entry stay staged and cannot be changed until the save is finished or undone.
class HalfSaves : public QObject {
    Q_OBJECT

public:
    //! With the session it began on.
    struct HalfSave {
        SessionPtr session;
        HalfSaved state;
        std::shared_ptr<void> hold = {}; //!< of a record that was found: no other process looks at it meanwhile
    };

    //! What a look at a record found; nothing: it had ended but for the record.
    struct Looked {
        std::optional<HalfSaved> half = {};
        std::optional<CutOffSave> cutOff = {};
    };

    HalfSaves(Place &place, RunningWrites &running);
    ~HalfSaves() override;

    //! Where saves are noted while they run. What an earlier process did not end is looked at when its account and
    //! region are opened: found(), cutOff() or recoveryFailed() follows.
    void keepJournal(const QString &folder);

    bool isEmpty() const { return m_halves.isEmpty(); }
    bool contains(const EntryId &id) const { return m_halves.contains(id); }
    //! Null: there is none.
    const HalfSaved *find(const EntryId &id) const;
    QList<EntryId> entries() const { return m_halves.keys(); }
    std::shared_ptr<HalfSave> half(const EntryId &id) const { return m_halves.value(id); }

    //! A save has stopped half way, once more perhaps.
    void insert(const EntryId &id, const SessionPtr &session, const HalfSaved &state);
    void remove(const EntryId &id) { m_halves.remove(id); }
    //! Leaves a half save that was found as it is, and forgets it.
    void keep(const EntryId &id);

signals:
    void found(const keyturn::EntryId &id); //!< an earlier process did not end it
    void ended(const keyturn::EntryId &id); //!< one that was found is put right, or kept as it is
    //! A save of one thing, a secret or a parameter, that an earlier process did not end.
    void cutOff(const keyturn::EntryId &id, const keyturn::CutOffSave &save);
    void recoveryFailed(const keyturn::EntryId &id, const keyturn::Error &error); //!< it could not be looked at

private:
    void recover();
    void lookedAt(const EntryId &id, const QString &record, const std::shared_ptr<void> &hold,
                  const Result<Looked> &looked);
    void forgetRecovered();

    Place &m_place;
    RunningWrites &m_running;
    std::unique_ptr<SaveJournal> m_journal; // the sessions know it
    QHash<EntryId, std::shared_ptr<HalfSave>> m_halves;
    TaskScope m_reads;
};

} // namespace keyturn
