#include "core/rotation/token_refresher.h"

#include "core/base/crash_point.h"
#include "core/connection/connection.h"
#include "core/rotation/refresh_preflight.h"
#include "core/rotation/token_edits.h"

#include <QUuid>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds patience = 60s; // longer than any refresh takes
constexpr std::chrono::seconds worthKeeping = 5min; // what is left of a token that need not be fetched again

RefreshReceipt receiptOf(const RefreshTurn::Note &note)
{
    RefreshReceipt receipt;
    receipt.versionId = note.versionId;
    receipt.expiresAt = note.expiresAt;
    receipt.writtenBack = note.writtenBack;
    receipt.refreshTokenRotated = note.refreshTokenRotated;
    receipt.takenOver = true;
    return receipt;
}

Error noJournal(const QString &provider)
{
    return Error{ErrorKind::Keychain,
                 Refusal::NoJournal,
                 u"%1 may replace the refresh token, and there is no journal to keep it in"_s.arg(provider),
                 {},
                 {},
                 u"refresh_token"_s};
}

Error refusedByProbe(const ProbeAnswer &answer)
{
    Error error = answer.error;
    error.detail = answer.error.code.isEmpty() ? error.detail : error.code + u": "_s + error.detail;
    error.refuse(Refusal::ProbeRefused);
    error.operation = u"refresh_token"_s;
    return error;
}

RefreshMarker markerFor(const Entry &entry, const RefreshPlan &plan, bool rehearsal, const QDateTime &now)
{
    RefreshMarker marker;
    marker.entry = entry.id;
    marker.arn = plan.content.entry.arn;
    marker.rehearsal = rehearsal;
    marker.operation = QUuid::createUuid().toString(QUuid::WithoutBraces);
    marker.base = plan.content.versionId;
    marker.token = newVersionId(); // before the provider is asked: whatever happens then, the write is one write
    marker.host = plan.request.grant.tokenUrl.host();
    marker.provider = plan.request.provider.name;
    marker.replay = plan.request.provider.replay;
    marker.at = now;
    return marker;
}

} // namespace

//! Whether the token of the version \p seen, which the last refresh made, is worth keeping.
bool TokenRefresher::isGood(const RefreshTurn::Note &note, const QString &seen) const
{
    const QDateTime least = m_connection.clock().utcNow().addDuration(worthKeeping);
    return !seen.isEmpty() && note.writtenBack && note.versionId == seen && note.expiresAt > least;
}

Task<Result<RefreshReceipt>> TokenRefresher::refresh(Entry entry, RefreshOptions options)
{
    if (!options.progress)
        options.progress = [](RefreshStep) {};
    options.trial.isWanted = options.trial.isWanted || options.settings.triesOut;
    m_unfinished.reset();
    options.progress(RefreshStep::ReadSecret);
    const QString key = RefreshMarker::keyOf(entry.id, m_connection.tokenEndpoint().isRehearsal());
    const qint64 began = options.since > 0 ? options.since : RefreshTurn::now();
    Result<RefreshTurn> turn = co_await m_journal.turn(key, patience);
    if (!turn)
        co_return turn.error();
    const bool mustAsk = !options.clientSecret.isEmpty();
    if (!mustAsk && (turn->note().endedAt > began || isGood(turn->note(), options.seen)))
        co_return receiptOf(turn->note());
    RefreshTurn *const held = &*turn;
    const Result<std::optional<RefreshMarker>> file =
        m_journal.isKept() ? m_journal.marker(key) : std::optional<RefreshMarker>();
    Result<std::optional<RefreshMarker>> earlier = std::optional<RefreshMarker>();
    if (!file || file->has_value()) {
        Result<std::optional<RefreshMarker>> found = co_await unended(key);
        earlier = std::move(found);
    }
    if (!earlier)
        co_return earlier.error();
    if (earlier->has_value()) {
        const Result<RefreshReceipt> resumed = co_await resumeHeld(**earlier, options, held);
        if (!resumed)
            co_return resumed;
        const bool isFresh = !resumed->expiresAt.isValid()
                             || resumed->expiresAt > m_connection.clock().utcNow().addDuration(worthKeeping);
        if (!resumed->discarded && isFresh && !mustAsk)
            co_return resumed;
    }
    co_return co_await refreshNow(std::move(entry), std::move(options), held);
}

