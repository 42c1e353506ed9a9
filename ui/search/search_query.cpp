#include "ui/search/search_query.h"

#include "ui/search/text_match.h"

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

SearchQuery SearchQuery::parse(const QString &text)
{
    SearchQuery query;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        qsizetype end = at;
        bool quoted = false;
        for (; end < text.size() && (quoted || !text[end].isSpace()); ++end)
            quoted = quoted != (text[end] == u'"');
        QString word = text.mid(at, end - at).toLower();
        Word shown{at, end - at, Word::Kind::Free};
        const bool negated = word.size() > 1 && word.startsWith(u'-');
        if (negated)
            word.remove(0, 1);
        const qsizetype colon = word.indexOf(u':');
        // A path or an ARN may hold colons; only letters before the first one make it a field.
        const bool field = colon > 0 && std::all_of(word.cbegin(), word.cbegin() + colon, [](QChar c) {
                               return c >= u'a' && c <= u'z';
                           });
        const QString name = word.left(colon);
        if (field && name == u"value" && colon + 1 < word.size())
            query.m_typedValue = Word{at + (negated ? 1 : 0) + colon + 1, word.size() - colon - 1, Word::Kind::Unknown};
        word.remove(u'"');
        at = end;
        if (field && name != u"arn") {
            const QString value = word.mid(colon + 1);
            std::optional<SearchTerm> parsed = SearchTerm::of(name, value);
            shown.kind = parsed ? Word::Kind::Known : Word::Kind::Unknown;
            if (parsed) {
                parsed->negated = negated;
                query.m_terms.push_back(*parsed);
            } else if (const QString guess = SearchTerm::meant(name, value); !guess.isEmpty()) {
                shown.suggestion = negated ? u'-' + guess : guess;
            }
        } else if (!word.isEmpty()) {
            SearchTerm free;
            free.pattern = word.toStdString();
            free.negated = negated;
            query.m_terms.push_back(free);
        }
        query.m_words << shown;
    }
    return query;
}

bool SearchQuery::asksForValue() const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const SearchTerm &term) { return term.field == SearchTerm::Field::Value; });
}

bool SearchQuery::asksForContents() const
{
    using Field = SearchTerm::Field;
    return std::any_of(m_terms.begin(), m_terms.end(), [](const SearchTerm &term) {
        return term.field == Field::Key || term.field == Field::Kind || term.field == Field::Due
               || term.field == Field::Is;
    });
}

std::optional<std::string_view> SearchQuery::plainWord() const
{
    using Field = SearchTerm::Field;
    const bool isOne = m_terms.size() == 1 && m_terms.front().field == Field::Text && !m_terms.front().negated;
    if (!isOne || text_match::isPattern(m_terms.front().pattern))
        return {};
    return m_terms.front().pattern;
}

bool SearchQuery::narrows(const SearchQuery &wider) const
{
    return std::all_of(wider.m_terms.begin(), wider.m_terms.end(), [this](const SearchTerm &old) {
        return std::any_of(m_terms.begin(), m_terms.end(),
                           [&old](const SearchTerm &term) { return term.implies(old); });
    });
}

bool SearchQuery::matches(const SearchSubject &subject) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&subject](const SearchTerm &term) { return term.holds(subject) != term.negated; });
}

bool SearchQuery::isOpen(const SearchSubject &subject) const
{
    bool open = false;
    for (const SearchTerm &term : m_terms) {
        if (term.isOpen(subject))
            open = true;
        else if (term.holds(subject) == term.negated)
            return false;
    }
    return open;
}

} // namespace keyturn
