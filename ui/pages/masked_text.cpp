#include "ui/pages/masked_text.h"

#include "core/base/json_writer.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString quoted(const QString &text)
{
    return u'"' + QString::fromUtf8(jsonEscaped(text.toUtf8())) + u'"';
}

} // namespace

QString maskedText(const EntryContent &content, const QList<FieldEdit> &edits)
{
    const QString dots(12, u'•');
    const bool secret = content.entry.id.store == Store::SecretsManager;
    if (secret && (content.binary || content.document.isRaw()))
        return dots;
    QStringList lines;
    const auto append = [&](const QString &key, const SecretString &value, bool sensitive, bool isString) {
        const QString shown = sensitive ? dots : value.reveal();
        if (secret)
            lines.append(u"    %1: %2"_s.arg(quoted(key), isString || sensitive ? quoted(shown) : shown));
        else
            lines.append(u"%1 = %2"_s.arg(key, shown));
    };
    const auto editOf = [&edits](const QString &key) -> const FieldEdit * {
        for (const FieldEdit &edit : edits) {
            if (edit.key == key)
                return &edit;
        }
        return nullptr;
    };
    for (const EntryField &field : content.fields) {
        const FieldEdit *edit = editOf(field.key);
        if (edit && edit->kind == FieldEdit::Kind::Remove)
            continue;
        append(field.key, edit ? edit->value : field.value, field.sensitive, edit || field.isString);
    }
    for (const FieldEdit &edit : edits) {
        if (edit.kind == FieldEdit::Kind::Add)
            append(edit.key, edit.value, content.keyMap.isSensitive(edit.key), true);
    }
    return secret ? u"{\n%1\n}"_s.arg(lines.join(u",\n"_s)) : lines.join(u'\n');
}

} // namespace keyturn
