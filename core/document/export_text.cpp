#include "core/document/export_text.h"

#include "core/base/json_writer.h"
#include "core/json/json_text.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr char mask[] = "********";

//! Text that grows without leaving copies of itself behind.
class Output {
public:
    ~Output() { wipe(m_text); }

    Output &operator<<(QByteArrayView piece)
    {
        if (m_text.size() + piece.size() > m_text.capacity()) {
            QByteArray grown;
            grown.reserve(2 * (m_text.size() + piece.size()) + 256);
            grown.append(m_text);
            wipe(m_text);
            m_text = std::move(grown);
        }
        m_text.append(piece);
        return *this;
    }
    SecretString take() { return SecretString::take(std::exchange(m_text, QByteArray())); }

private:
    QByteArray m_text;
};

Error cannotExport(const QString &code, const QString &detail)
{
    return Error{ErrorKind::Invalid, code, detail};
}

QByteArrayView shown(const ExportField &field)
{
    return field.masked ? QByteArrayView(mask) : field.value.bytes();
}

bool isEnvKey(const QString &key)
{
    return !key.isEmpty() && std::none_of(key.begin(), key.end(), [](QChar c) {
        return c.unicode() <= 0x20 || c == u'=' || c == u'#' || c == u'"' || c == u'\'' || c == u'\\' || c.isSpace();
    });
}

//! '...' is the same to every reader; "..." only where the value has an apostrophe or a backslash.
void writeEnvValue(Output &out, QByteArrayView value)
{
    if (!value.contains('\'') && !value.contains('\\')) {
        out << "'" << value << "'";
        return;
    }
    out << "\"";
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '"' || c == '\\' || c == '$' || c == '`')
            out << "\\";
        out << value.sliced(i, 1);
    }
    out << "\"";
}

//! YAML has more characters than JSON that must be escaped: DEL, C1 controls, U+2028 and its kin, U+FEFF.
void writeYamlString(Output &out, QByteArrayView value)
{
    QByteArray json = jsonEscaped(value);
    out << "\"";
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto at = [&json](qsizetype k) { return static_cast<uchar>(k < json.size() ? json.at(k) : '\0'); };
        const uchar lead = at(i);
        if (lead == 0x7F) {
            out << "\\x7f";
        } else if (lead == 0xC2 && at(i + 1) < 0xA0) { // U+0080 to U+009F
            out << "\\x" << QByteArray::number(at(++i), 16);
        } else if (lead == 0xE2 && at(i + 1) == 0x80 && (at(i + 2) == 0xA8 || at(i + 2) == 0xA9)) {
            out << (at(i + 2) == 0xA8 ? "\\u2028" : "\\u2029");
            i += 2;
        } else if (lead == 0xEF && at(i + 1) == 0xBB && at(i + 2) == 0xBF) {
            out << "\\ufeff";
            i += 2;
        } else if (lead == 0xEF && at(i + 1) == 0xBF && at(i + 2) >= 0xBE) {
            out << (at(i + 2) == 0xBE ? "\\ufffe" : "\\uffff");
            i += 2;
        } else {
            out << QByteArrayView(json).sliced(i, 1);
        }
    }
    out << "\"";
    wipe(json);
}

void writeCell(Output &out, QByteArrayView value)
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

void writeJson(Output &out, const QList<ExportField> &fields)
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

void writeField(Output &out, const ExportField &field, ExportFormat format)
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
        writeYamlString(out, shown(field));
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

} // namespace

Result<SecretString> exportText(const QList<ExportField> &fields, ExportFormat format)
{
    for (const ExportField &field : fields) {
        if (utf8Fault(field.value.bytes()) >= 0)
            return cannotExport(QStringLiteral("utf8"), QStringLiteral("\"%1\" is not valid UTF-8").arg(field.key));
        if (format != ExportFormat::DotEnv)
            continue;
        if (!isEnvKey(field.key))
            return cannotExport(QStringLiteral("key"), QStringLiteral("\"%1\" cannot be a key of .env").arg(field.key));
        if (field.value.bytes().contains('\0'))
            return cannotExport(QStringLiteral("nul"), QStringLiteral("\"%1\" holds a NUL").arg(field.key));
    }
    Output out;
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

} // namespace keyturn
