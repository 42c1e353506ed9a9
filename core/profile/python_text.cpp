#include "core/profile/python_text.h"

namespace keyturn::python {

namespace {

//! Bytes of the character of white space that \p text begins with; 0: none.
qsizetype spaceAt(QByteArrayView text)
{
    if (text.isEmpty())
        return 0;
    const auto byte = [&text](qsizetype i) { return i < text.size() ? static_cast<unsigned char>(text.at(i)) : 0U; };
    const unsigned first = byte(0);
    if (first == ' ' || (first >= '\t' && first <= '\r') || (first >= 0x1c && first <= 0x1f))
        return 1;
    if (first == 0xc2 && (byte(1) == 0x85 || byte(1) == 0xa0)) // next line, no-break space
        return 2;
    const unsigned rest = byte(1) << 8 | byte(2);
    if (first == 0xe1 && rest == 0x9a80) // Ogham space mark
        return 3;
    if (first == 0xe2
        && ((rest >= 0x8080 && rest <= 0x808a) || rest == 0x80a8 || rest == 0x80a9 || rest == 0x80af || rest == 0x819f))
        return 3; // U+2000 to U+200A, line and paragraph separator, narrow no-break and mathematical space
    return first == 0xe3 && rest == 0x8080 ? 3 : 0; // ideographic space
}

qsizetype spaceBehind(QByteArrayView text)
{
    for (qsizetype size = 1; size <= 3 && size <= text.size(); ++size) {
        if (spaceAt(text.last(size)) == size)
            return size;
    }
    return 0;
}

//! Bytes of the end of a line; a line feed is among them.
qsizetype lineEndAt(QByteArrayView text)
{
    if (text.startsWith("\r\n"))
        return 2;
    const char first = text.front();
    if ((first >= '\n' && first <= '\r') || (first >= 0x1c && first <= 0x1e))
        return 1;
    if (text.startsWith("\xc2\x85"))
        return 2;
    return text.startsWith("\xe2\x80\xa8") || text.startsWith("\xe2\x80\xa9") ? 3 : 0;
}

} // namespace

QByteArrayView stripped(QByteArrayView text)
{
    while (const qsizetype size = spaceAt(text))
        text = text.sliced(size);
    while (const qsizetype size = spaceBehind(text))
        text.chop(size);
    return text;
}

qsizetype indentOf(QByteArrayView text)
{
    qsizetype count = 0;
    for (; const qsizetype size = spaceAt(text); text = text.sliced(size))
        ++count;
    return count;
}

QList<QByteArrayView> lines(QByteArrayView text)
{
    QList<QByteArrayView> lines;
    qsizetype start = 0;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = lineEndAt(text.sliced(at));
        if (end == 0) {
            ++at;
            continue;
        }
        lines.append(text.sliced(start, at - start));
        start = at = at + end;
    }
    if (start < text.size())
        lines.append(text.sliced(start));
    return lines;
}

QString text(QByteArrayView utf8)
{
    QString text;
    while (utf8.startsWith("\xef\xbb\xbf")) { // QString takes the first one off
        text += QChar(QChar::ByteOrderMark);
        utf8 = utf8.sliced(3);
    }
    return text + QString::fromUtf8(utf8);
}

} // namespace keyturn::python
