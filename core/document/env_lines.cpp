#include "core/document/env_lines.h"

namespace keyturn {

namespace {

bool isSpaceOrTab(char c)
{
    return c == ' ' || c == '\t';
}

class LineReader {
public:
    explicit LineReader(QByteArrayView text) : m_text(text) {}

    ImportedText run();

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\n' : m_text[m_at]; }
    void skipBlanks();
    void skipLine();
    QByteArrayView restOfLine() const;
    void complain(ImportProblem::Kind kind, const QString &key = {});
    void readAssignment();
    QString readKey(QByteArrayView line);
    bool readQuoted(char quote, QByteArray &value);
    SecretString readPlain(const QString &key);
    void keep(const QString &key, SecretString value, qsizetype line);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_lineBegin = 0;
    qsizetype m_line = 1;
    ImportedText m_found;
};

void LineReader::skipBlanks()
{
    while (!atEnd() && isSpaceOrTab(m_text[m_at]))
        ++m_at;
}

void LineReader::skipLine()
{
    const qsizetype end = m_text.indexOf('\n', m_at);
    m_at = end < 0 ? m_text.size() : end + 1;
    m_lineBegin = m_at;
    ++m_line;
}

//! Without the line break.
QByteArrayView LineReader::restOfLine() const
{
    const qsizetype end = m_text.indexOf('\n', m_at);
    QByteArrayView rest = end < 0 ? m_text.sliced(m_at) : m_text.sliced(m_at, end - m_at);
    if (rest.endsWith('\r'))
        rest.chop(1);
    return rest;
}

void LineReader::complain(ImportProblem::Kind kind, const QString &key)
{
    m_found.problems.append({kind, m_line, m_at - m_lineBegin + 1, key});
}

ImportedText LineReader::run()
{
    while (!atEnd()) {
        skipBlanks();
        const QByteArrayView rest = restOfLine();
        if (!rest.isEmpty() && !rest.startsWith('#'))
            readAssignment();
        skipLine();
    }
    m_found.format = m_found.values.isEmpty() ? ImportFormat::Value : ImportFormat::Lines;
    return m_found;
}

//! The key before the separator, and the place behind that; null if there is none.
QString LineReader::readKey(QByteArrayView line)
{
    if (line.startsWith("export ") || line.startsWith("export\t")) {
        m_at += 7;
        skipBlanks();
        line = restOfLine();
    }
    qsizetype separator = -1;
    for (qsizetype i = 0; i < line.size() && separator < 0; ++i) {
        const bool isColon = line[i] == ':' && (i + 1 == line.size() || isSpaceOrTab(line[i + 1]));
        if (line[i] == '=' || isColon)
            separator = i;
    }
    if (separator < 0) {
        complain(ImportProblem::Kind::NoSeparator);
        return QString();
    }
    QByteArrayView key = line.first(separator).trimmed();
    if (key.size() >= 2 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front())
        key = key.sliced(1, key.size() - 2);
    else if (key.contains(' ') || key.contains('\t'))
        key = QByteArrayView();
    if (key.isEmpty()) {
        complain(ImportProblem::Kind::NoKey);
        return QString();
    }
    m_at += separator + 1;
    return QString::fromUtf8(key);
}

void LineReader::readAssignment()
{
    const qsizetype line = m_line;
    const QString key = readKey(restOfLine());
    if (key.isNull())
        return;
    skipBlanks();
    if (peek() != '"' && peek() != '\'') {
        keep(key, readPlain(key), line);
        return;
    }
    QByteArray value;
    if (!readQuoted(peek(), value)) {
        m_found.problems.append({ImportProblem::Kind::UnclosedQuote, line, 0, key});
        wipe(value);
        return;
    }
    skipBlanks();
    const QByteArrayView behind = restOfLine();
    if (!behind.isEmpty() && !behind.startsWith('#')) {
        complain(ImportProblem::Kind::TextAfterQuote, key);
        wipe(value);
        return;
    }
    keep(key, SecretString::take(std::move(value)), line);
}

//! False, and at the end of the line, if the quote is never closed.
bool LineReader::readQuoted(char quote, QByteArray &value)
{
    const qsizetype begin = m_at;
    value.reserve(m_text.size() - m_at); // growing would leave copies behind
    for (++m_at; !atEnd() && m_text[m_at] != quote; ++m_at) {
        const char c = m_text[m_at];
        if (c != '\\' || quote == '\'' || m_at + 1 == m_text.size()) {
            value.append(c);
            continue;
        }
        switch (const char escaped = m_text[++m_at]) {
        case 'n':
            value.append('\n');
            break;
        case 'r':
            value.append('\r');
            break;
        case 't':
            value.append('\t');
            break;
        case '"':
        case '\\':
        case '$':
        case '`':
            value.append(escaped);
            break;
        default:
            value.append('\\').append(escaped);
        }
    }
    if (atEnd()) {
        m_at = begin;
        return false;
    }
    const QByteArrayView quoted = m_text.sliced(begin, m_at - begin);
    m_line += quoted.count('\n');
    const qsizetype lastBreak = quoted.lastIndexOf('\n');
    if (lastBreak >= 0)
        m_lineBegin = begin + lastBreak + 1;
    ++m_at;
    return true;
}

SecretString LineReader::readPlain(const QString &key)
{
    const QByteArrayView rest = restOfLine();
    for (qsizetype i = 0; i < rest.size(); ++i) {
        if (rest[i] != '#' || (i > 0 && !isSpaceOrTab(rest[i - 1])))
            continue;
        const qsizetype begin = m_at;
        m_at += i;
        if (i > 0)
            complain(ImportProblem::Kind::CommentCut, key);
        m_at = begin;
        return SecretString(rest.first(i).trimmed());
    }
    return SecretString(rest.trimmed());
}

void LineReader::keep(const QString &key, SecretString value, qsizetype line)
{
    for (qsizetype i = 0; i < m_found.values.size(); ++i) {
        if (m_found.values.at(i).key == key) {
            m_found.problems.append({ImportProblem::Kind::DuplicateKey, line, 0, key});
            m_found.values.removeAt(i);
            break;
        }
    }
    m_found.values.append({key, std::move(value), ImportedValue::Type::Untyped, line});
}

} // namespace

ImportedText importLines(QByteArrayView text)
{
    return LineReader(text).run();
}

} // namespace keyturn
