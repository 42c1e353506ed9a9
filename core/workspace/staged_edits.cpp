#include "core/workspace/staged_edits.h"

#include "core/document/shortest_edits.h"
#include "core/stores/secrets_manager_client.h"

#include <algorithm>
#include <numeric>

namespace keyturn {

namespace {

using Kind = FieldEdit::Kind;

bool isWhole(const EntryContent &content)
{
    return content.binary || content.entry.id.isParameter();
}

//! Of parameters, and of bytes that are no text: only whole values are set.
Result<QList<FieldEdit>> setWhole(const EntryContent &content, QList<FieldEdit> edits, const FieldEdit &edit)
{
    const EntryField *field = content.field(edit.key);
    if (!field || (edit.kind != Kind::Set && edit.kind != Kind::Raw))
        return Error{ErrorKind::Invalid, {}, QStringLiteral("only the value can be set")};
    edits.removeIf([&edit](const FieldEdit &e) { return e.key == edit.key; });
    if (!(field->value == edit.value))
        edits.append(edit);
    return edits;
}

//! All of \p edits after those in \p present, in the shortest form.
Result<QList<FieldEdit>> joined(const EntryContent &content, QList<FieldEdit> present, const QList<FieldEdit> &edits)
{
    if (isWhole(content)) {
        for (const FieldEdit &edit : edits) {
            Result<QList<FieldEdit>> next = setWhole(content, std::move(present), edit);
            if (!next)
                return next;
            present = *std::move(next);
        }
        return present;
    }
    const Result<SecretDocument> before = applied(content.document, present);
    if (!before)
        return before.error();
    const Result<SecretDocument> after = applied(*before, edits);
    if (!after)
        return after.error();
    return shortestEdits(content.document, present + edits, *after);
}

//! As it would be staged anew: what is there already is set, what is not is added.
FieldEdit inKind(FieldEdit edit, const SecretDocument &document)
{
    if (!edit.below.isEmpty())
        return edit;
    const bool there = document.member(edit.key) != nullptr;
    if (edit.kind == Kind::Add && there)
        edit.kind = Kind::Set;
    else if (edit.kind == Kind::AddJson && there)
        edit.kind = Kind::SetJson;
    else if (edit.kind == Kind::Set && !there && !edit.key.isEmpty() && !document.isRaw())
        edit.kind = Kind::Add;
    else if (edit.kind == Kind::SetJson && !there)
        edit.kind = Kind::AddJson;
    return edit;
}

QList<StagedStep::Edit> named(const QList<FieldEdit> &edits)
{
    QList<StagedStep::Edit> names;
    for (const FieldEdit &edit : edits)
        names.append({edit.kind, QStringList{edit.key} + edit.below, edit.newKey});
    return names;
}

} // namespace

int StagedEdits::count(const QList<EntryId> &ids) const
{
    return std::accumulate(ids.begin(), ids.end(), 0, [this](int sum, const EntryId &id) {
        const Item *staged = item(id);
        return staged ? sum + int(staged->edits.size() + staged->details.size()) : sum;
    });
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

StagedEdits::State StagedEdits::stateOf(const EntryId &id) const
{
    const Item *staged = item(id);
    return staged ? State{staged->edits, staged->details} : State();
}

//! Edits belong to the content they were made against; details do not, so they follow the newest.
const EntryContent &StagedEdits::baseOf(const EntryContent &content) const
{
    const Item *staged = item(content.entry.id);
    return staged && !staged->edits.isEmpty() ? staged->base : content;
}

SecretDocument StagedEdits::document(const EntryContent &content) const
{
    const Item *staged = item(content.entry.id);
    if (!staged)
        return content.document;
    const Result<SecretDocument> edited = applied(staged->base.document, staged->edits);
    return edited ? *edited : content.document;
}

Result<> StagedEdits::stage(const EntryContent &content, const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    const EntryId id = content.entry.id;
    const EntryContent base = baseOf(content);
    const State present = stateOf(id);
    QList<FieldEdit> wanted = edits;
    if (!isWhole(base)) {
        const SecretDocument now = document(base);
        for (FieldEdit &edit : wanted)
            edit = edits.size() == 1 ? inKind(edit, now) : edit;
    }
    Result<QList<FieldEdit>> next = joined(base, present.edits, wanted);
    if (!next)
        return next.error();
    if (*next == present.edits)
        return {};
    remember(base, {what, named(wanted)}, joins);
    apply(base, {*std::move(next), present.details});
    return {};
}

void StagedEdits::stageDetails(const EntryContent &content, const DetailChanges &changes, const QString &what,
                               bool joins)
{
    const EntryContent base = baseOf(content);
    State next = stateOf(content.entry.id);
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        const auto known = next.details.constFind(it.key());
        const std::optional<QString> read = known == next.details.cend() ? it->before : known->before;
        if (it->after == read)
            next.details.remove(it.key());
        else
            next.details.insert(it.key(), {read, it->after});
    }
    if (next.details == stateOf(content.entry.id).details)
        return;
    remember(base, {what, {}}, joins);
    apply(base, std::move(next));
}

void StagedEdits::settleDetail(const EntryId &id, const DetailKey &key, const std::optional<QString> &theirs, bool mine)
{
    const Item *staged = item(id);
    if (!staged || !staged->details.contains(key))
        return;
    const EntryContent base = staged->base;
    State next = stateOf(id);
    if (mine && next.details[key].after != theirs)
        next.details[key].before = theirs;
    else
        next.details.remove(key);
    remember(base, {{}, {}, StagedStep::Reason::Settled}, false);
    apply(base, std::move(next));
}

void StagedEdits::keepDetails(const EntryId &id, const DetailChanges &left)
{
    const Item *staged = item(id);
    if (!staged)
        return;
    const EntryContent base = staged->base;
    const qsizetype place = m_order.indexOf(id);
    drop(id);
    apply(base, {{}, left});
    if (m_order.endsWith(id))
        m_order.move(m_order.size() - 1, place);
}

void StagedEdits::remember(const EntryContent &base, const StagedStep &name, bool joins)
{
    const bool goesOn = joins && !m_undo.isEmpty() && m_undo.constLast().name == name
                        && m_undo.constLast().base.entry.id == base.entry.id;
    if (!goesOn)
        m_undo.append(Step{base, stateOf(base.entry.id).edits, stateOf(base.entry.id).details, name});
    m_redo.clear();
}

void StagedEdits::revert(const EntryId &id, const QString &key)
{
    const Item *staged = item(id);
    if (!staged)
        return;
    const EntryContent base = staged->base;
    QString opened = key;
    if (!isWhole(base))
        opened = originsOfKeys(base.document, staged->edits).value(key, key);
    const auto touches = [&](const FieldEdit &edit) { return edit.key == key || edit.key == opened; };
    QList<FieldEdit> kept = staged->edits;
    kept.removeIf(touches);
    if (!isWhole(base) && !applied(base.document, kept)) // a move or a rename that needed it
        kept.removeIf([](const FieldEdit &edit) { return edit.kind == Kind::Move; });
    if (kept == staged->edits || (!isWhole(base) && !applied(base.document, kept)))
        return;
    remember(base, {{}, {{Kind::Set, {key}, {}}}, StagedStep::Reason::TakenBack}, false);
    apply(base, {std::move(kept), stateOf(id).details});
}

void StagedEdits::apply(const EntryContent &base, State state)
{
    const EntryId id = base.entry.id;
    if (state.edits.isEmpty() && state.details.isEmpty()) {
        m_items.remove(id);
        m_order.removeOne(id);
        return;
    }
    if (!m_order.contains(id))
        m_order.append(id);
    m_items.insert(id, Item{base, std::move(state.edits), std::move(state.details), newVersionId()});
}

void StagedEdits::adopt(const EntryContent &content, const QList<FieldEdit> &edits)
{
    const EntryId id = content.entry.id;
    const qsizetype place = m_order.indexOf(id);
    const DetailChanges details = stateOf(id).details;
    drop(id);
    apply(content, {edits, details});
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

void StagedEdits::replaceValues(const std::function<SecretString(const SecretString &)> &replace)
{
    m_undo.clear();
    m_redo.clear();
    for (const EntryId &id : std::as_const(m_order)) {
        Item &item = m_items[id];
        for (FieldEdit &edit : item.edits)
            edit.value = replace(edit.value);
        for (EntryField &field : item.base.fields)
            field.value = replace(field.value);
        if (!isWhole(item.base))
            item.base.document = SecretDocument(replace(item.base.document.text()));
    }
}

void StagedEdits::move(QList<Step> &from, QList<Step> &to)
{
    if (from.isEmpty())
        return;
    const Step step = from.takeLast();
    const State now = stateOf(step.base.entry.id);
    to.append(Step{step.base, now.edits, now.details, step.name});
    apply(step.base, {step.before, step.details});
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
