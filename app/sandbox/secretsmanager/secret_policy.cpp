#include "app/sandbox/secretsmanager/secret_policy.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

Error malformed(const QString &message)
{
    return refusal(u"MalformedPolicyDocumentException"_s, message);
}

//! A string or a list of strings; nothing for anything else.
std::optional<QStringList> stringsOf(const QJsonValue &value)
{
    if (value.isString())
        return QStringList{value.toString()};
    QStringList list;
    for (const QJsonValue &item : value.toArray()) {
        if (!item.isString())
            return std::nullopt;
        list << item.toString();
    }
    return list.isEmpty() ? std::nullopt : std::optional(list);
}

bool hasOneOf(const QJsonObject &statement, const QString &name)
{
    return statement.contains(name) != statement.contains(u"Not"_s + name);
}

QJsonValue oneOf(const QJsonObject &statement, const QString &name)
{
    return statement.value(statement.contains(name) ? name : u"Not"_s + name);
}

bool isPrincipal(const QJsonValue &value)
{
    static const QRegularExpression aws(
        u"\\A(\\*|\\d{12}|arn:aws[\\w-]*:(iam|sts)::\\d{12}:(root|(user|role|assumed-role|federated-user)/.+))\\z"_s);
    if (value == u"*"_s)
        return true;
    const QJsonObject kinds = value.toObject();
    for (auto it = kinds.begin(); it != kinds.end(); ++it) {
        const std::optional<QStringList> names = stringsOf(it.value());
        if (!names || !QStringList{u"AWS"_s, u"Service"_s, u"Federated"_s, u"CanonicalUser"_s}.contains(it.key()))
            return false;
        const auto known = [](const QString &name) { return aws.match(name).hasMatch(); };
        if (it.key() == u"AWS" && !std::all_of(names->begin(), names->end(), known))
            return false;
    }
    return !kinds.isEmpty();
}

Result<> checkStatement(const QJsonObject &statement)
{
    static const QStringList elements{u"Sid"_s,       u"Effect"_s,   u"Principal"_s,   u"NotPrincipal"_s, u"Action"_s,
                                      u"NotAction"_s, u"Resource"_s, u"NotResource"_s, u"Condition"_s};
    static const QRegularExpression action(u"\\A(\\*|[a-zA-Z0-9*?-]+:[a-zA-Z*?]+)\\z"_s);
    static const QRegularExpression resource(u"\\A(\\*|arn:.+)\\z"_s);
    for (auto it = statement.begin(); it != statement.end(); ++it) {
        if (!elements.contains(it.key()))
            return malformed(u"This policy contains an unsupported element: "_s + it.key());
    }
    if (statement[u"Effect"] != u"Allow"_s && statement[u"Effect"] != u"Deny"_s)
        return malformed(u"The policy has an invalid Effect."_s);
    if (!hasOneOf(statement, u"Principal"_s) || !isPrincipal(oneOf(statement, u"Principal"_s)))
        return malformed(u"This policy contains an invalid principal."_s);
    const auto every = [&statement](const QString &name, const QRegularExpression &form) {
        const std::optional<QStringList> items = stringsOf(oneOf(statement, name));
        return hasOneOf(statement, name) && items && std::all_of(items->begin(), items->end(), [&](const auto &item) {
                   return form.match(item).hasMatch();
               });
    };
    if (!every(u"Action"_s, action))
        return malformed(u"This policy contains an invalid action."_s);
    if (!every(u"Resource"_s, resource))
        return malformed(u"This policy contains an invalid resource."_s);
    if (!statement.contains(u"Condition"_s))
        return {};
    const QJsonObject operators = statement[u"Condition"].toObject();
    const auto isMap = [](const QJsonValue &keys) {
        const QJsonObject map = keys.toObject();
        return !map.isEmpty() && std::all_of(map.begin(), map.end(), [](const QJsonValue &value) {
            return stringsOf(value) || value.isBool() || value.isDouble();
        });
    };
    if (!statement[u"Condition"].isObject() || !std::all_of(operators.begin(), operators.end(), isMap))
        return malformed(u"This policy contains an invalid condition."_s);
    return {};
}

QList<QJsonObject> statements(const QJsonObject &policy)
{
    if (policy[u"Statement"].isObject())
        return {policy[u"Statement"].toObject()};
    QList<QJsonObject> list;
    for (const QJsonValue &statement : policy[u"Statement"].toArray())
        list << statement.toObject();
    return list;
}

QStringList awsPrincipals(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    return stringsOf(value[u"AWS"]).value_or(QStringList());
}

