#include "core/document/properties_lines.h"

#include "core/document/growing_text.h"
#include "core/document/line_keys.h"
#include "core/document/pem_block.h"
#include "core/json/json_text.h"

#include <QSet>

#include <optional>
#include <utility>

namespace keyturn {

namespace {

using Fault = ImportProblem::Kind;

bool isSpace(char c)
{
    return isSpaceOrTab(c) || c == '\f';
}

qsizetype blanksBefore(QByteArrayView line)
{
    qsizetype count = 0;
    while (count < line.size() && isSpace(line[count]))
        ++count;
    return count;
}

QByteArrayView naturalLine(QByteArrayView text, qsizetype at)
{
    const qsizetype end = text.indexOf('\n', at);
    QByteArrayView line = text.sliced(at, (end < 0 ? text.size() : end) - at);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool goesOn(QByteArrayView line)
{
    qsizetype backslashes = 0;
    while (backslashes < line.size() && line[line.size() - 1 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 1;
}

//! Offset of the first = or : that has no backslash before it.
qsizetype separatorIn(QByteArrayView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == '\\')
            ++i;
        else if (line[i] == '=' || line[i] == ':')
            return i;
    }
    return -1;
}

//! Four hexadecimal digits at \p at; -1 if they are not there.
int hexAt(QByteArrayView text, qsizetype at)
{
    int value = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const int digit = i < text.size() ? jsonHexValue(text[i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

bool hasEscape(QByteArrayView text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '\\')
            continue;
        ++i;
        if (QByteArrayView(":=#!").contains(text[i]) || (text[i] == 'u' && hexAt(text, i + 1) >= 0))
            return true;
    }
    return false;
}

//! Appends the character of the \uXXXX, or of the pair of them, whose u is at \p at; what it took, 0 if it is none.
qsizetype appendEscaped(QByteArray &out, QByteArrayView text, qsizetype at)
{
    const int unit = hexAt(text, at + 1);
    const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
    const int low = isHigh && text.sliced(at + 5).startsWith("\\u") ? hexAt(text, at + 7) : -1;
    if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000) || (isHigh && (low < 0xDC00 || low >= 0xE000)))
        return 0;
    appendUtf8(out, isHigh ? 0x10000 + ((char32_t(unit) - 0xD800) << 10) + (char32_t(low) - 0xDC00) : char32_t(unit));
    return isHigh ? 11 : 5;
}

//! Nothing where an escape is none.
std::optional<SecretString> unescapedProperty(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.append(text[i]);
            continue;
        }
        const char escaped = text[++i];
        const qsizetype known = QByteArrayView("tnrf").indexOf(escaped);
        if (escaped != 'u') {
            out.append(known < 0 ? escaped : "\t\n\r\f"[known]);
            continue;
        }
        const qsizetype taken = appendEscaped(out, text, i);
        if (taken == 0) {
            wipe(out);
            return std::nullopt;
        }
        i += taken - 1;
    }
    return SecretString::take(std::move(out));
}

class PropertiesReader {
public:
    PropertiesReader(QByteArrayView text, bool isCertain) : m_text(text), m_isCertain(isCertain) {}

    ImportedText run();

private:
    void refuse(Fault kind) { m_found.refuse({kind, m_line, 0, {}}); }
    void note(Fault kind) { m_found.problems.append({kind, m_line, 0, m_key}); }
    void readLogicalLine(QByteArrayView line);
    void readAssignment(QByteArrayView line, bool isJoined);
    void keep(SecretString value);
    void next();

    QByteArrayView m_text;
    const bool m_isCertain;
    qsizetype m_at = 0; // of the line that is read
    qsizetype m_nextLine = 1;
    qsizetype m_line = 1; // where the assignment began
    QString m_key;
    QSet<QString> m_keys;
    ImportedText m_found;
};

