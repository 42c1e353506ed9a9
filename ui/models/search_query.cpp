#include "ui/models/search_query.h"

#include <QHash>
#include <algorithm>

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

} // namespace

bool SearchQuery::matchesPattern(QStringView pattern, QStringView text)
{
    if (!pattern.contains(u'*'))
        return text.contains(pattern);
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype retry = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

std::optional<SearchQuery::Term> SearchQuery::term(const QString &field, const QString &value)
{
    if (value.isEmpty())
        return {};
    Term term;
    term.pattern = value;
    if (field == u"store") {
        term.field = Term::Field::Store;
        if (value == u"ssm" || value == u"parameter" || value == u"parameters")
            term.store = Store::ParameterStore;
        else if (value != u"sm" && value != u"secret" && value != u"secrets")
            return {};
        return term;
    }
    if (field == u"is") {
        static const QHash<QString, Status> states{
            {u"overdue"_s, Status::Overdue},       {u"due"_s, Status::DueSoon},       {u"soon"_s, Status::DueSoon},
            {u"stuck"_s, Status::RotationStuck},   {u"deleted"_s, Status::Deleting},  {u"fine"_s, Status::Fine},
            {u"unfinished"_s, Status::Unfinished}, {u"undated"_s, Status::NoDueDate},
        };
        const auto state = states.constFind(value);
        if (state == states.constEnd())
            return {};
        term.field = Term::Field::Is;
        term.status = *state;
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
        {u"key"_s, Term::Field::Key},
        {u"region"_s, Term::Field::Region},
        {u"kind"_s, Term::Field::Kind},
        {u"tag"_s, Term::Field::Tag},
    };
    const auto found = patterns.constFind(field);
    if (found == patterns.constEnd())
        return {};
    term.field = *found;
    return term;
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
        while (end < text.size() && !text[end].isSpace())
            ++end;
        QString word = text.mid(at, end - at).toLower();
        Word shown{at, end - at, Word::Kind::Free};
        at = end;
        const bool negated = word.size() > 1 && word.startsWith(u'-');
        if (negated)
            word.remove(0, 1);
        const qsizetype colon = word.indexOf(u':');
        // A path or an ARN may hold colons; only letters before the first one make it a field.
        const bool field = colon > 0 && std::all_of(word.cbegin(), word.cbegin() + colon, [](QChar c) {
                               return c >= u'a' && c <= u'z';
                           });
        if (field && word != u"arn:" && !word.startsWith(u"arn:")) {
            std::optional<Term> parsed = term(word.left(colon), word.mid(colon + 1));
            shown.kind = parsed ? Word::Kind::Known : Word::Kind::Unknown;
            if (parsed) {
                parsed->negated = negated;
                query.m_terms << *parsed;
            }
        } else {
            Term free;
            free.pattern = word;
            free.negated = negated;
            query.m_terms << free;
        }
        query.m_words << shown;
    }
    return query;
}

bool SearchQuery::holds(const Term &term, const SearchSubject &subject)
{
    switch (term.field) {
    case Term::Field::Text:
        return matchesPattern(term.pattern, subject.text);
    case Term::Field::Store:
        return subject.entry.id.store == term.store;
    case Term::Field::Key:
        return std::any_of(subject.keys.cbegin(), subject.keys.cend(),
                           [&term](const QString &key) { return matchesPattern(term.pattern, key); });
    case Term::Field::Is:
        return subject.status.status == term.status;
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
        return matchesPattern(term.pattern, subject.entry.id.region);
    case Term::Field::Kind:
        return matchesPattern(term.pattern, kindLabel(subject.entry.kind).toLower());
    case Term::Field::Tag: {
        const QString name = term.pattern.section(u'=', 0, 0);
        const bool hasValue = term.pattern.contains(u'=');
        const QString value = term.pattern.section(u'=', 1);
        for (auto tag = subject.entry.tags.cbegin(); tag != subject.entry.tags.cend(); ++tag) {
            if (matchesPattern(name, tag.key().toLower())
                && (!hasValue || matchesPattern(value, tag.value().toLower())))
                return true;
        }
        return false;
    }
    }
    return false;
}

bool SearchQuery::matches(const SearchSubject &subject) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(),
                       [&subject](const Term &term) { return holds(term, subject) != term.negated; });
}

} // namespace keyturn
