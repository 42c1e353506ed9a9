#pragma once
#include "core/rotation/token_check.h"
#include "core/workspace/refreshes.h"

namespace keyturn {

//! "Do these still work?" of one entry at a time, and what came of it until another is asked about or the place is
//! left. Writes nothing and holds no token.
class TokenChecks : public QObject {
    Q_OBJECT

public:
    TokenChecks(Place &place, Refreshes &refreshes);

    //! Instead of what runs now. \p entry as it is listed or open.
    void start(const Entry &entry);
    //! What was found out by then stays.
    void cancel();

    bool isRunning(const EntryId &id) const { return m_id == id && m_tasks.count() > 0; }
    //! Empty: nothing is known of it.
    QList<VersionCheck> checks(const EntryId &id) const { return m_id == id ? m_checks : QList<VersionCheck>(); }
    //! Why nothing could be asked.
    std::optional<Error> error(const EntryId &id) const { return m_id == id ? m_error : std::nullopt; }

signals:
    void changed(const keyturn::EntryId &id);

private:
    void forget();

    Place &m_place;
    Refreshes &m_refreshes;
    std::optional<EntryId> m_id;
    QList<VersionCheck> m_checks;
    std::optional<Error> m_error;
    TaskScope m_tasks;
};

} // namespace keyturn
