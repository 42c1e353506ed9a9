#include "core/rotation/client_secret_by_api.h"

#include "core/base/crash_point.h"
#include "core/connection/connection.h"
#include "core/rotation/refresh_preflight.h"
#include "core/rotation/write_proof.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

Error apiFailure(ErrorKind kind, Refusal why, const QString &detail)
{
    return Error{kind, why, detail, {}, {}, u"client-secret"_s};
}

Error noSecretApi(const QString &provider)
{
    return apiFailure(ErrorKind::Unsupported, Refusal::NoSecretApi, provider);
}

constexpr std::chrono::milliseconds orderPatience = 5s; // a refresh takes less

QStringList queuesOf(const ClientSecretQueue::State &queue)
{
    return queue.deadLetterUrl.isEmpty() ? QStringList{queue.url} : QStringList{queue.url, queue.deadLetterUrl};
}

} // namespace

Result<RefreshRequest> ClientSecretByApi::request(const EntryContent &content, const RefreshSettings &settings)
{
    Result<RefreshRequest> request = refreshRequest(content, settings);
    if (request && request->provider.secretByQueue.urls.isEmpty())
        return noSecretApi(request->provider.name);
    return request;
}

Task<Result<ClientSecretByApi::Owner>> ClientSecretByApi::owner(EntryId id, QString arn, RefreshSettings settings) const
{
    Entry entry;
    entry.id = id;
    entry.arn = arn;
    const RefreshPreflight reader(m_connection, settings);
    const Result<EntryContent> content = co_await reader.readFresh(entry);
    if (!content)
        co_return content.error();
    const EntryContent mapped = content->withKeys(settings.keys);
    const Result<RefreshRequest> known = request(mapped, settings);
    if (!known)
        co_return known.error();
    co_return Owner{mapped, *known, QString::fromUtf8(known->grant.clientId)};
}

//! Nobody's refresh token is spent by it.
Task<Result<SecretString>> ClientSecretByApi::rotationToken(Owner owner, SecretString clientSecret) const
{
    TokenGrant grant = owner.request.grant;
    grant.type = TokenGrant::Type::ClientCredentials;
    grant.clientSecret = clientSecret;
    grant.refreshToken = SecretString();
    grant.scope = owner.request.provider.secretByQueue.scope;
    const Result<TokenAnswer> answer = co_await m_connection.tokenEndpoint().ask(std::move(grant));
    if (!answer)
        co_return answer.error();
    const TokenVerdict verdict = verdictOn(*answer, SecretString());
    if (verdict.kind != TokenVerdict::Kind::Granted)
        co_return verdict.error;
    co_return verdict.tokens.accessToken;
}

Task<Result<ClientSecretQueue::State>> ClientSecretByApi::prepareQueue(ClientSecretOrder order, QString queue) const
{
    const EntryId id = order.entry.id;
    const Result<Owner> known = co_await owner(id, order.entry.arn, order.settings);
    if (!known)
        co_return known.error();
    const ClientSecretQueue queues(m_connection, known->request.provider.secretByQueue);
    co_return co_await queues.prepare(queue);
}

Task<Result<QString>> ClientSecretByApi::enrolment(ClientSecretOrder order) const
{
    const EntryId id = order.entry.id;
    const Result<Owner> known = co_await owner(id, order.entry.arn, order.settings);
    if (!known)
        co_return known.error();
    co_return known->request.provider.secretByQueue.enrolment;
}

Task<Result<>> ClientSecretByApi::writable(SecretCopies::Found found) const
{
    const WriteProof proof(m_connection);
    for (const SecretCopy &copy : std::as_const(found.copies)) {
        const EntryContent content = copy.content;
        const QStringList keys = copy.keys;
        if (content.entry.id.isParameter()) {
            const Result<> proven = co_await proof.ofParameters(content, keys);
            if (!proven)
                co_return proven;
            continue;
        }
        const Result<SaveGuard> proven = co_await proof.ofSecret(content, false);
        if (!proven)
            co_return proven.error();
    }
    co_return Result<>();
}

Task<Result<ClientSecretQueue::State>> ClientSecretByApi::lookAtQueue(ClientSecretOrder order, QString queue,
                                                                      Passed passed) const
{
    const EntryId id = order.entry.id;
    const Result<Owner> known = co_await owner(id, order.entry.arn, order.settings);
    if (!known)
        co_return known.error();
    co_return co_await queueOf(*known, id, queue, passed);
}

Task<Result<ClientSecretQueue::State>> ClientSecretByApi::queueOf(Owner owner, EntryId id, QString queue,
                                                                  Passed passed) const
{
    const std::optional<ClientSecretChange> earlier = m_record.of(id, m_connection.tokenEndpoint().isRehearsal());
    if (earlier && !earlier->isDone())
        co_return apiFailure(ErrorKind::Conflict, Refusal::Unfinished,
                             u"another new client secret of it is not written yet"_s);
    const ClientSecretQueue queues(m_connection, owner.request.provider.secretByQueue);
    const std::function<void(const ClientSecretQueue::State &)> isThere =
        [passed](const ClientSecretQueue::State &there) {
            if (passed)
                passed(Check::Queue, there);
        };
    const Result<ClientSecretQueue::State> state = co_await queues.look(queue, isThere);
    if (state && passed)
        passed(Check::Policy, *state);
    co_return state;
}

