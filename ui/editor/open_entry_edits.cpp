#include "ui/editor/open_entry_edits.h"

#include "core/workspace/workspace.h"

namespace keyturn {

const EntryContent *OpenEntryEdits::content() const
{
    return m_workspace.openEntry().content();
}

QList<FieldEdit> OpenEntryEdits::edits() const
{
    const StagedEdits::Item *item = content() ? m_workspace.staging().edits().item(content()->entry.id) : nullptr;
    return item ? item->edits : QList<FieldEdit>();
}

SecretDocument OpenEntryEdits::document() const
{
    return content() ? m_workspace.staging().edits().document(*content()) : SecretDocument();
}

EditedEntry::Access OpenEntryEdits::access() const
{
    if (!content() || !content()->entry.isWritable())
        return Access::None;
    return m_workspace.place().canWrite() ? Access::Open : Access::Locked;
}

bool OpenEntryEdits::expectsKeys() const
{
    return content() && content()->entry.id.isSecret() && !content()->document.isRaw();
}

bool OpenEntryEdits::isHeld() const
{
    return content() && m_workspace.running().isWriting(content()->entry.id);
}

Result<> OpenEntryEdits::stage(const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    return m_workspace.staging().stage(edits, what, joins);
}

void OpenEntryEdits::revert(const QString &key)
{
    m_workspace.staging().revert(key);
}

} // namespace keyturn
