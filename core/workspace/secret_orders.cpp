#include "core/workspace/secret_orders.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int fewReceives = 3;

} // namespace

SecretOrders::SecretOrders(Place &place, Refreshes &refreshes, ClientSecrets &secrets, RunningWrites &running) :
    m_place(place), m_refreshes(refreshes), m_secrets(secrets), m_running(running)
{
    connect(&place, &Place::left, this, &SecretOrders::cancel);
}

Result<Provider> SecretOrders::provider(const EntryContent &content) const
{
    const Result<RefreshRequest> request =
        ClientSecretByApi::request(m_refreshes.mapped(content), m_refreshes.settingsOf(content.entry));
    if (!request)
        return request.error();
    return request->provider;
}

Task<Result<SecretOrders::QueueState>> SecretOrders::prepared(SessionPtr session, RefreshJournal journal,
                                                              ClientSecretRecord record, ClientSecretOrder order,
                                                              QString queue)
{
    const ClientSecretRotator rotator(*session->connection, journal, record);
    const ClientSecretByApi api(*session->connection, record, rotator);
    co_return co_await api.prepareQueue(order, queue);
}

Task<Result<SecretCopies::Found>> SecretOrders::looked(SessionPtr session, RefreshJournal journal,
                                                       ClientSecretRecord record, ClientSecretOrder order)
{
    const ClientSecretRotator rotator(*session->connection, journal, record);
    co_return co_await rotator.look(order);
}

Task<Result<SecretOrders::QueueState>> SecretOrders::examined(SessionPtr session, RefreshJournal journal,
                                                              ClientSecretRecord record, ClientSecretOrder order,
                                                              SecretCopies::Found found, QString queue,
                                                              ClientSecretByApi::Passed passed)
{
    const ClientSecretRotator rotator(*session->connection, journal, record);
    const ClientSecretByApi api(*session->connection, record, rotator);
    co_return co_await api.look(order, found, queue, passed);
}

Task<Result<>> SecretOrders::asked(SessionPtr session, RefreshJournal journal, ClientSecretRecord record,
                                   ClientSecretOrder order, SecretCopies::Found found, QString queue,
                                   ClientSecretByApi::Passed passed)
{
    const Result<QueueState> state = co_await examined(session, journal, record, order, found, queue, passed);
    if (!state)
        co_return state.error();
    const QueueState ready = *state;
    const ClientSecretRotator rotator(*session->connection, journal, record);
    const ClientSecretByApi api(*session->connection, record, rotator);
    const Result<ClientSecretChange> begun = co_await api.ordered(order, found, ready);
    if (!begun)
        co_return begun.error();
    co_return Result<>();
}

void SecretOrders::forget()
{
    if (!isRunning())
        m_outlook = {};
}

bool SecretOrders::start(Stage stage, const Entry &entry, const QString &queue)
{
    if (isRunning() || m_secrets.isRunning() || !m_place.isOpen() || !m_place.canWrite() || queue.isEmpty())
        return false;
    m_stage = stage;
    m_entry = entry;
    m_gate = std::make_shared<Gate>();
    m_outlook = {};
    m_outlook.queue = queue;
    const GatePtr gate = m_gate;
    const EntryId id = entry.id;
    m_order = {};
    m_order.entry = entry;
    m_order.settings = m_refreshes.settingsOf(entry);
    m_order.progress = [this, id, gate](ClientSecretStep reached, int done, int of) {
        // Called inside the coroutine: a slot there must not end a task.
        const auto told = [this, id, gate, reached, done, of] {
            if (gate == m_gate && !gate->isCancelled)
                emit step(id, reached, done, of);
        };
        QMetaObject::invokeMethod(this, told, Qt::QueuedConnection);
    };
    m_order.mayAsk = [gate] {
        gate->isAsked = !gate->isCancelled;
        return gate->isAsked;
    };
    emit changed(id);
    return true;
}

