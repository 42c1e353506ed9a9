#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/read/entry_store.h"
#include "core/rotation/refresh_preflight.h"
#include "core/rotation/token_edits.h"
#include "core/rotation/token_refresher.h"
#include "core/stores/version_stage.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds resumePatience = 60s;

Error lostAnswer(const RefreshMarker &marker)
{
    return Error{ErrorKind::Unavailable,
                 Refusal::AnswerLost,
                 u"asked at %1, and no answer came"_s.arg(marker.sentAt.toString(Qt::ISODate)),
                 {},
                 marker.host,
                 u"refresh_token"_s};
}

Error otherToken()
{
    return Error{
        ErrorKind::Conflict, Refusal::ChangedElsewhere, u"somebody stored another refresh token meanwhile"_s, {}, {},
        u"refresh_token"_s};
}

Entry entryOf(const RefreshMarker &marker)
{
    Entry entry;
    entry.id = marker.entry;
    entry.arn = marker.arn;
    return entry;
}

RefreshReceipt theirs(const EntryContent &content)
{
    RefreshReceipt receipt;
    receipt.versionId = content.versionId;
    receipt.expiresAt = content.entry.tokenExpiresAt;
    receipt.takenOver = receipt.writtenBack = true;
    return receipt;
}

} // namespace

Task<Result<RefreshReceipt>> TokenRefresher::resume(RefreshMarker marker, RefreshOptions options)
{
    if (!options.progress)
        options.progress = [](RefreshStep) {};
    options.progress(RefreshStep::ReadSecret);
    const QString key = marker.key();
    RefreshOperation unseen; // until it has been looked at
    unseen.marker = marker;
    Result<RefreshTurn> turn = co_await m_journal.turn(key, resumePatience);
    if (!turn)
        co_return leave(unseen, RefreshNext::Unlock, turn.error());
    RefreshTurn *const held = &*turn;
    if (!m_held) { // somebody else may have ended it while we waited
        const Result<std::optional<RefreshMarker>> present = co_await unended(key);
        if (!present)
            co_return leave(unseen, RefreshNext::Unlock, present.error());
        if (!present->has_value() || (*present)->operation != marker.operation) {
            RefreshReceipt ended;
            ended.discarded = true;
            m_unfinished.reset();
            co_return ended;
        }
        marker = **present;
    }
    co_return co_await resumeHeld(std::move(marker), std::move(options), held);
}

Task<Result<RefreshReceipt>> TokenRefresher::discard(RefreshMarker marker)
{
    const Result<> ended = co_await m_journal.end(marker);
    if (!ended) {
        RefreshOperation left;
        left.marker = marker;
        co_return leave(left, RefreshNext::Unlock, ended.error());
    }
    m_unfinished.reset();
    m_held.reset();
    RefreshReceipt receipt;
    receipt.discarded = true;
    co_return receipt;
}

Task<Result<RefreshReceipt>> TokenRefresher::resumeHeld(RefreshMarker marker, RefreshOptions options, RefreshTurn *turn)
{
    if (options.lost == LostAnswer::Forget)
        co_return co_await discard(std::move(marker));
    RefreshOperation operation;
    operation.marker = marker;
    operation.progress = options.progress;
    operation.settings = options.settings;
    const bool isHere = m_held && m_held->marker.operation == marker.operation;
    std::optional<JournalItem> item;
    if (!isHere) {
        const QString key = marker.key();
        const Result<std::optional<JournalItem>> found = co_await m_journal.item(key);
        if (nextOf(marker, found, m_connection.clock().utcNow()) == RefreshNext::Discard)
            co_return co_await discard(std::move(marker));
        if (!found)
            co_return leave(operation, RefreshNext::Unlock, found.error());
        if (found->has_value() && (*found)->marker.operation == marker.operation)
            item = *found;
    }
    const bool hasAnswer = isHere || (item && item->answer);
    const RefreshPreflight preflight(m_connection, options.settings);
    const Entry entry = entryOf(marker);
    const Result<EntryContent> content = co_await preflight.readFresh(entry);
    if (!content)
        co_return leave(operation, hasAnswer ? RefreshNext::Store : RefreshNext::Decide, content.error());
    operation.content = *content;
    RefreshOperation *const running = &operation;
    if (!hasAnswer)
        co_return co_await resumeLost(running, std::move(item), options.lost, turn);

    const SecretString now = valueOf(*content, KeyRole::RefreshToken);
    TokenVerdict verdict;
    bool isOurs = false;
    if (isHere) {
        verdict.kind = TokenVerdict::Kind::Granted;
        verdict.tokens = m_held->tokens;
        isOurs = now == m_held->request.grant.refreshToken || now == verdict.tokens.refreshToken;
    } else {
        verdict = RefreshExchange::read(*item->answer, SecretString());
        TokenSet &tokens = verdict.tokens;
        isOurs = item->wasSent(now) || (tokens.refreshTokenRotated && tokens.refreshToken == now);
        tokens.refreshTokenRotated = tokens.refreshTokenRotated && !item->wasSent(tokens.refreshToken);
        operation.request.grant.refreshToken = now;
        operation.isKept = true;
    }
    if (verdict.kind == TokenVerdict::Kind::Unknown)
        co_return co_await resumeLost(running, std::move(item), options.lost, turn);
    if (verdict.kind == TokenVerdict::Kind::Refused)
        co_return co_await refused(running, verdict.error);
    const QDateTime end = verdict.tokens.expiresAt;
    if (!verdict.tokens.refreshTokenRotated && end.isValid() && end < m_connection.clock().utcNow())
        co_return co_await discard(std::move(marker)); // an access token that has run out, and nothing else
    if (!isOurs)
        co_return leave(operation, RefreshNext::Decide, otherToken());
    operation.tokens = verdict.tokens;
    co_return co_await store(running, turn);
}

