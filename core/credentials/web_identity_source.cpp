#include "core/credentials/web_identity_source.h"

#include "core/credentials/assume_role_source.h"
#include "core/credentials/static_credentials.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr qint64 longestToken = 20'000;
}

WebIdentitySource::WebIdentitySource(RoleStep role, QString tokenFile, const SignInContext &context) :
    m_role([&role, &context] {
        if (role.sessionName.isEmpty())
            role.sessionName = usualSessionName(context.environment);
        return std::move(role);
    }()),
    m_tokenFile(std::move(tokenFile)), m_nobody(std::make_unique<StaticCredentials>(Credentials())),
    m_transport(context.http, *m_nobody, context.clock, context.region, context.endpoints), m_sts(m_transport)
{}

QString WebIdentitySource::description() const
{
    return u"role %1 by the web identity in %2 (profile %3)"_s.arg(m_role.arn, m_tokenFile, m_role.profile);
}

Result<SecretString> WebIdentitySource::token() const
{
    QFile file(m_tokenFile);
    const auto refusal = [this](const QString &why) {
        return Error{ErrorKind::Io, Refusal::WebIdentity,
                     u"%1 of profile %2: %3"_s.arg(m_tokenFile, m_role.profile, why)};
    };
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refusal(file.errorString());
    QByteArray text = file.read(longestToken + 1);
    const SecretString token(QByteArrayView(text).trimmed());
    const bool isTooLong = text.size() > longestToken;
    wipe(text);
    if (isTooLong || token.size() < 4)
        return refusal(isTooLong ? u"longer than a token is"_s : u"holds no token"_s);
    return token;
}

Task<Result<Credentials>> WebIdentitySource::fetch()
{
    const Result<SecretString> identity = token();
    if (!identity)
        co_return identity.error();
    RoleRequest request{m_role.arn, m_role.sessionName, {}, {}, {}, m_role.durationSeconds};
    Result<Credentials> assumed = co_await m_sts.assumeRoleWithWebIdentity(std::move(request), *identity);
    if (assumed)
        co_return assumed;
    Error error = assumed.error();
    error.detail = u"profile %1, role %2: %3"_s.arg(m_role.profile, m_role.arn, error.detail);
    co_return error;
}

} // namespace keyturn
