#include "app/pictures/picture_keychain.h"

namespace keyturn {

Task<KeychainState> PictureKeychain::state()
{
    co_return KeychainState::Ready;
}

Task<Result<>> PictureKeychain::unlock()
{
    co_return Result<>();
}

Task<Result<std::optional<SecretString>>> PictureKeychain::read(QString key)
{
    std::optional<SecretString> value;
    if (m_items.contains(key))
        value = m_items.value(key);
    co_return Result<std::optional<SecretString>>(std::move(value));
}

Task<Result<>> PictureKeychain::write(QString key, SecretString value)
{
    m_items.insert(key, value);
    co_return Result<>();
}

Task<Result<>> PictureKeychain::remove(QString key)
{
    m_items.remove(key);
    co_return Result<>();
}

} // namespace keyturn
