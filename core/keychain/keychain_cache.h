#pragma once
#include "core/base/clock.h"
#include "core/keychain/keychain.h"

#include <QDateTime>

namespace keyturn {

//! Values that may be lost at any time and are worth nothing after a while: access tokens. The expiry is stored inside
//! the item. \p keychain and \p clock must outlive this object and its tasks.
class KeychainCache {
public:
    KeychainCache(Keychain &keychain, const Clock &clock) : m_keychain(keychain), m_clock(clock) {}

    //! Empty when there is none, or it expired, or it cannot be understood; the last two are removed on the way.
    Task<Result<std::optional<SecretString>>> read(QString key);
    //! \p expiresAt in UTC; what is expired already, or has no valid expiry, is not kept (and an older value is
    //! removed).
    Task<Result<>> write(QString key, SecretString value, QDateTime expiresAt);
    Task<Result<>> remove(QString key);

    //! "token/<account>/<region>/<name>": the item for the access token of a secret.
    static QString tokenKey(const QString &account, const QString &region, const QString &name);

private:
    Keychain &m_keychain;
    const Clock &m_clock;
};

} // namespace keyturn
