#include "app/sandbox/http/http_request_parser.h"

#include <algorithm>
#include <cstring>

namespace keyturn::sandbox {

namespace {

constexpr qsizetype maxChunkLine = 256;

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || (c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isControl(char c)
{
    return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f;
}

//! CR or LF without the other: what one server takes for the end of a line and the next does not.
//! \p isWhole: nothing follows; else the LF of a CR at the end may still come.
bool hasLoneLineEnd(QByteArrayView text, bool isWhole)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '\n' && (i == 0 || text.at(i - 1) != '\r'))
            return true;
        const bool isLast = i + 1 == text.size();
        if (text.at(i) == '\r' && (isLast ? isWhole : text.at(i + 1) != '\n'))
            return true;
    }
    return false;
}

//! The members of every header of that name, in lower case.
QList<QByteArray> commaList(const Headers &headers, QByteArrayView name)
{
    QList<QByteArray> members;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &member : value.toLower().split(','))
            members << member.trimmed();
    }
    return members;
}

//! Digits only: toLongLong() alone would also take a sign and white space.
qsizetype digits(QByteArrayView text, int base)
{
    const auto isDigit = [base](char c) {
        return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    if (text.isEmpty() || text.size() > 15 || !std::all_of(text.begin(), text.end(), isDigit))
        return -1;
    return static_cast<qsizetype>(text.toByteArray().toLongLong(nullptr, base));
}

} // namespace

void HttpRequestParser::append(QByteArrayView bytes)
{
    m_buffer.append(bytes.data(), bytes.size());
}

HttpRequestParser::State HttpRequestParser::fail(int status)
{
    m_failure = status;
    m_buffer.clear();
    return State::Failed;
}

HttpRequestParser::State HttpRequestParser::parse()
{
    if (m_failure != 0)
        return State::Failed;
    if (m_ready)
        return State::Ready;
    if (!m_inBody) {
        if (const State head = parseHead(); head != State::Ready)
            return head;
    }
    if (m_chunked)
        return parseChunks();
    if (m_buffer.size() < m_bodyBytes)
        return State::NeedMore;
    m_request.body = m_buffer.left(m_bodyBytes);
    m_buffer.remove(0, m_bodyBytes);
    m_ready = true;
    return State::Ready;
}

Request HttpRequestParser::take()
{
    m_ready = m_inBody = m_chunked = m_expectContinue = false;
    m_bodyBytes = 0;
    return std::exchange(m_request, Request());
}

bool HttpRequestParser::takeExpectContinue()
{
    return std::exchange(m_expectContinue, false);
}

HttpRequestParser::State HttpRequestParser::parseHead()
{
    // Empty lines before a request are allowed (RFC 9112 2.2).
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2);
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    const QByteArrayView head = QByteArrayView(m_buffer).first(end < 0 ? m_buffer.size() : end);
    if (head.size() > maxHeaderBytes)
        return fail(431);
    // A first line that can never become a request line is refused at once, not after 32 KB.
    const qsizetype firstLine = head.indexOf("\r\n");
    const QByteArrayView start = firstLine < 0 ? head : head.first(firstLine);
    const qsizetype methodEnd = start.indexOf(' ');
    const QByteArrayView method = start.first(methodEnd < 0 ? start.size() : methodEnd);
    if (hasLoneLineEnd(head, end >= 0) || method.size() > 32
        || (!method.isEmpty() && !isToken(method) && method != "\r"))
        return fail(400);
    if (end < 0)
        return State::NeedMore;

    m_request = Request();
    int refusal = readRequestLine(start);
    if (refusal == 0 && firstLine >= 0)
        refusal = readHeaders(head.sliced(firstLine + 2));
    m_buffer.remove(0, end + 4);
    if (refusal == 0)
        refusal = checkHost();
    if (refusal == 0)
        refusal = readFraming();
    if (refusal != 0)
        return fail(refusal);
    m_inBody = true;
    return State::Ready;
}

int HttpRequestParser::readRequestLine(QByteArrayView line)
{
    const QList<QByteArray> parts = line.toByteArray().split(' ');
    if (parts.size() != 3 || parts.at(1).contains('\t')
        || std::any_of(parts.at(1).begin(), parts.at(1).end(), isControl) || !parts.at(2).startsWith("HTTP/"))
        return 400;
    m_request.method = parts.at(0);
    m_request.target = parts.at(1);
    const QByteArray scheme = "http://";
    if (m_request.target.left(scheme.size()).toLower() == scheme) { // as for a proxy (RFC 9112 3.2.2)
        const QByteArray rest = m_request.target.mid(scheme.size());
        const auto path = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
        m_request.authority = rest.left(path - rest.begin());
        m_request.target = rest.mid(m_request.authority.size());
        if (m_request.authority.isEmpty())
            return 400;
        if (!m_request.target.startsWith('/'))
            m_request.target.prepend('/');
    }
    if (!m_request.target.startsWith('/'))
        return 400;
    m_request.isHttp10 = parts.at(2) == "HTTP/1.0";
    return m_request.isHttp10 || parts.at(2) == "HTTP/1.1" ? 0 : 505;
}

