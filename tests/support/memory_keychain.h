#pragma once
#include "core/keychain/keychain.h"

#include <QHash>

namespace keyturn {

//! A keychain in memory that answers as it is told: for what is built on a keychain, not for the keychain itself.
class MemoryKeychain final : public Keychain {
public:
    QHash<QString, SecretString> items;
    KeychainState now = KeychainState::Ready;
    int failingWrite = 0; //!< counts down; the one that comes to 1 stores and fails, as one that is not read back equal
    int writesUntilLocked = 0; //!< counts down; it is locked from when it comes to 0
    int reads = 0;
    bool unlocks = true; //!< the user knows the password

    Task<KeychainState> state() override { co_return now; }
    Task<Result<>> unlock() override
    {
        if (now == KeychainState::Locked && unlocks)
            now = KeychainState::Ready;
        if (now != KeychainState::Ready)
            co_return Result<>(refusal());
        co_return Result<>();
    }
    Task<Result<std::optional<SecretString>>> read(QString key) override
    {
        ++reads;
        if (now != KeychainState::Ready)
            co_return Result<std::optional<SecretString>>(refusal());
        std::optional<SecretString> value;
        if (items.contains(key))
            value = items.value(key);
        co_return Result<std::optional<SecretString>>(std::move(value));
    }
    Task<Result<>> write(QString key, SecretString value) override
    {
        if (now != KeychainState::Ready)
            co_return Result<>(refusal());
        items.insert(key, value);
        if (writesUntilLocked > 0 && --writesUntilLocked == 0)
            now = KeychainState::Locked;
        if (failingWrite > 0 && --failingWrite == 0)
            co_return Result<>(Error{ErrorKind::Keychain, Refusal::Failed, QLatin1String("as wanted")});
        co_return Result<>();
    }
    Task<Result<>> remove(QString key) override
    {
        if (now != KeychainState::Ready)
            co_return Result<>(refusal());
        items.remove(key);
        co_return Result<>();
    }

private:
    Error refusal() const
    {
        const Refusal why = now == KeychainState::Locked   ? Refusal::Locked
                            : now == KeychainState::Absent ? Refusal::Absent
                                                           : Refusal::Hung;
        return {ErrorKind::Keychain, why, QLatin1String("as the test wants it")};
    }
};

} // namespace keyturn
