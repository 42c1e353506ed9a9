#include "core/credentials/environment_credentials.h"

using namespace Qt::StringLiterals;

namespace keyturn {

Task<Result<Credentials>> EnvironmentCredentials::credentials()
{
    Credentials credentials;
    credentials.accessKeyId = m_environment.accessKeyId();
    if (credentials.accessKeyId.isEmpty())
        co_return Error{ErrorKind::NotFound, Refusal::NoCredentials, u"AWS_ACCESS_KEY_ID is not set"_s};
    credentials.secretAccessKey = m_environment.secretAccessKey();
    if (credentials.secretAccessKey.isEmpty())
        co_return Error{ErrorKind::Invalid, Refusal::IncompleteKeys, u"AWS_SECRET_ACCESS_KEY is not set"_s};
    credentials.sessionToken = m_environment.sessionToken();
    const QDateTime expires = QDateTime::fromString(m_environment.credentialExpiration(), Qt::ISODate);
    if (expires.isValid())
        credentials.expiresAt = expires.toUTC();
    co_return credentials;
}

QString EnvironmentCredentials::description() const
{
    return u"environment"_s;
}

} // namespace keyturn
