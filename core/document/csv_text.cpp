#include "core/document/csv_text.h"

#include "core/json/json_text.h"

#include <QSet>

#include <optional>

namespace keyturn {

namespace {

using Fault = ImportProblem::Kind;

char separatorOf(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    QByteArray header = text.first(end < 0 ? text.size() : end).trimmed().toByteArray().toLower();
    header.replace('"', "");
    for (const char separator : {',', ';', '\t'}) {
        for (const char *key : {"key", "name", "variable"}) {
            if (header == QByteArray(key) + separator + "value")
                return separator;
        }
    }
    return 0;
}

class CsvReader {
public:
    explicit CsvReader(QByteArrayView text) : m_text(text), m_separator(separatorOf(text)) {}

    ImportedText run();

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    //! At a line break or the end of the text.
    bool atLineEnd() const { return atEnd() || m_text[m_at] == '\n' || m_text.sliced(m_at).startsWith("\r\n"); }
    void skipLineEnd();
    void refuse(Fault kind, const QString &key = {});
    std::optional<SecretString> readCell();
    std::optional<SecretString> readQuoted();
    void readRecord();

    QByteArrayView m_text;
    const char m_separator;
    qsizetype m_at = 0;
    qsizetype m_line = 1;
    qsizetype m_recordLine = 1;
    QSet<QString> m_keys;
    ImportedText m_found;
};

void CsvReader::refuse(Fault kind, const QString &key)
{
    m_found.refuse({kind, m_recordLine, 0, key});
}

void CsvReader::skipLineEnd()
{
    if (!atEnd() && m_text[m_at] == '\r')
        ++m_at;
    if (!atEnd())
        ++m_at;
    ++m_line;
}

std::optional<SecretString> CsvReader::readQuoted()
{
    const qsizetype begin = ++m_at;
    bool hasQuotes = false;
    for (;; ++m_at) {
        const qsizetype quote = m_text.indexOf('"', m_at);
        m_at = quote < 0 ? m_text.size() : quote + 1;
        if (quote < 0)
            return std::nullopt;
        if (atEnd() || m_text[m_at] != '"')
            break;
        hasQuotes = true;
    }
    const QByteArrayView inside = m_text.sliced(begin, m_at - 1 - begin);
    m_line += inside.count('\n');
    if (!hasQuotes)
        return SecretString(inside);
    QByteArray cell;
    cell.reserve(inside.size());
    for (qsizetype i = 0; i < inside.size(); ++i) {
        cell.append(inside[i]);
        i += inside[i] == '"' ? 1 : 0; // the second of two
    }
    return SecretString::take(std::move(cell));
}

//! Nothing where a quotation mark or a carriage return stands where it must not, or a quote stays open.
std::optional<SecretString> CsvReader::readCell()
{
    if (!atEnd() && m_text[m_at] == '"')
        return readQuoted();
    const qsizetype begin = m_at;
    for (; !atLineEnd() && m_text[m_at] != m_separator; ++m_at) {
        if (m_text[m_at] == '"' || m_text[m_at] == '\r')
            return std::nullopt;
    }
    return SecretString(m_text.sliced(begin, m_at - begin));
}

SecretString withoutGuard(const SecretString &cell)
{
    const QByteArrayView bytes = cell.bytes();
    const bool isGuarded = bytes.size() > 1 && bytes[0] == '\'' && QByteArrayView("=+-@\t\r'").contains(bytes[1]);
    return isGuarded ? SecretString(bytes.sliced(1)) : cell;
}

void CsvReader::readRecord()
{
    m_recordLine = m_line;
    const std::optional<SecretString> key = readCell();
    if (!key || atLineEnd() || m_text[m_at] != m_separator)
        return refuse(Fault::NotCsv);
    ++m_at;
    const std::optional<SecretString> value = readCell();
    if (!value || !atLineEnd())
        return refuse(Fault::NotCsv);
    const QString name = exactText(withoutGuard(*key).bytes());
    if (m_keys.contains(name))
        return refuse(Fault::DuplicateKey, name);
    m_keys.insert(name);
    m_found.values.append({name, withoutGuard(*value), ImportedValue::Type::Untyped, m_recordLine});
}

ImportedText CsvReader::run()
{
    m_found.format = ImportFormat::Csv;
    while (!atLineEnd()) // the header
        ++m_at;
    skipLineEnd();
    while (!atEnd() && !m_found.refused) {
        if (!atLineEnd())
            readRecord();
        skipLineEnd();
    }
    return m_found;
}

} // namespace

bool isCsv(QByteArrayView text)
{
    return separatorOf(text) != 0;
}

ImportedText importCsv(QByteArrayView text)
{
    return CsvReader(text).run();
}

} // namespace keyturn
