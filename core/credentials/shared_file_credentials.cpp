#include "core/credentials/shared_file_credentials.h"

#include "core/profile/shared_config.h"

using namespace Qt::StringLiterals;

namespace keyturn {

SharedFileCredentials::SharedFileCredentials(Environment environment, QString profile) :
    m_environment(std::move(environment)), m_profile(std::move(profile))
{}

Task<Result<Credentials>> SharedFileCredentials::credentials()
{
    if (!m_cached) {
        Result<Credentials> fresh = read();
        if (!fresh)
            co_return fresh.error();
        m_cached = *std::move(fresh);
    }
    co_return *m_cached;
}

QString SharedFileCredentials::description() const
{
    return u"profile %1 in %2"_s.arg(m_profile, m_environment.credentialsFile());
}

Result<Credentials> SharedFileCredentials::read() const
{
    const Result<SharedConfig> shared = SharedConfig::load(m_environment);
    if (!shared)
        return shared.error();
    if (!shared->profile(m_profile))
        return Error{ErrorKind::NotFound, Refusal::NoProfile, u"there is no profile %1"_s.arg(m_profile)};
    // Each file by itself: keys are not put together from two.
    const QString idKey = u"aws_access_key_id"_s;
    const ConfigSection *section = shared->ofCredentialsFile(m_profile);
    if (!section || !section->has(idKey))
        section = shared->ofConfigFile(m_profile);
    if (!section || !section->has(idKey))
        section = shared->profile(m_profile);

    Credentials credentials;
    credentials.accessKeyId = section->values.value(idKey).toUtf8();
    credentials.secretAccessKey = section->secrets.value(u"aws_secret_access_key"_s);
    credentials.sessionToken = section->has(u"aws_security_token"_s) ? section->secrets.value(u"aws_security_token"_s)
                                                                     : section->secrets.value(u"aws_session_token"_s);
    const bool hasId = !credentials.accessKeyId.isEmpty();
    const bool hasSecret = !credentials.secretAccessKey.isEmpty();
    if (hasId && hasSecret)
        return credentials;
    if (hasId || hasSecret)
        return Error{ErrorKind::Invalid, Refusal::IncompleteKeys,
                     u"profile %1 has only half of a key pair"_s.arg(m_profile)};
    return Error{ErrorKind::NotFound, Refusal::NoCredentials, u"profile %1 has no access keys"_s.arg(m_profile)};
}

} // namespace keyturn
