#include "core/document/import_text.h"

#include "core/document/csv_text.h"
#include "core/document/env_lines.h"
#include "core/document/export_text.h"
#include "core/document/line_keys.h"
#include "core/document/properties_lines.h"
#include "core/document/secret_document.h"
#include "core/document/yaml_text.h"
#include "core/json/json_scanner.h"
#include "core/json/json_text.h"

#include <algorithm>

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

//! One variable of it; \p line: where it begins.
void readVariable(const SecretDocument &variable, qsizetype line, ImportedText &found)
{
    const SecretDocument::Member *key = variable.member(QStringLiteral("key"));
    const SecretDocument::Member *value = variable.member(QStringLiteral("value"));
    const SecretDocument::Member *enabled = variable.member(QStringLiteral("enabled"));
    if (!key || !key->isString || !value)
        return found.refuse({ImportProblem::Kind::NotPostman, line, 0, {}});
    const QString name = key->value.reveal();
    if (enabled && enabled->value.bytes() == "false") {
        found.problems.append({ImportProblem::Kind::SwitchedOff, line, 0, name});
        return;
    }
    const auto isTaken = [&name](const ImportedValue &known) { return known.key == name; };
    if (std::any_of(found.values.begin(), found.values.end(), isTaken))
        return found.refuse({ImportProblem::Kind::DuplicateKey, line, 0, name});
    found.values.append({name, value->value, typeOf(*value), line});
}

void readPostman(const SecretDocument &document, ImportedText &found)
{
    const QString values = QStringLiteral("values");
    const QByteArrayView text = document.text().bytes();
    const QByteArrayView inside = text.sliced(document.offsetOf(values));
    const QByteArrayView list = inside.sliced(inside.indexOf(':') + 1).trimmed();
    if (!list.startsWith('['))
        return found.refuse({ImportProblem::Kind::NotPostman, lineOf(text, document.offsetOf(values)), 0, {}});
    const qsizetype size = document.member(values)->value.size();
    for (const QByteArrayView variable : jsonItems(list.first(size))) {
        readVariable(SecretDocument(SecretString(variable)), lineOf(text, variable.data() - text.data()), found);
        if (found.refused)
            return;
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
        found.refuse(problem);
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

//! Members of JSON without their braces, or YAML with its keys in quotes.
ImportedText importQuotedKeys(QByteArrayView text)
{
    const ImportedText json = importJson(text);
    if (!json.refused || firstLineStyle(text) != LineStyle::Colon)
        return json;
    const QByteArrayView trimmed = text.trimmed();
    const qsizetype end = trimmed.indexOf('\n');
    const bool hasComma = trimmed.first(end < 0 ? trimmed.size() : end).trimmed().endsWith(',');
    return hasComma ? json : importYaml(text);
}

//! A PEM block stands behind a key as in YAML, but its lines are not indented: YAML would end there.
bool hasBarePem(QByteArrayView text)
{
    for (qsizetype at = text.indexOf(QByteArrayView(": -----BEGIN ")); at >= 0;
         at = text.indexOf(QByteArrayView(": -----BEGIN "), at + 1)) {
        const qsizetype end = text.indexOf('\n', at);
        if (end >= 0 && end + 1 < text.size() && !isSpaceOrTab(text[end + 1]))
            return true;
    }
    return false;
}

ImportedText importUnquoted(QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    const bool isYaml = trimmed.startsWith("---\n") || trimmed.startsWith("---\r") || trimmed.startsWith("--- ")
                        || trimmed.startsWith("%YAML") || trimmed.startsWith("- ") || trimmed.startsWith("? ");
    if (isYaml || (firstLineStyle(text) == LineStyle::Colon && !hasBarePem(text)))
        return importYaml(text);
    const PropertiesSign sign = propertiesSign(text);
    return sign == PropertiesSign::None ? importLines(text) : importProperties(text, sign == PropertiesSign::Certain);
}

ImportedText refusedText(ImportProblem::Kind kind, qsizetype line)
{
    ImportedText found;
    found.format = ImportFormat::Value;
    found.refuse({kind, line, 0, {}});
    return found;
}

ImportedText importBytes(QByteArrayView bytes)
{
    const qsizetype fault = utf8Fault(bytes);
    if (fault >= 0)
        return refusedText(ImportProblem::Kind::NotUtf8, lineOf(bytes, fault));
    const QByteArrayView trimmed = bytes.trimmed();
    if (trimmed.isEmpty())
        return ImportedText();
    if (trimmed.startsWith('{'))
        return importJson(bytes);
    const qsizetype lead = trimmed.data() - bytes.data();
    if (trimmed.startsWith('[') && isJson(trimmed))
        return refusedText(ImportProblem::Kind::NotKeys, lineOf(bytes, lead));
    if (const qsizetype nul = bytes.indexOf('\0'); nul >= 0)
        return refusedText(ImportProblem::Kind::NotText, lineOf(bytes, nul));
    if (trimmed.startsWith("-----BEGIN "))
        return refusedText(ImportProblem::Kind::LooseText, lineOf(bytes, lead));
    if (isCsv(bytes))
        return importCsv(bytes);
    return trimmed.startsWith('"') ? importQuotedKeys(bytes) : importUnquoted(bytes);
}

void leaveMasksOut(ImportedText &found)
{
    const auto isMask = [](const ImportedValue &value) { return value.value.bytes() == exportMask; };
    for (const ImportedValue &value : std::as_const(found.values)) {
        if (isMask(value))
            found.problems.append({ImportProblem::Kind::Masked, value.line, 0, value.key});
    }
    found.values.removeIf(isMask);
}

} // namespace

void ImportedText::refuse(ImportProblem problem)
{
    values.clear();
    problems = {std::move(problem)};
    refused = true;
}

ImportedText importText(const SecretString &text)
{
    QByteArrayView bytes = text.bytes();
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    SecretString lines = text;
    if (bytes.contains('\r') && !bytes.contains('\n')) { // the line ends of old Macs
        QByteArray copy = bytes.toByteArray();
        copy.replace('\r', '\n');
        lines = SecretString::take(std::move(copy));
        bytes = lines.bytes();
    }
    ImportedText found = importBytes(bytes);
    leaveMasksOut(found);
    return found;
}

} // namespace keyturn
