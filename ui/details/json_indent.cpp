#include "ui/details/json_indent.h"

namespace keyturn {

namespace {

constexpr int step = 2;

bool opens(QChar c)
{
    return c == u'{' || c == u'[';
}

bool closes(QChar c)
{
    return c == u'}' || c == u']';
}

} // namespace

QString indentedJson(const QString &text)
{
    QString out;
    int depth = 0;
    bool inString = false;
    bool isEmpty = false; // an object or array has just begun
    const auto line = [&out, &depth] {
        out += u'\n';
        out += QString(depth * step, u' ');
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (inString) {
            out += c;
            if (c == u'\\' && i + 1 < text.size())
                out += text.at(++i);
            else if (c == u'"')
                inString = false;
            continue;
        }
        if (c.isSpace())
            continue;
        if (isEmpty && !closes(c))
            line();
        if (closes(c)) {
            depth = qMax(0, depth - 1);
            if (!isEmpty)
                line();
        }
        isEmpty = opens(c);
        out += c;
        inString = c == u'"';
        if (isEmpty)
            ++depth;
        else if (c == u',')
            line();
        else if (c == u':')
            out += u' ';
    }
    return out;
}

} // namespace keyturn