Task<Result<ClientSecretQueue::State>> ClientSecretByApi::look(ClientSecretOrder order, SecretCopies::Found found,
                                                               QString queue, Passed passed) const
{
    const auto pass = [&passed](Check check, const ClientSecretQueue::State &state) {
        if (passed)
            passed(check, state);
    };
    const EntryId id = order.entry.id;
    const Result<Owner> known = co_await owner(id, order.entry.arn, order.settings);
    if (!known)
        co_return known.error();
    const Result<ClientSecretQueue::State> state = co_await queueOf(*known, id, queue, passed);
    if (!state)
        co_return state.error();
    const ClientSecretQueue queues(m_connection, known->request.provider.secretByQueue);
    const Result<> proven = co_await writable(found);
    if (!proven)
        co_return proven.error();
    pass(Check::Permissions, *state);
    const SecretString old = valueOf(known->content, KeyRole::ClientSecret);
    const Result<SecretString> token = co_await rotationToken(*known, old);
    if (!token)
        co_return token.error();
    pass(Check::Application, *state);
    const std::function<bool(const SecretNotice &)> isUnknown = [old](const SecretNotice &notice) {
        return !(notice.fresh == old);
    };
    const QStringList urls = queuesOf(*state);
    const QString clientId = known->clientId;
    const std::function<bool()> nobody;
    const Result<std::optional<ClientSecretQueue::Found>> waiting =
        co_await queues.find(urls, clientId, isUnknown, 0ms, nobody);
    if (!waiting)
        co_return waiting.error();
    if (!waiting->has_value())
        co_return *state;
    const QString at = (*waiting)->notice.at.toString(Qt::ISODate);
    co_await queues.giveBack((*waiting)->queueUrl, (*waiting)->receipt);
    if (order.takesWaiting)
        co_return *state;
    co_return apiFailure(ErrorKind::Conflict, Refusal::SecretWaiting, at);
}

//! Notes that it may have been sent, and sends it. A refusal ends the record: nothing was made.
Task<Result<>> ClientSecretByApi::sent(ClientSecretChange *change, Owner owner, SecretString token) const
{
    change->notice.orderedAt = m_connection.clock().utcNow();
    KEYTURN_CRASH_POINT("CQ-order-before");
    const Result<> noted = m_record.note(*change);
    if (!noted)
        co_return noted;
    KEYTURN_CRASH_POINT("CQ-order-noted");
    const Result<> asked = co_await m_connection.clientSecretCall().ask(owner.request.provider.secretByQueue,
                                                                        owner.request.grant.tokenUrl, token);
    KEYTURN_CRASH_POINT("CQ-order-after");
    if (asked || asked.error().answerLost)
        co_return Result<>(); // either way the queue tells what became of it
    co_await m_record.end(*change);
    co_return asked;
}

Task<Result<ClientSecretChange>> ClientSecretByApi::ordered(ClientSecretOrder order, SecretCopies::Found found,
                                                            ClientSecretQueue::State queue) const
{
    const EntryId id = order.entry.id;
    const QString key = RefreshMarker::keyOf(id, m_connection.tokenEndpoint().isRehearsal());
    const Result<RefreshTurn> turn = co_await m_rotator.journal().turn(key, orderPatience); // two would have two made
    if (!turn)
        co_return turn.error();
    const Result<Owner> known = co_await owner(id, order.entry.arn, order.settings);
    if (!known)
        co_return known.error();
    Result<ClientSecretChange> planned = m_rotator.planned(order, found);
    if (!planned)
        co_return planned.error();
    ClientSecretChange change = *planned;
    change.state = ClientSecretChange::State::Ordered;
    change.notice.queues = queuesOf(queue);
    const SecretString old = valueOf(known->content, KeyRole::ClientSecret);
    const EntryContent seen = found.copies.constFirst().content.withKeys(order.settings.keys);
    if (!(valueOf(seen, KeyRole::ClientSecret) == old)) // another program has just replaced it
        co_return apiFailure(ErrorKind::Conflict, Refusal::ChangedElsewhere, u"the client secret has changed"_s);
    const Result<SecretString> token = co_await rotationToken(*known, old);
    if (!token)
        co_return token.error();
    const ClientSecretRecord::Secrets secrets{{}, old};
    KEYTURN_CRASH_POINT("CQ-keep-before");
    const Result<> begun = co_await m_record.begin(change, secrets);
    if (!begun)
        co_return begun.error();
    KEYTURN_CRASH_POINT("CQ-keep-after");
    if (order.mayAsk && !order.mayAsk()) {
        co_await m_record.end(change);
        co_return apiFailure(ErrorKind::Cancelled, Refusal::NeverAsked, u"it was stopped before"_s);
    }
    if (order.progress)
        order.progress(ClientSecretStep::OrderSecret, 0, 0);
    ClientSecretChange *const into = &change;
    if (!order.takesWaiting) {
        const Result<> ordered = co_await sent(into, *known, *token);
        if (!ordered)
            co_return ordered.error();
    } else {
        change.notice.orderedAt = m_connection.clock().utcNow();
        const Result<> noted = m_record.note(change);
        if (!noted)
            co_return noted.error();
    }
    co_return change;
}

Task<Result<ClientSecretChange>> ClientSecretByApi::run(ClientSecretOrder order, SecretCopies::Found found,
                                                        ClientSecretQueue::State queue, SecretPatience patience) const
{
    const Result<ClientSecretChange> begun = co_await ordered(order, found, queue);
    if (!begun)
        co_return begun.error();
    const ClientSecretChange change = *begun;
    const RefreshSettings settings = order.settings;
    co_return co_await goOn(change, settings, patience);
}

} // namespace keyturn
