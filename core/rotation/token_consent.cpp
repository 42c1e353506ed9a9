#include "core/rotation/token_consent.h"

#include "core/base/crash_point.h"
#include "core/connection/connection.h"
#include "core/oauth/token_url_policy.h"
#include "core/rotation/refresh_exchange.h"
#include "core/rotation/refresh_preflight.h"
#include "core/rotation/token_edits.h"

#include <QUuid>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds turnPatience = 60s;

Error consentFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"authorize"_s};
}

RefreshMarker consentMarker(const RefreshPlan &plan, bool rehearsal, const QDateTime &now)
{
    RefreshMarker marker;
    marker.entry = plan.content.entry.id;
    marker.arn = plan.content.entry.arn;
    marker.rehearsal = rehearsal;
    marker.consent = true;
    marker.operation = QUuid::createUuid().toString(QUuid::WithoutBraces);
    marker.base = plan.content.versionId;
    marker.token = newVersionId();
    marker.host = plan.request.grant.tokenUrl.host();
    marker.provider = plan.request.provider.name;
    marker.replay = Provider::Replay::Ask;
    marker.at = now;
    return marker;
}

} // namespace

Result<ConsentRedirect> consentRedirect(const Provider &provider, const QString &registered)
{
    const QString uri = registered.isEmpty() ? provider.redirectUri : registered;
    const QUrl url(uri, QUrl::StrictMode);
    const bool isHere = url.host() == "127.0.0.1"_L1 || url.host() == "localhost"_L1 || url.host() == "::1"_L1;
    const bool isWeb = url.scheme() == "https"_L1 && !url.host().isEmpty();
    const bool isLoopback = url.scheme() == "http"_L1 && isHere && !url.path().isEmpty() && !url.hasQuery();
    if (!url.isValid() || url.hasFragment() || !url.userInfo().isEmpty() || (!isWeb && !isLoopback))
        return consentFailure(ErrorKind::Invalid, Refusal::RedirectUri, uri);
    if (isWeb)
        return ConsentRedirect{Provider::Redirect::PasteUrl, uri};
    const bool anyPort = provider.redirect == Provider::Redirect::LoopbackAnyPort && url.port() < 0;
    return ConsentRedirect{anyPort ? Provider::Redirect::LoopbackAnyPort : Provider::Redirect::LoopbackFixed, uri};
}

Task<Result<ConsentPlan>> TokenConsent::plan(Entry entry, RefreshSettings settings) const
{
    if (!m_journal.isKept())
        co_return consentFailure(ErrorKind::Keychain, Refusal::NoJournal,
                                 u"there is no journal to keep the answer in"_s);
    const QString key = RefreshMarker::keyOf(entry.id, m_connection.tokenEndpoint().isRehearsal());
    Result<RefreshTurn> turn = co_await m_journal.turn(key, turnPatience);
    if (!turn)
        co_return turn.error();
    const Result<> free = co_await earlier(key);
    if (!free)
        co_return free.error();
    const RefreshPreflight preflight(m_connection, settings);
    const Result<RefreshPlan> plan = co_await preflight.runForConsent(std::move(entry));
    if (!plan)
        co_return plan.error();
    ConsentPlan ready;
    ready.request = plan->request;
    const QUrl tokenUrl = plan->request.grant.tokenUrl;
    ready.authorizationUrl = settings.authorizationUrl.isEmpty() ? authorizationUrlOf(plan->request.provider, tokenUrl)
                                                                 : QUrl(settings.authorizationUrl, QUrl::StrictMode);
    if (!checkTokenUrl(ready.authorizationUrl))
        co_return consentFailure(ErrorKind::Invalid, Refusal::AuthorizationUrl, ready.authorizationUrl.toString());
    const Result<ConsentRedirect> redirect = consentRedirect(plan->request.provider, settings.redirectUri);
    if (!redirect)
        co_return redirect.error();
    ready.redirect = *redirect;
    RefreshTurn *const held = &*turn;
    const Result<SaveGuard> proven = co_await preflight.prove(*plan, held);
    if (!proven)
        co_return proven.error();
    co_return ready;
}

