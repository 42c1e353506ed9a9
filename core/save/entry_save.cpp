#include "core/save/entry_save.h"

#include "core/connection/connection.h"
#include "core/entry/parameter_change.h"
#include "core/save/parameter_save.h"

namespace keyturn {

namespace {

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

Task<Result<SaveReceipt>> saveValues(Connection *connection, EntryContent content, QList<FieldEdit> edits,
                                     DetailChanges details, QString token, SaveNotes notes)
{
    if (content.entry.id.store == Store::SecretsManager) {
        const EntryStore store(*connection);
        co_return co_await store.save(std::move(content), std::move(edits), token);
    }
    const Result<SecretDocument> possible = EntryStore::apply(content, edits);
    if (!possible)
        co_return possible.error();
    const QHash<QString, ParameterChange> changes = withValues(content, edits, details);
    ParameterSave parameters(connection->parameterStore(), std::move(notes), connection->clock().utcNow());
    const Result<SaveReceipt> receipt = co_await parameters.run(std::move(content), std::move(edits), changes);
    co_return receipt;
}

} // namespace

Task<Result<EntrySaved>> saveEntry(Connection *connection, EntryContent content, QList<FieldEdit> edits,
                                   DetailChanges details, QString token, SaveNotes notes)
{
    EntrySaved saved;
    const DetailsSave save(*connection);
    const Entry entry = content.entry;
    if (!edits.isEmpty() && !details.isEmpty()) {
        const Result<DetailChanges> open = co_await save.check(entry, details);
        if (!open)
            co_return open.error();
    }
    if (!edits.isEmpty()) {
        const Result<SaveReceipt> values = co_await saveValues(connection, content, edits, details, token, notes);
        if (!values)
            co_return values.error();
        saved.values = *values;
    }
    if (saved.values.half)
        co_return saved;
    if (!edits.isEmpty() && entry.id.store == Store::ParameterStore) {
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

} // namespace keyturn
