#include "core/policy/consumer_policy.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool isPrefix(const QString &name)
{
    static const QString separators = u"/-_."_s;
    return name.size() > 2 && name.endsWith(u'*') && separators.contains(name.at(name.size() - 2))
           && name.count(u'*') == 1;
}

bool isWhole(const QString &name)
{
    return !name.contains(u'*');
}

bool isGoodParameter(const QString &name)
{
    return isWhole(name) || (isPrefix(name) && name.endsWith("/*"_L1));
}

QString arnOf(const AccessScope &scope, const QString &service, const QString &rest)
{
    return QStringList{u"arn"_s, scope.partition, service, scope.region, scope.account, rest}.join(u':');
}

QByteArrayList lambdaStatements(const AccessScope &scope, const QString &function)
{
    QStringList parameters;
    for (const QString &name : scope.parameters)
        parameters.append(parameterPattern(scope, name));
    const QString group = u"log-group:/aws/lambda/"_s + function;
    QByteArrayList statements{policyStatement(
        "Parameters", {u"ssm:GetParameter"_s, u"ssm:GetParameters"_s, u"ssm:GetParametersByPath"_s}, parameters)};
    if (!scope.keys.isEmpty())
        statements.append(
            policyStatement("Keys", {u"kms:Decrypt"_s}, scope.keys, u"ssm.%1.amazonaws.com"_s.arg(scope.region)));
    statements.append(policyStatement("LogGroup", {u"logs:CreateLogGroup"_s}, {arnOf(scope, u"logs"_s, group)}));
    statements.append(policyStatement("Log", {u"logs:CreateLogStream"_s, u"logs:PutLogEvents"_s},
                                      {arnOf(scope, u"logs"_s, group + u":*"_s)}));
    return statements;
}

} // namespace

QList<ConsumerKind> consumerKinds()
{
    using K = ConsumerKind;
    return {K::Single, K::Family, K::ReadWrite, K::Several, K::Environment, K::Lambda};
}

QString consumerKindWord(ConsumerKind kind)
{
    switch (kind) {
    case ConsumerKind::Single:
        return u"single"_s;
    case ConsumerKind::Family:
        return u"family"_s;
    case ConsumerKind::ReadWrite:
        return u"read-write"_s;
    case ConsumerKind::Several:
        return u"several"_s;
    case ConsumerKind::Environment:
        return u"environment"_s;
    case ConsumerKind::Lambda:
        return u"lambda"_s;
    }
    return {};
}

std::optional<ConsumerKind> consumerKindOfWord(const QString &word)
{
    for (const ConsumerKind kind : consumerKinds()) {
        if (consumerKindWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

QString consumerFault(ConsumerKind kind, const AccessScope &scope, const QString &function)
{
    const QStringList &secrets = scope.secrets;
    const bool areWhole = std::all_of(secrets.begin(), secrets.end(), isWhole);
    if (kind == ConsumerKind::Lambda) {
        const bool areGood = std::all_of(scope.parameters.begin(), scope.parameters.end(), isGoodParameter);
        if (scope.parameters.isEmpty() || !secrets.isEmpty() || !areGood)
            return u"parameters"_s;
        return function.isEmpty() ? u"function"_s : QString();
    }
    if (!scope.parameters.isEmpty())
        return u"secrets"_s;
    switch (kind) {
    case ConsumerKind::Single:
    case ConsumerKind::ReadWrite:
        return secrets.size() == 1 && areWhole ? QString() : u"one-secret"_s;
    case ConsumerKind::Family:
        return secrets.size() == 1 && isPrefix(secrets.constFirst()) ? QString() : u"family"_s;
    case ConsumerKind::Several:
        return secrets.size() > 1 && areWhole ? QString() : u"several"_s;
    case ConsumerKind::Environment: {
        const bool isOne = secrets.size() == 1 && secrets.constFirst().endsWith("/*"_L1);
        return isOne && secrets.constFirst().count(u'/') >= 2 && isPrefix(secrets.constFirst()) ? QString()
                                                                                                : u"environment"_s;
    }
    case ConsumerKind::Lambda:
        break;
    }
    return {};
}

QByteArray consumerPolicy(ConsumerKind kind, const AccessScope &scope, const QString &function)
{
    if (kind == ConsumerKind::Lambda)
        return policyDocument(lambdaStatements(scope, function));
    QStringList actions{u"secretsmanager:GetSecretValue"_s};
    QStringList keyActions{u"kms:Decrypt"_s};
    if (kind == ConsumerKind::ReadWrite) { // UpdateSecret would change its key and description, too
        actions.append(u"secretsmanager:PutSecretValue"_s);
        keyActions.append(u"kms:GenerateDataKey"_s);
    }
    QStringList resources;
    for (const QString &name : scope.secrets)
        resources.append(secretPattern(scope, name));
    QByteArrayList statements{policyStatement("Secrets", actions, resources)};
    if (!scope.keys.isEmpty())
        statements.append(
            policyStatement("Keys", keyActions, scope.keys, u"secretsmanager.%1.amazonaws.com"_s.arg(scope.region)));
    return policyDocument(statements);
}

} // namespace keyturn