//! By its file, or, should that be lost or damaged, by what the keychain holds.
Task<Result<std::optional<RefreshMarker>>> TokenRefresher::unended(QString key)
{
    if (!m_journal.isKept())
        co_return std::optional<RefreshMarker>();
    const Result<std::optional<RefreshMarker>> marker = m_journal.marker(key);
    if (marker && marker->has_value())
        co_return marker;
    const Result<std::optional<JournalItem>> item = co_await m_journal.item(key);
    if (!item)
        co_return item.error();
    if (item->has_value() && (*item)->answer)
        co_return std::optional<RefreshMarker>((*item)->marker);
    co_return marker;
}

Task<Result<RefreshReceipt>> TokenRefresher::refreshNow(Entry entry, RefreshOptions options, RefreshTurn *turn)
{
    const RefreshPreflight preflight(m_connection, options.settings);
    const Result<RefreshPlan> plan = co_await preflight.run(entry, options.despiteRotation);
    if (!plan)
        co_return plan.error();
    if (options.trial.isWanted) { // known before anything is spent
        const Result<ProbeTarget> target = probeTarget(plan->content, options.settings);
        if (!target)
            co_return target.error();
    }
    if (!m_journal.isKept() && plan->request.provider.replay != Provider::Replay::Safe)
        co_return noJournal(plan->request.provider.name);
    const QString key = RefreshMarker::keyOf(entry.id, m_connection.tokenEndpoint().isRehearsal());
    const Result<std::optional<RefreshMarker>> earlier = co_await unended(key); // whose file was lost
    if (!earlier)
        co_return earlier.error();
    if (earlier->has_value())
        co_return co_await resumeHeld(**earlier, std::move(options), turn);
    options.progress(RefreshStep::ProveWriting);
    const Result<SaveGuard> guard = co_await preflight.prove(*plan, turn);
    if (!guard)
        co_return guard.error();

    RefreshOperation operation;
    operation.marker =
        markerFor(entry, *plan, m_connection.tokenEndpoint().isRehearsal(), m_connection.clock().utcNow());
    operation.marker.pending = options.pending;
    operation.content = plan->content;
    operation.request = plan->request;
    operation.settings = options.settings;
    operation.guard = *guard;
    operation.progress = options.progress;
    operation.trial = options.trial;
    if (!options.clientSecret.isEmpty())
        operation.request.grant.clientSecret = options.clientSecret;
    KEYTURN_CRASH_POINT("J0-before");
    const SecretString used = operation.request.grant.refreshToken;
    const Result<> begun = co_await m_journal.begin(operation.marker, used);
    if (!begun)
        co_return begun.error();
    KEYTURN_CRASH_POINT("J0-after");
    RefreshOperation *const running = &operation;
    co_return co_await ask(running, turn);
}

Task<Result<RefreshReceipt>> TokenRefresher::ask(RefreshOperation *operation, RefreshTurn *turn)
{
    operation->progress(RefreshStep::AskProvider);
    const RefreshExchange exchange(m_connection, m_journal);
    const TokenVerdict verdict = co_await exchange.run(operation);
    switch (verdict.kind) {
    case TokenVerdict::Kind::Granted:
        operation->tokens = verdict.tokens;
        co_return co_await tryOut(operation, turn);
    case TokenVerdict::Kind::Refused:
        co_return co_await refused(operation, verdict.error);
    case TokenVerdict::Kind::Unknown:
        break;
    }
    if (operation->request.provider.replay == Provider::Replay::Safe) { // nothing can have been lost
        const RefreshMarker marker = operation->marker;
        co_await m_journal.end(marker);
        m_unfinished.reset();
        co_return verdict.error;
    }
    const std::optional<JournalItem> none;
    co_return leave(*operation, nextOf(operation->marker, none, m_connection.clock().utcNow()), verdict.error);
}

