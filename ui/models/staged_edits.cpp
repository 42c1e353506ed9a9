#include "ui/models/staged_edits.h"

#include <algorithm>
#include <numeric>

namespace keyturn {

namespace {

bool leavesAsOpened(const EntryContent &content, const FieldEdit &edit)
{
    const EntryField *field = content.field(edit.key);
    switch (edit.kind) {
    case FieldEdit::Kind::Set:
        return field && field->isString && field->value == edit.value;
    case FieldEdit::Kind::Remove:
        return !field;
    case FieldEdit::Kind::SetJson:
    case FieldEdit::Kind::Add:
    case FieldEdit::Kind::AddJson:
    case FieldEdit::Kind::Rename:
    case FieldEdit::Kind::Move:
    case FieldEdit::Kind::Raw:
        return false;
    }
    return false;
}

} // namespace

int StagedEdits::count() const
{
    return std::accumulate(m_items.begin(), m_items.end(), 0,
                           [](int sum, const Item &item) { return sum + int(item.edits.size()); });
}

const StagedEdits::Item *StagedEdits::item(const EntryId &id) const
{
    const auto it = m_items.constFind(id);
    return it == m_items.constEnd() ? nullptr : &*it;
}

const FieldEdit *StagedEdits::edit(const EntryId &id, const QString &key) const
{
    const Item *staged = item(id);
    if (!staged)
        return nullptr;
    const auto it = std::find_if(staged->edits.begin(), staged->edits.end(),
                                 [&key](const FieldEdit &edit) { return edit.key == key; });
    return it == staged->edits.end() ? nullptr : &*it;
}

QList<FieldEdit> StagedEdits::editsOf(const EntryId &id) const
{
    const Item *staged = item(id);
    return staged ? staged->edits : QList<FieldEdit>();
}

void StagedEdits::stage(const EntryContent &content, FieldEdit edit)
{
    const EntryId id = content.entry.id;
    const EntryContent base = m_items.contains(id) ? m_items[id].base : content;
    QList<FieldEdit> edits = editsOf(id);
    m_undo.append(Step{base, edits});
    m_redo.clear();

    const auto same = std::find_if(edits.begin(), edits.end(), [&](const FieldEdit &e) { return e.key == edit.key; });
    const bool wasAdded = same != edits.end() && same->kind == FieldEdit::Kind::Add;
    if (edit.kind != FieldEdit::Kind::Remove)
        edit.kind = base.field(edit.key) ? FieldEdit::Kind::Set : FieldEdit::Kind::Add;
    const bool gone = leavesAsOpened(base, edit) || (wasAdded && edit.kind == FieldEdit::Kind::Remove);
    if (same != edits.end()) {
        if (gone)
            edits.erase(same);
        else
            *same = std::move(edit);
    } else if (!gone) {
        edits.append(std::move(edit));
    }
    apply(base, std::move(edits));
}

void StagedEdits::revert(const EntryId &id, const QString &key)
{
    const Item *staged = item(id);
    if (!staged || !edit(id, key))
        return;
    const EntryContent base = staged->base;
    QList<FieldEdit> edits = staged->edits;
    m_undo.append(Step{base, edits});
    m_redo.clear();
    edits.removeIf([&key](const FieldEdit &edit) { return edit.key == key; });
    apply(base, std::move(edits));
}

void StagedEdits::apply(const EntryContent &base, QList<FieldEdit> edits)
{
    const EntryId id = base.entry.id;
    if (edits.isEmpty()) {
        m_items.remove(id);
        m_order.removeOne(id);
        return;
    }
    if (!m_order.contains(id))
        m_order.append(id);
    m_items.insert(id, Item{base, std::move(edits), newVersionId()});
}

void StagedEdits::rebase(const EntryContent &content)
{
    const EntryId id = content.entry.id;
    QList<FieldEdit> edits = editsOf(id);
    if (edits.isEmpty())
        return;
    for (FieldEdit &edit : edits) {
        if (edit.kind != FieldEdit::Kind::Remove)
            edit.kind = content.field(edit.key) ? FieldEdit::Kind::Set : FieldEdit::Kind::Add;
    }
    edits.removeIf([&content](const FieldEdit &edit) { return leavesAsOpened(content, edit); });
    const qsizetype place = m_order.indexOf(id);
    drop(id);
    apply(content, std::move(edits));
    if (m_order.endsWith(id))
        m_order.move(m_order.size() - 1, place);
}

void StagedEdits::adopt(const EntryContent &content, const QList<FieldEdit> &edits)
{
    const EntryId id = content.entry.id;
    const qsizetype place = m_order.indexOf(id);
    drop(id);
    apply(content, edits);
    if (place >= 0 && m_order.endsWith(id))
        m_order.move(m_order.size() - 1, place);
}

void StagedEdits::drop(const EntryId &id)
{
    m_items.remove(id);
    m_order.removeOne(id);
    const auto ofEntry = [&id](const Step &step) { return step.base.entry.id == id; };
    m_undo.removeIf(ofEntry);
    m_redo.removeIf(ofEntry);
}

void StagedEdits::clear()
{
    *this = StagedEdits();
}

void StagedEdits::move(QList<Step> &from, QList<Step> &to)
{
    if (from.isEmpty())
        return;
    const Step step = from.takeLast();
    to.append(Step{step.base, editsOf(step.base.entry.id)});
    apply(step.base, step.before);
}

void StagedEdits::undo()
{
    move(m_undo, m_redo);
}

void StagedEdits::redo()
{
    move(m_redo, m_undo);
}

} // namespace keyturn
