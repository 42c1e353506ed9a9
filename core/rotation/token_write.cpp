#include "core/rotation/token_write.h"

#include "core/base/crash_point.h"
#include "core/connection/connection.h"
#include "core/rotation/refresh_preflight.h"
#include "core/rotation/token_edits.h"
#include "core/save/entry_save.h"
#include "core/stores/version_stage.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int writeAttempts = 5; // each fails only because somebody saved other keys in between
const QString moveOperation = u"secretsmanager:UpdateSecretVersionStage"_s;

Error otherValue()
{
    return Error{ErrorKind::Protocol, Refusal::CheckFailed, u"AWS holds another value than was written"_s, {}, {},
                 u"refresh_token"_s};
}

//! The parameter as it is now.
void take(EntryContent *content, const FieldEdit &edit, const SaveReceipt &saved)
{
    for (EntryField &field : content->fields) {
        if (field.key == edit.key)
            field.value = edit.value;
    }
    for (ParameterMetadata &parameter : content->entry.parameters)
        parameter.version = saved.versions.value(parameter.name, parameter.version);
}

} // namespace

Task<Result<TokenWrite::Done>> TokenWrite::run(RefreshOperation *operation) const
{
    const QList<FieldEdit> edits = editsFor(operation->content, operation->tokens);
    operation->progress(RefreshStep::WriteBack);
    if (operation->marker.pending)
        co_return co_await writePending(operation, edits);
    if (operation->content.entry.id.isSecret())
        co_return co_await writeSecret(operation, edits);
    co_return co_await writeParameters(operation, edits);
}

//! Another write than the one before, so with a token of its own, on the disk before it is used.
Result<> TokenWrite::moveOn(RefreshOperation *operation, const QString &base) const
{
    operation->marker.base = base;
    operation->marker.token = newVersionId();
    return m_journal.note(operation->marker);
}

Task<Result<TokenWrite::Done>> TokenWrite::writeSecret(RefreshOperation *operation, QList<FieldEdit> edits) const
{
    const EntrySave save(m_connection);
    const RefreshPreflight preflight(m_connection, operation->settings);
    if (operation->content.versionId != operation->marker.base) { // resumed, and something was written since
        co_await takeLabelOff(operation);
        const bool isOurs = operation->content.versionId == operation->marker.token;
        const Result<> noted = isOurs ? Result<>() : moveOn(operation, operation->content.versionId);
        if (!noted)
            co_return noted.error();
    }
    Error error;
    for (int attempt = 0; attempt < writeAttempts; ++attempt) {
        const QString token = operation->marker.token;
        const SaveGuard guard = operation->guard;
        const Result<SaveReceipt> saved = co_await save.values(operation->content, edits, token, guard);
        if (saved)
            co_return co_await check(operation, edits);
        error = saved.error();
        if (error.refusal == Refusal::Overwritten) // ours is current, and theirs is AWSPREVIOUS
            co_return co_await check(operation, edits);
        if (error.kind == ErrorKind::AccessDenied && error.operation == moveOperation
            && guard == SaveGuard::MoveLabel) {
            operation->guard = SaveGuard::LookAround; // the permission went since it was tried
            const Result<> noted = moveOn(operation, operation->content.versionId);
            if (!noted)
                co_return noted.error();
            continue;
        }
        if (error.kind != ErrorKind::Conflict)
            break;
        const Entry entry = operation->content.entry;
        const Result<EntryContent> now = co_await preflight.readFresh(entry);
        if (!now)
            co_return now.error();
        if (!onlyOthersChanged(operation->content, *now, edits))
            break;
        operation->content = *now;
        const Result<> noted = moveOn(operation, now->versionId);
        if (!noted)
            co_return noted.error();
    }
    co_return error;
}

