#include "core/credentials/sso_source.h"

#include "core/base/log.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QByteArray hashOf(const SecretString &token)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(token.bytes());
    return hash.result();
}

} // namespace

SsoSource::SsoSource(SsoSettings settings, QString profile, const SignInContext &context) :
    m_settings(std::move(settings)), m_profile(std::move(profile)), m_clock(context.clock),
    m_client(context.http, m_settings.region, context.endpoints), m_tokens(context.environment, context.keychain)
{}

QString SsoSource::description() const
{
    return u"SSO role %1 in account %2 (profile %3)"_s.arg(m_settings.role, m_settings.account, m_profile);
}

Error SsoSource::signInFirst(const QString &why) const
{
    return {ErrorKind::Auth, Refusal::SsoLogin, u"%1 (%2)"_s.arg(why, m_settings.startUrl)};
}

Task<Result<SecretString>> SsoSource::token()
{
    const QDateTime now = m_clock.utcNow();
    const auto isGood = [&](const SsoToken &token) {
        return now < token.expiresAt && hashOf(token.accessToken) != m_refused;
    };
    const std::optional<SsoToken> theirs = m_tokens.ofCommandLine(m_settings);
    if (theirs && isGood(*theirs))
        co_return theirs->accessToken;
    const Result<std::optional<SsoToken>> own = co_await m_tokens.own(m_settings);
    if (!own)
        co_return signInFirst(u"nobody is signed in that can be found, and the keychain says: "_s + own.error().detail);
    if (*own && isGood(**own))
        co_return (*own)->accessToken;
    if (*own && !(*own)->refreshToken.isEmpty() && now < (*own)->client.expiresAt) {
        SsoToken old = **own;
        co_return co_await renewed(std::move(old));
    }
    co_return signInFirst(theirs || *own ? u"the sign-in has ended"_s : u"nobody has signed in yet"_s);
}

Task<Result<SecretString>> SsoSource::renewed(SsoToken token)
{
    const Result<SsoClient::Token> fresh = co_await m_client.refresh(token.client, token.refreshToken);
    if (!fresh && (fresh.error().kind == ErrorKind::Network || fresh.error().kind == ErrorKind::Timeout))
        co_return fresh.error();
    if (!fresh)
        co_return signInFirst(u"the sign-in has ended"_s);
    token.accessToken = fresh->accessToken;
    token.expiresAt = m_clock.utcNow().addSecs(fresh->expiresIn.count());
    if (!fresh->refreshToken.isEmpty())
        token.refreshToken = fresh->refreshToken;
    // Where it cannot be kept it still serves now, and somebody signs in again later.
    const Result<> kept = co_await m_tokens.keep(m_settings, token);
    if (!kept)
        qCWarning(awsLog) << "a renewed SSO token was not kept:" << kept.error().code;
    co_return token.accessToken;
}

Task<Result<Credentials>> SsoSource::fetch()
{
    const Result<SecretString> found = co_await token();
    if (!found)
        co_return found.error();
    Result<Credentials> credentials = co_await m_client.roleCredentials(*found, m_settings.account, m_settings.role);
    if (credentials)
        co_return credentials;
    Error error = credentials.error();
    if (error.code == "UnauthorizedException"_L1) {
        m_refused = hashOf(*found);
        co_return signInFirst(u"the sign-in is not accepted any more"_s);
    }
    error.detail = u"profile %1, SSO role %2 in account %3: %4"_s.arg(m_profile, m_settings.role, m_settings.account,
                                                                      error.detail);
    co_return error;
}

} // namespace keyturn
