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
    const QString end = m_environment.credentialExpiration();
    if (end.isEmpty())
        co_return credentials;
    const QDateTime expires = QDateTime::fromString(end, Qt::ISODate);
    if (!expires.isValid() || expires.timeSpec() == Qt::LocalTime) // whose time would it be?
        co_return Error{ErrorKind::Invalid, Refusal::BadSetting, u"AWS_CREDENTIAL_EXPIRATION = %1"_s.arg(end)};
    credentials.expiresAt = expires.toUTC();
    if (credentials.expiresAt <= m_clock.utcNow())
        co_return Error{ErrorKind::Expired, Refusal::NoCredentials,
                        u"AWS_CREDENTIAL_EXPIRATION = %1 is past"_s.arg(end)};
    co_return credentials;
}

QString EnvironmentCredentials::description() const
{
    return u"environment"_s;
}

} // namespace keyturn
