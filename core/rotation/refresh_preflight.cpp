#include "core/rotation/refresh_preflight.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/read/entry_store.h"
#include "core/rotation/write_proof.h"
#include "core/stores/version_stage.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::seconds credentialsMustLast = 15min;
constexpr std::chrono::microseconds proofLasts = 24h;
constexpr int versionQuota = 100; // none of the last 24 hours is dropped for a new one
constexpr int versionsToCome = 2; // the proof and the refresh

Error preflightFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"refresh_token"_s};
}

bool isOfSaves(const QString &label)
{
    return label.startsWith("keyturn-"_L1) && label != WriteProof::label;
}

//! Whose permission was shown: not the key itself.
QString callerDigest(const Credentials &credentials)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(credentials.accessKeyId, QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

Task<Result<EntryContent>> RefreshPreflight::readFresh(Entry entry) const
{
    if (entry.id.isSecret()) { // a list may be minutes old: deletion and rotation are asked anew
        const QString secretId = entry.secretId();
        const Result<SecretMetadata> metadata = co_await m_connection.secretsManager().describeSecret(secretId);
        if (!metadata)
            co_return metadata.error();
        entry = entryFromSecret(*metadata, m_connection.region(), m_connection.clock().utcNow());
        if (entry.deletedAt.isValid())
            co_return preflightFailure(ErrorKind::Unsupported, Refusal::Deleted,
                                       u"the secret is marked for deletion"_s);
    }
    const EntryStore store(m_connection);
    if (entry.id.isParameter() && entry.parameters.isEmpty()) { // a note has its name: which parameters it is tells AWS
        const QString name = entry.id.name;
        const std::optional<Store> where = Store::ParameterStore;
        const Result<Entry> found = co_await store.find(name, where);
        if (!found)
            co_return found.error();
        entry.parameters = found->parameters;
    }
    const Result<EntryContent> content = co_await store.open(std::move(entry));
    if (!content)
        co_return content.error();
    co_return content->withKeys(m_settings.keys);
}

//! The write comes after the provider's answer, perhaps after several attempts.
Task<Result<>> RefreshPreflight::lastingCredentials() const
{
    QDateTime end;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Result<Credentials> credentials = co_await m_connection.credentials().credentials();
        if (!credentials)
            co_return credentials.error();
        end = credentials->expiresAt;
        if (!end.isValid() || end > m_connection.clock().utcNow().addDuration(credentialsMustLast))
            co_return Result<>();
        m_connection.credentials().invalidate(); // there may be newer ones
    }
    co_return preflightFailure(
        ErrorKind::Expired, Refusal::CredentialsEnd,
        u"the AWS credentials end at %1, in less than 15 minutes"_s.arg(end.toString(Qt::ISODate)));
}

Task<Result<RefreshPlan>> RefreshPreflight::run(Entry entry, bool despiteRotation) const
{
    return look(std::move(entry), despiteRotation, &refreshRequest);
}

//! A consent is how a rotation that lost its token is mended, so a rotation function does not stand in the way.
Task<Result<RefreshPlan>> RefreshPreflight::runForConsent(Entry entry) const
{
    return look(std::move(entry), true, &consentRequest);
}

Task<Result<RefreshPlan>> RefreshPreflight::look(Entry entry, bool despiteRotation, RequestOf requestOf) const
{
    const Result<> lasting = co_await lastingCredentials();
    if (!lasting)
        co_return lasting.error();
    SecretMetadata metadata;
    if (entry.id.isSecret()) {
        const QString secretId = entry.secretId();
        const Result<SecretMetadata> now = co_await m_connection.secretsManager().describeSecret(secretId);
        if (!now)
            co_return now.error();
        metadata = *now;
        entry = entryFromSecret(metadata, m_connection.region(), m_connection.clock().utcNow());
        if (entry.deletedAt.isValid())
            co_return preflightFailure(ErrorKind::Unsupported, Refusal::Deleted,
                                       u"the secret is marked for deletion"_s);
    }
    const EntryStore store(m_connection);
    const Result<EntryContent> opened = co_await store.open(std::move(entry));
    if (!opened)
        co_return opened.error();
    const EntryContent content = opened->withKeys(m_settings.keys);
    const Result<RefreshRequest> request = requestOf(content, m_settings);
    if (!request)
        co_return request.error();
    const RefreshPlan plan{content, *request};
    if (plan.content.entry.rotationEnabled && plan.request.provider.rotates() && !despiteRotation) {
        co_return preflightFailure(ErrorKind::Unsupported, Refusal::RotationEnabled,
                                   u"a rotation function refreshes the same tokens"_s);
    }
    if (const std::optional<Error> noRoom = roomFault(plan.content, plan.request.provider))
        co_return *noRoom;
    const QStringList names = keysToWrite(plan.content, plan.request.provider);
    if (plan.content.entry.id.isParameter()) {
        const std::optional<Error> full = co_await historyFault(plan.content, names);
        if (full)
            co_return *full;
    } else if (!names.isEmpty()) {
        const std::optional<Error> fault = co_await secretFault(plan, std::move(metadata));
        if (fault)
            co_return *fault;
    }
    co_return plan;
}

