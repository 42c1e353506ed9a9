#include "ui/list/bulk_change.h"

#include "core/workspace/staged_edits.h"
#include "ui/text/wording.h"

namespace keyturn {

QList<FieldEdit> BulkChange::edits(const SecretDocument &now) const
{
    FieldEdit edit;
    edit.key = name;
    switch (kind) {
    case Kind::SetKey:
        edit.kind = now.member(name) ? FieldEdit::Kind::Set : FieldEdit::Kind::Add;
        edit.value = value;
        return {edit};
    case Kind::RenameKey:
        return {FieldEdit::rename(name, newName)};
    default:
        edit.kind = FieldEdit::Kind::Remove;
        return {edit};
    }
}

MetadataChange BulkChange::metadata() const
{
    MetadataChange change;
    if (kind == Kind::SetTag)
        change.tags.insert(name, text);
    else if (kind == Kind::RemoveTag)
        change.removeTags.append(name);
    else
        change.description = text;
    return change;
}

BulkPreview BulkPreview::ofMetadata(const BulkChange &change, const Entry &entry)
{
    const bool isThere = entry.tags.contains(change.name);
    const QString before = entry.tags.value(change.name);
    switch (change.kind) {
    case BulkChange::Kind::SetTag:
        if (isThere && before == change.text)
            return unfit(tr("has this tag"));
        return {true,
                isThere ? tr("%1 → %2").arg(before, change.text) : tr("new tag %1 = %2").arg(change.name, change.text)};
    case BulkChange::Kind::RemoveTag:
        // A listing does not tell the tags of parameters.
        if (entry.id.isSecret() && !isThere)
            return unfit(tr("has no such tag"));
        return {true, tr("removes tag %1").arg(change.name)};
    default:
        if (entry.description == change.text)
            return unfit(tr("has this description"));
        return {true, tr("“%1” → “%2”").arg(entry.description, change.text)};
    }
}

BulkPreview BulkPreview::ofValues(const BulkChange &change, const EntryContent &content, const StagedEdits &staged)
{
    // As it would be saved: edits that are staged already count.
    const SecretDocument now = staged.document(content);
    if (content.entry.id.isParameter())
        return unfit(tr("a parameter has no keys"));
    if (content.binary || now.isRaw())
        return unfit(tr("is not key/value JSON"));
    const SecretDocument::Member *member = now.member(change.name);
    if (change.kind == BulkChange::Kind::SetKey)
        return ofSetKey(change, member);
    if (!member)
        return unfit(tr("has no such key"));
    if (change.kind == BulkChange::Kind::RenameKey)
        return ofRenameKey(change, now);
    return {true, tr("removes key, %1").arg(Wording::charactersShort(member->value.characters()))};
}

BulkPreview BulkPreview::ofSetKey(const BulkChange &change, const SecretDocument::Member *member)
{
    const QString after = Wording::charactersShort(change.value.characters());
    if (!member)
        return {true, tr("new key, %1").arg(after)};
    if (member->value == change.value)
        return unfit(tr("has this value"));
    return {true, tr("%1 → %2").arg(Wording::charactersShort(member->value.characters()), after)};
}

BulkPreview BulkPreview::ofRenameKey(const BulkChange &change, const SecretDocument &now)
{
    if (change.newName == change.name)
        return unfit(tr("has this name"));
    if (now.member(change.newName))
        return unfit(tr("has a key %1 already").arg(change.newName));
    return {true, change.newName.isEmpty() ? QString() : tr("%1 → %2").arg(change.name, change.newName)};
}

} // namespace keyturn
