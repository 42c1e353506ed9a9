#include "core/reminders/event_pattern.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Yes, no, or not known: a part that is not known counts only where the others do not decide.
using Told = std::optional<bool>;

template <typename List, typename Ask>
Told anyOf(const List &list, const Ask &ask)
{
    bool isUnknown = false;
    for (const QJsonValue item : list) {
        const Told told = ask(item);
        if (told && *told)
            return true;
        isUnknown = isUnknown || !told;
    }
    return isUnknown ? Told() : Told(false);
}

bool fitsWildcard(QStringView text, QStringView pattern)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern.front() != u'*')
        return !text.isEmpty() && text.front() == pattern.front() && fitsWildcard(text.sliced(1), pattern.sliced(1));
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (fitsWildcard(text.sliced(i), pattern.sliced(1)))
            return true;
    }
    return false;
}

Told fitsNumbers(const QJsonValue &value, const QJsonArray &bounds)
{
    if (bounds.isEmpty() || bounds.size() % 2 != 0)
        return {};
    for (qsizetype i = 0; i < bounds.size(); i += 2) {
        const QString sign = bounds.at(i).toString();
        const double bound = bounds.at(i + 1).toDouble();
        const double actual = value.toDouble();
        const bool isLess = sign.startsWith(u'<') && actual < bound;
        const bool isMore = sign.startsWith(u'>') && actual > bound;
        const bool isEqual = sign.endsWith(u'=') && actual == bound;
        if (!value.isDouble() || (!isLess && !isMore && !isEqual))
            return false;
    }
    return true;
}

Told fitsOne(const QJsonValue &value, const QJsonValue &wanted);

Told fitsOperator(const QJsonValue &value, const QString &name, const QJsonValue &wanted)
{
    if (name == "exists"_L1)
        return value.isUndefined() != wanted.toBool();
    if (name == "anything-but"_L1) {
        const QJsonArray all = wanted.isArray() ? wanted.toArray() : QJsonArray{wanted};
        const Told any = anyOf(all, [&value](const QJsonValue &each) { return fitsOne(value, each); });
        return any ? Told(!value.isUndefined() && !*any) : any;
    }
    if (name == "numeric"_L1)
        return fitsNumbers(value, wanted.toArray());
    const bool knowsText =
        name == "prefix"_L1 || name == "suffix"_L1 || name == "wildcard"_L1 || name == "equals-ignore-case"_L1;
    if (!knowsText || !wanted.isString())
        return {};
    const QString text = value.toString();
    const QString pattern = wanted.toString();
    if (!value.isString())
        return false;
    if (name == "prefix"_L1)
        return text.startsWith(pattern);
    if (name == "suffix"_L1)
        return text.endsWith(pattern);
    return name == "wildcard"_L1 ? fitsWildcard(text, pattern) : text.toCaseFolded() == pattern.toCaseFolded();
}

Told fitsOne(const QJsonValue &value, const QJsonValue &wanted)
{
    if (!wanted.isObject())
        return !value.isUndefined() && value == wanted;
    const QJsonObject operation = wanted.toObject();
    return operation.size() == 1 ? fitsOperator(value, operation.begin().key(), operation.begin().value()) : Told();
}

Told fitsAll(const QJsonObject &event, const QJsonObject &pattern);

Told fitsMember(const QJsonObject &event, const QString &name, const QJsonValue &wanted)
{
    if (name == "$or"_L1)
        return anyOf(wanted.toArray(), [&event](const QJsonValue &way) { return fitsAll(event, way.toObject()); });
    const QJsonValue value = event.value(name);
    if (wanted.isObject())
        return fitsAll(value.toObject(), wanted.toObject());
    if (!wanted.isArray())
        return {}; // a pattern needs lists
    const QJsonArray values = value.isArray() ? value.toArray() : QJsonArray{value};
    if (value.isUndefined())
        return anyOf(wanted.toArray(), [&value](const QJsonValue &each) { return fitsOne(value, each); });
    return anyOf(wanted.toArray(), [&values](const QJsonValue &each) {
        return anyOf(values, [&each](const QJsonValue &actual) { return fitsOne(actual, each); });
    });
}

Told fitsAll(const QJsonObject &event, const QJsonObject &pattern)
{
    bool isUnknown = false;
    for (auto it = pattern.begin(); it != pattern.end(); ++it) {
        const Told told = fitsMember(event, it.key(), it.value());
        if (told && !*told)
            return false;
        isUnknown = isUnknown || !told;
    }
    return isUnknown ? Told() : Told(true);
}

} // namespace

std::optional<bool> fitsEventPattern(const QString &pattern, const QJsonObject &event)
{
    const QJsonDocument document = QJsonDocument::fromJson(pattern.toUtf8());
    if (!document.isObject() || document.object().isEmpty())
        return {};
    return fitsAll(event, document.object());
}

QJsonObject policyEvent(const QString &account, const QString &region, const QString &name)
{
    const QString slash = name.startsWith(u'/') ? QString() : u"/"_s;
    const QString arn = u"arn:aws:ssm:%1:%2:parameter%3%4"_s.arg(region, account, slash, name);
    return {{u"version"_s, u"0"_s},
            {u"id"_s, u"6a7e8feb-b491-4cf7-a9f1-bf3703467718"_s},
            {u"detail-type"_s, u"Parameter Store Policy Action"_s},
            {u"source"_s, u"aws.ssm"_s},
            {u"account"_s, account},
            {u"time"_s, u"2027-01-31T09:00:00Z"_s},
            {u"region"_s, region},
            {u"resources"_s, QJsonArray{arn}},
            {u"detail"_s, QJsonObject{{u"policy-type"_s, u"NoChangeNotification"_s},
                                      {u"parameter-name"_s, name},
                                      {u"parameter-type"_s, u"SecureString"_s},
                                      {u"action-status"_s, u"Success"_s},
                                      {u"action-reason"_s, u"The parameter has not been changed."_s}}}};
}

} // namespace keyturn
