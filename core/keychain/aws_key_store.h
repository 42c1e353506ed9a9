#pragma once
#include "core/keychain/keychain.h"

#include <QByteArray>
#include <QStringList>
#include <memory>

class QLockFile;

namespace keyturn {

//! A long-lived access key as Keyturn keeps it in the keychain.
struct AwsKeys {
    QByteArray accessKeyId;
    SecretString secretAccessKey;
};

//! Why keys that end with their session are no such keys, for Error::detail.
QString needsItsSession();

//! AWS access keys by name: one keychain item "aws-keys/<name>" each, and an item "aws-keys" that lists the names,
//! because a keychain cannot be searched portably. Processes take turns with a lock file, so that none writes a list
//! over another's. \p keychain must outlive this object and its tasks.
class AwsKeyStore {
public:
    //! \p lockFile in a folder of Keyturn's own; empty: nobody else writes to this keychain.
    explicit AwsKeyStore(Keychain &keychain, QString lockFile = {}) :
        m_keychain(keychain), m_lockFile(std::move(lockFile))
    {}

    //! Sorted; a name may be listed whose item somebody removed with another program.
    Task<Result<QStringList>> names() const;
    //! NotFound if there is no such item, Protocol if it is not ours.
    Task<Result<AwsKeys>> read(QString name) const;
    //! Replaces what is there, or leaves everything as it was. Invalid for a name of no or several lines, and for what
    //! is no key id (letters, digits, underscores) and no secret (printable, no space).
    Task<Result<>> write(QString name, AwsKeys keys) const;
    //! NotFound if neither the item nor the name is there.
    Task<Result<>> remove(QString name) const;

private:
    using Lock = std::unique_ptr<QLockFile>;
    Task<Result<Lock>> myTurn() const;
    Task<Result<>> writeNames(QStringList names) const;
    Task<Result<>> writeItem(QString key, SecretString value) const;
    Keychain &m_keychain;
    QString m_lockFile;
};

} // namespace keyturn