Result<AuthorizationRequest> TokenConsent::request(const ConsentPlan &plan, const QString &redirectUri,
                                                   const QByteArray &scope) const
{
    const TokenEndpoint &endpoint = m_connection.tokenEndpoint();
    AuthorizationTarget target;
    target.authorizationUrl = endpoint.placeOf(plan.authorizationUrl);
    target.tokenUrl = endpoint.placeOf(plan.request.grant.tokenUrl);
    const QString issuer = issuerOf(plan.request.provider, plan.request.grant.tokenUrl);
    if (!issuer.isEmpty())
        target.issuer = endpoint.placeOf(QUrl(issuer)).toString(QUrl::FullyEncoded);
    target.redirectUri = redirectUri;
    target.clientId = plan.request.grant.clientId;
    target.scope = scope.isEmpty() ? plan.request.grant.scope : scope;
    target.parameters = plan.request.provider.consentParameters;
    return authorizationRequest(target);
}

//! What waits to be written must not be forgotten for a new consent; an answer that was lost may be.
Task<Result<>> TokenConsent::earlier(QString key) const
{
    const Result<std::optional<JournalItem>> item = co_await m_journal.item(key);
    if (!item)
        co_return item.error();
    if (item->has_value() && (*item)->answer)
        co_return consentFailure(ErrorKind::Conflict, Refusal::Unfinished, u"new tokens of it wait to be stored"_s);
    co_return Result<>();
}

Task<Result<RefreshOperation>> TokenConsent::exchange(Entry entry, AuthorizationRequest request, SecretString code,
                                                      RefreshSettings settings) const
{
    const bool rehearsal = m_connection.tokenEndpoint().isRehearsal();
    const QString key = RefreshMarker::keyOf(entry.id, rehearsal);
    Result<RefreshTurn> turn = co_await m_journal.turn(key, turnPatience);
    if (!turn)
        co_return turn.error();
    const Result<> free = co_await earlier(key);
    if (!free)
        co_return free.error();
    const RefreshPreflight preflight(m_connection, settings);
    const Result<RefreshPlan> plan = co_await preflight.runForConsent(std::move(entry));
    if (!plan)
        co_return plan.error();
    RefreshOperation operation;
    operation.marker = consentMarker(*plan, rehearsal, m_connection.clock().utcNow());
    operation.content = plan->content;
    operation.request = plan->request;
    operation.settings = settings;
    TokenGrant &grant = operation.request.grant;
    grant.code = code;
    grant.redirectUri = request.redirectUri.toUtf8();
    grant.verifier = request.verifier;
    KEYTURN_CRASH_POINT("J0-before");
    const SecretString replaced = grant.refreshToken; // what the entry holds until the new one is written
    const Result<> begun = co_await m_journal.begin(operation.marker, replaced);
    if (!begun)
        co_return begun.error();
    KEYTURN_CRASH_POINT("J0-after");
    const RefreshExchange exchange(m_connection, m_journal);
    RefreshOperation *const running = &operation;
    const TokenVerdict verdict = co_await exchange.run(running);
    if (verdict.kind != TokenVerdict::Kind::Granted) { // whatever became of the code, it is of no more use
        co_await m_journal.end(operation.marker);
        Error error = verdict.error;
        error.operation = u"authorize"_s;
        co_return error;
    }
    operation.tokens = verdict.tokens;
    co_return operation;
}

Task<Result<>> TokenConsent::settle(RefreshOperation operation) const
{
    const QString key = operation.marker.key();
    Result<RefreshTurn> turn = co_await m_journal.turn(key, turnPatience);
    if (!turn)
        co_return turn.error();
    const RefreshPreflight preflight(m_connection, operation.settings);
    const Entry entry = operation.content.entry;
    const Result<EntryContent> now = co_await preflight.readFresh(entry);
    if (!now)
        co_return now.error();
    const KeyRole role = operation.tokens.refreshTokenRotated ? KeyRole::RefreshToken : KeyRole::AccessToken;
    const SecretString &wanted =
        role == KeyRole::RefreshToken ? operation.tokens.refreshToken : operation.tokens.accessToken;
    if (!(valueOf(*now, role) == wanted))
        co_return consentFailure(ErrorKind::Conflict, Refusal::ChangedElsewhere, u"AWS holds other tokens"_s);
    co_return co_await m_journal.end(operation.marker);
}

} // namespace keyturn