//! The condition holds for known accounts, organisations, networks or principals only.
bool narrows(const QJsonObject &condition)
{
    static const QStringList keys{u"aws:principalaccount"_s,  u"aws:principalarn"_s,  u"aws:principalorgid"_s,
                                  u"aws:principalorgpaths"_s, u"aws:sourceaccount"_s, u"aws:sourcearn"_s,
                                  u"aws:sourceowner"_s,       u"aws:sourcevpc"_s,     u"aws:sourcevpce"_s,
                                  u"aws:sourceip"_s,          u"aws:vpcsourceip"_s,   u"aws:userid"_s,
                                  u"aws:sourceorgid"_s,       u"aws:calledviafirst"_s};
    for (auto it = condition.begin(); it != condition.end(); ++it) {
        const QString name = it.key().section(u':', -1);
        if (name.contains(u"Not"_s) || name.endsWith(u"IfExists"_s))
            continue;
        const QJsonObject map = it.value().toObject();
        for (auto key = map.begin(); key != map.end(); ++key) {
            const QStringList values = stringsOf(key.value()).value_or(QStringList());
            const bool fixed = !values.isEmpty() && std::none_of(values.begin(), values.end(), [](const QString &v) {
                return v.startsWith(u'*') || v.startsWith(u"arn:aws:*"_s) || v == u"0.0.0.0/0" || v == u"::/0";
            });
            if (fixed && keys.contains(key.key().toLower()))
                return true;
        }
    }
    return false;
}

bool covers(const QString &pattern, const QString &action)
{
    const QString regex =
        QRegularExpression::wildcardToRegularExpression(pattern, QRegularExpression::UnanchoredWildcardConversion);
    return QRegularExpression(QRegularExpression::anchoredPattern(regex), QRegularExpression::CaseInsensitiveOption)
        .match(action)
        .hasMatch();
}

} // namespace

Result<QJsonObject> parsePolicy(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return malformed(u"This policy contains invalid Json"_s);
    const QJsonObject policy = document.object();
    for (auto it = policy.begin(); it != policy.end(); ++it) {
        if (!QStringList{u"Version"_s, u"Id"_s, u"Statement"_s}.contains(it.key()))
            return malformed(u"This policy contains an unsupported element: "_s + it.key());
    }
    if (policy.contains(u"Version"_s) && policy[u"Version"] != u"2012-10-17"_s && policy[u"Version"] != u"2008-10-17"_s)
        return malformed(u"This policy has invalid syntax."_s);
    const QList<QJsonObject> all = statements(policy);
    if (all.isEmpty())
        return malformed(u"This policy has invalid syntax."_s);
    for (const QJsonObject &statement : all) {
        if (auto checked = checkStatement(statement); !checked)
            return std::move(checked).error();
    }
    return policy;
}

bool isPublic(const QJsonObject &policy)
{
    const QList<QJsonObject> all = statements(policy);
    return std::any_of(all.begin(), all.end(), [](const QJsonObject &statement) {
        if (statement[u"Effect"] != u"Allow"_s || narrows(statement[u"Condition"].toObject()))
            return false;
        return statement.contains(u"NotPrincipal"_s) || awsPrincipals(statement[u"Principal"]).contains(u"*"_s);
    });
}

bool locksOut(const QJsonObject &policy, const Caller &caller)
{
    const QString root = u"arn:aws:iam::%1:root"_s.arg(caller.account);
    const QList<QJsonObject> all = statements(policy);
    return std::any_of(all.begin(), all.end(), [&](const QJsonObject &statement) {
        if (statement[u"Effect"] != u"Deny"_s || statement.contains(u"Condition"_s))
            return false;
        const QStringList principals = awsPrincipals(oneOf(statement, u"Principal"_s));
        const bool named = std::any_of(principals.begin(), principals.end(), [&](const QString &principal) {
            return principal == u"*" || principal == caller.arn || principal == root || principal == caller.account;
        });
        const QStringList actions = stringsOf(oneOf(statement, u"Action"_s)).value_or(QStringList());
        const bool acts = std::any_of(actions.begin(), actions.end(), [](const QString &pattern) {
            return covers(pattern, u"secretsmanager:PutResourcePolicy"_s)
                   || covers(pattern, u"secretsmanager:DeleteResourcePolicy"_s);
        });
        return named == statement.contains(u"Principal"_s) && acts == statement.contains(u"Action"_s);
    });
}

} // namespace keyturn::sandbox::secrets
