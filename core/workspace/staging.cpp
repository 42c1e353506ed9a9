#include "core/workspace/staging.h"

#include "core/save/three_way_merge.h"

namespace keyturn {

Staging::Staging(Place &place, OpenEntry &open, const RunningWrites &running, const HalfSaves &halves) :
    m_place(place), m_open(open), m_running(running), m_halves(halves)
{}

bool Staging::canStage(const EntryContent &content) const
{
    return m_place.canWrite() && content.entry.isWritable() && !isHeld(content.entry.id);
}

Result<> Staging::stage(const EntryContent &content, const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    if (!canStage(content))
        return Error{ErrorKind::Unsupported, {}, QStringLiteral("writing is locked")};
    const Result<> staged = m_edits.stage(content, edits, what, joins);
    if (staged)
        emit changed();
    return staged;
}

Result<> Staging::stage(const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    if (!m_open.content())
        return Error{ErrorKind::Unsupported, {}, QStringLiteral("nothing is open")};
    return stage(*m_open.content(), edits, what, joins);
}

bool Staging::stageDetails(const DetailChanges &changes, const QString &what, bool joins)
{
    if (!m_open.content() || !canStage(*m_open.content()))
        return false;
    m_edits.stageDetails(*m_open.content(), changes, what, joins);
    emit changed();
    return true;
}

void Staging::settleDetail(const EntryId &id, const DetailKey &key, const std::optional<QString> &theirs, bool mine)
{
    if (isHeld(id))
        return;
    m_edits.settleDetail(id, key, theirs, mine);
    emit changed();
}

void Staging::revert(const QString &key)
{
    const std::optional<EntryId> id = m_open.id();
    if (!id || isHeld(*id))
        return;
    m_edits.revert(*id, key);
    emit changed();
}

void Staging::discard(const EntryId &id)
{
    if (isHeld(id))
        return;
    m_edits.drop(id);
    emit changed();
}

void Staging::discardAll()
{
    if (isAnyHeld())
        return;
    m_edits.clear();
    emit changed();
}

void Staging::undo()
{
    if (isAnyHeld())
        return;
    m_edits.undo();
    emit changed();
}

void Staging::redo()
{
    if (isAnyHeld())
        return;
    m_edits.redo();
    emit changed();
}

void Staging::takeMerge(const ThreeWayMerge &merge)
{
    const EntryId id = merge.theirs().entry.id;
    if (!m_edits.item(id) || isHeld(id))
        return;
    m_edits.adopt(merge.theirs(), merge.edits());
    if (m_open.id() == id)
        m_open.show(merge.theirs());
    emit changed();
}

StagedEdits Staging::takeOut()
{
    StagedEdits edits = std::exchange(m_edits, {});
    emit changed();
    return edits;
}

void Staging::putBack(StagedEdits edits)
{
    m_edits = std::move(edits);
    emit changed();
}

void Staging::keepDetails(const EntryId &id, const DetailChanges &left)
{
    m_edits.keepDetails(id, left);
    emit changed();
}

} // namespace keyturn

#include "moc_staging.cpp"
