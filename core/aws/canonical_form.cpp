#include "core/aws/canonical_form.h"

#include <QVarLengthArray>

#include <algorithm>
#include <string_view>
#include <utility>

namespace keyturn {

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
           || c == '_' || c == '~';
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void appendEscaped(QByteArray &out, char c)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.append('%').append(digits[byte >> 4]).append(digits[byte & 15]);
}

QByteArray canonicalQueryPart(QByteArrayView part)
{
    QByteArray out;
    out.reserve(part.size());
    for (qsizetype i = 0; i < part.size(); ++i) {
        const char c = part[i];
        if (isUnreserved(c)) {
            out.append(c);
        } else if (c == '%' && i + 2 < part.size() && isHexDigit(part[i + 1]) && isHexDigit(part[i + 2])) {
            const char byte = QByteArray::fromHex(part.sliced(i + 1, 2).toByteArray()).at(0);
            if (isUnreserved(byte))
                out.append(byte);
            else
                appendEscaped(out, byte);
            i += 2;
        } else {
            appendEscaped(out, c);
        }
    }
    return out;
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

} // namespace

void appendCanonicalPath(QByteArray &out, QByteArrayView path)
{
    if (path.isEmpty() || path == "/") {
        out.append('/');
        return;
    }
    QVarLengthArray<QByteArrayView, 16> segments;
    for (qsizetype from = 0; from <= path.size();) {
        qsizetype to = path.indexOf('/', from);
        if (to < 0)
            to = path.size();
        const QByteArrayView segment = path.sliced(from, to - from);
        if (segment == "..") {
            if (!segments.isEmpty())
                segments.removeLast();
        } else if (!segment.isEmpty() && segment != ".") {
            segments.append(segment);
        }
        from = to + 1;
    }
    for (const QByteArrayView segment : segments) {
        out.append('/');
        for (const char c : segment) {
            if (isUnreserved(c))
                out.append(c);
            else
                appendEscaped(out, c); // '%' too: what is encoded on the wire is encoded once more here
        }
    }
    if (segments.isEmpty() || path.endsWith('/'))
        out.append('/');
}

void appendCanonicalQuery(QByteArray &out, QByteArrayView query)
{
    if (query.isEmpty())
        return;
    QVarLengthArray<std::pair<QByteArray, QByteArray>, 8> pairs;
    for (qsizetype from = 0; from <= query.size();) {
        qsizetype to = query.indexOf('&', from);
        if (to < 0)
            to = query.size();
        const QByteArrayView pair = query.sliced(from, to - from);
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            pairs.append({canonicalQueryPart(pair), QByteArray()});
        else
            pairs.append({canonicalQueryPart(pair.first(equals)), canonicalQueryPart(pair.sliced(equals + 1))});
        from = to + 1;
    }
    std::sort(pairs.begin(), pairs.end());
    bool first = true;
    for (const auto &[name, value] : pairs) {
        if (!first)
            out.append('&');
        out.append(name).append('=').append(value);
        first = false;
    }
}

void appendTrimmed(QByteArray &out, QByteArrayView value)
{
    bool first = true;
    for (auto from = value.begin(); from != value.end();) {
        const auto word = std::find_if_not(from, value.end(), isSpace);
        const auto end = std::find_if(word, value.end(), isSpace);
        if (word == end)
            return;
        if (!first)
            out.append(' ');
        out.append(QByteArrayView(word, end));
        from = end;
        first = false;
    }
}

void appendHeaders(QByteArray &out, QByteArray &names, std::span<const CanonicalHeader> headers)
{
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const CanonicalHeader &header = headers[i];
        if (i > 0 && headers[i - 1].name == header.name) {
            out.back() = ','; // in place of the line's end
        } else {
            if (i > 0)
                names.append(';');
            names.append(header.name);
            out.append(header.name).append(':');
        }
        appendTrimmed(out, header.value);
        out.append('\n');
    }
}

bool isNeverSigned(QByteArrayView name)
{
    static constexpr std::string_view names[] = {"authorization",
                                                 "connection",
                                                 "expect",
                                                 "keep-alive",
                                                 "proxy-authenticate",
                                                 "proxy-authorization",
                                                 "te",
                                                 "trailer",
                                                 "transfer-encoding",
                                                 "upgrade",
                                                 "user-agent",
                                                 "x-amzn-trace-id"};
    const std::string_view wanted(name.data(), static_cast<size_t>(name.size()));
    return std::find(std::begin(names), std::end(names), wanted) != std::end(names);
}

bool isNamedIn(QByteArrayView list, QByteArrayView name)
{
    for (qsizetype from = 0; from <= list.size();) {
        qsizetype to = list.indexOf(';', from);
        if (to < 0)
            to = list.size();
        if (list.sliced(from, to - from) == name)
            return true;
        from = to + 1;
    }
    return false;
}

} // namespace keyturn
