#include "ui/search/search_term.h"

#include "ui/search/text_match.h"
#include "ui/text/spelling.h"

#include <QHash>

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

const QHash<QString, quint32> &stateWords()
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

const QHash<QString, Store> &storeWords()
{
    static const QHash<QString, Store> all{
        {u"ssm"_s, Store::ParameterStore},        {u"parameter"_s, Store::ParameterStore},
        {u"parameters"_s, Store::ParameterStore}, {u"sm"_s, Store::SecretsManager},
        {u"secret"_s, Store::SecretsManager},     {u"secrets"_s, Store::SecretsManager},
    };
    return all;
}

} // namespace

QStringList SearchTerm::fields()
{
    return {u"name"_s, u"key"_s,  u"tag"_s, u"store"_s,       u"region"_s,
            u"is"_s,   u"kind"_s, u"due"_s, u"description"_s, u"value"_s};
}

std::optional<SearchTerm> SearchTerm::of(const QString &field, const QString &value)
{
    SearchTerm term;
    term.pattern = value.toStdString();
    if (field == u"value") { // what is searched for is asked elsewhere and never part of the text
        term.field = Field::Value;
        term.pattern.clear();
        return term;
    }
    if (value.isEmpty())
        return {};
    if (field == u"store") {
        const auto store = storeWords().constFind(value);
        if (store == storeWords().constEnd())
            return {};
        term.field = Field::Store;
        term.store = *store;
        return term;
    }
    if (field == u"is") {
        if (value == u"duplicate") {
            term.field = Field::Mark;
            return term;
        }
        const auto state = stateWords().constFind(value);
        if (state == stateWords().constEnd())
            return {};
        term.field = Field::Is;
        term.states = *state;
        return term;
    }
    if (field == u"due") {
        const std::optional<DueLimit> limit = dueLimit(value);
        if (!limit)
            return {};
        term.field = Field::Due;
        term.below = limit->below;
        term.days = limit->days;
        return term;
    }
    static const QHash<QString, Field> patterns{
        {u"name"_s, Field::Name},        {u"key"_s, Field::Key}, {u"region"_s, Field::Region},
        {u"kind"_s, Field::Kind},        {u"tag"_s, Field::Tag}, {u"description"_s, Field::Description},
        {u"desc"_s, Field::Description},
    };
    const auto found = patterns.constFind(field);
    if (found == patterns.constEnd())
        return {};
    term.field = *found;
    return term;
}

QString SearchTerm::meant(const QString &field, const QString &value)
{
    const QString right = fields().contains(field) || field == u"desc" ? field : nearestWord(field, fields());
    if (right.isEmpty() || right == u"value")
        return right.isEmpty() ? QString() : u"value:"_s;
    if (of(right, value))
        return right + u':' + value;
    QString guess;
    if (right == u"is")
        guess = nearestWord(value, QStringList(stateWords().keys()) + QStringList{u"duplicate"_s});
    else if (right == u"store")
        guess = nearestWord(value, storeWords().keys());
    else if (right == u"due" && !value.isEmpty())
        guess = u"<14d"_s;
    return guess.isEmpty() ? QString() : right + u':' + guess;
}

bool SearchTerm::implies(const SearchTerm &wider) const
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
        if (text_match::isPattern(pattern) || text_match::isPattern(wider.pattern))
            return false;
        return negated ? text_match::contains(wider.pattern, pattern) : text_match::contains(pattern, wider.pattern);
    default:
        return false;
    }
}

bool SearchTerm::holds(const SearchSubject &subject) const
{
    switch (field) {
    case Field::Text:
        return text_match::isPattern(pattern) ? text_match::nameMatches(pattern, subject.name)
                                              : text_match::contains(subject.text, pattern);
    case Field::Name:
        return text_match::nameMatches(pattern, subject.name);
    case Field::Store:
        return subject.store == store;
    case Field::Key:
        return text_match::anyLineMatches(pattern, subject.keys)
               || (subject.nameIsKey && text_match::matchesPattern(pattern, subject.name));
    case Field::Is:
        return (bit(subject.status.status) & states) != 0;
    case Field::Mark:
        return (subject.marks & SearchSubject::Duplicate) != 0;
    case Field::Value:
        return (subject.marks & SearchSubject::ValueFound) != 0;
    case Field::Due:
        switch (subject.status.status) {
        case Status::Overdue:
        case Status::DueSoon:
        case Status::Grace:
        case Status::Fine:
            return below ? subject.status.days < days : subject.status.days > days;
        default:
            return false;
        }
    case Field::Region:
        return text_match::matchesPattern(pattern, subject.region);
    case Field::Kind:
        return text_match::matchesPattern(pattern, subject.kind);
    case Field::Tag:
        return text_match::tagMatches(pattern, subject.tags);
    case Field::Description:
        // Behind the name and the kind, each with its line end.
        return text_match::anyLineMatches(pattern, subject.text.substr(subject.name.size() + subject.kind.size() + 2));
    }
    return false;
}

bool SearchTerm::isOpen(const SearchSubject &subject) const
{
    if (subject.isRead)
        return false;
    switch (field) {
    case Field::Key:
        return true;
    case Field::Kind:
        return subject.kind.empty();
    case Field::Due: // a provider's limit is found by the keys
        return subject.status.status == Status::Unknown;
    case Field::Is:
        return subject.status.status == Status::Unknown && (states & bit(Status::Unknown)) == 0;
    default:
        return false;
    }
}

} // namespace keyturn
