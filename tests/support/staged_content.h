#pragma once
#include "core/entry/entry_content.h"
#include "tests/support/sample_entries.h"

namespace keyturn {
using namespace Qt::StringLiterals;

//! A secret of \p text as it looks when it has been read.
inline EntryContent contentOf(const QByteArray &text)
{
    EntryContent content;
    content.entry = sampleEntry(u"app/prod/service"_s, CredentialKind::Plain, sampleNow());
    content.document = SecretDocument(SecretString(QByteArrayView(text)));
    QStringList keys;
    for (const SecretDocument::Member &member : content.document.members())
        keys.append(member.key);
    content.keyMap = KeyMap::recognise(keys);
    for (const SecretDocument::Member &member : content.document.members()) {
        EntryField field;
        field.key = member.key;
        field.role = content.keyMap.role(member.key);
        field.sensitive = content.keyMap.isSensitive(member.key);
        field.isString = member.isString;
        field.value = member.value;
        content.fields.append(field);
    }
    if (content.document.isRaw())
        content.fields = {EntryField{{}, KeyRole::Other, true, true, content.document.text(), {}}};
    return content;
}

inline FieldEdit edit(FieldEdit::Kind kind, const QString &key, const QString &value = {})
{
    return {.kind = kind, .key = key, .value = SecretString(value)};
}

} // namespace keyturn
