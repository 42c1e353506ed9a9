#include "ui/search/search_query.h"

#include "ui/text/spelling.h"

#include <QHash>
#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

struct DueLimit {
    bool below = true;
    qint64 days = 0;
};

// "<14d", ">60d", "14d", "<2w"; days where no unit is given.
std::optional<DueLimit> dueLimit(QString value)
{
    DueLimit limit;
    if (value.startsWith(u'<') || value.startsWith(u'>')) {
        limit.below = value.startsWith(u'<');
        value.remove(0, 1);
    }
    qint64 factor = 1;
    if (value.endsWith(u'd') || value.endsWith(u'w')) {
        factor = value.endsWith(u'w') ? 7 : 1;
        value.chop(1);
    }
    bool number = false;
    const int count = value.toInt(&number);
    if (!number)
        return {};
    limit.days = count * factor;
    return limit;
}

constexpr quint32 bit(Status status)
{
    return 1U << quint32(status);
}

const QHash<QString, quint32> &states()
{
    static const QHash<QString, quint32> all{
        {u"overdue"_s, bit(Status::Overdue)},
        {u"due"_s, bit(Status::DueSoon) | bit(Status::Grace)},
        {u"soon"_s, bit(Status::DueSoon) | bit(Status::Grace)},
        {u"grace"_s, bit(Status::Grace)},
        {u"stuck"_s, bit(Status::RotationStuck)},
        {u"deleted"_s, bit(Status::Deleting)},
        {u"fine"_s, bit(Status::Fine)},
        {u"unfinished"_s, bit(Status::Unfinished)},
        {u"undated"_s, bit(Status::NoDueDate)},
        {u"unknown"_s, bit(Status::Unknown)},
    };
    return all;
}

const QHash<QString, Store> &stores()
{
    static const QHash<QString, Store> all{
        {u"ssm"_s, Store::ParameterStore},        {u"parameter"_s, Store::ParameterStore},
        {u"parameters"_s, Store::ParameterStore}, {u"sm"_s, Store::SecretsManager},
        {u"secret"_s, Store::SecretsManager},     {u"secrets"_s, Store::SecretsManager},
    };
    return all;
}

//! Where \p part begins in \p text, or npos. The texts are short and many, so what counts is what it costs to begin.
size_t placeOf(std::string_view part, std::string_view text)
{
    if (part.size() > text.size())
        return std::string_view::npos;
    if (part.empty())
        return 0;
#ifdef __SSE2__
    if (text.size() >= 16 + part.size()) {
        const __m128i first = _mm_set1_epi8(part.front());
        const __m128i last = _mm_set1_epi8(part.back());
        const size_t places = text.size() - part.size() + 1;
        for (size_t at = 0; at < places; at += 16) {
            const size_t from = std::min(at, places - 16); // the last step looks at some places twice
            const char *here = text.data() + from;
            const __m128i begins = _mm_loadu_si128(reinterpret_cast<const __m128i *>(here));
            const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i *>(here + part.size() - 1));
            const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(begins, first), _mm_cmpeq_epi8(ends, last));
            for (auto mask = unsigned(_mm_movemask_epi8(both)); mask != 0; mask &= mask - 1) {
                const size_t place = from + size_t(std::countr_zero(mask));
                if (std::memcmp(text.data() + place, part.data(), part.size()) == 0)
                    return place;
            }
        }
        return std::string_view::npos;
    }
#endif
    return text.find(part);
}

bool contains(std::string_view text, std::string_view part)
{
    return placeOf(part, text) != std::string_view::npos;
}

std::string_view takeLine(std::string_view &lines)
{
    const size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    return line;
}

bool isPattern(std::string_view text)
{
    return text.find('*') != std::string_view::npos;
}

bool anyLineMatches(std::string_view pattern, std::string_view lines)
{
    if (!isPattern(pattern))
        return contains(lines, pattern);
    while (!lines.empty()) {
        if (SearchQuery::matchesPattern(pattern, takeLine(lines)))
            return true;
    }
    return false;
}

bool tagMatches(std::string_view pattern, std::string_view tags)
{
    const size_t sign = pattern.find('=');
    if (sign == std::string_view::npos && !contains(tags, pattern) && !isPattern(pattern))
        return false;
    const std::string_view name = pattern.substr(0, sign);
    while (!tags.empty()) {
        const std::string_view tag = takeLine(tags);
        const size_t split = tag.find('=');
        if (SearchQuery::matchesPattern(name, tag.substr(0, split))
            && (sign == std::string_view::npos
                || SearchQuery::matchesPattern(pattern.substr(sign + 1), tag.substr(split + 1))))
            return true;
    }
    return false;
}

//! With a star, a pattern stands for the whole name or for its last part, which is what tells names apart.
bool nameMatches(std::string_view pattern, std::string_view name)
{
    if (SearchQuery::matchesPattern(pattern, name))
        return true;
    const size_t slash = name.rfind('/');
    return isPattern(pattern) && slash != std::string_view::npos
           && SearchQuery::matchesPattern(pattern, name.substr(slash + 1));
}

} // namespace