//! What has come is in the keychain by now, so that it can be tried out without a hurry.
Task<Result<RefreshReceipt>> TokenRefresher::tryOut(RefreshOperation *operation, RefreshTurn *turn)
{
    const Result<ProbeTarget> target =
        operation->trial.isWanted ? probeTarget(operation->content, operation->settings) : Result<ProbeTarget>(Error());
    if (target) {
        const TokenCheck check(m_connection);
        const ProbeTarget where = *target;
        const SecretString token = operation->tokens.accessToken;
        const TokenTrial trial = operation->trial;
        const ProbeAnswer answer = co_await check.untilAccepted(where, token, trial.patience, trial.waiting);
        operation->probed = answer;
        if (answer.kind == ProbeAnswer::Kind::Refused && !operation->tokens.refreshTokenRotated) {
            const RefreshMarker marker = operation->marker;
            co_await m_journal.end(marker); // the refresh token gives another one whenever it is wanted
            m_unfinished.reset();
            co_return refusedByProbe(answer);
        }
    }
    co_return co_await store(operation, turn);
}

//! The refresh token may have been replaced since it was read: then it was not withdrawn.
Task<Result<RefreshReceipt>> TokenRefresher::refused(RefreshOperation *operation, Error error)
{
    const RefreshMarker marker = operation->marker;
    co_await m_journal.end(marker);
    m_unfinished.reset();
    if (error.code != "invalid_grant"_L1)
        co_return error;
    const RefreshPreflight preflight(m_connection, operation->settings);
    const Entry entry = operation->content.entry;
    const Result<EntryContent> now = co_await preflight.readFresh(entry);
    const SecretString used = operation->request.grant.refreshToken;
    if (!now || valueOf(*now, KeyRole::RefreshToken) == used)
        co_return error;
    RefreshReceipt receipt;
    receipt.versionId = now->versionId;
    receipt.expiresAt = now->entry.tokenExpiresAt;
    receipt.takenOver = receipt.writtenBack = true;
    co_return receipt;
}

Task<Result<RefreshReceipt>> TokenRefresher::store(RefreshOperation *operation, RefreshTurn *turn)
{
    RefreshReceipt receipt;
    receipt.expiresAt = operation->tokens.expiresAt;
    receipt.accessToken = operation->tokens.accessToken;
    receipt.refreshTokenRotated = operation->tokens.refreshTokenRotated;
    receipt.probed = operation->probed;
    receipt.scopes =
        ScopeChange::between(valueOf(operation->content, KeyRole::Scope).reveal(), operation->tokens.scope);
    receipt.writtenBack = !editsFor(operation->content, operation->tokens).isEmpty();
    if (receipt.writtenBack) {
        const TokenWrite write(m_connection, m_journal);
        const Result<TokenWrite::Done> done = co_await write.run(operation);
        if (!done) {
            if (!operation->isKept)
                m_held = *operation;
            co_return leave(*operation, RefreshNext::Store, done.error());
        }
        receipt.versionId = done->versionId;
        receipt.replaced = done->replaced;
        receipt.pending = operation->marker.pending;
    }
    m_held.reset();
    m_unfinished.reset();
    KEYTURN_CRASH_POINT("J6-before");
    const RefreshMarker marker = operation->marker;
    const QDateTime refreshedAt = marker.sentAt.isValid() ? marker.sentAt : m_connection.clock().utcNow();
    m_journal.logins().note(marker.key(), {operation->request.provider.id, refreshedAt, {}, receipt.expiresAt});
    co_await m_journal.end(marker); // what stays behind is found to be done
    KEYTURN_CRASH_POINT("J6-after");
    if (receipt.pending) { // nobody takes over what is not current
        operation->progress(RefreshStep::Done);
        co_return receipt;
    }
    RefreshTurn::Note note = turn->note();
    note.endedAt = RefreshTurn::now();
    note.versionId = receipt.versionId;
    note.expiresAt = receipt.expiresAt;
    note.writtenBack = receipt.writtenBack;
    note.refreshTokenRotated = receipt.refreshTokenRotated;
    turn->leave(note);
    operation->progress(RefreshStep::Done);
    co_return receipt;
}

void TokenRefresher::hold(RefreshOperation operation)
{
    m_unfinished = UnfinishedRefresh{operation.marker, RefreshNext::Store};
    m_held = std::move(operation);
}

Error TokenRefresher::leave(const RefreshOperation &operation, RefreshNext next, const Error &error)
{
    m_unfinished = UnfinishedRefresh{operation.marker, next};
    return error;
}

} // namespace keyturn
