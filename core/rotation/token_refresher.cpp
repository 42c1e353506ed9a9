#include "core/rotation/token_refresher.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/oauth/token_url_policy.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"

#include <QScopeGuard>
#include <algorithm>

namespace keyturn {

namespace {

constexpr int writeAttempts = 5; // each fails only because somebody saved other keys in between
const QString refreshOperation = QStringLiteral("refresh_token");

Error failure(ErrorKind kind, const QString &code, const QString &detail)
{
    return Error{kind, code, detail, {}, {}, refreshOperation};
}

const EntryField *fieldOf(const EntryContent &content, KeyRole role)
{
    const QString key = content.keyMap.key(role);
    return key.isEmpty() ? nullptr : content.field(key);
}

SecretString valueOf(const EntryContent &content, KeyRole role)
{
    const EntryField *field = fieldOf(content, role);
    return field ? field->value : SecretString();
}

//! The URL in the secret; where an LWA layout has none (seed 000 leaves it empty, SP-API has no such parameter), LWA's.
Result<QUrl> tokenUrlOf(const EntryContent &content)
{
    const SecretString stored = valueOf(content, KeyRole::TokenUrl);
    if (stored.isEmpty() && isLwa(content.keyMap.kind))
        return QUrl(QStringLiteral("https://api.amazon.com/auth/o2/token"));
    const Result<QUrl> url = tokenUrlFromText(stored.reveal());
    if (!url)
        return url;
    const Result<TokenProvider> provider = tokenProvider(*url);
    if (isLwa(content.keyMap.kind) && *provider != TokenProvider::Lwa) {
        return Error{ErrorKind::Invalid,
                     QStringLiteral("token-url"),
                     QStringLiteral("%1 is no token host of Login with Amazon").arg(url->host()),
                     {},
                     url->host(),
                     refreshOperation};
    }
    return url;
}

RefreshGrant grantOf(const EntryContent &content, const QUrl &tokenUrl)
{
    RefreshGrant grant;
    grant.tokenUrl = tokenUrl;
    grant.clientId = valueOf(content, KeyRole::ClientId).bytes().toByteArray();
    grant.clientSecret = valueOf(content, KeyRole::ClientSecret);
    grant.refreshToken = valueOf(content, KeyRole::RefreshToken);
    grant.scope = valueOf(content, KeyRole::Scope).bytes().toByteArray();
    return grant;
}

//! \p time as the secret writes it now: epoch milliseconds, epoch seconds or ISO 8601.
SecretString expiryLike(const SecretString &present, const QDateTime &time)
{
    bool isNumber = false;
    const double number = present.bytes().toByteArray().toDouble(&isNumber);
    if (!isNumber)
        return SecretString(time.toString(Qt::ISODate));
    return SecretString(QString::number(number > 1e11 ? time.toMSecsSinceEpoch() : time.toSecsSinceEpoch()));
}

QList<FieldEdit> editsFor(const EntryContent &content, const TokenSet &tokens)
{
    QList<FieldEdit> edits;
    const auto set = [&edits](const EntryField *field, const SecretString &value) {
        edits.append(FieldEdit{FieldEdit::Kind::Set, field->key, value});
    };
    const EntryField *accessToken = fieldOf(content, KeyRole::AccessToken);
    if (accessToken)
        set(accessToken, tokens.accessToken);
    if (tokens.refreshTokenRotated)
        set(fieldOf(content, KeyRole::RefreshToken), tokens.refreshToken);
    const EntryField *expiry = fieldOf(content, KeyRole::ExpiresAt);
    if (accessToken && expiry && tokens.expiresAt.isValid())
        set(expiry, expiryLike(expiry->value, tokens.expiresAt));
    return edits;
}

//! The keys we write, and the refresh token that was used, are as they were.
bool onlyOthersChanged(const EntryContent &before, const EntryContent &now, const QList<FieldEdit> &edits)
{
    QStringList keys{before.keyMap.key(KeyRole::RefreshToken)};
    for (const FieldEdit &edit : edits)
        keys.append(edit.key);
    return std::all_of(keys.cbegin(), keys.cend(), [&before, &now](const QString &key) {
        const EntryField *was = before.field(key);
        const EntryField *is = now.field(key);
        return was && is && was->isString == is->isString && was->value == is->value;
    });
}

} // namespace

TokenRefresher::TokenRefresher(Connection &connection) : m_connection(connection)
{}

RefreshReadiness TokenRefresher::readiness(const EntryContent &content)
{
    const auto blocked = [](const char *obstacle) { return RefreshReadiness{false, QLatin1String(obstacle)}; };
    const bool isSecret = content.entry.id.store == Store::SecretsManager;
    if (content.entry.deletedAt.isValid())
        return blocked("deleted");
    if (content.binary)
        return blocked("binary");
    if (isSecret && content.document.isRaw())
        return blocked("raw");
    if (content.entry.rotationPending)
        return blocked("rotation-pending");
    if (content.keyMap.kind == CredentialKind::Genesys || content.keyMap.kind == CredentialKind::Upwork)
        return blocked("single-use-refresh-token");
    if (valueOf(content, KeyRole::RefreshToken).isEmpty())
        return blocked("no-refresh-token");
    if (valueOf(content, KeyRole::ClientId).isEmpty())
        return blocked("no-client-id");
    if (valueOf(content, KeyRole::ClientSecret).isEmpty())
        return blocked("no-client-secret");
    const Result<QUrl> url = tokenUrlOf(content);
    if (!url)
        return blocked("token-url");
    const Result<TokenProvider> provider = tokenProvider(*url);
    if (*provider != TokenProvider::Lwa)
        return blocked("single-use-refresh-token");
    return RefreshReadiness{true, QString()};
}

Task<Result<EntryContent>> TokenRefresher::readFresh(Entry entry)
{
    if (entry.id.store == Store::SecretsManager) { // a list may be minutes old: deletion and rotation are asked anew
        const QString secretId = entry.secretId();
        const Result<SecretMetadata> metadata = co_await m_connection.secretsManager().describeSecret(secretId);
        if (!metadata)
            co_return metadata.error();
        entry = entryFromSecret(*metadata, m_connection.region(), m_connection.clock().utcNow());
        if (entry.deletedAt.isValid())
            co_return failure(ErrorKind::Unsupported, QStringLiteral("deleted"),
                              QStringLiteral("the secret is marked for deletion"));
    }
    const EntryStore store(m_connection);
    Result<EntryContent> content = co_await store.open(std::move(entry));
    co_return content;
}

Task<Result<RefreshReceipt>> TokenRefresher::refresh(Entry entry, std::function<void(RefreshStep)> progress)
{
    if (m_running)
        co_return failure(ErrorKind::Conflict, QStringLiteral("refresh-running"),
                          QStringLiteral("a refresh is running"));
    if (m_unsaved) // a second answer must not push the first one out of its only place
        co_return failure(ErrorKind::Conflict, QStringLiteral("unsaved"),
                          QStringLiteral("new tokens wait to be saved"));
    m_running = true;
    const auto stopped = qScopeGuard([this] { m_running = false; });
    if (!progress)
        progress = [](RefreshStep) {};

    progress(RefreshStep::ReadSecret);
    const Result<EntryContent> content = co_await readFresh(std::move(entry));
    if (!content)
        co_return content.error();
    const Result<QUrl> tokenUrl = tokenUrlOf(*content);
    const RefreshReadiness ready = readiness(*content);
    if (!ready.possible && ready.obstacle == QLatin1String("token-url"))
        co_return tokenUrl.error();
    if (!ready.possible)
        co_return failure(ErrorKind::Unsupported, ready.obstacle, QStringLiteral("this entry cannot be refreshed"));

    const QString token = newVersionId(); // before the provider is asked: whatever happens then, the write is one write
    progress(RefreshStep::AskProvider);
    RefreshGrant grant = grantOf(*content, *tokenUrl);
    const Result<TokenSet> tokens = co_await m_connection.tokenEndpoint().refresh(std::move(grant));
    if (!tokens)
        co_return tokens.error();

    const QList<FieldEdit> edits = editsFor(*content, *tokens);
    if (edits.isEmpty()) {
        progress(RefreshStep::Done);
        RefreshReceipt tested;
        tested.expiresAt = tokens->expiresAt;
        co_return tested;
    }
    m_unsaved.emplace(Unsaved{*content, edits, token, *tokens});
    co_return co_await writeAndCheck(std::move(progress));
}

Task<Result<RefreshReceipt>> TokenRefresher::retryWrite()
{
    if (m_running || !m_unsaved)
        co_return failure(ErrorKind::Conflict,
                          m_running ? QStringLiteral("refresh-running") : QStringLiteral("nothing-unsaved"),
                          QStringLiteral("there is nothing to save now"));
    m_running = true;
    const auto stopped = qScopeGuard([this] { m_running = false; });

    const EntrySave save(m_connection);
    if (m_unsaved->half) { // somebody's value may lie under ours: theirs first
        const HalfSaved half = *m_unsaved->half;
        const Result<SaveReceipt> undone = co_await save.rollBack(half);
        if (undone && undone->half)
            co_return undone->half->cause;
        m_unsaved->half.reset();
    }
    const Result<EntryContent> now = co_await readFresh(m_unsaved->content.entry);
    if (!now)
        co_return now.error();
    const SecretString theirs = valueOf(*now, KeyRole::RefreshToken);
    const bool ours =
        theirs == valueOf(m_unsaved->content, KeyRole::RefreshToken) || theirs == m_unsaved->tokens.refreshToken;
    if (!ours) {
        co_return failure(ErrorKind::Conflict, QStringLiteral("changed-elsewhere"),
                          QStringLiteral("somebody stored another refresh token meanwhile"));
    }
    adopt(*now);
    const std::function<void(RefreshStep)> silent = [](RefreshStep) {};
    co_return co_await writeAndCheck(silent);
}

Task<Result<RefreshReceipt>> TokenRefresher::writeAndCheck(std::function<void(RefreshStep)> progress)
{
    progress(RefreshStep::WriteBack);
    const Result<SaveReceipt> saved = co_await write();
    if (!saved)
        co_return saved.error();

    progress(RefreshStep::Check);
    if (saved->changed) {
        const Result<bool> stored = co_await isStored(*m_unsaved);
        if (!stored)
            co_return stored.error();
        if (!*stored)
            co_return failure(ErrorKind::Protocol, QStringLiteral("check-failed"),
                              QStringLiteral("AWS holds another value than was written"));
    }
    RefreshReceipt receipt;
    receipt.versionId = saved->changed ? saved->versionId : m_unsaved->content.versionId;
    receipt.expiresAt = m_unsaved->tokens.expiresAt;
    receipt.refreshTokenRotated = m_unsaved->tokens.refreshTokenRotated;
    receipt.writtenBack = true;
    m_unsaved.reset();
    progress(RefreshStep::Done);
    co_return receipt;
}

//! Onto whatever is current, as long as others change other keys only.
Task<Result<SaveReceipt>> TokenRefresher::write()
{
    const EntrySave save(m_connection);
    Error error;
    for (int attempt = 0; attempt < writeAttempts; ++attempt) {
        const Result<SaveReceipt> saved = co_await save.values(m_unsaved->content, m_unsaved->edits, m_unsaved->token);
        if (saved && saved->half) {
            m_unsaved->half = saved->half;
            co_return saved->half->cause;
        }
        if (saved)
            co_return saved;
        error = saved.error();
        if (error.kind != ErrorKind::Conflict)
            break;
        const Result<EntryContent> now = co_await readFresh(m_unsaved->content.entry);
        if (!now || !onlyOthersChanged(m_unsaved->content, *now, m_unsaved->edits))
            break;
        adopt(*now);
    }
    co_return error;
}

//! Onto a version of somebody else's it is another write than the one before, and so needs a token of its own.
void TokenRefresher::adopt(EntryContent now)
{
    if (now.versionId != m_unsaved->content.versionId && now.versionId != m_unsaved->token)
        m_unsaved->token = newVersionId();
    m_unsaved->content = std::move(now);
}

//! Reads back what was written and compares every byte.
Task<Result<bool>> TokenRefresher::isStored(Unsaved unsaved)
{
    if (unsaved.content.entry.id.store == Store::SecretsManager) {
        const Result<SecretDocument> wanted = unsaved.content.applied(unsaved.edits);
        const Result<SecretValue> value =
            co_await m_connection.secretsManager().getSecretValue(unsaved.content.entry.arn, unsaved.token);
        if (!value)
            co_return value.error();
        co_return wanted && value->value == wanted->text();
    }
    for (const FieldEdit &edit : std::as_const(unsaved.edits)) {
        const Result<Parameter> parameter = co_await m_connection.parameterStore().getParameter(edit.key);
        if (!parameter)
            co_return parameter.error();
        if (!(parameter->value == edit.value))
            co_return false;
    }
    co_return true;
}

} // namespace keyturn
