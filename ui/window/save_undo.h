#pragma once
#include "core/versions/save_reversal.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QTimer>

namespace keyturn {

//! The last save, which can be taken back for ten minutes as long as nobody changed what it wrote. Knows versions, not
//! values; forgets them with the place.
class SaveUndo : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::minutes window{10};

    explicit SaveUndo(Workspace &workspace, QObject *parent = nullptr);

    //! What the last save wrote; empty: nothing, or it was taken back.
    QList<EntryId> entries() const;
    //! Why it cannot be taken back now, for people; empty: it can, where writing is not locked.
    QString obstacle() const;
    //! Takes it back; undone() or failed() follows for every entry. Nothing where there is an obstacle.
    void undo();

signals:
    void changed(); //!< entries() or obstacle()
    //! \p receipt: of the writing that took it back.
    void undone(const keyturn::EntryId &id, const keyturn::SaveReceipt &receipt);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);

private:
    void remember(const EntryId &id, const SaveReceipt &receipt);
    void ended(const EntryId &id);

    Workspace &m_workspace;
    QList<SavedVersions> m_saved;
    QSet<EntryId> m_running;
    QDateTime m_until;
    QTimer m_tick;
    bool m_isComplete = true; // the next save that ends is another one
};

} // namespace keyturn
