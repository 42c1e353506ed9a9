#include "core/workspace/consents.h"

#include "core/rotation/token_edits.h"

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

Error noAnswer()
{
    return Error{ErrorKind::Timeout, Refusal::NoAnswer, u"nobody came back from the browser"_s, {}, {}, u"authorize"_s};
}

Error asConsent(Error error)
{
    error.operation = u"authorize"_s;
    return error;
}

//! Each with the session it began on, which lives as long as the task.
Task<Result<ConsentPlan>> planOf(SessionPtr session, const RefreshJournal *journal, Entry entry,
                                 RefreshSettings settings)
{
    const TokenConsent consent(*session->connection, *journal);
    co_return co_await consent.plan(std::move(entry), std::move(settings));
}

Task<Result<RefreshOperation>> exchangeOf(SessionPtr session, const RefreshJournal *journal, Entry entry,
                                          AuthorizationRequest request, SecretString code, RefreshSettings settings)
{
    const TokenConsent consent(*session->connection, *journal);
    co_return co_await consent.exchange(std::move(entry), std::move(request), std::move(code), std::move(settings));
}

Task<Result<>> settleOf(SessionPtr session, const RefreshJournal *journal, RefreshOperation operation)
{
    const TokenConsent consent(*session->connection, *journal);
    co_return co_await consent.settle(std::move(operation));
}

} // namespace

Consents::Consents(Place &place, Staging &staging, Saves &saves, Refreshes &refreshes, RunningWrites &running) :
    m_place(place), m_staging(staging), m_refreshes(refreshes), m_running(running)
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // it is counted down: a coarse one would begin with more than there is
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail(noAnswer()); });
    connect(&place, &Place::left, this, &Consents::cancel);
    connect(&saves, &Saves::saved, this, &Consents::settle);
    // Later: a save drops the edits before it says that it has saved them.
    connect(&staging, &Staging::changed, this, &Consents::handOver, Qt::QueuedConnection);
}

Consents::~Consents() = default;

void Consents::enter(Step step)
{
    m_step = step;
    emit stepChanged();
}

void Consents::cancel()
{
    if (m_step == Step::Exchange || m_step == Step::None)
        return;
    ++m_turn;
    m_waits.cancelAll();
    m_listener.reset();
    m_deadline.stop();
    m_plan.reset();
    enter(Step::None);
}

void Consents::fail(const Error &error)
{
    const EntryId id = m_entry.id;
    m_step = m_step == Step::Exchange ? Step::Agree : m_step;
    cancel();
    emit failed(id, error);
}

void Consents::prepare(const EntryId &id)
{
    cancel();
    if (m_step != Step::None || !m_place.isOpen() || !m_place.canWrite() || m_refreshes.isRefreshing(id)
        || m_refreshes.unfinished(id) || m_staging.isHeld(id))
        return;
    m_entry = Entry();
    m_entry.id = id;
    if (const Entry *listed = m_refreshes.listed(id))
        m_entry = *listed;
    m_settings = m_refreshes.settingsOf(m_entry);
    m_session = m_place.session();
    const int turn = ++m_turn;
    enter(Step::Check);
    // The proof that values can be stored writes and cleans up behind itself: it is not called off in between.
    m_running.beginOther();
    m_running.scope().launch(planOf(m_session, &m_refreshes.journal(), m_entry, m_settings),
                             [this, turn](const Result<ConsentPlan> &plan) {
                                 m_running.endOther();
                                 if (turn != m_turn)
                                     return;
                                 if (!plan) {
                                     fail(plan.error());
                                     return;
                                 }
                                 m_plan = *plan;
                                 enter(Step::Ready);
                             });
}

void Consents::ask(const QString &redirectUri, const QByteArray &scope)
{
    if (m_step != Step::Ready)
        return;
    const Result<ConsentRedirect> redirect = consentRedirect(m_plan->request.provider, redirectUri);
    if (!redirect) {
        emit failed(m_entry.id, redirect.error());
        return;
    }
    m_plan->redirect = *redirect;
    QString address = redirect->uri;
    if (redirect->style != Provider::Redirect::PasteUrl) {
        Result<std::unique_ptr<LoopbackListener>> listening = LoopbackListener::listen(QUrl(address));
        if (!listening) {
            emit failed(m_entry.id, asConsent(listening.error()));
            return;
        }
        m_listener = std::move(*listening);
        if (redirect->style == Provider::Redirect::LoopbackAnyPort)
            address = m_listener->address().toString(QUrl::FullyEncoded);
    }
    const TokenConsent consent(*m_session->connection, m_refreshes.journal());
    const Result<AuthorizationRequest> request = consent.request(*m_plan, address, scope);
    if (!request) {
        m_listener.reset();
        emit failed(m_entry.id, request.error());
        return;
    }
    m_request = *request;
    m_settings.redirectUri = redirectUri == m_plan->request.provider.redirectUri ? QString() : redirectUri;
    (void)m_refreshes.remember(m_entry, m_settings); // for the next time only
    if (m_listener) {
        LoopbackListener *const listener = m_listener.get();
        m_waits.launch(codeFrom(listener, m_request), [this](const Result<SecretString> &code) {
            if (code)
                exchange(*code);
            else
                fail(code.error());
        });
    }
    m_deadline.start(consentPatience);
    enter(Step::Agree);
    emit opened(m_request.url);
}

std::chrono::seconds Consents::timeLeft() const
{
    return std::chrono::ceil<std::chrono::seconds>(
        std::max(m_deadline.remainingTimeAsDuration(), std::chrono::milliseconds(0)));
}

Result<> Consents::paste(const QString &text)
{
    if (m_step != Step::Agree)
        return {};
    const Result<SecretString> code = codeInPasted(m_request, text);
    if (!code)
        return code.error();
    exchange(*code);
    return {};
}

void Consents::exchange(const SecretString &code)
{
    m_deadline.stop();
    enter(Step::Exchange);
    const EntryId id = m_entry.id;
    m_running.beginOther();
    m_running.scope().launch(exchangeOf(m_session, &m_refreshes.journal(), m_entry, m_request, code, m_settings),
                             [this, id](const Result<RefreshOperation> &operation) {
                                 m_running.endOther();
                                 exchanged(id, operation);
                             });
}

void Consents::exchanged(const EntryId &id, const Result<RefreshOperation> &operation)
{
    if (!operation) {
        fail(operation.error());
        return;
    }
    m_granted.insert(id, Granted{*operation, m_session});
    m_step = Step::Agree;
    cancel();
    emit granted(id, operation->content, editsFor(operation->content, operation->tokens));
    handOver(); // where they could not be staged
}

void Consents::settle(const EntryId &id)
{
    if (!m_granted.contains(id))
        return;
    const Granted granted = m_granted.take(id);
    m_running.beginOther();
    m_running.scope().launch(settleOf(granted.session, &m_refreshes.journal(), granted.operation),
                             [this, granted](const Result<> &settled) {
                                 m_running.endOther();
                                 if (!settled) // somebody saved over them, or the keychain is locked now
                                     m_refreshes.adopt(granted.operation, granted.session);
                             });
}

//! What is not staged any more still waits to be stored.
void Consents::handOver()
{
    const QList<EntryId> ids = m_granted.keys();
    for (const EntryId &id : ids) {
        if (m_staging.edits().item(id) || m_running.isWriting(id))
            continue;
        const Granted granted = m_granted.take(id);
        m_refreshes.adopt(granted.operation, granted.session);
    }
}

} // namespace keyturn

#include "moc_consents.cpp"
