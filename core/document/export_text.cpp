#include "core/document/export_text.h"

#include "core/base/json_writer.h"
#include "core/document/growing_text.h"
#include "core/document/line_keys.h"
#include "core/document/yaml_writer.h"
#include "core/json/json_text.h"

#include <algorithm>
#include <optional>

namespace keyturn {

namespace {

Error cannotExport(Refusal refusal, const QString &detail)
{
    return Error{ErrorKind::Invalid, refusal, detail};
}

QByteArrayView shown(const ExportField &field)
{
    return field.masked ? QByteArrayView(exportMask) : field.value.bytes();
}

//! A name that .env readers know; the first character is left to them.
bool isEnvKey(const QString &key)
{
    return !key.isEmpty() && key.size() <= longestLineKey && std::all_of(key.begin(), key.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'
               || c == u'.' || c == u'-';
    });
}

//! What no quotation marks keep for every reader. In '...' nothing is special, but Node takes a backslash before the
//! closing mark for an escape, and a carriage return for a line break. In "..." a shell wants \$ \` \" and \\, whose
//! backslash Node keeps.
bool isEnvValue(QByteArrayView value)
{
    if (value.contains('\r') || value.endsWith('\\'))
        return false;
    const auto isSpecial = [](char c) { return QByteArrayView("\"\\$`").contains(c); };
    return !value.contains('\'') || std::none_of(value.begin(), value.end(), isSpecial);
}

void writeEnvValue(GrowingText &out, QByteArrayView value)
{
    const char *quote = value.contains('\'') ? "\"" : "'";
    out << quote << value << quote;
}

void writeCell(GrowingText &out, QByteArrayView value)
{
    const bool isEscaped = !value.isEmpty() && QByteArrayView("=+-@\t\r'").contains(value.front());
    const bool needsQuotes = isEscaped || value.contains('"') || value.contains(',') || value.contains('\n')
                             || value.contains('\r') || value.startsWith(' ') || value.endsWith(' ');
    if (!needsQuotes) {
        out << value;
        return;
    }
    out << "\"" << (isEscaped ? "'" : "");
    for (qsizetype i = 0; i < value.size(); ++i)
        out << (value[i] == '"' ? "\"\"" : value.sliced(i, 1));
    out << "\"";
}

void writeJson(GrowingText &out, const QList<ExportField> &fields)
{
    JsonWriter json;
    json.beginObject();
    for (const ExportField &field : fields) {
        json.key(field.key.toUtf8());
        if (field.isString || field.masked)
            json.utf8(shown(field));
        else
            json.raw(field.value.bytes());
    }
    json.endObject();
    out << json.text() << "\n";
}

void writeField(GrowingText &out, const ExportField &field, ExportFormat format)
{
    QByteArray key = field.key.toUtf8();
    switch (format) {
    case ExportFormat::DotEnv:
        out << key << "=";
        writeEnvValue(out, shown(field));
        out << "\n";
        break;
    case ExportFormat::Yaml:
        writeYamlString(out, key);
        out << ": ";
        if (field.isString || field.masked)
            writeYamlString(out, shown(field));
        else
            writeYamlJson(out, field.value.bytes());
        out << "\n";
        break;
    case ExportFormat::Csv:
        writeCell(out, key);
        out << ",";
        writeCell(out, shown(field));
        out << "\r\n";
        break;
    case ExportFormat::Json:
        break;
    }
}

//! What \p format cannot say.
std::optional<Error> obstacle(const ExportField &field, ExportFormat format)
{
    const QByteArrayView value = shown(field);
    if (utf8Fault(field.value.bytes()) >= 0)
        return cannotExport(Refusal::Utf8, QStringLiteral("\"%1\" is not valid UTF-8").arg(field.key));
    if (value.contains('\0') && (format == ExportFormat::DotEnv || format == ExportFormat::Csv))
        return cannotExport(Refusal::Nul, QStringLiteral("\"%1\" holds a NUL").arg(field.key));
    if (format == ExportFormat::DotEnv && !isEnvKey(field.key))
        return cannotExport(Refusal::Key, QStringLiteral("\"%1\" cannot be a key of .env").arg(field.key));
    if (format == ExportFormat::DotEnv && !isEnvValue(value))
        return cannotExport(
            Refusal::Value,
            QStringLiteral("shells and Node read no spelling of the value of \"%1\" alike: it ends with a backslash, "
                           "has a carriage return, or an apostrophe beside one of \" \\ $ `")
                .arg(field.key));
    if (format == ExportFormat::Csv && field.key.contains(QChar(u'\0')))
        return cannotExport(Refusal::Key, QStringLiteral("a key holds a NUL"));
    if (format == ExportFormat::Yaml && !isYamlKey(field.key))
        return cannotExport(Refusal::Key, QStringLiteral("a key is too long for YAML"));
    if (format == ExportFormat::Yaml && !field.isString && !field.masked && !isYamlJson(value))
        return cannotExport(
            Refusal::Value,
            QStringLiteral("\"%1\" holds half a character, or a key twice, too deep or too long for YAML")
                .arg(field.key));
    const bool isLine = format == ExportFormat::DotEnv || format == ExportFormat::Csv;
    if (isLine && !field.isString && value.startsWith('"')) // its JSON would come back as text
        return cannotExport(Refusal::Value, QStringLiteral("\"%1\" holds half a character").arg(field.key));
    return std::nullopt;
}

} // namespace

Result<SecretString> exportText(const QList<ExportField> &fields, ExportFormat format)
{
    for (const ExportField &field : fields) {
        if (const std::optional<Error> error = obstacle(field, format))
            return *error;
    }
    GrowingText out;
    if (format == ExportFormat::Json) {
        writeJson(out, fields);
        return out.take();
    }
    if (format == ExportFormat::Csv)
        out << "key,value\r\n";
    for (const ExportField &field : fields)
        writeField(out, field, format);
    return out.take();
}

QString keyNoShellTakes(const QList<ExportField> &fields)
{
    for (const ExportField &field : fields) {
        const bool isNumber = !field.key.isEmpty() && field.key.front().isDigit();
        if (isNumber || field.key.contains(u'-') || field.key.contains(u'.'))
            return field.key;
    }
    return {};
}

} // namespace keyturn
