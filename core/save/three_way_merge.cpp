#include "core/save/three_way_merge.h"

#include <algorithm>

namespace keyturn {

namespace {

using Value = ThreeWayMerge::Value;
using Side = ThreeWayMerge::Side;
using State = ThreeWayMerge::State;

bool isSecret(const EntryContent &content)
{
    return content.entry.id.isSecret();
}

bool hasKeys(const EntryContent &content)
{
    return !isSecret(content) || (!content.binary && !content.document.isRaw());
}

SecretString wholeText(const EntryContent &content)
{
    return content.binary && !content.fields.isEmpty() ? content.fields.first().value : content.document.text();
}

std::optional<Value> valueIn(const SecretDocument &document, const QString &key)
{
    const SecretDocument::Member *member = document.member(key);
    return member ? std::optional(Value{member->value, member->isString}) : std::nullopt;
}

std::optional<Value> valueIn(const EntryContent &content, const QString &key)
{
    if (isSecret(content))
        return valueIn(content.document, key);
    const EntryField *field = content.field(key);
    return field ? std::optional(Value{field->value, true}) : std::nullopt;
}

QStringList keysOf(const EntryContent &content)
{
    QStringList keys;
    for (const EntryField &field : content.fields)
        keys.append(field.key);
    return keys;
}

State stateOf(const ThreeWayMerge::Key &key)
{
    if (key.mine == key.base)
        return key.theirs == key.base ? State::Same : State::Theirs;
    if (key.theirs == key.base)
        return State::Mine;
    return key.mine == key.theirs ? State::Agreed : State::Conflict;
}

} // namespace

std::optional<Side> ThreeWayMerge::Key::side() const
{
    switch (state) {
    case State::Mine:
        return Side::Mine;
    case State::Conflict:
        return choice;
    case State::Same:
    case State::Agreed:
    case State::Theirs:
        break;
    }
    return Side::Theirs;
}

const std::optional<Value> &ThreeWayMerge::Key::result() const
{
    const Side taken = side().value_or(Side::Theirs);
    return taken == Side::Mine ? mine : taken == Side::Own ? own : theirs;
}

Result<ThreeWayMerge> ThreeWayMerge::of(EntryContent base, QList<FieldEdit> edits, EntryContent theirs)
{
    const Result<SecretDocument> mine = base.applied(edits);
    if (!mine)
        return mine.error();
    ThreeWayMerge merge;
    merge.m_base = std::move(base);
    merge.m_theirs = std::move(theirs);
    merge.m_edits = std::move(edits);
    if (!hasKeys(merge.m_base) || !hasKeys(merge.m_theirs) || (isSecret(merge.m_base) && mine->isRaw())) {
        merge.addWhole(mine->text());
        return merge;
    }
    QStringList keys = keysOf(merge.m_base) + keysOf(merge.m_theirs);
    for (const SecretDocument::Member &member : mine->members())
        keys.append(member.key);
    keys.removeDuplicates();
    for (const QString &key : std::as_const(keys)) {
        std::optional<Value> ours = valueIn(*mine, key);
        if (!isSecret(merge.m_base)) {
            ours = valueIn(merge.m_base, key);
            for (const FieldEdit &edit : std::as_const(merge.m_edits)) {
                if (edit.key == key)
                    ours = Value{edit.value, true};
            }
        }
        merge.addKey(key, valueIn(merge.m_base, key), std::move(ours), valueIn(merge.m_theirs, key));
    }
    return merge;
}

void ThreeWayMerge::addWhole(const SecretString &mine)
{
    m_isWhole = true;
    addKey({}, Value{wholeText(m_base)}, Value{mine}, Value{wholeText(m_theirs)});
}

void ThreeWayMerge::addKey(const QString &key, std::optional<Value> base, std::optional<Value> mine,
                           std::optional<Value> theirs)
{
    const EntryContent &known = m_base.field(key) ? m_base : m_theirs;
    Key merged;
    merged.key = key;
    merged.role = known.keyMap.role(key);
    merged.sensitive = m_isWhole || known.keyMap.isSensitive(key);
    merged.base = std::move(base);
    merged.mine = std::move(mine);
    merged.theirs = std::move(theirs);
    merged.state = stateOf(merged);
    m_keys.append(std::move(merged));
}

int ThreeWayMerge::count(State state) const
{
    return int(std::count_if(m_keys.begin(), m_keys.end(), [state](const Key &key) { return key.state == state; }));
}

int ThreeWayMerge::undecided() const
{
    return int(std::count_if(m_keys.begin(), m_keys.end(), [](const Key &key) { return !key.side(); }));
}

void ThreeWayMerge::choose(const QString &key, std::optional<Side> side)
{
    for (Key &candidate : m_keys) {
        if (candidate.key == key && candidate.state == State::Conflict)
            candidate.choice = side == Side::Own && !candidate.own ? std::nullopt : side;
    }
}

void ThreeWayMerge::write(const QString &key, const SecretString &value)
{
    for (Key &candidate : m_keys) {
        if (candidate.key != key || candidate.state != State::Conflict)
            continue;
        candidate.own = Value{value, true};
        candidate.choice = Side::Own;
    }
}

QList<FieldEdit> ThreeWayMerge::edits() const
{
    if (m_isWhole) {
        const Key &whole = m_keys.first();
        return whole.result() == whole.theirs ? QList<FieldEdit>()
                                              : QList<FieldEdit>{FieldEdit::raw(whole.result()->value)};
    }
    const QList<FieldEdit> kept = keptEdits();
    return gives(kept) ? kept : freshEdits();
}

//! As they were made, with renames and places, without those on keys that stay theirs.
QList<FieldEdit> ThreeWayMerge::keptEdits() const
{
    const auto staysTheirs = [this](const QString &name) {
        const auto key = std::find_if(m_keys.begin(), m_keys.end(), [&name](const Key &k) { return k.key == name; });
        return key != m_keys.end() && key->state != State::Same && key->side() != Side::Mine;
    };
    QList<FieldEdit> kept = m_edits;
    kept.removeIf([&staysTheirs](const FieldEdit &edit) {
        return staysTheirs(edit.key) || (edit.kind == FieldEdit::Kind::Rename && staysTheirs(edit.newKey));
    });
    for (const Key &key : m_keys) {
        if (key.side() != Side::Own)
            continue;
        if (std::optional<FieldEdit> edit = editTo(key, key.own))
            kept.append(*std::move(edit));
    }
    return kept;
}

//! Made anew from the values: always possible, but a renamed key loses its place.
QList<FieldEdit> ThreeWayMerge::freshEdits() const
{
    QList<FieldEdit> fresh;
    for (const Key &key : m_keys) {
        if (std::optional<FieldEdit> edit = editTo(key, key.result()))
            fresh.append(*std::move(edit));
    }
    return fresh;
}

//! From theirs; none where it is that already.
std::optional<FieldEdit> ThreeWayMerge::editTo(const Key &key, const std::optional<Value> &value)
{
    if (value == key.theirs)
        return std::nullopt;
    FieldEdit edit;
    edit.key = key.key;
    if (!value) {
        edit.kind = FieldEdit::Kind::Remove;
        return edit;
    }
    edit.value = value->value;
    if (key.theirs)
        edit.kind = value->isString ? FieldEdit::Kind::Set : FieldEdit::Kind::SetJson;
    else
        edit.kind = value->isString ? FieldEdit::Kind::Add : FieldEdit::Kind::AddJson;
    return edit;
}

bool ThreeWayMerge::gives(const QList<FieldEdit> &edits) const
{
    const Result<SecretDocument> result = m_theirs.applied(edits);
    if (!result)
        return false;
    if (!isSecret(m_theirs))
        return true; // parameters: each edit names its own
    return std::all_of(m_keys.begin(), m_keys.end(), [&result](const Key &key) {
        const std::optional<Value> found = valueIn(*result, key.key);
        if (key.side() == Side::Own) // may have become a number where a number was
            return found && found->value == key.own->value;
        return found == key.result();
    });
}

} // namespace keyturn
