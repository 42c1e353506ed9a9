#pragma once
#include "core/due/due_rules.h"

namespace keyturn {

//! When logins were refreshed and agreed to from this computer, so that the board can tell when a provider ends them:
//! dates and ids, never a token. One line of JSON for each change in a file that only the user can read, all programs
//! of the user append to it. What cannot be read or written is not known; nothing waits for it.
class LoginRecord {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit LoginRecord(QString file) : m_file(std::move(file)) {}

    const QString &file() const { return m_file; }

    //! \p key is RefreshMarker::keyOf(). What \p facts does not know stays as it was noted.
    void note(const QString &key, const LoginFacts &facts) const;
    //! Of every login, by its key.
    QHash<QString, LoginFacts> all() const;

private:
    QString m_file;
};

} // namespace keyturn
