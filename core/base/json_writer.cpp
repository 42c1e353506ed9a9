#include "core/base/json_writer.h"

#include <QLocale>

namespace keyturn {

QByteArray jsonEscaped(QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray out;
    out.reserve(utf8.size() + utf8.size() / 8 + 2);
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += hex[(c >> 4) & 0xF];
                out += hex[c & 0xF];
            } else {
                out += c;
            }
        }
    }
    return out;
}

JsonWriter::JsonWriter() = default;

JsonWriter::~JsonWriter()
{
    wipe(m_text);
}

void JsonWriter::append(QByteArrayView piece)
{
    const qsizetype needed = m_text.size() + piece.size();
    if (needed > m_text.capacity()) { // grow by hand: realloc would leave the old text behind in freed memory
        QByteArray grown;
        grown.reserve(qMax<qsizetype>(2 * needed, 256));
        grown.append(m_text);
        wipe(m_text);
        m_text = std::move(grown);
    }
    m_text.append(piece);
}

void JsonWriter::separate()
{
    if (m_needsComma)
        append(",");
    m_needsComma = false;
}

void JsonWriter::quoted(QByteArrayView utf8)
{
    separate();
    QByteArray escaped = jsonEscaped(utf8);
    append("\"");
    append(escaped);
    append("\"");
    wipe(escaped);
    m_needsComma = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    append("{");
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    append("}");
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    append("[");
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    append("]");
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    quoted(name);
    append(":");
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::string(QStringView text)
{
    QByteArray utf8 = text.toUtf8();
    quoted(utf8);
    wipe(utf8);
    return *this;
}

JsonWriter &JsonWriter::utf8(QByteArrayView text)
{
    quoted(text);
    return *this;
}

JsonWriter &JsonWriter::secret(const SecretString &text)
{
    quoted(text.bytes());
    return *this;
}

JsonWriter &JsonWriter::number(qint64 value)
{
    return raw(QByteArray::number(value));
}

JsonWriter &JsonWriter::real(double value)
{
    return raw(QByteArray::number(value, 'g', QLocale::FloatingPointShortest));
}

JsonWriter &JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonWriter &JsonWriter::null()
{
    return raw("null");
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    separate();
    append(json);
    m_needsComma = true;
    return *this;
}

SecretString JsonWriter::take() &&
{
    m_needsComma = false;
    return SecretString::take(std::exchange(m_text, QByteArray()));
}

} // namespace keyturn
