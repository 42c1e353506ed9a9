#pragma once
#include "core/keychain/keychain.h"

#include <QByteArray>
#include <QStringList>

namespace keyturn {

//! A long-lived access key as Keyturn keeps it in the keychain.
struct AwsKeys {
    QByteArray accessKeyId;
    SecretString secretAccessKey;
};

//! AWS access keys by name: one keychain item "aws-keys/<name>" each, and an item "aws-keys" that lists the names,
//! because a keychain cannot be searched portably. \p keychain must outlive this object and its tasks.
class AwsKeyStore {
public:
    explicit AwsKeyStore(Keychain &keychain) : m_keychain(keychain) {}

    //! Sorted; a name may be listed whose item somebody removed with another program.
    Task<Result<QStringList>> names() const;
    //! NotFound if there is no such item, Protocol if it is not ours.
    Task<Result<AwsKeys>> read(QString name) const;
    //! Replaces what is there. Invalid for names, key ids or secrets that are empty or hold control characters.
    Task<Result<>> write(QString name, AwsKeys keys) const;
    //! NotFound if neither the item nor the name is there.
    Task<Result<>> remove(QString name) const;

private:
    Task<Result<>> writeNames(QStringList names) const;
    Keychain &m_keychain;
};

} // namespace keyturn
