#include "app/sandbox/iam/condition.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace keyturn::sandbox::iam {

namespace {

using namespace Qt::StringLiterals;
using Answer = std::optional<bool>; // nothing: the values cannot be compared, and the condition does not hold

template <typename Compare>
Answer numeric(const QString &actual, const QString &wanted)
{
    bool isNumber = false;
    bool isWanted = false;
    const double a = actual.toDouble(&isNumber);
    const double b = wanted.toDouble(&isWanted);
    return isNumber && isWanted ? Answer(Compare()(a, b)) : std::nullopt;
}

QDateTime time(const QString &text)
{
    bool isEpoch = false;
    const qint64 seconds = text.toLongLong(&isEpoch);
    return isEpoch ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime::fromString(text, Qt::ISODateWithMs);
}

template <typename Compare>
Answer date(const QString &actual, const QString &wanted)
{
    const QDateTime a = time(actual);
    const QDateTime b = time(wanted);
    return a.isValid() && b.isValid() ? Answer(Compare()(a.toMSecsSinceEpoch(), b.toMSecsSinceEpoch())) : std::nullopt;
}

struct Operator {
    Answer (*compare)(const QString &actual, const QString &wanted);
    bool isNegated = false;
};

const QHash<QString, Operator> &operators()
{
    const auto equal = [](const QString &a, const QString &b) -> Answer { return a == b; };
    const auto equalAnyCase = [](const QString &a, const QString &b) -> Answer {
        return a.compare(b, Qt::CaseInsensitive) == 0;
    };
    const auto like = [](const QString &a, const QString &b) -> Answer { return fits(a, b); };
    static const QHash<QString, Operator> table{
        {u"StringEquals"_s, {equal}},
        {u"StringNotEquals"_s, {equal, true}},
        {u"StringEqualsIgnoreCase"_s, {equalAnyCase}},
        {u"StringNotEqualsIgnoreCase"_s, {equalAnyCase, true}},
        {u"StringLike"_s, {like}},
        {u"StringNotLike"_s, {like, true}},
        {u"ArnEquals"_s, {like}}, // documented to behave as ArnLike
        {u"ArnLike"_s, {like}},
        {u"ArnNotEquals"_s, {like, true}},
        {u"ArnNotLike"_s, {like, true}},
        {u"Bool"_s, {equalAnyCase}},
        {u"NumericEquals"_s, {numeric<std::equal_to<>>}},
        {u"NumericNotEquals"_s, {numeric<std::equal_to<>>, true}},
        {u"NumericLessThan"_s, {numeric<std::less<>>}},
        {u"NumericLessThanEquals"_s, {numeric<std::less_equal<>>}},
        {u"NumericGreaterThan"_s, {numeric<std::greater<>>}},
        {u"NumericGreaterThanEquals"_s, {numeric<std::greater_equal<>>}},
        {u"DateEquals"_s, {date<std::equal_to<>>}},
        {u"DateNotEquals"_s, {date<std::equal_to<>>, true}},
        {u"DateLessThan"_s, {date<std::less<>>}},
        {u"DateLessThanEquals"_s, {date<std::less_equal<>>}},
        {u"DateGreaterThan"_s, {date<std::greater<>>}},
        {u"DateGreaterThanEquals"_s, {date<std::greater_equal<>>}},
    };
    return table;
}

//! The keys the services here tell about a request; those that end in a slash have a tag's name behind it.
bool isKnownKey(const QString &key)
{
    static const QStringList known{
        u"aws:requestedregion"_s,
        u"aws:principalarn"_s,
        u"aws:principalaccount"_s,
        u"aws:resourceaccount"_s,
        u"aws:userid"_s,
        u"aws:currenttime"_s,
        u"aws:epochtime"_s,
        u"aws:tagkeys"_s,
        u"aws:sourcearn"_s,
        u"aws:sourceaccount"_s,
        u"aws:sourceowner"_s,
        u"aws:principalservicename"_s,
        u"secretsmanager:name"_s,
        u"secretsmanager:description"_s,
        u"secretsmanager:secretid"_s,
        u"secretsmanager:kmskeyid"_s,
        u"secretsmanager:versionid"_s,
        u"secretsmanager:versionstage"_s,
        u"secretsmanager:recoverywindowindays"_s,
        u"secretsmanager:forcedeletewithoutrecovery"_s,
        u"secretsmanager:blockpublicpolicy"_s,
        u"secretsmanager:rotationlambdaarn"_s,
        u"ssm:overwrite"_s,
        u"ssm:recursive"_s,
        u"kms:viaservice"_s,
        u"kms:calleraccount"_s,
    };
    static const QStringList prefixes{u"aws:resourcetag/"_s, u"aws:requesttag/"_s, u"secretsmanager:resourcetag/"_s,
                                      u"ssm:resourcetag/"_s};
    return known.contains(key) || std::any_of(prefixes.begin(), prefixes.end(), [&key](const QString &prefix) {
               return key.startsWith(prefix) && key.size() > prefix.size();
           });
}

} // namespace

