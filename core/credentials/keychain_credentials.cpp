#include "core/credentials/keychain_credentials.h"

using namespace Qt::StringLiterals;

namespace keyturn {

KeychainCredentials::KeychainCredentials(Keychain &keychain, QString name) : m_store(keychain), m_name(std::move(name))
{}

Task<Result<Credentials>> KeychainCredentials::credentials()
{
    if (!m_cached) {
        const Result<AwsKeys> keys = co_await m_store.read(m_name);
        if (!keys)
            co_return keys.error();
        m_cached = Credentials{keys->accessKeyId, keys->secretAccessKey, {}, {}};
    }
    co_return *m_cached;
}

QString KeychainCredentials::description() const
{
    return u"keychain"_s;
}

} // namespace keyturn
