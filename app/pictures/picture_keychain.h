#pragma once
#include "core/keychain/keychain.h"

#include <QHash>

namespace keyturn {

//! Keeps items in memory: pictures look the same on every machine and leave nothing in its keychain.
class PictureKeychain final : public Keychain {
public:
    Task<KeychainState> state() override;
    Task<Result<>> unlock() override;
    Task<Result<std::optional<SecretString>>> read(QString key) override;
    Task<Result<>> write(QString key, SecretString value) override;
    Task<Result<>> remove(QString key) override;

private:
    QHash<QString, SecretString> m_items;
};

} // namespace keyturn
