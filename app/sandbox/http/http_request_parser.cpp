#include "app/sandbox/http/http_request_parser.h"

#include <algorithm>
#include <cstring>

namespace keyturn::sandbox {

namespace {

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || (c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
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
    if (end > maxHeaderBytes || (end < 0 && m_buffer.size() > maxHeaderBytes))
        return fail(431);
    // A first line that can never become a request line is refused at once, not after 32 KB.
    const qsizetype firstLine = m_buffer.indexOf("\r\n");
    const QByteArray start = m_buffer.left(firstLine < 0 ? m_buffer.size() : firstLine);
    const qsizetype methodEnd = start.indexOf(' ');
    if (!start.isEmpty() && !isToken(QByteArrayView(start).first(methodEnd < 0 ? start.size() : methodEnd))
        && start != "\r")
        return fail(400);
    if (methodEnd > 32 || (methodEnd < 0 && start.size() > 32))
        return fail(400);
    if (end < 0)
        return State::NeedMore;

    const QList<QByteArray> parts = start.split(' ');
    if (parts.size() != 3 || !parts.at(1).startsWith('/') || !parts.at(2).startsWith("HTTP/"))
        return fail(400);
    if (parts.at(2) != "HTTP/1.1" && parts.at(2) != "HTTP/1.0")
        return fail(505);
    m_request = Request();
    m_request.method = parts.at(0);
    m_request.target = parts.at(1);

    const QByteArray block = m_buffer.mid(firstLine + 2, std::max<qsizetype>(0, end - firstLine - 2));
    m_buffer.remove(0, end + 4);
    for (const QByteArray &line : block.isEmpty() ? QList<QByteArray>() : block.split('\n')) {
        if (!readHeaderLine(line.endsWith('\r') ? QByteArrayView(line).chopped(1) : QByteArrayView(line)))
            return fail(400);
    }

    const QByteArray connection = m_request.header("connection").toLower();
    m_request.keepAlive = parts.at(2) == "HTTP/1.1" ? connection != "close" : connection == "keep-alive";
    const auto lengths = std::count_if(m_request.headers.cbegin(), m_request.headers.cend(), [](const auto &header) {
        return header.first.compare("content-length", Qt::CaseInsensitive) == 0;
    });
    const QByteArray coding = m_request.header("transfer-encoding").toLower();
    if (!coding.isEmpty()) {
        // Both headers together are how requests are smuggled past proxies.
        if (lengths > 0)
            return fail(400);
        if (coding != "chunked")
            return fail(501);
        m_chunked = true;
    } else if (lengths > 0) {
        m_bodyBytes = digits(m_request.header("content-length"), 10);
        if (lengths > 1 || m_bodyBytes < 0)
            return fail(400);
        if (m_bodyBytes > maxBodyBytes)
            return fail(413);
    }
    if (const QByteArray expect = m_request.header("expect"); !expect.isEmpty()) {
        if (expect.toLower() != "100-continue")
            return fail(417);
        m_expectContinue = m_buffer.isEmpty();
    }
    m_inBody = true;
    return State::Ready;
}

bool HttpRequestParser::readHeaderLine(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return false;
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (std::any_of(value.begin(), value.end(), [](char c) { return c == 0 || c == '\r' || c == '\n'; }))
        return false;
    m_request.headers.emplaceBack(line.first(colon).toByteArray(), value.toByteArray());
    return true;
}

HttpRequestParser::State HttpRequestParser::parseChunks()
{
    while (true) {
        const qsizetype lineEnd = m_buffer.indexOf("\r\n");
        if (lineEnd < 0)
            return m_buffer.size() > 256 ? fail(400) : State::NeedMore;
        const QByteArrayView line = QByteArrayView(m_buffer).first(lineEnd);
        const qsizetype extension = line.indexOf(';');
        const qsizetype size = digits(line.first(extension < 0 ? line.size() : extension).trimmed(), 16);
        if (size < 0)
            return fail(400);
        if (m_request.body.size() + size > maxBodyBytes)
            return fail(413);
        if (size == 0) {
            // Trailers are read and dropped.
            const qsizetype end = m_buffer.indexOf("\r\n\r\n", lineEnd);
            if (end < 0)
                return m_buffer.size() > maxHeaderBytes ? fail(431) : State::NeedMore;
            m_buffer.remove(0, end + 4);
            m_ready = true;
            return State::Ready;
        }
        if (m_buffer.size() < lineEnd + 2 + size + 2)
            return State::NeedMore;
        m_request.body += m_buffer.mid(lineEnd + 2, size);
        if (m_buffer.mid(lineEnd + 2 + size, 2) != "\r\n")
            return fail(400);
        m_buffer.remove(0, lineEnd + 2 + size + 2);
    }
}

} // namespace keyturn::sandbox
