#pragma once
#include "core/async/task_scope.h"
#include "core/workspace/session.h"

#include <QHash>
#include <QObject>

namespace keyturn {

//! Everything that is being written. It is the application's: leaving the place ends none of it, and closing the window
//! waits for it.
class RunningWrites : public QObject {
    Q_OBJECT

public:
    TaskScope &scope() { return m_scope; }

    //! Writes what is staged on \p id or belongs to it, on the session it began on; until end().
    void begin(const EntryId &id, SessionPtr session);
    //! The session it began on.
    SessionPtr end(const EntryId &id);
    bool isWriting(const EntryId &id) const { return m_sessions.contains(id); }
    bool isWritingEntries() const { return !m_sessions.isEmpty(); }
    SessionPtr session(const EntryId &id) const { return m_sessions.value(id); }

    //! One that holds no entry's edits: a refresh, a creation.
    void beginOther();
    void endOther();

    int count() const { return int(m_sessions.size()) + m_others; }

signals:
    void changed(); //!< count()

private:
    QHash<EntryId, SessionPtr> m_sessions;
    int m_others = 0;
    TaskScope m_scope;
};

} // namespace keyturn
