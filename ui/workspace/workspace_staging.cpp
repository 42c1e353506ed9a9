#include "ui/workspace/workspace.h"

namespace keyturn {

Result<> Workspace::stage(const EntryContent &content, const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    if (!canWrite() || !content.entry.isWritable() || isHeld(content.entry.id))
        return Error{ErrorKind::Unsupported, {}, QStringLiteral("writing is locked")};
    const Result<> staged = m_staged.stage(content, edits, what, joins);
    if (staged)
        emit stagedChanged();
    return staged;
}

Result<> Workspace::stage(const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    if (!m_content)
        return Error{ErrorKind::Unsupported, {}, QStringLiteral("nothing is open")};
    return stage(*m_content, edits, what, joins);
}

bool Workspace::stageDetails(const DetailChanges &changes, const QString &what, bool joins)
{
    if (!m_content || !canWrite() || !m_content->entry.isWritable() || isHeld(m_content->entry.id))
        return false;
    m_staged.stageDetails(*m_content, changes, what, joins);
    emit stagedChanged();
    return true;
}

void Workspace::settleDetail(const EntryId &id, const DetailKey &key, const std::optional<QString> &theirs, bool mine)
{
    if (isHeld(id))
        return;
    m_staged.settleDetail(id, key, theirs, mine);
    emit stagedChanged();
}

void Workspace::revert(const QString &key)
{
    if (!m_openId || isHeld(*m_openId))
        return;
    m_staged.revert(*m_openId, key);
    emit stagedChanged();
}

void Workspace::discard(const EntryId &id)
{
    if (isHeld(id))
        return;
    m_staged.drop(id);
    emit stagedChanged();
}

void Workspace::discardAll()
{
    if (!m_saving.isEmpty() || !m_halfSaved.isEmpty())
        return;
    m_staged.clear();
    emit stagedChanged();
}

void Workspace::undo()
{
    if (!m_saving.isEmpty() || !m_halfSaved.isEmpty())
        return;
    m_staged.undo();
    emit stagedChanged();
}

void Workspace::redo()
{
    if (!m_saving.isEmpty() || !m_halfSaved.isEmpty())
        return;
    m_staged.redo();
    emit stagedChanged();
}

} // namespace keyturn
