#include "ui/models/value_hint.h"

namespace keyturn {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isBreak(char c)
{
    return c == '\n' || c == '\r';
}

SecretString cut(QByteArrayView text, qsizetype from, qsizetype length)
{
    return SecretString(text.sliced(from, length));
}

} // namespace

std::optional<ValueHint> ValueHints::check(const SecretString &value, KeyRole role)
{
    if (role == KeyRole::Other || role == KeyRole::ExpiresAt)
        return {};
    const QByteArrayView text = value.bytes();
    if (text.isEmpty())
        return role == KeyRole::Scope || role == KeyRole::TokenUrl || role == KeyRole::AccessToken
                   ? std::nullopt
                   : std::optional(ValueHint{tr("Is empty"), {}, {}});
    qsizetype end = text.size();
    while (end > 0 && (isBreak(text[end - 1]) || isSpace(text[end - 1])))
        --end;
    qsizetype begin = 0;
    while (begin < end && (isBreak(text[begin]) || isSpace(text[begin])))
        ++begin;
    if (end < text.size()) {
        bool lineBreak = false;
        for (qsizetype i = end; i < text.size(); ++i)
            lineBreak = lineBreak || isBreak(text[i]);
        return ValueHint{lineBreak ? tr("Ends with a line break") : tr("Ends with a space"), tr("Remove it"),
                         cut(text, begin, end - begin)};
    }
    if (begin > 0)
        return ValueHint{tr("Starts with a space"), tr("Remove it"), cut(text, begin, end - begin)};
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return ValueHint{tr("Stands in quotation marks"), tr("Remove them"), cut(text, 1, text.size() - 2)};
    if (text.startsWith("Bearer "))
        return ValueHint{tr("Starts with \"Bearer\""), tr("Remove it"), cut(text, 7, text.size() - 7)};
    return {};
}

} // namespace keyturn
