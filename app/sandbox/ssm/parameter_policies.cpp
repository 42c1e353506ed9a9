#include "app/sandbox/ssm/parameter_rules.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

//! ISO 8601 with "Z" or an offset; the sample of the user guide has seconds in the offset, which nobody else reads.
QDateTime instant(QString text)
{
    static const QRegularExpression offsetSeconds(u"([+-][0-9]{2}:[0-9]{2}):[0-9]{2}\\z"_s);
    const QDateTime time = QDateTime::fromString(text.replace(offsetSeconds, u"\\1"_s), Qt::ISODateWithMs);
    return time.isValid() && time.timeSpec() != Qt::LocalTime ? time.toUTC() : QDateTime();
}

Result<> checkPolicy(const QJsonObject &policy)
{
    const auto bad = [](const QString &message) { return refusal(u"InvalidPolicyAttributeException"_s, message); };
    const QString type = policy[u"Type"].toString();
    const QJsonObject attributes = policy[u"Attributes"].toObject();
    const bool isExpiration = type == u"Expiration";
    if (!isExpiration && type != u"ExpirationNotification" && type != u"NoChangeNotification")
        return refusal(u"InvalidPolicyTypeException"_s,
                       u"The policy type isn't supported. Parameter Store supports the following policy types: "
                       "Expiration, ExpirationNotification, and NoChangeNotification."_s);
    if (policy[u"Version"].toString() != u"1.0")
        return bad(u"The policy %1 needs \"Version\":\"1.0\"."_s.arg(type));
    if (isExpiration) {
        if (!instant(attributes[u"Timestamp"].toString()).isValid())
            return bad(u"The Timestamp attribute of the Expiration policy must be an ISO 8601 instant."_s);
        return {};
    }
    const QString amountKey = type == u"NoChangeNotification" ? u"After"_s : u"Before"_s;
    bool isNumber = false;
    const int amount = attributes[amountKey].toString().toInt(&isNumber);
    const QString unit = attributes[u"Unit"].toString();
    if (!isNumber || amount <= 0)
        return bad(
            u"The %1 attribute of the %2 policy must be a positive number written as a string."_s.arg(amountKey, type));
    if (unit != u"Days" && unit != u"Hours")
        return bad(u"The Unit attribute of the %1 policy must be Days or Hours."_s.arg(type));
    return {};
}

//! The objects of a JSON array as they were written: AWS gives the text of a policy back, order and blanks included.
QStringList elements(const QString &array)
{
    QStringList found;
    qsizetype start = 0;
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QChar c = array.at(i);
        if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
        } else if (c == u'"') {
            inString = true;
        } else if (c == u'{' && depth++ == 0) {
            start = i;
        } else if (c == u'}' && --depth == 0) {
            found << array.mid(start, i + 1 - start);
        }
    }
    return found;
}

} // namespace

Result<QString> checkPolicies(const QString &text)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &parse);
    if (parse.error != QJsonParseError::NoError || !document.isArray())
        return refusal(u"ValidationException"_s, u"Invalid policies input: %1."_s.arg(text.left(64)));
    const QJsonArray policies = document.array();
    if (policies.size() == 1 && policies.first().isObject() && policies.first().toObject().isEmpty())
        return QString();
    if (policies.isEmpty())
        return refusal(u"ValidationException"_s, u"Invalid policies input: %1."_s.arg(text.left(64)));
    if (policies.size() > 10)
        return refusal(u"PoliciesLimitExceededException"_s,
                       u"You specified more than the maximum number of allowed policies for the parameter. The maximum "
                       "is 10."_s);
    int expirations = 0;
    for (const QJsonValue &policy : policies) {
        if (auto checked = checkPolicy(policy.toObject()); !checked)
            return std::move(checked).error();
        expirations += policy[u"Type"].toString() == u"Expiration";
    }
    if (expirations > 1)
        return refusal(u"IncompatiblePolicyException"_s,
                       u"There is a conflict in the policies specified for this parameter. You can't, for example, "
                       "specify two Expiration policies for a parameter. Review your policies, and try again."_s);
    return text;
}

QList<Policy> policiesOf(const ParameterVersion &version)
{
    QList<Policy> found;
    const QDateTime expiresAt = expiration(version.policies);
    for (const QString &text : elements(version.policies)) {
        const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
        const QJsonObject attributes = json[u"Attributes"].toObject();
        Policy policy{text, json[u"Type"].toString(), {}, {}};
        const QString unit = attributes[u"Unit"].toString();
        const qint64 hour = 3600;
        const qint64 seconds = unit == u"Days" ? 24 * hour : hour;
        if (policy.deletes()) {
            policy.dueAt = expiresAt;
            policy.reason = u"The parameter expired at %1 and was deleted."_s.arg(attributes[u"Timestamp"].toString());
        } else if (policy.type == u"ExpirationNotification") {
            const qint64 amount = attributes[u"Before"].toString().toLongLong();
            policy.dueAt = expiresAt.isValid() ? expiresAt.addSecs(-amount * seconds) : QDateTime();
            policy.reason = u"The parameter will expire at %1. This notification was generated based on the policy "
                            "created at %2."_s.arg(expiresAt.toString(Qt::ISODateWithMs),
                                                   version.modifiedAt.toString(Qt::ISODateWithMs));
        } else {
            const qint64 amount = attributes[u"After"].toString().toLongLong();
            policy.dueAt = version.modifiedAt.addSecs(amount * seconds);
            QString units = unit.toLower();
            if (amount == 1)
                units.chop(1);
            policy.reason = u"The parameter has not been changed for %1 %2. This notification was generated based on "
                            "the policy created at %3."_s.arg(QString::number(amount), units,
                                                              version.modifiedAt.toString(Qt::ISODateWithMs));
        }
        found << policy;
    }
    return found;
}

QJsonArray policyList(const ParameterVersion &version)
{
    QJsonArray list;
    const QList<Policy> policies = policiesOf(version);
    for (int i = 0; i < policies.size(); ++i) {
        list.append(QJsonObject{{u"PolicyText"_s, policies.at(i).text},
                                {u"PolicyType"_s, policies.at(i).type},
                                {u"PolicyStatus"_s, version.firedPolicies.contains(i) ? u"Finished"_s : u"Pending"_s}});
    }
    return list;
}

QDateTime expiration(const QString &policies)
{
    for (const QJsonValue &policy : QJsonDocument::fromJson(policies.toUtf8()).array()) {
        if (policy[u"Type"].toString() == u"Expiration")
            return instant(policy[u"Attributes"][u"Timestamp"].toString());
    }
    return {};
}

} // namespace keyturn::sandbox::parameters
