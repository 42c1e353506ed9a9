#include "core/document/merge_preview.h"

#include "core/base/json_writer.h"
#include "core/json/json_text.h"

#include <algorithm>

namespace keyturn {

namespace {

using Type = ImportedValue::Type;

bool isNull(const ImportedValue &value)
{
    return value.type == Type::Plain && value.value.bytes() == "null";
}

bool isSame(const SecretDocument::Member &member, const ImportedValue &value)
{
    if (value.type == Type::Json && !member.isString)
        return isSameJson(member.value.bytes(), value.value.bytes());
    const bool isTyped = value.type == Type::String || value.type == Type::Json || isNull(value);
    const bool typeFits = !isTyped || member.isString == (value.type == Type::String);
    return typeFits && member.value == value.value;
}

FieldEdit editFor(const SecretDocument::Member *member, const ImportedValue &value)
{
    using Kind = FieldEdit::Kind;
    FieldEdit edit;
    edit.key = value.key;
    edit.value = value.value;
    if (!member) {
        edit.kind = value.type == Type::Json || value.type == Type::Plain ? Kind::AddJson : Kind::Add;
    } else if (value.type == Type::Json || isNull(value)) {
        edit.kind = Kind::SetJson;
    } else if (value.type == Type::String && !member->isString) { // Set would keep a number a number
        JsonWriter json;
        json.secret(value.value);
        edit.kind = Kind::SetJson;
        edit.value = std::move(json).take();
    }
    return edit;
}

KeyRole roleInAnswer(const QString &key)
{
    if (key == QLatin1String("access_token"))
        return KeyRole::AccessToken;
    if (key == QLatin1String("refresh_token"))
        return KeyRole::RefreshToken;
    return key == QLatin1String("scope") ? KeyRole::Scope : KeyRole::Other;
}

bool hasKey(const QList<ImportedValue> &values, const char *key)
{
    return std::any_of(values.begin(), values.end(),
                       [key](const ImportedValue &value) { return value.key == QLatin1String(key); });
}

} // namespace

QList<MergeLine> mergePreview(const SecretDocument &document, const QList<ImportedValue> &values)
{
    QList<MergeLine> lines;
    if (document.isRaw())
        return lines;
    for (const ImportedValue &value : values) {
        const SecretDocument::Member *member = document.member(value.key);
        MergeLine line{value.key, MergeLine::Change::Added, {}, value.value, {}};
        if (member) {
            line.before = member->value;
            line.change = isSame(*member, value) ? MergeLine::Change::Same : MergeLine::Change::Changed;
        }
        if (line.change != MergeLine::Change::Same)
            line.edit = editFor(member, value);
        lines.append(line);
    }
    return lines;
}

QList<ImportedValue> tokenAnswerAsKeys(const QList<ImportedValue> &values, const KeyMap &keyMap)
{
    if (!hasKey(values, "access_token") || !hasKey(values, "token_type"))
        return values;
    QList<ImportedValue> renamed;
    for (const ImportedValue &value : values) {
        const KeyRole role = roleInAnswer(value.key);
        const QString key = role == KeyRole::Other ? QString() : keyMap.key(role);
        if (key.isEmpty())
            continue;
        renamed.append(value);
        renamed.last().key = key;
    }
    return renamed;
}

} // namespace keyturn
