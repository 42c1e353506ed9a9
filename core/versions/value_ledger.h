#pragma once
#include "core/async/task.h"
#include "core/entry/entry_content.h"
#include "core/versions/true_age.h"

namespace keyturn {

class Keychain;

//! Remembers when this computer saw which value for the first time, so that its age is known after the store has
//! forgotten the versions. No value is kept, and nothing from which one could be told: a line has HMAC-SHA-256 under a
//! random key that lies in the keychain. Errors are the keychain's, or Io of the file; nothing is kept then.
class ValueLedger {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept. \p keychain outlives this and its tasks.
    ValueLedger(QString file, Keychain &keychain) : m_file(std::move(file)), m_keychain(keychain) {}

    //! Notes what \p content holds at \p now, and tells when each of its keys was seen with this value.
    Task<Result<QHash<QString, LedgerSight>>> see(EntryContent content, QDateTime now) const;

private:
    Task<Result<SecretString>> key() const;

    QString m_file;
    Keychain &m_keychain;
};

} // namespace keyturn
