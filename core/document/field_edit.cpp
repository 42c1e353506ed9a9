#include "core/document/field_edit.h"

#include "core/json/json_scanner.h"

namespace keyturn {

namespace {

bool editsWholeText(const SecretDocument &document, const FieldEdit &edit)
{
    return edit.kind == FieldEdit::Kind::Raw
           || (edit.kind == FieldEdit::Kind::Set && edit.key.isEmpty() && edit.below.isEmpty()
               && !document.member(QString()));
}

//! What was a number, a word, an object or an array stays one when the new text is; any other text becomes a string.
Result<SecretDocument> setInKind(const SecretDocument &document, const FieldEdit &edit)
{
    const Result<SecretDocument::Member> member = document.value(edit.path());
    const QByteArrayView text = edit.value.bytes();
    if (member && member->kind != JsonKind::String && !(member->value == edit.value) && !text.trimmed().startsWith('"')
        && isJson(text))
        return document.setJson(edit.path(), edit.value);
    return document.set(edit.path(), edit.value);
}

Result<SecretDocument> appliedOne(const SecretDocument &document, const FieldEdit &edit)
{
    if (editsWholeText(document, edit)) {
        if (!edit.value.bytes().isValidUtf8())
            return Error{ErrorKind::Invalid, {}, QStringLiteral("the text is not valid UTF-8")};
        return SecretDocument(edit.value);
    }
    switch (edit.kind) {
    case FieldEdit::Kind::Set:
        return setInKind(document, edit);
    case FieldEdit::Kind::SetJson:
        return document.setJson(edit.path(), edit.value);
    case FieldEdit::Kind::Add:
        return document.add(edit.path(), edit.value, edit.after);
    case FieldEdit::Kind::AddJson:
        return document.addJson(edit.path(), edit.value, edit.after);
    case FieldEdit::Kind::Remove:
        return document.remove(edit.path());
    case FieldEdit::Kind::Rename:
        return document.rename(edit.path(), edit.newKey);
    case FieldEdit::Kind::Move:
        return document.move(edit.path(), edit.position);
    case FieldEdit::Kind::Raw:
        break;
    }
    return document;
}

} // namespace

FieldEdit FieldEdit::raw(const SecretString &text)
{
    FieldEdit edit;
    edit.kind = Kind::Raw;
    edit.value = text;
    return edit;
}

FieldEdit FieldEdit::rename(const QString &key, const QString &newKey)
{
    FieldEdit edit;
    edit.kind = Kind::Rename;
    edit.key = key;
    edit.newKey = newKey;
    return edit;
}

FieldEdit FieldEdit::move(const QString &key, qsizetype position)
{
    FieldEdit edit;
    edit.kind = Kind::Move;
    edit.key = key;
    edit.position = position;
    return edit;
}

std::optional<FieldEdit> duplicateOf(const SecretDocument &document, const QString &key, const QString &copy)
{
    const SecretDocument::Member *member = document.member(key);
    if (!member)
        return std::nullopt;
    FieldEdit edit;
    edit.kind = member->isString ? FieldEdit::Kind::Add : FieldEdit::Kind::AddJson;
    edit.key = copy;
    edit.value = member->value;
    edit.after = key;
    return edit;
}

Result<SecretDocument> applied(const SecretDocument &document, const QList<FieldEdit> &edits)
{
    SecretDocument edited = document;
    for (const FieldEdit &edit : edits) {
        Result<SecretDocument> next = appliedOne(edited, edit);
        if (!next)
            return next;
        edited = *std::move(next);
    }
    return edited;
}

} // namespace keyturn