Error malformedPolicy(const QString &message)
{
    return {ErrorKind::Invalid, u"MalformedPolicyDocument"_s, message};
}

bool fits(QStringView text, QStringView pattern, Qt::CaseSensitivity sensitivity)
{
    // Remembers only the last star: what stands before it has been matched as early as it can be.
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        const bool isStar = p < pattern.size() && pattern.at(p) == u'*';
        if (isStar) {
            star = p++;
            resume = t;
        } else if (p < pattern.size()
                   && (pattern.at(p) == u'?' || text.sliced(t, 1).compare(pattern.sliced(p, 1), sensitivity) == 0)) {
            ++t;
            ++p;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

Result<Condition> Condition::read(const QString &operatorName, const QString &key, const QJsonValue &values)
{
    Condition condition;
    QString name = operatorName;
    if (name.startsWith(u"ForAnyValue:"_s)) {
        condition.m_quantifier = Quantifier::ForAny;
        name.remove(0, 12);
    } else if (name.startsWith(u"ForAllValues:"_s)) {
        condition.m_quantifier = Quantifier::ForAll;
        name.remove(0, 13);
    }
    condition.m_isNull = name == u"Null";
    if (name.endsWith(u"IfExists"_s) && !condition.m_isNull) {
        condition.m_ifExists = true;
        name.chop(8);
    }
    const auto known = operators().find(name);
    if (known == operators().end() && !condition.m_isNull)
        return malformedPolicy(u"the sandbox does not evaluate the condition operator \"%1\""_s.arg(operatorName));
    condition.m_key = key.toLower();
    if (!isKnownKey(condition.m_key))
        return malformedPolicy(u"the sandbox does not evaluate the condition key \"%1\""_s.arg(key));
    for (const QJsonValue &value : values.isArray() ? values.toArray() : QJsonArray{values}) {
        if (!value.isString() && !value.isBool() && !value.isDouble())
            return malformedPolicy(u"the values of condition \"%1\" must be strings"_s.arg(key));
        condition.m_values << value.toVariant().toString();
        if (condition.m_values.constLast().contains(u"${"_s))
            return malformedPolicy(
                u"the sandbox does not evaluate policy variables (\"%1\")"_s.arg(condition.m_values.constLast()));
    }
    if (condition.m_values.isEmpty())
        return malformedPolicy(u"condition \"%1\" has no values"_s.arg(key));
    if (!condition.m_isNull) {
        condition.m_compare = known->compare;
        condition.m_isNegated = known->isNegated;
    }
    return condition;
}

bool Condition::holdsFor(const QString &actual) const
{
    const bool any = std::any_of(m_values.begin(), m_values.end(),
                                 [&](const QString &wanted) { return m_compare(actual, wanted).value_or(false); });
    return any != m_isNegated;
}

bool Condition::holds(const Keys &keys) const
{
    const QStringList actual = keys.value(m_key);
    if (m_isNull) {
        const bool wantsAbsent = m_values.contains(u"true"_s, Qt::CaseInsensitive);
        return actual.isEmpty() == wantsAbsent;
    }
    const auto each = [this](const QString &value) { return holdsFor(value); };
    if (m_quantifier == Quantifier::ForAll)
        return std::all_of(actual.begin(), actual.end(), each);
    if (actual.isEmpty())
        return m_ifExists || (m_isNegated && m_quantifier == Quantifier::None);
    if (m_isNegated && m_quantifier == Quantifier::None)
        return std::all_of(actual.begin(), actual.end(), each);
    return std::any_of(actual.begin(), actual.end(), each);
}

} // namespace keyturn::sandbox::iam
