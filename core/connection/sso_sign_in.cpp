#include "core/connection/sso_sign_in.h"

#include "core/async/sleep_for.h"

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

using MaybeToken = std::optional<SsoToken>;

//! As it is registered: any port of this computer fits.
const QString comeBackTo = u"http://127.0.0.1/oauth/callback"_s;

QStringList scopesOf(const SsoSettings &settings)
{
    return settings.scopes.isEmpty() ? QStringList(u"sso:account:access"_s) : settings.scopes;
}

Error ssoSignInEnded(Refusal refusal, const QString &why)
{
    return Error{ErrorKind::Auth, refusal, why};
}

SsoToken tokenFrom(const SsoClient::Token &token, const SsoClient::Registration &client, const Clock &clock)
{
    return {token.accessToken, clock.utcNow().addSecs(token.expiresIn.count()), token.refreshToken, client};
}

Error withoutCode(Error error)
{
    if (error.refusal == Refusal::NoAnswer)
        return ssoSignInEnded(Refusal::SsoTooLate, u"nobody came back from the browser in time"_s);
    if (error.code == "access_denied"_L1)
        return ssoSignInEnded(Refusal::SsoRefused, u"the request was refused in the browser"_s);
    if (error.kind == ErrorKind::Auth)
        return ssoSignInEnded(Refusal::SsoRefused, u"IAM Identity Center answered \"%1\""_s.arg(error.code));
    error.operation = u"sso-oidc:Authorize"_s;
    return error;
}

//! None where the browser cannot be asked.
Task<Result<MaybeToken>> signInByBrowser(const SsoClient &client, SsoSettings settings, const Clock &clock,
                                         SsoPrompts prompts)
{
    const Result<std::unique_ptr<LoopbackListener>> listener = LoopbackListener::listen(QUrl(comeBackTo));
    if (!listener)
        co_return Result<MaybeToken>(MaybeToken());
    const QStringList scopes = scopesOf(settings);
    Task<Result<SsoClient::Registration>> registering =
        client.registerClient(u"keyturn"_s, scopes, comeBackTo, settings.startUrl);
    const Result<SsoClient::Registration> registration = co_await std::move(registering);
    if (!registration)
        co_return Result<MaybeToken>(registration.error());
    AuthorizationTarget target;
    target.authorizationUrl = client.authorizationUrl();
    target.tokenUrl = target.authorizationUrl;
    target.redirectUri = (*listener)->address().toString(QUrl::FullyEncoded);
    target.clientId = registration->clientId.toUtf8();
    target.parameters = {{"scopes", scopes.join(u' ').toUtf8()}}; // so called here, not "scope"
    const Result<AuthorizationRequest> request = authorizationRequest(target);
    if (!request && request.error().refusal == Refusal::AuthorizationUrl)
        co_return Result<MaybeToken>(MaybeToken());
    if (!request)
        co_return Result<MaybeToken>(request.error());
    Task<Result<SecretString>> waiting = codeFrom(listener->get(), *request, prompts.patience);
    if (!prompts.openBrowser(request->url))
        co_return Result<MaybeToken>(MaybeToken());
    const Result<SecretString> code = co_await std::move(waiting);
    if (!code)
        co_return Result<MaybeToken>(withoutCode(code.error()));
    Task<Result<SsoClient::Token>> asking =
        client.tokenForCode(*registration, *code, request->redirectUri, request->verifier);
    const Result<SsoClient::Token> token = co_await std::move(asking);
    if (token)
        co_return Result<MaybeToken>(tokenFrom(*token, *registration, clock));
    if (token.error().code == "InvalidGrantException"_L1)
        co_return Result<MaybeToken>(
            ssoSignInEnded(Refusal::SsoTooLate, u"the code was used before, or came too late"_s));
    co_return Result<MaybeToken>(token.error());
}

Task<Result<SsoToken>> signInByDevice(const SsoClient &client, SsoSettings settings, const Clock &clock,
                                      std::function<void(const SsoClient::Device &)> show)
{
    Task<Result<SsoClient::Registration>> registering = client.registerClient(u"keyturn"_s, scopesOf(settings));
    const Result<SsoClient::Registration> registration = co_await std::move(registering);
    if (!registration)
        co_return registration.error();
    Task<Result<SsoClient::Device>> starting = client.startDeviceAuthorization(*registration, settings.startUrl);
    const Result<SsoClient::Device> device = co_await std::move(starting);
    if (!device)
        co_return device.error();
    show(*device);
    std::chrono::seconds interval = device->interval;
    for (std::chrono::seconds waited{0}; waited < device->expiresIn; waited += std::max(interval, 1s)) {
        co_await sleepFor(interval);
        Task<Result<SsoClient::Token>> asking = client.tokenForDevice(*registration, device->deviceCode);
        const Result<SsoClient::Token> token = co_await std::move(asking);
        if (token)
            co_return tokenFrom(*token, *registration, clock);
        const Error &error = token.error();
        if (error.code == "SlowDownException"_L1)
            interval += 5s;
        else if (error.code == "AccessDeniedException"_L1)
            co_return ssoSignInEnded(Refusal::SsoRefused, u"the request was refused in the browser"_s);
        else if (error.code == "ExpiredTokenException"_L1)
            break;
        else if (error.code != "AuthorizationPendingException"_L1)
            co_return error;
    }
    co_return ssoSignInEnded(Refusal::SsoTooLate, u"nobody confirmed the code in time"_s);
}

} // namespace

Result<SsoSettings> ssoSettingsOf(const Environment &environment, const QString &profile)
{
    const Result<SharedConfig> shared = SharedConfig::load(environment);
    const Result<SignIn> found = shared ? signInOf(*shared, profile) : Result<SignIn>(shared.error());
    if (!found)
        return found.error();
    if (found->base != SignIn::Base::Sso)
        return Error{ErrorKind::Invalid, Refusal::SignIn, u"it does not sign in by SSO"_s};
    return found->sso;
}

Task<Result<SsoToken>> signInToSso(const SsoClient &client, SsoSettings settings, const Clock &clock,
                                   const SsoTokens &tokens, SsoPrompts prompts)
{
    MaybeToken token;
    if (prompts.openBrowser && !settings.session.isEmpty()) {
        Task<Result<MaybeToken>> signingIn = signInByBrowser(client, settings, clock, prompts);
        Result<MaybeToken> found = co_await std::move(signingIn);
        if (!found)
            co_return found.error();
        token = *std::move(found);
    }
    if (!token) {
        Task<Result<SsoToken>> signingIn = signInByDevice(client, settings, clock, prompts.showCode);
        Result<SsoToken> found = co_await std::move(signingIn);
        if (!found)
            co_return found.error();
        token = *std::move(found);
    }
    Task<Result<>> keeping = tokens.keep(settings, *token);
    const Result<> kept = co_await std::move(keeping);
    if (!kept)
        co_return kept.error();
    co_return *std::move(token);
}

} // namespace keyturn
