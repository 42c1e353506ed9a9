#include "core/document/env_lines.h"

#include "core/document/line_keys.h"
#include "core/document/pem_block.h"
#include "core/json/json_text.h"

#include <QSet>

namespace keyturn {

namespace {

using Fault = ImportProblem::Kind;

//! "A=1 B=2" behind export, where a shell sees two variables.
bool holdsAssignment(QByteArrayView value)
{
    for (qsizetype i = value.indexOf('='); i > 0; i = value.indexOf('=', i + 1)) {
        qsizetype begin = i;
        while (begin > 0 && !isSpaceOrTab(value[begin - 1]))
            --begin;
        if (begin > 0 && isLineKey(value.sliced(begin, i - begin)))
            return true;
    }
    return false;
}

class EnvReader {
public:
    explicit EnvReader(QByteArrayView text) : m_text(text) {}

    ImportedText run();

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\n' : m_text[m_at]; }
    void skipBlanks();
    void skipLine();
    QByteArrayView restOfLine() const;
    void refuse(Fault kind) { m_found.refuse({kind, m_line, m_at - m_lineBegin + 1, {}}); }
    void note(Fault kind, qsizetype line, qsizetype column = 0);
    void readAssignment();
    bool readKey(QByteArrayView line);
    void readQuoted();
    SecretString unescaped(QByteArrayView inside);
    void readPem();
    void readPlain();
    void keep(SecretString value);
    void goTo(qsizetype at);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_lineBegin = 0;
    qsizetype m_line = 1;
    QString m_key; // of the assignment that is read
    qsizetype m_keyLine = 1;
    bool m_isExport = false;
    bool m_isColon = false;
    bool m_isTorn = false; // the last value was base64 without an end
    QSet<QString> m_keys;
    ImportedText m_found;
};

void EnvReader::skipBlanks()
{
    while (!atEnd() && isSpaceOrTab(m_text[m_at]))
        ++m_at;
}

void EnvReader::skipLine()
{
    const qsizetype end = m_text.indexOf('\n', m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
    m_lineBegin = m_at;
    ++m_line;
}

//! Forward, counting lines.
void EnvReader::goTo(qsizetype at)
{
    const QByteArrayView passed = m_text.sliced(m_at, at - m_at);
    m_line += passed.count('\n');
    const qsizetype lastBreak = passed.lastIndexOf('\n');
    if (lastBreak >= 0)
        m_lineBegin = m_at + lastBreak + 1;
    m_at = at;
}

//! Without the line break.
QByteArrayView EnvReader::restOfLine() const
{
    const qsizetype end = m_text.indexOf('\n', m_at);
    QByteArrayView rest = end < 0 ? m_text.sliced(m_at) : m_text.sliced(m_at, end - m_at);
    if (rest.endsWith('\r'))
        rest.chop(1);
    return rest;
}

void EnvReader::note(Fault kind, qsizetype line, qsizetype column)
{
    m_found.problems.append({kind, line, column, m_key});
}

ImportedText EnvReader::run()
{
    m_found.format = ImportFormat::Value;
    while (!atEnd() && !m_found.refused) {
        skipBlanks();
        const QByteArrayView rest = restOfLine();
        if (!rest.isEmpty() && !rest.startsWith('#'))
            readAssignment();
        skipLine();
    }
    return m_found;
}

//! False, and refused, if there is none; else m_at is behind the separator.
bool EnvReader::readKey(QByteArrayView line)
{
    m_isExport = line.startsWith("export ") || line.startsWith("export\t");
    if (m_isExport) {
        m_at += 7;
        skipBlanks();
        line = restOfLine();
    }
    qsizetype separator = -1;
    for (qsizetype i = 0; i < line.size() && separator < 0; ++i) {
        m_isColon = line[i] == ':' && (i + 1 == line.size() || isSpaceOrTab(line[i + 1]));
        if (line[i] == '=' || m_isColon)
            separator = i;
    }
    if (separator < 0) {
        refuse(Fault::NoSeparator);
        return false;
    }
    QByteArrayView key = line.first(separator).trimmed();
    const bool isQuoted = key.size() > 2 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front();
    if (isQuoted)
        key = key.sliced(1, key.size() - 2);
    if (isQuoted ? key.contains(line.trimmed().front()) : !isLineKey(key)) {
        refuse(Fault::NoKey);
        return false;
    }
    m_key = exactText(key);
    m_keyLine = m_line;
    m_at += separator + 1;
    return true;
}

void EnvReader::readAssignment()
{
    const QByteArrayView line = restOfLine();
    if (line.startsWith("-----BEGIN ") || line.startsWith("-----END ") || isLooseBase64(line.trimmed(), m_isTorn))
        return refuse(Fault::LooseText);
    m_isTorn = false;
    if (!readKey(line))
        return;
    skipBlanks();
    const QByteArrayView value = restOfLine();
    if (m_isColon && !value.isEmpty() && QByteArrayView("|>&*!{[%@").contains(value.front()))
        return refuse(Fault::NotYaml);
    if (value.startsWith('`') || value.startsWith("$'") || value.startsWith("$\""))
        return refuse(Fault::ShellSyntax);
    if (value.startsWith('"') || value.startsWith('\''))
        return readQuoted();
    if (value.startsWith("-----BEGIN ") && !value.contains(QByteArrayView("-----END ")))
        return readPem();
    readPlain();
}

void EnvReader::readQuoted()
{
    const char quote = peek();
    qsizetype end = m_at + 1;
    for (; end < m_text.size() && m_text[end] != quote; ++end)
        end += m_text[end] == '\\' && quote == '"' ? 1 : 0;
    if (end >= m_text.size())
        return refuse(Fault::UnclosedQuote);
    const QByteArrayView inside = m_text.sliced(m_at + 1, end - m_at - 1);
    const SecretString value = quote == '"' ? unescaped(inside) : SecretString(inside);
    if (m_found.refused)
        return;
    goTo(end + 1);
    if (quote == '"' && hasVariable(inside))
        note(Fault::VariableKept, m_keyLine);
    skipBlanks();
    const QByteArrayView behind = restOfLine();
    if (!behind.isEmpty() && !behind.startsWith('#'))
        return refuse(Fault::TextAfterQuote);
    keep(value);
}

//! Of double quotes. Refused where a line goes on after a backslash: a shell joins the lines, nobody else does.
SecretString EnvReader::unescaped(QByteArrayView inside)
{
    QByteArray value;
    value.reserve(inside.size()); // growing would leave copies behind
    bool differs = false;
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\') {
            value.append(inside[i]);
            continue;
        }
        const char escaped = inside[++i];
        differs = differs || (escaped != 'n' && escaped != 'r');
        if (escaped == '\n' || escaped == '\r') {
            goTo(inside.data() + i - 1 - m_text.data());
            refuse(Fault::ShellSyntax);
            break;
        }
        const qsizetype known = QByteArrayView("nrt\"\\$`").indexOf(escaped);
        if (known < 0)
            value.append('\\');
        value.append(known >= 0 ? "\n\r\t\"\\$`"[known] : escaped);
    }
    if (differs && !m_found.refused)
        note(Fault::ReadersDiffer, m_keyLine);
    return SecretString::take(std::move(value));
}

void EnvReader::readPem()
{
    const qsizetype end = pemEnd(m_text, m_at);
    if (end < 0)
        return refuse(Fault::LooseText);
    const SecretString block = pemText(m_text.sliced(m_at, end - m_at));
    goTo(end);
    keep(block);
}

void EnvReader::readPlain()
{
    QByteArrayView value = restOfLine();
    qsizetype comment = value.startsWith('#') ? 0 : -1;
    for (qsizetype i = 1; i < value.size() && comment < 0; ++i)
        comment = value[i] == '#' && isSpaceOrTab(value[i - 1]) ? i : -1;
    if (comment > 0)
        note(Fault::CommentCut, m_line, m_at - m_lineBegin + comment + 1);
    if (comment >= 0)
        value = value.first(comment);
    value = value.trimmed();
    if (value.endsWith('\\') || (m_isExport && holdsAssignment(value)))
        return refuse(Fault::ShellSyntax);
    if (value.contains('\\') || value.contains('#') || value.contains('\r'))
        note(Fault::ReadersDiffer, m_line);
    if (hasVariable(value))
        note(Fault::VariableKept, m_line);
    constexpr qsizetype tornLength = 40;
    m_isTorn = value.size() >= tornLength && value.back() != '=' && isBase64(value);
    keep(SecretString(value));
}

void EnvReader::keep(SecretString value)
{
    m_found.format = ImportFormat::Lines;
    if (m_keys.contains(m_key)) {
        note(Fault::DuplicateKey, m_keyLine);
        m_found.values.removeIf([this](const ImportedValue &known) { return known.key == m_key; });
    }
    m_keys.insert(m_key);
    m_found.values.append({m_key, std::move(value), ImportedValue::Type::Untyped, m_keyLine});
}

} // namespace

ImportedText importLines(QByteArrayView text)
{
    return EnvReader(text).run();
}

} // namespace keyturn
