#include "core/lint/text_findings.h"

#include "core/document/value_shape.h"
#include "core/lint/text_hygiene.h"

#include <algorithm>
#include <array>

namespace keyturn {

namespace {

using Finding = LintFinding::Kind;

Finding findingOf(TextFlaw flaw)
{
    switch (flaw) {
    case TextFlaw::TrailingNewline:
        return Finding::TrailingNewline;
    case TextFlaw::OuterBlanks:
        return Finding::OuterBlanks;
    case TextFlaw::ZeroWidth:
        return Finding::ZeroWidth;
    case TextFlaw::Bidirectional:
        return Finding::Bidirectional;
    case TextFlaw::NoBreakSpace:
        return Finding::NoBreakSpace;
    case TextFlaw::ControlCharacter:
        return Finding::ControlCharacter;
    case TextFlaw::ByteOrderMark:
        break;
    }
    return Finding::ByteOrderMark;
}

//! Of text, in bytes: blanks, tabs and line breaks.
bool isSpacing(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

QByteArrayView withoutOuterSpacing(QByteArrayView text)
{
    while (!text.isEmpty() && isSpacing(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpacing(text.back()))
        text.chop(1);
    return text;
}

bool isSmartQuote(char32_t c)
{
    return (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || c == 0xAB || c == 0xBB || c == 0xFF02
           || c == 0xFF07 || (c >= 0x301D && c <= 0x301F);
}

//! Roles whose values OAuth defines; URLs have a lint of their own.
bool isOAuthText(KeyRole role)
{
    return role != KeyRole::Other && role != KeyRole::TokenUrl && role != KeyRole::ExpiresAt;
}

bool isWrapped(QByteArrayView text, QByteArrayView begin, QByteArrayView end)
{
    return text.size() >= begin.size() + end.size() && text.startsWith(begin) && text.endsWith(end);
}

//! Whether \p text is what programs and pages put in the place of the credential under \p key.
bool isPlaceholder(QByteArrayView text, const QString &key)
{
    static constexpr std::array words{"null",     "undefined", "none",        "nil",       "nan",       "n/a",
                                      "todo",     "tbd",       "changeme",    "hidden",    "change-me", "change_me",
                                      "redacted", "(null)",    "placeholder", "[redacted]"};
    const auto isText = [text](const char *other) {
        return text.compare(QByteArrayView(other), Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(words.begin(), words.end(), isText))
        return true;
    const bool isMask = text.size() >= 3 && std::all_of(text.begin(), text.end(), [](char c) {
                            return QByteArrayView("*xX.-_?").contains(c);
                        });
    const bool isVariable = isWrapped(text, "${", "}") || isWrapped(text, "{{", "}}") || isWrapped(text, "%", "%")
                            || isWrapped(text, "$(", ")");
    const bool isOfAFile = isWrapped(text, "<", ">") || isWrapped(text, "{\"", "}") || isWrapped(text, "[{", "]");
    const QByteArray name = key.toUtf8();
    const bool hasItsName = !name.isEmpty() && text.size() > name.size()
                            && text.first(name.size()).compare(name, Qt::CaseInsensitive) == 0
                            && (text.at(name.size()) == '=' || text.at(name.size()) == ':');
    return isMask || isVariable || isOfAFile || hasItsName || text.endsWith("...");
}

class TextLinter {
public:
    TextLinter(const QString &key, const SecretString &value, KeyRole role) :
        m_key(key), m_value(value), m_text(m_value.bytes()), m_role(role)
    {}

    QList<LintFinding> run();

private:
    void report(Finding kind, const std::optional<SecretString> &repaired);
    void lintInnerBreak();
    void lintCharacters();
    void lintWrapping();
    SecretString withoutBreaks(bool blanksToo) const;

    const QString m_key;
    const SecretString m_value;
    const QByteArrayView m_text;
    const KeyRole m_role;
    QList<LintFinding> m_findings;
};

void TextLinter::report(Finding kind, const std::optional<SecretString> &repaired)
{
    LintFinding finding{kind, LintFinding::Severity::Warning, m_key};
    finding.role = m_role;
    if (repaired)
        finding.fix = {FieldEdit{FieldEdit::Kind::Set, m_key, *repaired}};
    m_findings.append(finding);
}

QList<LintFinding> TextLinter::run()
{
    if (m_text.isEmpty() || !m_text.isValidUtf8())
        return {};
    for (const TextFlaw flaw : textFlaws(m_text))
        report(findingOf(flaw), withoutFlaw(m_value, flaw));
    if (isOAuthText(m_role) && !m_text.contains(QByteArrayView("-----BEGIN ")))
        lintInnerBreak();
    lintCharacters();
    if (m_role != KeyRole::Other)
        lintWrapping();
    if (isOAuthText(m_role) && m_role != KeyRole::Scope && isPlaceholder(withoutOuterSpacing(m_text), m_key))
        report(Finding::Placeholder, std::nullopt);
    return m_findings;
}

//! A token that was copied out of a terminal or a mail, which broke its line.
void TextLinter::lintInnerBreak()
{
    const QByteArrayView inside = withoutOuterSpacing(m_text);
    const bool hasNoBlank = shapeOf(SecretString(inside)) != ValueShape::Unknown;
    const bool isBroken = inside.contains('\n') || inside.contains('\r') || inside.contains('\t');
    if (isBroken || (hasNoBlank && inside.contains(' ')))
        report(Finding::InnerBreak, withoutBreaks(hasNoBlank));
}

//! Scopes are separated by a blank; in other values nothing takes the place of a break.
SecretString TextLinter::withoutBreaks(bool blanksToo) const
{
    QByteArray joined;
    joined.reserve(m_text.size());
    for (qsizetype at = 0; at < m_text.size();) {
        qsizetype end = at;
        while (end < m_text.size() && isSpacing(m_text[end]))
            ++end;
        const QByteArrayView spacing = m_text.sliced(at, end - at);
        const bool isOuter = at == 0 || end == m_text.size();
        const bool isBreak = spacing.contains('\n') || spacing.contains('\r') || spacing.contains('\t');
        if (isOuter || (!isBreak && !blanksToo))
            joined.append(spacing);
        else if (!spacing.isEmpty() && m_role == KeyRole::Scope)
            joined.append(' ');
        for (at = end; at < m_text.size() && !isSpacing(m_text[at]); ++at)
            joined.append(m_text[at]);
    }
    return SecretString::take(std::move(joined));
}

void TextLinter::lintCharacters()
{
    bool hasQuote = false, hasForeign = false;
    CodePoint first, last;
    for (qsizetype at = 0; at < m_text.size(); at += last.size) {
        last = codePointAt(m_text, at);
        if (at == 0)
            first = last;
        hasQuote = hasQuote || isSmartQuote(last.value);
        hasForeign = hasForeign || (last.value > 0x7E && !isSmartQuote(last.value) && !flawOf(last.value, at == 0));
    }
    const bool isWrapped = isSmartQuote(first.value) && isSmartQuote(last.value) && m_text.size() > first.size;
    if (isWrapped)
        report(Finding::SmartQuotes, SecretString(m_text.sliced(first.size, m_text.size() - first.size - last.size)));
    else if (hasQuote && isOAuthText(m_role))
        report(Finding::SmartQuotes, std::nullopt);
    if (hasForeign && isOAuthText(m_role))
        report(Finding::ForeignCharacter, std::nullopt);
}

//! What came along when a credential was copied out of a file or a header.
void TextLinter::lintWrapping()
{
    const char quote = m_text.front();
    if (m_text.size() >= 2 && quote == m_text.back() && (quote == '"' || quote == '\'' || quote == '`'))
        report(Finding::Quoted, SecretString(m_text.sliced(1, m_text.size() - 2)));
    else if (m_text.first(qMin<qsizetype>(7, m_text.size())).toByteArray().toLower() == "bearer ")
        report(Finding::BearerPrefix, SecretString(m_text.sliced(7)));
}

} // namespace

QList<LintFinding> textFindings(const QString &key, const SecretString &value, KeyRole role)
{
    return TextLinter(key, value, role).run();
}

} // namespace keyturn