int HttpRequestParser::readHeaders(QByteArrayView block)
{
    while (!block.isEmpty()) {
        const qsizetype end = block.indexOf("\r\n");
        const QByteArrayView line = end < 0 ? block : block.first(end);
        block = end < 0 ? QByteArrayView() : block.sliced(end + 2);
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.first(colon)))
            return 400;
        const QByteArrayView value = line.sliced(colon + 1);
        if (std::any_of(value.begin(), value.end(), isControl)) // before trimmed(), which takes some of them off
            return 400;
        m_request.headers.emplaceBack(line.first(colon).toByteArray(), value.trimmed().toByteArray());
    }
    return 0;
}

int HttpRequestParser::checkHost() const
{
    const qsizetype count = headerCount(m_request.headers, "host");
    const QByteArray host = m_request.header("host");
    const bool isName = std::all_of(host.begin(), host.end(),
                                    [](char c) { return isTokenChar(c) || std::strchr("[]:()=;,", c) != nullptr; });
    // HTTP/1.0 knows no Host, but one that is sent counts.
    return count > 1 || (count == 0 && !m_request.isHttp10) || !isName ? 400 : 0;
}

int HttpRequestParser::readFraming()
{
    const QList<QByteArray> options = commaList(m_request.headers, "connection");
    m_request.keepAlive = !options.contains("close") && (!m_request.isHttp10 || options.contains("keep-alive"));
    const qsizetype lengths = headerCount(m_request.headers, "content-length");
    const qsizetype codings = headerCount(m_request.headers, "transfer-encoding");
    // Two of a kind, or one of each, are how requests are smuggled past proxies.
    if (lengths + codings > 1 || (codings > 0 && m_request.isHttp10))
        return 400;
    if (codings > 0) {
        if (m_request.header("transfer-encoding").toLower() != "chunked")
            return 501;
        m_chunked = true;
    } else if (lengths > 0) {
        m_bodyBytes = digits(m_request.header("content-length"), 10);
        if (m_bodyBytes < 0)
            return 400;
        if (m_bodyBytes > maxBodyBytes)
            return 413;
    }
    if (const QByteArray expect = m_request.header("expect"); !expect.isEmpty() && !m_request.isHttp10) {
        if (expect.toLower() != "100-continue")
            return 417;
        m_expectContinue = m_buffer.isEmpty();
    }
    return 0;
}

HttpRequestParser::State HttpRequestParser::parseChunks()
{
    while (true) {
        const qsizetype lineEnd = m_buffer.indexOf("\r\n");
        const QByteArrayView line = QByteArrayView(m_buffer).first(lineEnd < 0 ? m_buffer.size() : lineEnd);
        const qsizetype extension = line.indexOf(';');
        if (line.size() > maxChunkLine || hasLoneLineEnd(line, lineEnd >= 0))
            return fail(400);
        if (lineEnd < 0)
            return State::NeedMore;
        if (std::any_of(line.begin(), line.end(), isControl))
            return fail(400);
        const qsizetype size = digits(extension < 0 ? line : line.first(extension).trimmed(), 16);
        if (size < 0)
            return fail(400);
        if (m_request.body.size() + size > maxBodyBytes)
            return fail(413);
        if (size == 0)
            return parseTrailers(lineEnd);
        if (m_buffer.size() < lineEnd + 2 + size + 2)
            return State::NeedMore;
        m_request.body += m_buffer.mid(lineEnd + 2, size);
        if (m_buffer.mid(lineEnd + 2 + size, 2) != "\r\n")
            return fail(400);
        m_buffer.remove(0, lineEnd + 2 + size + 2);
    }
}

HttpRequestParser::State HttpRequestParser::parseTrailers(qsizetype lineEnd)
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n", lineEnd);
    const QByteArrayView trailers = QByteArrayView(m_buffer).sliced(lineEnd + 2);
    const QByteArrayView known = end < 0 ? trailers : trailers.first(std::max<qsizetype>(0, end - lineEnd - 2));
    if (known.size() > maxHeaderBytes)
        return fail(431);
    if (hasLoneLineEnd(known, end >= 0))
        return fail(400);
    if (end < 0)
        return State::NeedMore;
    const Headers headers = m_request.headers;
    const int refusal = readHeaders(known);
    m_request.headers = headers; // trailers are read and dropped
    if (refusal != 0)
        return fail(refusal);
    m_buffer.remove(0, end + 4);
    m_ready = true;
    return State::Ready;
}

} // namespace keyturn::sandbox