Task<std::optional<Error>> RefreshPreflight::secretFault(RefreshPlan plan, SecretMetadata metadata) const
{
    if (plan.request.provider.rotates()) {
        const std::optional<Error> staged = co_await stagedElsewhere(plan, std::move(metadata));
        if (staged)
            co_return staged;
    }
    const QString secretId = plan.content.entry.secretId();
    co_return co_await versionFault(secretId);
}

//! Another computer's refresh may have stopped half way: then the token that works waits in its version.
Task<std::optional<Error>> RefreshPreflight::stagedElsewhere(RefreshPlan plan, SecretMetadata metadata) const
{
    const SecretString used = valueOf(plan.content, KeyRole::RefreshToken);
    for (auto it = metadata.versionStages.cbegin(); it != metadata.versionStages.cend(); ++it) {
        const QStringList labels = it.value();
        if (labels.contains(stage::current) || labels.contains(stage::previous)
            || std::none_of(labels.cbegin(), labels.cend(), isOfSaves))
            continue;
        const QString version = it.key();
        const QString secretId = plan.content.entry.secretId();
        const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId, version);
        if (!value)
            co_return value.error();
        const EntryContent staged =
            EntryContent::ofSecret(plan.content.entry, *value, m_connection.clock().utcNow()).withKeys(m_settings.keys);
        // One that is older than the current version was left behind by a refresh that ended.
        if (value->createdAt >= plan.content.savedAt && !(valueOf(staged, KeyRole::RefreshToken) == used)) {
            co_return preflightFailure(
                ErrorKind::Conflict, Refusal::StagedElsewhere,
                u"version %1 holds another refresh token and waits to become current"_s.arg(version));
        }
    }
    co_return std::nullopt;
}

Task<std::optional<Error>> RefreshPreflight::versionFault(QString secretId) const
{
    QDateTime newest = m_connection.clock().utcNow();
    QList<QDateTime> made;
    PageStream<SecretVersion> versions = m_connection.secretsManager().listSecretVersionIds(secretId, true);
    for (;;) {
        const Result<std::optional<QList<SecretVersion>>> page = co_await versions.next();
        if (!page && page.error().kind == ErrorKind::AccessDenied)
            co_return std::nullopt; // not to be known
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        for (const SecretVersion &version : **page) {
            made.append(version.createdAt);
            newest = std::max(newest, version.createdAt);
        }
    }
    const QDateTime yesterday = newest.addDays(-1);
    const auto young = std::count_if(made.cbegin(), made.cend(), [&](const QDateTime &at) { return at > yesterday; });
    if (young + versionsToCome <= versionQuota)
        co_return std::nullopt;
    co_return preflightFailure(
        ErrorKind::Limit, Refusal::VersionQuota,
        u"%1 versions were made within a day, AWS keeps no more than %2 of them"_s.arg(young).arg(versionQuota));
}

//! A hundred versions, the oldest with a label: AWS drops none for a new one.
Task<std::optional<Error>> RefreshPreflight::historyFault(EntryContent content, QStringList names) const
{
    for (const ParameterMetadata &parameter : std::as_const(content.entry.parameters)) {
        if (!names.contains(parameter.name) || parameter.version < versionQuota)
            continue;
        PageStream<ParameterVersion> history = m_connection.parameterStore().getParameterHistory(parameter.name, false);
        const Result<std::optional<QList<ParameterVersion>>> page = co_await history.next();
        if (!page && page.error().kind == ErrorKind::AccessDenied)
            continue;
        if (!page)
            co_return page.error();
        const bool isOldestKept = page->has_value() && !(*page)->isEmpty()
                                  && (*page)->constFirst().version == parameter.version - versionQuota + 1;
        if (isOldestKept && !(*page)->constFirst().labels.isEmpty()) {
            const QString detail = u"the oldest of the 100 versions of %1 carries a label"_s.arg(parameter.name);
            co_return Error{ErrorKind::Limit,  u"ParameterMaxVersionLimitExceeded"_s, detail, {}, {},
                            u"refresh_token"_s};
        }
    }
    co_return std::nullopt;
}

Task<Result<SaveGuard>> RefreshPreflight::prove(RefreshPlan plan, RefreshTurn *turn) const
{
    const QStringList names = keysToWrite(plan.content, plan.request.provider);
    if (names.isEmpty()) // the token is only tried
        co_return SaveGuard::MoveLabel;
    const Result<Credentials> credentials = co_await m_connection.credentials().credentials();
    if (!credentials)
        co_return credentials.error();
    RefreshTurn::Note note = turn->note();
    const QString caller = callerDigest(*credentials);
    if (note.provenBy == caller && note.provenAt > 0 && RefreshTurn::now() - note.provenAt < proofLasts.count())
        co_return note.movesLabels ? SaveGuard::MoveLabel : SaveGuard::LookAround;
    const WriteProof proof(m_connection);
    SaveGuard guard = SaveGuard::MoveLabel;
    if (plan.content.entry.id.isParameter()) {
        const Result<> proven = co_await proof.ofParameters(plan.content, names);
        if (!proven)
            co_return proven.error();
    } else {
        const Result<SaveGuard> proven = co_await proof.ofSecret(plan.content, plan.request.provider.rotates());
        if (!proven)
            co_return proven.error();
        guard = *proven;
    }
    note.provenAt = RefreshTurn::now();
    note.provenBy = caller;
    note.movesLabels = guard == SaveGuard::MoveLabel;
    turn->leave(note);
    co_return guard;
}

} // namespace keyturn
