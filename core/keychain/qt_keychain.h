#pragma once
#include "core/keychain/keychain.h"

#include <chrono>
#include <memory>

namespace keyturn {

//! The Secret Service through qtkeychain, in binary mode, service "keyturn". Needs Qt's GLib event dispatcher.
//! Opens no prompt but in unlock(): elsewhere a locked keyring is an error before anything is asked of it. Every other
//! operation ends within the watchdog, whatever the daemon does. Must outlive the tasks it made; destroying a task
//! leaves its job to finish.
class QtKeychain final : public Keychain {
public:
    //! Larger values are refused: the whole keyring is rewritten for each, and a very large one breaks the connection.
    static constexpr qsizetype maxValueSize = 256LL * 1024;

    explicit QtKeychain(std::chrono::milliseconds watchdog = std::chrono::seconds(5));
    ~QtKeychain() override;
    Q_DISABLE_COPY_MOVE(QtKeychain)

    Task<KeychainState> state() override;
    Task<Result<>> unlock() override;
    Task<Result<std::optional<SecretString>>> read(QString key) override;
    Task<Result<>> write(QString key, SecretString value) override;
    Task<Result<>> remove(QString key) override;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace keyturn