bool SearchQuery::matchesPattern(std::string_view pattern, std::string_view text)
{
    if (!isPattern(pattern))
        return contains(text, pattern);
    size_t p = 0;
    size_t t = 0;
    size_t star = std::string_view::npos;
    size_t retry = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

QStringList SearchQuery::fields()
{
    return {u"name"_s, u"key"_s,  u"tag"_s, u"store"_s,       u"region"_s,
            u"is"_s,   u"kind"_s, u"due"_s, u"description"_s, u"value"_s};
}

std::optional<SearchQuery::Term> SearchQuery::term(const QString &field, const QString &value)
{
    Term term;
    term.pattern = value.toStdString();
    if (field == u"value") { // what is searched for is asked elsewhere and never part of the text
        term.field = Term::Field::Value;
        term.pattern.clear();
        return term;
    }
    if (value.isEmpty())
        return {};
    if (field == u"store") {
        const auto store = stores().constFind(value);
        if (store == stores().constEnd())
            return {};
        term.field = Term::Field::Store;
        term.store = *store;
        return term;
    }
    if (field == u"is") {
        if (value == u"duplicate") {
            term.field = Term::Field::Mark;
            return term;
        }
        const auto state = states().constFind(value);
        if (state == states().constEnd())
            return {};
        term.field = Term::Field::Is;
        term.states = *state;
        return term;
    }
    if (field == u"due") {
        const std::optional<DueLimit> limit = dueLimit(value);
        if (!limit)
            return {};
        term.field = Term::Field::Due;
        term.below = limit->below;
        term.days = limit->days;
        return term;
    }
    static const QHash<QString, Term::Field> patterns{
        {u"name"_s, Term::Field::Name},        {u"key"_s, Term::Field::Key},
        {u"region"_s, Term::Field::Region},    {u"kind"_s, Term::Field::Kind},
        {u"tag"_s, Term::Field::Tag},          {u"description"_s, Term::Field::Description},
        {u"desc"_s, Term::Field::Description},
    };
    const auto found = patterns.constFind(field);
    if (found == patterns.constEnd())
        return {};
    term.field = *found;
    return term;
}

QString SearchQuery::meant(const QString &field, const QString &value)
{
    const QString right = fields().contains(field) || field == u"desc" ? field : nearestWord(field, fields());
    if (right.isEmpty() || right == u"value")
        return right.isEmpty() ? QString() : u"value:"_s;
    if (term(right, value))
        return right + u':' + value;
    QString guess;
    if (right == u"is")
        guess = nearestWord(value, QStringList(states().keys()) + QStringList{u"duplicate"_s});
    else if (right == u"store")
        guess = nearestWord(value, stores().keys());
    else if (right == u"due" && !value.isEmpty())
        guess = u"<14d"_s;
    return guess.isEmpty() ? QString() : right + u':' + guess;
}

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
            std::optional<Term> parsed = term(name, value);
            shown.kind = parsed ? Word::Kind::Known : Word::Kind::Unknown;
            if (parsed) {
                parsed->negated = negated;
                query.m_terms.push_back(*parsed);
            } else if (const QString guess = meant(name, value); !guess.isEmpty()) {
                shown.suggestion = negated ? u'-' + guess : guess;
            }
        } else if (!word.isEmpty()) {
            Term free;
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
                       [](const Term &term) { return term.field == Term::Field::Value; });
}

bool SearchQuery::Term::implies(const Term &wider) const
{
    if (*this == wider)
        return true;
    if (field != wider.field || negated != wider.negated)
        return false;
    switch (field) {
    case Field::Text:
    case Field::Name:
    case Field::Key:
    case Field::Region:
    case Field::Kind:
    case Field::Description:
        if (isPattern(pattern) || isPattern(wider.pattern))
            return false;
        return negated ? contains(wider.pattern, pattern) : contains(pattern, wider.pattern);
    default:
        return false;
    }
}

std::optional<std::string_view> SearchQuery::plainWord() const
{
    const bool isOne = m_terms.size() == 1 && m_terms.front().field == Term::Field::Text && !m_terms.front().negated;
    if (!isOne || isPattern(m_terms.front().pattern))
        return {};
    return m_terms.front().pattern;
}

size_t SearchQuery::place(std::string_view word, std::string_view text)
{
    return placeOf(word, text);
}

bool SearchQuery::narrows(const SearchQuery &wider) const
{
    return std::all_of(wider.m_terms.begin(), wider.m_terms.end(), [this](const Term &old) {
        return std::any_of(m_terms.begin(), m_terms.end(), [&old](const Term &term) { return term.implies(old); });
    });
}

bool SearchQuery::holds(const Term &term, const SearchSubject &subject)
{
    switch (term.field) {
    case Term::Field::Text:
        return isPattern(term.pattern) ? nameMatches(term.pattern, subject.name) : contains(subject.text, term.pattern);
    case Term::Field::Name:
        return nameMatches(term.pattern, subject.name);
    case Term::Field::Store:
        return subject.store == term.store;
    case Term::Field::Key:
        return anyLineMatches(term.pattern, subject.keys)
               || (subject.nameIsKey && matchesPattern(term.pattern, subject.name));
    case Term::Field::Is:
        return (bit(subject.status.status) & term.states) != 0;
    case Term::Field::Mark:
        return (subject.marks & SearchSubject::Duplicate) != 0;
    case Term::Field::Value:
        return (subject.marks & SearchSubject::ValueFound) != 0;
    case Term::Field::Due:
        switch (subject.status.status) {
        case Status::Overdue:
        case Status::DueSoon:
        case Status::Grace:
        case Status::Fine:
            return term.below ? subject.status.days < term.days : subject.status.days > term.days;
        default:
            return false;
        }
    case Term::Field::Region:
        return matchesPattern(term.pattern, subject.region);
    case Term::Field::Kind:
        return matchesPattern(term.pattern, subject.kind);
    case Term::Field::Tag:
        return tagMatches(term.pattern, subject.tags);
    case Term::Field::Description:
        // Behind the name and the kind, each with its line end.
        return anyLineMatches(term.pattern, subject.text.substr(subject.name.size() + subject.kind.size() + 2));
    }
    return false;
}

bool SearchQuery::matches(const SearchSubject &subject) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&subject](const Term &term) { return holds(term, subject) != term.negated; });
}

} // namespace keyturn