//! createSecret of a rotation: AWSCURRENT stays where it is until finishSecret. AWS takes the same value under the same
//! token as often as it is sent.
Task<Result<TokenWrite::Done>> TokenWrite::writePending(RefreshOperation *operation, QList<FieldEdit> edits) const
{
    const SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = operation->content.entry.secretId();
    const Result<SecretMetadata> labels = co_await client.describeSecret(secretId);
    if (!labels)
        co_return labels.error();
    const QString planned = operation->marker.token;
    if (labels->versionStages.contains(planned)) { // by an earlier run, whose end was not seen
        const Result<SecretValue> stored = co_await client.getSecretValue(secretId, planned);
        if (!stored)
            co_return stored.error();
        const EntryContent version =
            EntryContent::ofSecret(operation->content.entry, *stored, m_connection.clock().utcNow())
                .withKeys(operation->settings.keys);
        if (!(tokensIn(version).accessToken == operation->tokens.accessToken))
            co_return otherValue();
        co_return Done{planned, {}};
    }
    const QString holder = labels->versionWithStage(stage::pending);
    if (!holder.isEmpty() && holder != labels->versionWithStage(stage::current)) {
        co_return Error{ErrorKind::Conflict,
                        Refusal::RotationPending,
                        u"AWSPENDING is on version %1, of another rotation"_s.arg(holder),
                        {},
                        {},
                        u"refresh_token"_s};
    }
    if (operation->content.versionId != operation->marker.base) { // resumed, onto what is current now
        const Result<> noted = moveOn(operation, operation->content.versionId);
        if (!noted)
            co_return noted.error();
    }
    const Result<SecretDocument> wanted = operation->content.applied(edits);
    if (!wanted)
        co_return wanted.error();
    const SecretString text = wanted->text();
    const QString token = operation->marker.token;
    const QStringList label{stage::pending};
    KEYTURN_CRASH_POINT("J3-pending-before");
    const Result<SecretWrite> stored = co_await client.putSecretValue(secretId, text, false, token, label);
    KEYTURN_CRASH_POINT("J3-pending-after");
    if (!stored)
        co_return stored.error();
    co_return co_await check(operation, edits);
}

//! Of the version that an earlier run has made current, or of one that it could not.
Task<std::monostate> TokenWrite::takeLabelOff(RefreshOperation *operation) const
{
    SecretSave save(m_connection.secretsManager(), m_connection.region());
    SecretSave::Write write{operation->content.entry.secretId(), operation->marker.base,
                            operation->content.document.text(), false, operation->marker.token};
    co_await save.run(std::move(write)); // finds it written, or somebody else's in its place
    co_return std::monostate();
}

//! One by one, each by itself: what is written must not be put back because a later one failed, for the token it would
//! be put back to is spent.
Task<Result<TokenWrite::Done>> TokenWrite::writeParameters(RefreshOperation *operation, QList<FieldEdit> edits) const
{
    const EntrySave save(m_connection);
    const RefreshPreflight preflight(m_connection, operation->settings);
    for (const FieldEdit &edit : std::as_const(edits)) {
        for (int attempt = 1;; ++attempt) {
            const QList<FieldEdit> one{edit};
            const QString token = operation->marker.token;
            const Result<SaveReceipt> saved = co_await save.values(operation->content, one, token);
            if (saved && saved->half)
                co_return saved->half->cause;
            if (saved) {
                take(&operation->content, edit, *saved);
                break;
            }
            const Error error = saved.error();
            if (error.kind != ErrorKind::Conflict || attempt == writeAttempts)
                co_return error;
            const Entry entry = operation->content.entry;
            const Result<EntryContent> now = co_await preflight.readFresh(entry);
            if (!now)
                co_return now.error();
            if (!onlyOthersChanged(operation->content, *now, one))
                co_return error;
            operation->content = *now;
        }
        KEYTURN_CRASH_POINT("J3-between-parameters");
    }
    co_return co_await check(operation, edits);
}

//! Reads back what was written and compares every byte.
Task<Result<TokenWrite::Done>> TokenWrite::check(RefreshOperation *operation, QList<FieldEdit> edits) const
{
    operation->progress(RefreshStep::Check);
    KEYTURN_CRASH_POINT("J5-before");
    Done done;
    if (operation->content.entry.id.isParameter()) {
        for (const FieldEdit &edit : std::as_const(edits)) {
            const Result<Parameter> parameter = co_await m_connection.parameterStore().getParameter(edit.key);
            if (!parameter)
                co_return parameter.error();
            if (!(parameter->value == edit.value))
                co_return otherValue();
        }
        co_return done;
    }
    const Result<SecretDocument> wanted = operation->content.applied(edits);
    if (!wanted)
        co_return wanted.error();
    done.versionId =
        wanted->text() == operation->content.document.text() ? operation->content.versionId : operation->marker.token;
    const QString secretId = operation->content.entry.secretId();
    const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId, done.versionId);
    if (!value)
        co_return value.error();
    if (!(value->value == wanted->text()))
        co_return otherValue();
    if (operation->guard == SaveGuard::LookAround) {
        const Result<SecretMetadata> labels = co_await m_connection.secretsManager().describeSecret(secretId);
        const QString previous = labels ? labels->versionWithStage(stage::previous) : QString();
        if (labels && labels->versionWithStage(stage::current) == done.versionId && previous != operation->marker.base)
            done.replaced = previous;
    }
    KEYTURN_CRASH_POINT("J5-after");
    co_return done;
}

} // namespace keyturn
