#include "app/sandbox/eventbridge/event_pattern.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

Error invalidPattern(const QString &reason)
{
    return {ErrorKind::Invalid, u"InvalidEventPatternException"_s, u"Event pattern is not valid. Reason: "_s + reason};
}

const QStringList &operators()
{
    static const QStringList names{u"prefix"_s, u"suffix"_s,   u"anything-but"_s,      u"numeric"_s,
                                   u"exists"_s, u"wildcard"_s, u"equals-ignore-case"_s};
    return names;
}

Result<> checkOperator(const QJsonObject &rule)
{
    if (rule.size() != 1)
        return invalidPattern(u"Only one key allowed in match expression"_s);
    const QString name = rule.begin().key();
    const QJsonValue value = rule.begin().value();
    if (!operators().contains(name))
        return invalidPattern(u"Unrecognized match type "_s + name);
    if (name == u"exists" && !value.isBool())
        return invalidPattern(u"exists match pattern must be either true or false."_s);
    if (name == u"numeric" && (!value.isArray() || value.toArray().size() % 2 != 0 || value.toArray().isEmpty()))
        return invalidPattern(u"Value of numeric must be an array."_s);
    const bool wantsText = name == u"suffix" || name == u"wildcard" || name == u"equals-ignore-case";
    if ((wantsText && !value.isString()) || (name == u"prefix" && !value.isString() && !value.isObject()))
        return invalidPattern(name + u" match pattern must be a string"_s);
    return {};
}

Result<> checkPattern(const QJsonObject &pattern)
{
    if (pattern.isEmpty())
        return invalidPattern(u"Empty objects are not allowed"_s);
    for (auto it = pattern.begin(); it != pattern.end(); ++it) {
        if (it.value().isObject()) {
            if (auto checked = checkPattern(it.value().toObject()); !checked)
                return checked;
            continue;
        }
        if (!it.value().isArray())
            return invalidPattern(u"\"%1\" must be an object or an array"_s.arg(it.key()));
        const QJsonArray all = it.value().toArray();
        if (all.isEmpty())
            return invalidPattern(u"Empty arrays are not allowed"_s);
        for (const QJsonValue &each : all) {
            if (each.isArray())
                return invalidPattern(u"Match value must be String, number, true, false, or null"_s);
            if (!each.isObject())
                continue;
            auto checked = it.key() == u"$or" ? checkPattern(each.toObject()) : checkOperator(each.toObject());
            if (!checked)
                return checked;
        }
    }
    return {};
}

bool compares(double actual, const QString &sign, double wanted)
{
    if (sign == u"=")
        return actual == wanted;
    if (sign == u"<")
        return actual < wanted;
    if (sign == u"<=")
        return actual <= wanted;
    return sign == u">" ? actual > wanted : sign == u">=" && actual >= wanted;
}

bool isMatch(const QJsonValue &value, const QJsonValue &rule);

bool fitsText(const QString &text, const QString &name, const QJsonValue &wanted)
{
    const bool ignoresCase = wanted.isObject();
    const QString pattern = ignoresCase ? wanted[u"equals-ignore-case"].toString() : wanted.toString();
    const auto sensitivity = ignoresCase ? Qt::CaseInsensitive : Qt::CaseSensitive;
    if (name == u"prefix")
        return text.startsWith(pattern, sensitivity);
    if (name == u"suffix")
        return text.endsWith(pattern, sensitivity);
    if (name == u"equals-ignore-case")
        return text.compare(pattern, Qt::CaseInsensitive) == 0;
    // Only the star is special here, and in policies the question mark is, too.
    QString rest = text;
    const QStringList parts = pattern.split(u'*');
    if (!rest.startsWith(parts.first()))
        return false;
    rest = rest.mid(parts.first().size());
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const bool isLast = i + 1 == parts.size();
        const qsizetype at = isLast ? rest.lastIndexOf(parts.at(i)) : rest.indexOf(parts.at(i));
        if (at < 0 || (isLast && at + parts.at(i).size() != rest.size()))
            return false;
        rest = rest.mid(at + parts.at(i).size());
    }
    return parts.size() > 1 || rest.isEmpty();
}

bool fitsOperator(const QJsonValue &value, const QString &name, const QJsonValue &wanted)
{
    if (name == u"exists")
        return value.isUndefined() != wanted.toBool();
    if (value.isUndefined())
        return false;
    if (name == u"anything-but") {
        const QJsonArray all = wanted.isArray() ? wanted.toArray() : QJsonArray{wanted};
        return std::none_of(all.begin(), all.end(), [&](const QJsonValue &each) { return isMatch(value, each); });
    }
    if (name == u"numeric") {
        const QJsonArray bounds = wanted.toArray();
        for (qsizetype i = 0; i + 1 < bounds.size(); i += 2) {
            if (!value.isDouble() || !compares(value.toDouble(), bounds.at(i).toString(), bounds.at(i + 1).toDouble()))
                return false;
        }
        return true;
    }
    return value.isString() && fitsText(value.toString(), name, wanted);
}

bool isMatch(const QJsonValue &value, const QJsonValue &rule)
{
    if (!rule.isObject())
        return value == rule;
    const QJsonObject operation = rule.toObject();
    return fitsOperator(value, operation.begin().key(), operation.begin().value());
}

bool matchesLeaf(const QJsonValue &value, const QJsonArray &rules)
{
    const QJsonArray values = value.isArray() ? value.toArray() : QJsonArray{value};
    return std::any_of(rules.begin(), rules.end(), [&](const QJsonValue &rule) {
        if (value.isUndefined())
            return isMatch(value, rule);
        return std::any_of(values.begin(), values.end(), [&](const QJsonValue &each) { return isMatch(each, rule); });
    });
}

bool matchesObject(const QJsonObject &event, const QJsonObject &pattern)
{
    for (auto it = pattern.begin(); it != pattern.end(); ++it) {
        const QJsonValue value = event.value(it.key());
        bool fits = false;
        if (it.key() == u"$or") {
            const QJsonArray ways = it.value().toArray();
            fits = std::any_of(ways.begin(), ways.end(),
                               [&](const QJsonValue &way) { return matchesObject(event, way.toObject()); });
        } else if (it.value().isObject()) {
            fits = matchesObject(value.toObject(), it.value().toObject());
        } else {
            fits = matchesLeaf(value, it.value().toArray());
        }
        if (!fits)
            return false;
    }
    return true;
}

} // namespace

Result<EventPattern> EventPattern::read(const QString &json)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8(), &parse);
    if (!document.isObject())
        return invalidPattern(u"Event pattern is not a valid JSON object (%1)"_s.arg(parse.errorString()));
    EventPattern pattern;
    pattern.m_pattern = document.object();
    if (auto checked = checkPattern(pattern.m_pattern); !checked)
        return std::move(checked).error();
    return pattern;
}

bool EventPattern::matches(const QJsonObject &event) const
{
    return matchesObject(event, m_pattern);
}

} // namespace keyturn::sandbox
