#pragma once
#include <QByteArray>
#include <QRandomGenerator>
#include <QString>

#include <initializer_list>

namespace keyturn {

//! Documents of every shape an admin's editor, a script or an attacker may leave behind. Seeded: the same every time.
class JsonGenerator {
public:
    QByteArray document()
    {
        m_newline = pick({"", "", "\n", "\r\n", "\n  ", "\n\t"});
        QByteArray text = m_random.bounded(12) == 0 ? value(0) : object(0);
        if (m_random.bounded(4) == 0)
            text = space() + text + space();
        for (int i = m_random.bounded(10) < 4 ? 1 + m_random.bounded(3) : 0; i > 0; --i)
            mutate(text);
        return text;
    }
    QByteArray anyText() // valid UTF-8
    {
        QString text;
        for (int i = m_random.bounded(12); i > 0; --i)
            text += QString::fromUtf8(
                pick({"a", "Z", "0", " ", "\"", "\\", "/", "\n", "\x01", "é", "€", "🔑", "|", "\x7f", "\xE2\x80\xAE"}));
        return text.toUtf8();
    }
    int bounded(int n) { return m_random.bounded(n); }

private:
    QByteArray pick(std::initializer_list<const char *> list)
    {
        return *(list.begin() + m_random.bounded(static_cast<int>(list.size())));
    }
    QByteArray space() { return pick({"", "", "", " ", "\n", "\t", "\r\n", "  "}); }
    QByteArray string(bool simple)
    {
        QByteArray text("\"");
        for (int i = m_random.bounded(simple ? 3 : 12); i >= 0; --i) {
            text += simple ? pick({"a", "b", "c", "key", "-", "\\u0061"})
                           : pick({"a",
                                   "Atzr|x",
                                   " ",
                                   "\\\"",
                                   "\\\\",
                                   "\\/",
                                   "/",
                                   "\\b",
                                   "\\f",
                                   "\\n",
                                   "\\r",
                                   "\\t",
                                   "\\u00e9",
                                   "\\u20AC",
                                   "\\ud83d\\udd11",
                                   "\\u0000",
                                   "\xC3\xA9",
                                   "\xE2\x82\xAC",
                                   "\xF0\x9F\x94\x91",
                                   "\x7f"});
        }
        if (m_random.bounded(150) == 0)
            text += pick({"\\ud800", "\\udc00", "\\ud800\\ud800"});
        return text + "\"";
    }
    QByteArray number()
    {
        return pick({"0", "-0", "1", "-1", "1.10", "1e400", "1E+2", "1e-2", "0.0", "12345678901234567890",
                     "1715938200123", "-0.5e10"});
    }
    QByteArray value(int depth)
    {
        switch (m_random.bounded(depth > 4 ? 6 : 8)) {
        case 0:
        case 1:
        case 2:
            return string(false);
        case 3:
        case 4:
            return number();
        case 5:
            return pick({"true", "false", "null"});
        case 6:
            return array(depth + 1);
        default:
            return object(depth + 1);
        }
    }
    QByteArray array(int depth)
    {
        QByteArray text("[" + space());
        for (int i = m_random.bounded(4); i > 0; --i)
            text += value(depth) + space() + (i > 1 ? "," : "") + space();
        return text + "]";
    }
    QByteArray object(int depth)
    {
        QByteArray text("{" + space());
        for (int i = m_random.bounded(7); i > 0; --i) {
            text += m_newline
                    + string(m_random.bounded(3) > 0).replace(1, 0, m_random.bounded(8) ? QByteArray::number(i) : "");
            text += space() + ":" + space() + value(depth) + space() + (i > 1 ? "," : "");
        }
        return text + m_newline + space() + "}";
    }
    void mutate(QByteArray &text)
    {
        const qsizetype at = m_random.bounded(static_cast<int>(text.size()) + 1);
        const QByteArray piece = pick({"{",
                                       "}",
                                       "[",
                                       "]",
                                       ",",
                                       ":",
                                       "\"",
                                       "\\",
                                       "\\u",
                                       "0",
                                       "-",
                                       ".",
                                       "e",
                                       " ",
                                       "\t",
                                       "NaN",
                                       "Infinity",
                                       "\xFF",
                                       "\xC3",
                                       "\xED\xA0\x80",
                                       "\xF4\x90\x80\x80",
                                       "\xC0\x80",
                                       "\x1f",
                                       "\xEF\xBB\xBF",
                                       "'",
                                       "//",
                                       "tru",
                                       "\f"});
        switch (m_random.bounded(3)) {
        case 0:
            text.remove(at, 1 + m_random.bounded(3));
            break;
        case 1:
            text.insert(at, piece);
            break;
        default:
            text.replace(at, 1, piece);
        }
    }

    QRandomGenerator m_random{20261121};
    QByteArray m_newline;
};

} // namespace keyturn