Task<Result<RefreshReceipt>> TokenRefresher::resumeLost(RefreshOperation *operation, std::optional<JournalItem> item,
                                                        LostAnswer lost, RefreshTurn *turn)
{
    const RefreshMarker marker = operation->marker;
    if (marker.consent) // its code is spent, the entry holds what it held, and the next consent brings another
        co_return co_await discard(marker);
    if (marker.entry.isSecret()) {
        const QString secretId = operation->content.entry.secretId();
        const Result<SecretMetadata> labels = co_await m_connection.secretsManager().describeSecret(secretId);
        if (!labels)
            co_return leave(*operation, RefreshNext::Decide, labels.error());
        const QStringList ours = labels->versionStages.value(marker.token);
        if (!ours.isEmpty()) // so there was an answer, and AWS holds it
            co_return co_await resumeStaged(operation, turn);
    }
    const Result<bool> isStill = co_await isUsedStill(operation, item);
    if (!isStill)
        co_return leave(*operation, RefreshNext::Decide, isStill.error());
    if (!*isStill) { // somebody has stored another token: what was asked for with the old one does not matter
        const RefreshReceipt receipt = theirs(operation->content);
        const Result<RefreshReceipt> ended = co_await discard(marker);
        if (!ended)
            co_return ended;
        co_return receipt;
    }
    const std::optional<JournalItem> none;
    const RefreshNext next = nextOf(marker, none, m_connection.clock().utcNow());
    if (lost != LostAnswer::AskAgain && next != RefreshNext::AskAgain)
        co_return leave(*operation, RefreshNext::Decide, lostAnswer(marker));

    const RefreshPreflight preflight(m_connection, operation->settings);
    const Entry entry = operation->content.entry;
    const Result<RefreshPlan> plan = co_await preflight.run(entry, true);
    if (!plan)
        co_return leave(*operation, next, plan.error());
    const Result<SaveGuard> guard = co_await preflight.prove(*plan, turn);
    if (!guard)
        co_return leave(*operation, next, guard.error());
    operation->content = plan->content;
    operation->request = plan->request;
    operation->guard = *guard;
    operation->marker.base = plan->content.versionId;
    operation->marker.token = newVersionId();
    const SecretString used = operation->request.grant.refreshToken;
    const Result<> begun = co_await m_journal.begin(operation->marker, used);
    if (!begun)
        co_return leave(*operation, next, begun.error());
    co_return co_await ask(operation, turn);
}

//! What the keychain held is gone, but the version with the new tokens is there: it becomes current as it is.
Task<Result<RefreshReceipt>> TokenRefresher::resumeStaged(RefreshOperation *operation, RefreshTurn *turn)
{
    const QString secretId = operation->content.entry.secretId();
    const QString token = operation->marker.token;
    const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId, token);
    if (!value)
        co_return leave(*operation, RefreshNext::Decide, value.error());
    const EntryContent staged = EntryContent::ofSecret(operation->content.entry, *value, m_connection.clock().utcNow())
                                    .withKeys(operation->settings.keys);
    operation->tokens = tokensIn(staged);
    operation->tokens.refreshTokenRotated =
        !(operation->tokens.refreshToken == valueOf(operation->content, KeyRole::RefreshToken));
    operation->isKept = true; // in AWS
    co_return co_await store(operation, turn);
}

//! Whether the entry still holds the refresh token that was sent.
Task<Result<bool>> TokenRefresher::isUsedStill(const RefreshOperation *operation, std::optional<JournalItem> item)
{
    const SecretString now = valueOf(operation->content, KeyRole::RefreshToken);
    if (item)
        co_return item->wasSent(now);
    if (operation->content.versionId == operation->marker.base || operation->marker.base.isEmpty())
        co_return true;
    const QString secretId = operation->content.entry.secretId();
    const QString base = operation->marker.base;
    const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId, base);
    if (!value && value.error().kind == ErrorKind::NotFound)
        co_return true; // dropped by now; nothing to compare with
    if (!value)
        co_return value.error();
    const EntryContent before = EntryContent::ofSecret(operation->content.entry, *value, m_connection.clock().utcNow())
                                    .withKeys(operation->settings.keys);
    co_return valueOf(before, KeyRole::RefreshToken) == now;
}

} // namespace keyturn
