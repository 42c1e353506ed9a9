#include "core/document/import_text.h"

#include "core/document/env_lines.h"
#include "core/document/secret_document.h"
#include "core/json/json_text.h"

namespace keyturn {

namespace {

ImportedValue::Type typeOf(const SecretDocument::Member &member)
{
    return member.isString ? ImportedValue::Type::String : ImportedValue::Type::Json;
}

qsizetype lineOf(QByteArrayView text, qsizetype offset)
{
    return text.first(offset).count('\n') + 1;
}

//! {"values":[{"key":..., "value":...}], "_postman_variable_scope":...}: what Postman exports.
bool isPostmanEnvironment(const SecretDocument &document)
{
    return document.member(QStringLiteral("_postman_variable_scope")) && document.member(QStringLiteral("values"));
}

void readPostman(const SecretDocument &document, ImportedText &found)
{
    const QString values = QStringLiteral("values");
    const auto items = document.children(values);
    for (qsizetype i = 0; items && i < items->size(); ++i) {
        const QStringList item{values, QString::number(i)};
        const auto key = document.value(item + QStringList{QStringLiteral("key")});
        const auto value = document.value(item + QStringList{QStringLiteral("value")});
        const auto enabled = document.value(item + QStringList{QStringLiteral("enabled")});
        const bool off = enabled && enabled->value.bytes() == "false";
        if (key && value && key->isString && !off)
            found.values.append({key->value.reveal(), value->value, typeOf(*value), 1});
    }
}

ImportProblem problemOf(const RawReason &reason)
{
    switch (reason.kind) {
    case RawReason::Kind::InvalidUtf8:
        return {ImportProblem::Kind::NotUtf8, reason.line, reason.column, {}};
    case RawReason::Kind::DuplicateKey:
        return {ImportProblem::Kind::DuplicateKey, reason.line, reason.column, reason.key};
    default:
        return {ImportProblem::Kind::NotJson, reason.line, reason.column, {}};
    }
}

//! Members without the braces around them, as copied out of the middle of a file.
SecretDocument bracedDocument(QByteArrayView text)
{
    QByteArrayView inside = text;
    while (!inside.isEmpty() && QByteArrayView(" \t\r\n").contains(inside.back()))
        inside.chop(1);
    if (inside.endsWith(','))
        inside.chop(1);
    QByteArray braced;
    braced.reserve(text.size() + 2);
    braced.append('{').append(inside).append('}');
    return SecretDocument(SecretString::take(std::move(braced)));
}

ImportedText importJson(QByteArrayView text)
{
    ImportedText found;
    found.format = ImportFormat::Json;
    const bool isMembers = text.trimmed().startsWith('"');
    const SecretDocument document = isMembers ? bracedDocument(text) : SecretDocument(SecretString(text));
    if (document.isRaw()) {
        ImportProblem problem = problemOf(document.rawCause());
        if (isMembers && problem.line == 1)
            --problem.column; // the brace is ours
        found.problems.append(problem);
        return found;
    }
    if (isPostmanEnvironment(document)) {
        readPostman(document, found);
        return found;
    }
    for (const SecretDocument::Member &member : document.members()) {
        const qsizetype line = lineOf(document.text().bytes(), document.offsetOf(member.key));
        found.values.append({member.key, member.value, typeOf(member), line});
    }
    return found;
}

} // namespace

ImportedText importText(const SecretString &text)
{
    QByteArrayView bytes = text.bytes();
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    ImportedText found;
    const qsizetype fault = utf8Fault(bytes);
    if (fault >= 0) {
        found.problems.append({ImportProblem::Kind::NotUtf8, lineOf(bytes, fault), 0, {}});
        return found;
    }
    const QByteArrayView trimmed = bytes.trimmed();
    if (trimmed.isEmpty())
        return found;
    if (trimmed.startsWith('{') || trimmed.startsWith('"'))
        return importJson(bytes);
    return importLines(bytes);
}

} // namespace keyturn
