#include "app/cli/secret_ordering.h"

#include "app/cli/earlier_saves.h"
#include "app/cli/held_interrupt.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QList<QCommandLineOption> SecretOrdering::options()
{
    return {{u"by-api"_s,
             tr("Have the provider make the new one and send it to this SQS queue (name, URL or ARN); nothing is read "
                "from standard input."),
             u"QUEUE"_s},
            {u"from-queue"_s, tr("Take a new one that waits in this queue already; the provider makes no other."),
             u"QUEUE"_s},
            {u"prepare-queue"_s, tr("Make this queue, let the provider send to it, and tell what to enter where."),
             u"QUEUE"_s},
            {u"wait"_s,
             tr("How long to wait for the message, and for the provider to accept the new one (default 300)."),
             u"SECONDS"_s}};
}

bool SecretOrdering::isAskedFor(const VerbArguments &arguments)
{
    return arguments.has(u"by-api"_s) || arguments.has(u"from-queue"_s) || arguments.has(u"prepare-queue"_s);
}

Result<SecretPatience> SecretOrdering::patience(const VerbArguments &arguments)
{
    SecretPatience patience;
    if (!arguments.has(u"wait"_s))
        return patience;
    bool isNumber = false;
    const int seconds = arguments.value(u"wait"_s).toInt(&isNumber);
    if (!isNumber || seconds < 0 || seconds > 3600)
        return Error{ErrorKind::Invalid, Refusal::Wait, u"--wait takes a number of seconds from 0 to 3600"_s};
    patience.message = patience.propagation = std::chrono::seconds(seconds);
    return patience;
}

Task<ExitCode> SecretOrdering::prepare(ClientSecretOrder order, QString queue, const ClientSecretByApi *api)
{
    RotatingText text(m_session);
    const QString name = order.entry.id.name;
    Task<Result<QString>> asking = api->enrolment(order);
    const Result<QString> enrolment = co_await std::move(asking);
    if (!enrolment)
        co_return text.fail(enrolment.error(), name);
    Task<Result<ClientSecretQueue::State>> preparing = api->prepareQueue(order, queue);
    const Result<ClientSecretQueue::State> state = co_await std::move(preparing);
    if (!state)
        co_return text.fail(state.error(), name);
    if (m_session.json()) {
        JsonWriter json;
        json.beginObject().key("queue").string(state->url).key("arn").string(state->attributes.arn);
        json.key("enterIn").string(*enrolment).endObject();
        m_session.printJson(std::move(json));
        co_return ExitCode::Ok;
    }
    m_session.out().line(state->attributes.arn);
    m_session.out().note(tr("The provider may send to this queue. Enter the ARN above by hand in: %1").arg(*enrolment));
    co_return ExitCode::Ok;
}

Task<ExitCode> SecretOrdering::order(ClientSecretOrder order, VerbArguments arguments, const ClientSecretByApi *api,
                                     const ClientSecretRotator *rotator)
{
    RotatingText text(m_session);
    RotatingText *const teller = &text;
    const QString name = order.entry.id.name;
    const bool asks = arguments.has(u"by-api"_s);
    const QString queue = arguments.value(asks ? u"by-api"_s : u"from-queue"_s);
    order.takesWaiting = !asks;
    order.progress = [teller](ClientSecretStep step, int done, int of) { teller->tell(step, done, of); };
    const Result<SecretPatience> given = SecretOrdering::patience(arguments);
    if (!given)
        co_return m_session.usage(given.error().detail);
    SecretPatience patience = *given;
    patience.progress = order.progress;
    Task<Result<SecretCopies::Found>> finding = rotator->look(order);
    const Result<SecretCopies::Found> found = co_await std::move(finding);
    if (!found)
        co_return text.fail(found.error(), name);
    text.tellFound(*found);
    const bool isDry = arguments.has(u"dry-run"_s);
    Task<Result<ClientSecretQueue::State>> looking =
        isDry ? api->lookAtQueue(order, queue, {}) : api->look(order, *found, queue, {});
    const Result<ClientSecretQueue::State> state = co_await std::move(looking);
    if (!state)
        co_return text.fail(state.error(), name);
    text.tellQueue(state->attributes);
    if (isDry)
        co_return ExitCode::Ok;
    const HeldInterrupt held(m_session, tr("Finishing the write first; press Ctrl+C again to abort."),
                             {tr("Given up. --resume goes on; nothing is ordered twice.")});
    Task<Result<ClientSecretChange>> running = api->run(order, *found, *state, patience);
    const Result<ClientSecretChange> done = co_await std::move(running);
    if (!done)
        co_return text.fail(done.error(), name);
    co_return text.print(*done);
}

Task<ExitCode> SecretOrdering::run(ClientSecretOrder order, VerbArguments arguments)
{
    SaveJournal saves(journalFolder());
    const ClientSecretRecord record = m_session.clientSecrets();
    const ClientSecretRotator rotator(m_connection, m_session.journal(), record, {&saves, {}});
    const ClientSecretByApi api(m_connection, record, rotator);
    if (arguments.has(u"prepare-queue"_s)) {
        Task<ExitCode> preparing = prepare(order, arguments.value(u"prepare-queue"_s), &api);
        co_return co_await std::move(preparing);
    }
    Task<ExitCode> ordering = this->order(order, arguments, &api, &rotator);
    co_return co_await std::move(ordering);
}

} // namespace keyturn::cli
