#include "core/save/entry_save.h"

#include "core/connection/connection.h"
#include "core/document/value_size.h"
#include "core/entry/entries.h"
#include "core/entry/parameter_change.h"
#include "core/save/parameter_save.h"
#include "core/save/tag_write.h"

namespace keyturn {

namespace {

std::optional<Error> secretSizeFault(const SecretString &text)
{
    if (text.isEmpty())
        return Error(ErrorKind::Invalid, Refusal::Empty, QStringLiteral("a secret must not be empty"), {}, {},
                     putSecretValue);
    if (text.size() <= secretSizeLimit)
        return std::nullopt;
    const QString detail =
        QStringLiteral("the secret would have %1 bytes, the limit is %2").arg(text.size()).arg(secretSizeLimit);
    return Error(ErrorKind::Limit, Refusal::Size, detail, {}, {}, putSecretValue);
}

bool clientSecretChanged(const EntryContent &content, const SecretDocument &edited)
{
    const QString key = content.keyMap.key(KeyRole::ClientSecret);
    const SecretDocument::Member *before = content.document.member(key);
    const SecretDocument::Member *after = edited.member(key);
    return !key.isEmpty() && before && after && !(before->value == after->value);
}

//! The changes that travel with a parameter's new value.
QHash<QString, ParameterChange> withValues(const EntryContent &content, const QList<FieldEdit> &edits,
                                           const DetailChanges &details)
{
    QHash<QString, ParameterChange> changes;
    for (const FieldEdit &edit : edits) {
        const EntryField *field = content.field(edit.key);
        const ParameterChange change = ParameterChange::from(details, edit.key);
        if (field && !(field->value == edit.value) && !change.isEmpty())
            changes.insert(edit.key, change);
    }
    return changes;
}

} // namespace

Task<Result<SaveReceipt>> EntrySave::values(EntryContent content, QList<FieldEdit> edits, QString token,
                                            SaveGuard guard, DetailChanges details) const
{
    const Result<SecretDocument> edited = content.applied(edits);
    if (!edited)
        co_return edited.error();
    if (content.entry.id.isSecret())
        co_return co_await secret(std::move(content), *edited, token, guard);
    const QHash<QString, ParameterChange> changes = withValues(content, edits, details);
    ParameterSave parameters(m_connection.parameterStore(), m_notes, m_connection.clock().utcNow());
    const Result<SaveReceipt> receipt = co_await parameters.run(std::move(content), std::move(edits), changes);
    co_return receipt;
}

Task<Result<EntrySaved>> EntrySave::run(EntryContent content, QList<FieldEdit> edits, DetailChanges details,
                                        QString token) const
{
    EntrySaved saved;
    const DetailsSave save(m_connection);
    const Entry entry = content.entry;
    if (!edits.isEmpty() && !details.isEmpty()) {
        const Result<DetailChanges> open = co_await save.check(entry, details);
        if (!open)
            co_return open.error();
    }
    if (!edits.isEmpty()) {
        const Result<SaveReceipt> written = co_await values(content, edits, token, SaveGuard::MoveLabel, details);
        if (!written)
            co_return written.error();
        saved.values = *written;
    }
    if (saved.values.half)
        co_return saved;
    if (!edits.isEmpty() && entry.id.isParameter()) {
        const QHash<QString, ParameterChange> written = withValues(content, edits, details);
        for (const DetailKey &key : details.keys()) {
            if (!written.contains(key.name) || key.field == DetailField::Tag)
                continue;
            saved.details.saved.append(key);
            details.remove(key);
        }
    }
    if (details.isEmpty())
        co_return saved;
    const Result<DetailsReceipt> written = co_await save.run(entry, details);
    if (written) {
        saved.details.saved.append(written->saved);
        saved.details.failures.append(written->failures);
        saved.details.versions.insert(written->versions);
    } else if (edits.isEmpty()) {
        co_return written.error();
    } else {
        saved.details.failures.append({details.keys(), written.error()});
    }
    co_return saved;
}

Task<Result<SaveReceipt>> EntrySave::resume(HalfSaved half) const
{
    ParameterSave parameters(m_connection.parameterStore(), m_notes);
    const Result<SaveReceipt> receipt = co_await parameters.resume(std::move(half));
    co_return receipt;
}

Task<Result<SaveReceipt>> EntrySave::rollBack(HalfSaved half) const
{
    ParameterSave parameters(m_connection.parameterStore(), m_notes);
    const Result<SaveReceipt> receipt = co_await parameters.rollBack(std::move(half));
    co_return receipt;
}

Task<Result<SaveReceipt>> EntrySave::secret(EntryContent content, SecretDocument edited, QString token,
                                            SaveGuard guard) const
{
    SaveReceipt receipt;
    if (edited.text() == content.document.text())
        co_return receipt;
    const std::optional<Error> tooLarge = secretSizeFault(edited.text());
    if (tooLarge)
        co_return *tooLarge;

    SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = content.entry.secretId();
    SecretSave save(client, m_connection.region());
    SecretSave::Write write{secretId, content.versionId, edited.text(), content.binary, token, guard};
    save.keepNotes(m_notes, content.entry.id, m_connection.clock().utcNow());
    const Result<SecretSave::Receipt> written = co_await save.run(std::move(write));
    if (!written)
        co_return written.error();
    receipt.versionId = token;
    receipt.changed = true;
    receipt.labelError = written->labelError;
    if (clientSecretChanged(content, edited)) {
        const QString changedAt = m_connection.clock().utcNow().toString(Qt::ISODate);
        const QMap<QString, QString> tags{{QLatin1String(rotatedAtTag), changedAt}};
        const TagWrite tagWrite(m_connection, Store::SecretsManager, secretId);
        const Result<> tagged = co_await tagWrite.set(tags);
        if (!tagged)
            receipt.tagError = tagged.error();
    }
    co_return receipt;
}

} // namespace keyturn
