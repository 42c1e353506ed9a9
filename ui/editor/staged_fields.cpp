#include "ui/editor/staged_fields.h"

#include "core/document/shortest_edits.h"

#include <algorithm>

namespace keyturn {

namespace {

using Kind = FieldEdit::Kind;

//! Parameters, and whole values: fields that are only set.
QList<StagedField> setFields(const EntryContent &content, const QList<FieldEdit> &edits)
{
    QList<StagedField> rows;
    for (const EntryField &field : content.fields)
        rows.append({field, field.key, field.isString ? JsonKind::String : JsonKind::Null, {}});
    for (const FieldEdit &edit : edits) {
        const bool whole = edit.kind == Kind::Raw;
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const StagedField &candidate) {
            return whole || candidate.field.key == edit.key;
        });
        if (row == rows.end()) {
            EntryField field;
            field.key = edit.key;
            field.role = content.keyMap.role(edit.key);
            field.sensitive = content.keyMap.isSensitive(edit.key);
            field.value = edit.value;
            rows.append({field, {}, JsonKind::String, Status::Added});
        } else if (edit.kind == Kind::Remove) {
            row->change = Status::Removed;
        } else {
            row->field.value = edit.value;
            row->change = Status::Edited;
        }
    }
    return rows;
}

StagedField wholeText(const EntryContent &content, const SecretDocument &document)
{
    StagedField row;
    row.field.value = document.text();
    if (content.fields.size() == 1) {
        row.field.changedAt = content.fields.constFirst().changedAt;
        row.field.isOlder = content.fields.constFirst().isOlder;
    }
    if (!(document.text() == content.document.text()))
        row.change = Status::Edited;
    return row;
}

QSet<QString> movedKeys(const QList<FieldEdit> &edits)
{
    QSet<QString> keys;
    for (const FieldEdit &edit : edits) {
        if (edit.kind == Kind::Move)
            keys.insert(edit.key);
    }
    return keys;
}

} // namespace

QList<StagedField> stagedFields(const EntryContent &content, const QList<FieldEdit> &edits)
{
    if (content.entry.id.isParameter() || content.binary || content.document.text().isEmpty())
        return setFields(content, edits);
    const Result<SecretDocument> edited = applied(content.document, edits);
    const SecretDocument &document = edited ? *edited : content.document;
    if (document.isRaw())
        return {wholeText(content, document)};

    const QHash<QString, QString> origins = originsOfKeys(content.document, edits);
    const QSet<QString> moved = movedKeys(edits);
    QStringList keys;
    for (const SecretDocument::Member &member : document.members())
        keys.append(member.key);
    const KeyMap map = KeyMap::recognise(keys);
    QHash<QString, qsizetype> opened;
    for (qsizetype i = 0; i < content.fields.size(); ++i)
        opened.insert(content.fields[i].key, i);

    QList<StagedField> rows;
    QSet<QString> present;
    for (const SecretDocument::Member &member : document.members()) {
        StagedField row;
        row.field.key = member.key;
        row.field.isString = member.isString;
        row.field.value = member.value;
        row.field.role = map.role(member.key);
        row.field.sensitive = map.isSensitive(member.key);
        row.kind = member.kind;
        const auto origin = origins.constFind(member.key);
        const qsizetype at = origin == origins.cend() ? -1 : opened.value(*origin, -1);
        if (at < 0) {
            row.change = Status::Added;
        } else {
            const EntryField &before = content.fields[at];
            row.opened = before.key;
            row.renamed = before.key != member.key;
            row.field.sensitive = row.field.sensitive || before.sensitive;
            row.field.changedAt = before.changedAt;
            row.field.isOlder = before.isOlder;
            if (row.renamed || moved.contains(member.key) || before.isString != member.isString
                || !(before.value == member.value))
                row.change = Status::Edited;
            present.insert(before.key);
        }
        rows.append(row);
    }
    for (qsizetype i = 0; i < content.fields.size(); ++i) {
        const EntryField &field = content.fields[i];
        if (present.contains(field.key))
            continue;
        qsizetype place = 0; // behind what stood before it
        for (qsizetype row = 0; i > 0 && row < rows.size(); ++row) {
            if (rows[row].opened == content.fields[i - 1].key)
                place = row + 1;
        }
        rows.insert(place, StagedField{field, field.key, JsonKind::String, Status::Removed});
    }
    return rows;
}

} // namespace keyturn
