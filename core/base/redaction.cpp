#include "core/base/redaction.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype maxShown = 512;
constexpr qsizetype maxRead = 8 * maxShown;
constexpr QLatin1String mark("[redacted]");

QString withoutControls(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c.isSpace())
            out += u' ';
        else if (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format)
            out += c;
    }
    return out;
}

bool isTokenCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"+/_=-%|.~").contains(c);
}

//! Words and paths stay; what has the mix of characters of a key, or one very long piece, goes.
bool looksRandom(QStringView run)
{
    bool upper = false, lower = false, digit = false, hex = true;
    qsizetype piece = 0, longest = 0;
    for (const QChar c : run) {
        upper |= c.isUpper();
        lower |= c.isLower();
        digit |= c.isDigit();
        hex &= (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
        piece = c.isLetterOrNumber() ? piece + 1 : 0;
        longest = std::max(longest, piece);
    }
    return hex || (upper && lower && digit) || longest >= 24;
}

//! Every match replaced by what \p by says.
template <typename Function>
QString replaced(const QString &text, const QRegularExpression &pattern, Function by)
{
    QString out;
    qsizetype copied = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(text).sliced(copied, match.capturedStart() - copied);
        out += by(match);
        copied = match.capturedEnd();
    }
    out += QStringView(text).sliced(copied);
    return out;
}

QString withoutLongRuns(const QString &text)
{
    // Whole ARNs and UUIDs are stepped over: they name things, and people need them.
    static const QRegularExpression pattern(u"(?<name>\\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9]*:[\\w/:.+=@!-]+"
                                            "|\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![\\w+/=-]))"
                                            "|[A-Za-z0-9+/_=-]{40,}"_s);
    return replaced(text, pattern, [](const QRegularExpressionMatch &match) {
        const bool keep = !match.capturedView(u"name").isEmpty() || !looksRandom(match.capturedView());
        return keep ? match.captured() : QString(mark);
    });
}

QString withShortKeyIds(const QString &text)
{
    static const QRegularExpression pattern(u"(?:AKIA|ASIA)[A-Z0-9]{12,}"_s);
    return replaced(text, pattern,
                    [](const QRegularExpressionMatch &match) { return shortKeyId(match.capturedView()); });
}

} // namespace

QString redacted(QStringView text)
{
    QStringView read = text.first(std::min(text.size(), maxRead));
    if (read.size() < text.size()) { // do not keep the head of a token whose end is not seen
        while (!read.isEmpty() && isTokenCharacter(read.back()))
            read.chop(1);
    }
    QString out = withoutControls(read);

    static const QRegularExpression prefixed(
        u"(?:Atz[a-z](?:\\||%7C|\\\\u007c)|amzn1\\.oa2-cs\\.)[^\\s\"'&,;<>\\\\]*"_s,
        QRegularExpression::CaseInsensitiveOption);
    out.replace(prefixed, mark);

    static const QRegularExpression scheme(u"\\b(Bearer|Basic)(\\s+|%20|\\+)[^\\s\"',;<>]+"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    out.replace(scheme, u"\\1 [redacted]"_s);

    static const QRegularExpression labelled(
        u"((?:client[_-]?secret|(?:refresh|access|id|session|security|auth)[_-]?token|secret[_-]?(?:access[_-]?)?key"
        "|SecretString|SecretBinary|passw(?:or)?d|passphrase|api[_-]?key|private[_-]?key|signature|authorization"
        "|assertion|code_verifier)\\\\?[\"']?\\s*(?:[:=]|%3A|%3D)\\s*)"
        "(?:\\[redacted\\]|\\\\\"(?:[^\"\\\\]|\\\\[^\"])*|\"(?:[^\"\\\\]|\\\\.)*|'[^']*|[^\\s&,;\"'<>}\\]]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    out.replace(labelled, u"\\1[redacted]"_s);

    out = withoutLongRuns(withShortKeyIds(out));
    if (out.size() > maxShown) {
        out.truncate(out.at(maxShown - 2).isHighSurrogate() ? maxShown - 2 : maxShown - 1);
        out += u'…';
    }
    return out;
}

QString shortKeyId(QStringView accessKeyId)
{
    return accessKeyId.size() > 8 ? u'…' + accessKeyId.last(4).toString() : u"…"_s;
}

} // namespace keyturn