void SecretOrders::prepare(const Entry &entry, const QString &queue)
{
    if (!start(Stage::Preparing, entry, queue))
        return;
    m_running.beginOther();
    m_running.scope().launch(
        prepared(m_place.session(), m_refreshes.journal(), m_secrets.record(), m_order, queue),
        [this, entry, queue](const Result<QueueState> &ready) {
            const std::optional<Error> why = ready ? std::optional<Error>() : ready.error();
            m_stage = Stage::Idle;
            if (!why || why->kind == ErrorKind::Unsupported) // it is there: the look tells what of it is wrong
                check(entry, queue);
            m_running.endOther();
            if (!isRunning())
                end(why);
        });
}

void SecretOrders::check(const Entry &entry, const QString &queue)
{
    if (start(Stage::Checking, entry, queue))
        look();
}

void SecretOrders::order(const Entry &entry, const QString &queue, const QStringList &consumers, bool takesWaiting)
{
    if (!start(Stage::Ordering, entry, queue))
        return;
    m_order.consumers = consumers;
    m_order.takesWaiting = takesWaiting;
    look();
}

//! Reads only, and perhaps for long: it ends at once where nobody wants it any more.
void SecretOrders::look()
{
    m_reads.launch(looked(m_place.session(), m_refreshes.journal(), m_secrets.record(), m_order),
                   [this](const Result<SecretCopies::Found> &found) {
                       if (found)
                           examine(*found);
                       else
                           end(found.error());
                   });
}

ClientSecretByApi::Passed SecretOrders::passing()
{
    return [this, gate = m_gate](ClientSecretByApi::Check check, const QueueState &state) {
        const auto told = [this, gate, check, state] {
            if (gate != m_gate || gate->isCancelled)
                return;
            m_outlook.arn = state.attributes.arn;
            m_outlook.retention = state.attributes.retention;
            m_outlook.setsAside =
                !state.attributes.deadLetterArn.isEmpty() && state.attributes.maxReceives <= fewReceives;
            m_outlook.passed.append(check);
            emit changed(m_entry.id);
        };
        QMetaObject::invokeMethod(this, told, Qt::QueuedConnection);
    };
}

//! What this receives or tries to write it has to put back, so it runs to its end; as the last thing it asks.
void SecretOrders::examine(const SecretCopies::Found &found)
{
    for (const SecretCopy &copy : found.copies)
        m_outlook.copies.append(copy.content.entry.id.name);
    for (const auto &[name, error] : found.unread)
        m_outlook.unread.append(name);
    m_running.beginOther();
    const QString queue = m_outlook.queue;
    const SessionPtr session = m_place.session();
    if (m_stage == Stage::Checking) {
        m_running.scope().launch(
            examined(session, m_refreshes.journal(), m_secrets.record(), m_order, found, queue, passing()),
            [this](const Result<QueueState> &state) {
                m_running.endOther();
                m_outlook.isComplete = state.has_value();
                end(state ? std::optional<Error>() : state.error());
            });
        return;
    }
    m_running.scope().launch(
        asked(session, m_refreshes.journal(), m_secrets.record(), m_order, found, queue, passing()),
        [this](const Result<> &begun) {
            m_outlook.isComplete = !begun && begun.error().refusal == Refusal::NotEnrolled; // which can be mended
            end(begun ? std::optional<Error>() : begun.error());
            if (begun)
                m_secrets.goOn(m_entry.id);
            m_running.endOther();
        });
}

void SecretOrders::end(const std::optional<Error> &error)
{
    std::optional<Error> why = error;
    if (m_gate->isCancelled && !m_gate->isAsked) {
        why = Error{ErrorKind::Cancelled, Refusal::NeverAsked, u"it was stopped before"_s, {}, {}, u"client-secret"_s};
        m_outlook = {};
    }
    m_stage = Stage::Idle;
    m_gate.reset();
    m_order = {}; // what it holds of the entry is not needed any longer
    if (why && why->kind != ErrorKind::Cancelled)
        m_outlook.problem = why;
    emit changed(m_entry.id);
    if (why)
        emit failed(m_entry.id, *why);
}

void SecretOrders::cancel()
{
    if (!isRunning() || m_gate->isAsked || m_stage == Stage::Preparing)
        return;
    m_gate->isCancelled = true;
    if (m_reads.count() == 0) // the rest is short, and ends by itself
        return;
    m_reads.cancelAll();
    end({});
}

} // namespace keyturn

#include "moc_secret_orders.cpp"
