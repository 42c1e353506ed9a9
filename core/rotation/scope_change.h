#pragma once
#include <QStringList>

namespace keyturn {

//! How what a new token may do differs from before.
struct ScopeChange {
    QStringList lost;
    QStringList gained;

    //! Both separated by spaces. \p now null: nothing has changed (RFC 6749 section 5.1).
    static ScopeChange between(const QString &before, const QString &now);
    friend bool operator==(const ScopeChange &, const ScopeChange &) = default;
};

} // namespace keyturn
