#include "core/versions/save_reversal.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/read/entry_store.h"
#include "core/stores/version_stage.h"
#include "core/versions/version_rollback.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Error changedSince(const QString &detail, const QString &operation)
{
    return Error{ErrorKind::Conflict, Refusal::ChangedElsewhere, detail, {}, {}, operation};
}

Error nothingBefore(const QString &name)
{
    return Error{ErrorKind::NotFound, Refusal::NoPrevious, u"AWS keeps no version before it: %1"_s.arg(name)};
}

Task<Result<SaveReceipt>> takeSecretBack(Connection *connection, SavedVersions saved)
{
    const QString secretId = saved.entry.secretId();
    const Result<SecretMetadata> now = co_await connection->secretsManager().describeSecret(secretId);
    if (!now)
        co_return now.error();
    const QString current = now->versionWithStage(stage::current);
    const QString before = now->versionWithStage(stage::previous);
    if (current != saved.versionId)
        co_return changedSince(u"AWSCURRENT is version %1, %2 was saved"_s.arg(current, saved.versionId),
                               u"secretsmanager:UpdateSecretVersionStage"_s);
    if (before.isEmpty())
        co_return nothingBefore(saved.entry.id.name);
    VersionRollback::Request request;
    request.entry = saved.entry;
    request.from = saved.versionId;
    request.to = before;
    if (now->tags.value(QLatin1String(rotatedAtTag)) != saved.rotatedAt)
        request.rotatedAt = saved.rotatedAt; // the client secret is as old again as it was
    const VersionRollback rollback(*connection);
    const Result<VersionRollback::Receipt> moved = co_await rollback.run(std::move(request));
    if (!moved)
        co_return moved.error();
    SaveReceipt receipt; // without a version id: nothing new was written
    receipt.changed = true;
    receipt.tagError = moved->tagError;
    co_return receipt;
}

//! The value of one version; none where it is not kept.
Task<Result<std::optional<SecretString>>> valueOf(Connection *connection, QString name, qint64 version)
{
    PageStream<ParameterVersion> history = connection->parameterStore().getParameterHistory(name);
    for (;;) {
        const Result<std::optional<QList<ParameterVersion>>> page = co_await history.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            co_return std::optional<SecretString>();
        for (const ParameterVersion &kept : **page) {
            if (kept.version == version)
                co_return std::optional<SecretString>(kept.value);
        }
    }
}

Task<Result<SaveReceipt>> takeParametersBack(Connection *connection, SavedVersions saved, SaveNotes notes)
{
    const EntryStore store(*connection);
    const EntrySave save(*connection, std::move(notes));
    const Result<EntryContent> now = co_await store.open(saved.entry);
    if (!now)
        co_return now.error();
    QList<FieldEdit> edits;
    for (const ParameterMetadata &parameter : now->entry.parameters) {
        const qint64 ours = saved.versions.value(parameter.name);
        if (ours == 0)
            continue;
        if (parameter.version != ours)
            co_return changedSince(
                u"%1 has version %2, %3 was saved"_s.arg(parameter.name).arg(parameter.version).arg(ours),
                u"ssm:PutParameter"_s);
        const QString name = parameter.name;
        const Result<std::optional<SecretString>> before = co_await valueOf(connection, name, ours - 1);
        if (!before)
            co_return before.error();
        if (!before->has_value())
            co_return nothingBefore(name);
        FieldEdit edit;
        edit.key = name;
        edit.value = **before;
        edits.append(edit);
    }
    const QString token; // of parameters there is none
    const Result<SaveReceipt> receipt = co_await save.values(*now, edits, token);
    co_return receipt;
}

} // namespace

Task<Result<SaveReceipt>> takeSaveBack(Connection *connection, SavedVersions saved, SaveNotes notes)
{
    if (saved.entry.id.isSecret())
        co_return co_await takeSecretBack(connection, std::move(saved));
    co_return co_await takeParametersBack(connection, std::move(saved), std::move(notes));
}

} // namespace keyturn
