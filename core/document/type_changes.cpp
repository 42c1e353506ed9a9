#include "core/document/type_changes.h"

#include "core/document/shortest_edits.h"
#include "core/json/json_scanner.h"

#include <cmath>

namespace keyturn {

QList<TypeChange> typeChanges(const SecretDocument &base, const QList<FieldEdit> &edits)
{
    QList<TypeChange> changes;
    const Result<SecretDocument> after = applied(base, edits);
    if (edits.isEmpty() || !after || base.isRaw() || after->isRaw())
        return changes;
    const QHash<QString, QString> origins = originsOfKeys(base, edits);
    for (const SecretDocument::Member &member : after->members()) {
        const auto origin = origins.constFind(member.key);
        const SecretDocument::Member *before = origin == origins.cend() ? nullptr : base.member(*origin);
        if (before && before->kind != member.kind)
            changes.append({member.key, {}, before->kind, member.kind});
    }
    for (const FieldEdit &edit : edits) {
        if (edit.below.isEmpty() || (edit.kind != FieldEdit::Kind::Set && edit.kind != FieldEdit::Kind::SetJson))
            continue;
        const Result<SecretDocument::Member> before = base.value(edit.path());
        const Result<SecretDocument::Member> now = after->value(edit.path());
        if (before && now && before->kind != now->kind)
            changes.append({edit.key, edit.below, before->kind, now->kind});
    }
    return changes;
}

bool isJsonOf(QByteArrayView text, JsonKind kind)
{
    if (text.isEmpty() || text.size() != text.trimmed().size() || !isJson(text))
        return false;
    switch (text.front()) {
    case '{':
        return kind == JsonKind::Object;
    case '[':
        return kind == JsonKind::Array;
    case '"':
        return kind == JsonKind::String;
    case 't':
    case 'f':
        return kind == JsonKind::Boolean;
    case 'n':
        return kind == JsonKind::Null;
    default: // 1e400 would be read as infinity
        return kind == JsonKind::Number && !std::isinf(QString::fromLatin1(text).toDouble());
    }
}

} // namespace keyturn
