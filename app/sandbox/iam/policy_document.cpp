#include "app/sandbox/iam/policy_document.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::iam {

namespace {

using namespace Qt::StringLiterals;

Result<QStringList> readStrings(const QJsonValue &value, const QString &where)
{
    QStringList found;
    for (const QJsonValue &item : value.isArray() ? value.toArray() : QJsonArray{value}) {
        if (!item.isString() || item.toString().isEmpty())
            return malformedPolicy(where + u" must be a string or a list of strings"_s);
        if (item.toString().contains(u"${"_s))
            return malformedPolicy(
                u"%1: the sandbox does not evaluate policy variables (\"%2\")"_s.arg(where, item.toString()));
        found << item.toString();
    }
    if (found.isEmpty())
        return malformedPolicy(where + u" is empty"_s);
    return found;
}

//! Reads NAME or NotNAME, of which there must be one.
Result<QStringList> readEither(const QJsonObject &json, const QString &name, const QString &where, bool &isNot)
{
    const bool has = json.contains(name);
    isNot = json.contains(u"Not"_s + name);
    if (has == isNot)
        return malformedPolicy(u"%1 needs one of %2 and Not%2"_s.arg(where, name));
    const QString member = isNot ? u"Not"_s + name : name;
    return readStrings(json[member], where + u'.' + member);
}

Result<QJsonObject> readText(const QString &text)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &parse);
    if (parse.error != QJsonParseError::NoError)
        return malformedPolicy(u"the policy is no JSON: %1 at byte %2"_s.arg(parse.errorString()).arg(parse.offset));
    if (!document.isObject())
        return malformedPolicy(u"the policy must be a JSON object"_s);
    return document.object();
}

Result<> checkMembers(const QJsonObject &json, const QStringList &known, const QString &where)
{
    for (const QString &member : json.keys()) {
        if (!known.contains(member))
            return malformedPolicy(u"%1 has no element \"%2\" (%3)"_s.arg(where, member, known.join(u", "_s)));
    }
    return {};
}

} // namespace

QJsonObject PolicyDocument::administrator()
{
    const QJsonObject everything{{u"Effect"_s, u"Allow"_s}, {u"Action"_s, u"*"_s}, {u"Resource"_s, u"*"_s}};
    return {{u"Version"_s, u"2012-10-17"_s}, {u"Statement"_s, QJsonArray{everything}}};
}

Result<PolicyDocument> PolicyDocument::read(const QJsonValue &document)
{
    Result<QJsonObject> json = document.isString() ? readText(document.toString()) : Result(document.toObject());
    if (!json)
        return std::move(json).error();
    if (!document.isString() && !document.isObject())
        return malformedPolicy(u"the policy must be a JSON object, or its text"_s);
    if (auto checked = checkMembers(*json, {u"Version"_s, u"Id"_s, u"Statement"_s}, u"the policy"_s); !checked)
        return std::move(checked).error();
    const QString version = json->value(u"Version").toString(u"2008-10-17"_s);
    if (version != u"2012-10-17" && version != u"2008-10-17")
        return malformedPolicy(u"Version must be \"2012-10-17\" or \"2008-10-17\""_s);
    PolicyDocument policy;
    policy.m_json = *json;
    const QJsonValue statements = json->value(u"Statement");
    const QJsonArray list = statements.isArray() ? statements.toArray() : QJsonArray{statements};
    if (list.isEmpty())
        return malformedPolicy(u"Statement is empty"_s);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString where = u"Statement %1"_s.arg(i + 1);
        if (!list.at(i).isObject())
            return malformedPolicy(where + u" must be a JSON object"_s);
        Result<Statement> statement = readStatement(list.at(i).toObject(), where);
        if (!statement)
            return std::move(statement).error();
        policy.m_statements << std::move(*statement);
    }
    return policy;
}

Result<PolicyDocument::Statement> PolicyDocument::readStatement(const QJsonObject &json, const QString &where)
{
    static const QRegularExpression actionForm(u"\\A(\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)\\z"_s);
    const QStringList members{u"Sid"_s,      u"Effect"_s,      u"Action"_s,   u"NotAction"_s,
                              u"Resource"_s, u"NotResource"_s, u"Condition"_s};
    if (auto checked = checkMembers(json, members, where); !checked)
        return std::move(checked).error();
    Statement statement;
    const QString effect = json[u"Effect"].toString();
    if (effect != u"Allow" && effect != u"Deny")
        return malformedPolicy(where + u": Effect must be Allow or Deny"_s);
    statement.allows = effect == u"Allow";
    Result<QStringList> actions = readEither(json, u"Action"_s, where, statement.notActions);
    if (!actions)
        return std::move(actions).error();
    Result<QStringList> resources = readEither(json, u"Resource"_s, where, statement.notResources);
    if (!resources)
        return std::move(resources).error();
    statement.actions = std::move(*actions);
    statement.resources = std::move(*resources);
    for (const QString &action : std::as_const(statement.actions)) {
        if (!actionForm.match(action).hasMatch())
            return malformedPolicy(
                u"%1: \"%2\" is no action such as secretsmanager:GetSecretValue"_s.arg(where, action));
    }
    for (const QString &resource : std::as_const(statement.resources)) {
        if (resource != u"*" && !(resource.startsWith(u"arn:"_s) && resource.count(u':') >= 5))
            return malformedPolicy(u"%1: resource \"%2\" must be an ARN or *"_s.arg(where, resource));
    }
    if (json.contains(u"Condition") && !json[u"Condition"].isObject())
        return malformedPolicy(where + u": Condition must be a JSON object"_s);
    const QJsonObject block = json[u"Condition"].toObject();
    for (auto line = block.begin(); line != block.end(); ++line) {
        const QJsonObject keys = line.value().toObject();
        if (keys.isEmpty())
            return malformedPolicy(u"%1: condition \"%2\" names no key"_s.arg(where, line.key()));
        for (auto key = keys.begin(); key != keys.end(); ++key) {
            Result<Condition> condition = Condition::read(line.key(), key.key(), key.value());
            if (!condition)
                return malformedPolicy(where + u": "_s + condition.error().detail);
            statement.conditions << std::move(*condition);
        }
    }
    return statement;
}

bool PolicyDocument::Statement::speaksOf(const Ask &ask) const
{
    const bool action = std::any_of(actions.begin(), actions.end(), [&ask](const QString &pattern) {
        return fits(ask.action, pattern, Qt::CaseInsensitive);
    });
    const bool resource = std::any_of(resources.begin(), resources.end(),
                                      [&ask](const QString &pattern) { return fits(ask.resource, pattern); });
    return action != notActions && resource != notResources
           && std::all_of(conditions.begin(), conditions.end(),
                          [&ask](const Condition &condition) { return condition.holds(ask.keys); });
}

Verdict PolicyDocument::judge(const Ask &ask) const
{
    Verdict verdict = Verdict::NotAllowed;
    for (const Statement &statement : m_statements) {
        if (!statement.speaksOf(ask))
            continue;
        if (!statement.allows)
            return Verdict::Denied;
        verdict = Verdict::Allowed;
    }
    return verdict;
}

} // namespace keyturn::sandbox::iam
