#include "app/cli/authorizing.h"

#include "app/cli/held_interrupt.h"
#include "app/cli/refreshing.h"
#include "app/cli/secret_input.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace keyturn::cli {

Authorizing::Authorizing(Session &session, Connection &connection, QString name, ConsentManner manner) :
    m_session(session), m_connection(connection), m_name(std::move(name)), m_manner(std::move(manner)),
    m_consent(connection, session.journal())
{}

RefreshSettings Authorizing::chosen(RefreshSettings settings) const
{
    if (!m_manner.redirectUri.isEmpty())
        settings.redirectUri = m_manner.redirectUri;
    if (!m_manner.authorizationUrl.isEmpty())
        settings.authorizationUrl = m_manner.authorizationUrl;
    return settings;
}

Task<ExitCode> Authorizing::run(Entry entry, RefreshSettings settings)
{
    settings = chosen(std::move(settings));
    Task<Result<ConsentPlan>> planning = m_consent.plan(entry, settings);
    Result<ConsentPlan> plan = co_await std::move(planning);
    if (!plan)
        co_return m_session.fail(plan.error(), m_name);
    const bool rehearsal = m_connection.tokenEndpoint().isRehearsal();
    const Result<> remembered = m_session.refreshSettings().remember(entry, rehearsal, settings);
    if (!remembered)
        co_return m_session.fail(remembered.error(), m_name);
    if (m_manner.port > 0) {
        QUrl uri(plan->redirect.uri);
        uri.setPort(m_manner.port);
        plan->redirect = {Provider::Redirect::LoopbackFixed, uri.toString(QUrl::FullyEncoded)};
    }
    AuthorizationRequest request;
    const ConsentPlan *const ready = &*plan;
    AuthorizationRequest *const asked = &request;
    Task<Result<SecretString>> asking = ask(ready, asked);
    const Result<SecretString> code = co_await std::move(asking);
    if (!code)
        co_return m_session.fail(code.error(), m_name);

    std::optional<HeldInterrupt> held;
    held.emplace(m_session, tr("Finishing first, so that the new token is stored; interrupt again to leave it."),
                 QStringList{tr("Stopped. \"keyturnctl resume %1\" finishes it.").arg(printable(m_name))});
    m_session.out().note(tr("Exchanging the code..."));
    Task<Result<RefreshOperation>> exchanging = m_consent.exchange(entry, request, *code, settings);
    Result<RefreshOperation> operation = co_await std::move(exchanging);
    held.reset();
    if (!operation)
        co_return m_session.fail(operation.error(), m_name);
    Task<ExitCode> storing = store(std::move(*operation), settings);
    co_return co_await std::move(storing);
}

void Authorizing::show(const AuthorizationRequest &request)
{
    const QString address = request.url.toString(QUrl::FullyEncoded);
    m_session.out().note(tr("Open this address and agree there:"));
    m_session.out().note(address);
    // Detached and by itself: no shell reads the address, and nothing in it is secret.
    if (m_manner.opensBrowser && !QProcess::startDetached(u"xdg-open"_s, {address}))
        m_session.out().note(tr("No browser could be opened (xdg-open)."));
}

Task<Result<SecretString>> Authorizing::ask(const ConsentPlan *plan, AuthorizationRequest *request)
{
    const bool pastes = m_manner.pastes || plan->redirect.style == Provider::Redirect::PasteUrl;
    std::unique_ptr<LoopbackListener> listener;
    QString redirectUri = plan->redirect.uri;
    if (!pastes) {
        Result<std::unique_ptr<LoopbackListener>> listening = LoopbackListener::listen(QUrl(redirectUri));
        if (!listening) {
            Error error = listening.error();
            error.operation = u"authorize"_s;
            co_return error;
        }
        listener = std::move(*listening);
        if (plan->redirect.style == Provider::Redirect::LoopbackAnyPort)
            redirectUri = listener->address().toString(QUrl::FullyEncoded);
    }
    const Result<AuthorizationRequest> made = m_consent.request(*plan, redirectUri, m_manner.scope);
    if (!made)
        co_return made.error();
    *request = *made;
    show(*request);
    if (pastes)
        co_return pasted(*request);
    m_session.out().note(tr("Waiting at %1, for five minutes at most...").arg(redirectUri));
    LoopbackListener *const waiting = listener.get();
    co_return co_await codeFrom(waiting, *request);
}

Result<SecretString> Authorizing::pasted(const AuthorizationRequest &request)
{
    const Result<SecretString> text = readStandardInput(
        tr("Then paste the address that the browser shows (%1?...), it is not shown here: ").arg(request.redirectUri));
    return text ? codeInPasted(request, text->reveal()) : Result<SecretString>(text.error());
}

//! The way of a refresh from here on.
Task<ExitCode> Authorizing::store(RefreshOperation operation, RefreshSettings settings)
{
    Refreshing refreshing(m_session, m_connection, m_name);
    if (!operation.isKept)
        refreshing.hold(operation);
    RefreshOptions options;
    options.settings = settings;
    Task<Result<RefreshReceipt>> running = refreshing.resume(operation.marker, options);
    const Result<RefreshReceipt> receipt = co_await std::move(running);
    if (operation.tokens.refreshToken.isEmpty() || !operation.tokens.refreshTokenRotated)
        m_session.out().note(tr("The provider gave no new refresh token; the entry keeps the one it has."));
    co_return refreshing.report(receipt);
}

} // namespace keyturn::cli