void PropertiesReader::next()
{
    const qsizetype end = m_text.indexOf('\n', m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
    ++m_nextLine;
}

ImportedText PropertiesReader::run()
{
    m_found.format = ImportFormat::Properties;
    while (m_at < m_text.size() && !m_found.refused) {
        m_line = m_nextLine;
        const QByteArrayView whole = naturalLine(m_text, m_at);
        const QByteArrayView line = whole.sliced(blanksBefore(whole));
        if (line.startsWith("#---") || line.startsWith("!---"))
            refuse(Fault::SeveralDocuments);
        else if (!line.isEmpty() && !line.startsWith('#') && !line.startsWith('!'))
            readLogicalLine(line);
        next();
    }
    return m_found;
}

//! m_at stays on its last line.
void PropertiesReader::readLogicalLine(QByteArrayView line)
{
    if (!goesOn(line))
        return readAssignment(line, false);
    GrowingText joined;
    while (goesOn(line)) {
        joined << line.chopped(1);
        next();
        if (m_at >= m_text.size())
            return refuse(Fault::ShellSyntax);
        const QByteArrayView whole = naturalLine(m_text, m_at);
        line = whole.sliced(blanksBefore(whole));
    }
    joined << line;
    readAssignment(joined.view(), true);
}

void PropertiesReader::readAssignment(QByteArrayView line, bool isJoined)
{
    if (line.startsWith("-----") || isLooseBase64(line.trimmed(), false))
        return refuse(Fault::LooseText);
    const qsizetype separator = separatorIn(line);
    if (separator < 0)
        return refuse(Fault::NoSeparator);
    if (line[separator] == ':' && (!m_isCertain || line.sliced(separator).startsWith("://"))) // a URL is no key
        return refuse(Fault::NoKey);
    const QByteArrayView spelt = line.first(separator).trimmed();
    const std::optional<SecretString> key = unescapedProperty(spelt);
    if (!key)
        return refuse(Fault::BadEscape);
    if (key->isEmpty() || (!spelt.contains('\\') && !isLineKey(spelt)))
        return refuse(Fault::NoKey);
    m_key = exactText(key->bytes());
    QByteArrayView value = line.sliced(separator + 1);
    value = value.sliced(blanksBefore(value));
    if (value.startsWith("-----BEGIN ") && !value.contains(QByteArrayView("-----END "))) {
        const qsizetype begin = m_text.indexOf(QByteArrayView("-----BEGIN "), m_at);
        const qsizetype end = begin < 0 || isJoined ? -1 : pemEnd(m_text, begin);
        if (end < 0)
            return refuse(Fault::LooseText);
        keep(pemText(m_text.sliced(begin, end - begin)));
        while (m_text.indexOf('\n', m_at) >= 0 && m_text.indexOf('\n', m_at) < end)
            next();
        return;
    }
    if (!m_isCertain && (value.contains(QByteArrayView(" #")) || value.contains(QByteArrayView("\t#"))))
        return refuse(Fault::UnclearComment);
    const std::optional<SecretString> plain = unescapedProperty(value);
    if (!plain)
        return refuse(Fault::BadEscape);
    if (value.startsWith('"') || value.startsWith('\'') || (!m_isCertain && value.contains('\\')))
        note(Fault::ReadersDiffer);
    if (hasVariable(value))
        note(Fault::VariableKept);
    keep(*plain);
}

void PropertiesReader::keep(SecretString value)
{
    if (m_keys.contains(m_key)) {
        note(Fault::DuplicateKey);
        m_found.values.removeIf([this](const ImportedValue &known) { return known.key == m_key; });
    }
    m_keys.insert(m_key);
    m_found.values.append({m_key, std::move(value), ImportedValue::Type::Untyped, m_line});
}

} // namespace

PropertiesSign propertiesSign(QByteArrayView text)
{
    PropertiesSign sign = PropertiesSign::None;
    bool isContinued = false;
    for (qsizetype at = 0; at < text.size();) {
        const QByteArrayView whole = naturalLine(text, at);
        const QByteArrayView line = whole.sliced(blanksBefore(whole));
        const qsizetype end = text.indexOf('\n', at);
        at = end < 0 ? text.size() : end + 1;
        const bool wasContinued = std::exchange(isContinued, false);
        if (line.isEmpty() || (line.startsWith('#') && !wasContinued))
            continue;
        const qsizetype separator = wasContinued ? -1 : line.indexOf('=');
        const QByteArrayView value = line.sliced(separator + 1).trimmed();
        if (line.startsWith("export ") || (separator > 0 && (value.startsWith('"') || value.startsWith('\''))))
            return PropertiesSign::None;
        isContinued = goesOn(line);
        const QByteArrayView key = line.first(qMax<qsizetype>(separator, 0)).trimmed();
        const bool hasDot = key.contains('.') && isLineKey(key);
        if (line.startsWith('!') || hasEscape(line) || (hasDot && isContinued))
            sign = PropertiesSign::Certain;
        else if (hasDot && sign == PropertiesSign::None)
            sign = PropertiesSign::Likely;
    }
    return sign;
}

ImportedText importProperties(QByteArrayView text, bool isCertain)
{
    return PropertiesReader(text, isCertain).run();
}

} // namespace keyturn
