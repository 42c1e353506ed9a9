#include "core/document/shortest_edits.h"

#include "core/base/json_writer.h"

#include <algorithm>

namespace keyturn {

namespace {

using Kind = FieldEdit::Kind;
using Member = SecretDocument::Member;

bool sameValue(const Member &a, const Member &b)
{
    return a.isString == b.isString && a.value == b.value;
}

FieldEdit valueEdit(const QString &key, const Member &before, const Member &after)
{
    if (!after.isString)
        return {.kind = Kind::SetJson, .key = key, .value = after.value};
    if (before.isString)
        return {.kind = Kind::Set, .key = key, .value = after.value};
    // Set would keep the kind of what was there: text that looks like a number would become one.
    QByteArray quoted = '"' + jsonEscaped(after.value.bytes()) + '"';
    return {.kind = Kind::SetJson, .key = key, .value = SecretString::take(std::move(quoted))};
}

QStringList keysOf(const SecretDocument &document)
{
    QStringList keys;
    for (const Member &member : document.members())
        keys.append(member.key);
    return keys;
}

//! One move where one key left its place, not one for every key it passed.
QList<FieldEdit> movesBetween(QStringList keys, const QStringList &wanted)
{
    QList<FieldEdit> moves;
    for (qsizetype i = 0; i < keys.size();) {
        if (keys[i] == wanted[i]) {
            ++i;
            continue;
        }
        const bool leaves = i + 1 < keys.size() && keys[i + 1] == wanted[i];
        const qsizetype from = leaves ? i : keys.indexOf(wanted[i]);
        const qsizetype to = leaves ? wanted.indexOf(keys[i]) : i;
        moves.append(FieldEdit::move(keys[from], to));
        keys.move(from, to);
        if (moves.size() > wanted.size())
            return {};
    }
    return moves;
}

bool leadsTo(const SecretDocument &base, const QList<FieldEdit> &edits, const SecretDocument &result)
{
    const Result<SecretDocument> reached = applied(base, edits);
    return reached && reached->text() == result.text();
}

} // namespace

QHash<QString, QString> originsOfKeys(const SecretDocument &base, const QList<FieldEdit> &edits)
{
    QHash<QString, QString> origins;
    const auto nameSakes = [&] {
        origins.clear();
        for (const Member &member : base.members())
            origins.insert(member.key, member.key);
    };
    nameSakes();
    for (const FieldEdit &edit : edits) {
        if (!edit.below.isEmpty())
            continue;
        switch (edit.kind) {
        case Kind::Rename:
            if (origins.contains(edit.key))
                origins.insert(edit.newKey, origins.take(edit.key));
            break;
        case Kind::Remove:
            origins.remove(edit.key);
            break;
        case Kind::Add:
        case Kind::AddJson:
            if (base.member(edit.key) && !origins.values().contains(edit.key))
                origins.insert(edit.key, edit.key); // it was removed before
            break;
        case Kind::Raw:
            nameSakes();
            break;
        case Kind::Set:
        case Kind::SetJson:
        case Kind::Move:
            break;
        }
    }
    return origins;
}

QList<FieldEdit> shortestEdits(const SecretDocument &base, const QList<FieldEdit> &edits, const SecretDocument &result)
{
    if (result.text() == base.text())
        return {};
    const bool wholeText =
        std::any_of(edits.cbegin(), edits.cend(), [](const FieldEdit &edit) { return edit.kind == Kind::Raw; });
    if (base.isRaw() || result.isRaw())
        return {FieldEdit::raw(result.text())};

    const QHash<QString, QString> origins = originsOfKeys(base, edits);
    QHash<QString, QString> now; // key in base -> key in result
    for (const Member &member : result.members()) {
        if (const auto origin = origins.constFind(member.key); origin != origins.cend())
            now.insert(*origin, member.key);
    }
    QList<FieldEdit> shortest;
    for (const Member &member : base.members()) {
        if (!now.contains(member.key))
            shortest.append({.kind = Kind::Remove, .key = member.key, .value = {}});
    }
    for (const Member &member : base.members()) {
        const Member *after = now.contains(member.key) ? result.member(now.value(member.key)) : nullptr;
        if (after && !sameValue(member, *after))
            shortest.append(valueEdit(member.key, member, *after));
    }
    for (const Member &member : base.members()) {
        if (now.contains(member.key) && now.value(member.key) != member.key)
            shortest.append(FieldEdit::rename(member.key, now.value(member.key)));
    }
    std::optional<QString> before;
    for (const Member &member : result.members()) {
        if (!origins.contains(member.key))
            shortest.append({.kind = member.isString ? Kind::Add : Kind::AddJson,
                             .key = member.key,
                             .value = member.value,
                             .after = member.key == result.members().constLast().key ? std::nullopt : before});
        before = member.key;
    }
    if (const Result<SecretDocument> reached = applied(base, shortest)) {
        const QStringList wanted = keysOf(result);
        if (const QStringList keys = keysOf(*reached); keys != wanted && keys.size() == wanted.size())
            shortest += movesBetween(keys, wanted);
        if (leadsTo(base, shortest, result))
            return shortest;
    }
    // The same values in other bytes: as it was done, or as a whole.
    return wholeText ? QList<FieldEdit>{FieldEdit::raw(result.text())} : edits;
}

} // namespace keyturn
