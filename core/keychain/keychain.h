#pragma once
#include "core/async/task.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QString>
#include <optional>

namespace keyturn {

//! Told apart as far as the platform allows.
enum class KeychainState {
    Ready,
    Locked,
    Absent, //!< no Secret Service, no D-Bus, no back end
    Hung,   //!< does not answer within the watchdog
};

//! The operating system's keychain: a cache and a journal. There is no fallback to a file.
//! Errors are ErrorKind::Keychain with code "locked", "denied", "absent", "hung" or "failed"; the detail is for people.
class Keychain {
public:
    virtual ~Keychain() = default;

    //! Asks whether items can be read and written now; never opens a prompt.
    virtual Task<KeychainState> state() = 0;
    //! Where it is locked, the system asks the user for the password. "locked" if it still is when they have closed
    //! that.
    virtual Task<Result<>> unlock() = 0;
    //! Empty optional: there is certainly no such item. A locked keychain is an error, never "no item".
    virtual Task<Result<std::optional<SecretString>>> read(QString key) = 0;
    //! Succeeds only after the item was read back and is equal.
    virtual Task<Result<>> write(QString key, SecretString value) = 0;
    //! Removing what is not there succeeds.
    virtual Task<Result<>> remove(QString key) = 0;
};

} // namespace keyturn
