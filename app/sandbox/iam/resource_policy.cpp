#include "app/sandbox/iam/resource_policy.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keyturn::sandbox::iam {

namespace {

using namespace Qt::StringLiterals;

QStringList oneOrMore(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &item : value.isArray() ? value.toArray() : QJsonArray{value})
        texts << item.toString();
    return texts;
}

bool isMeant(const QJsonValue &principals, const Principal &who)
{
    if (principals.isString())
        return principals == u"*"_s;
    if (!who.service.isEmpty())
        return oneOrMore(principals[u"Service"]).contains(who.service);
    const QString root = u"arn:aws:iam::%1:root"_s.arg(who.account);
    for (const QString &each : oneOrMore(principals[u"AWS"])) {
        if (each == u"*" || each == who.account || each == root || each == who.arn)
            return true;
    }
    return false;
}

} // namespace

Result<Verdict> judgeResourcePolicy(const QString &policy, const Principal &principal, const Ask &ask)
{
    const QJsonDocument document = QJsonDocument::fromJson(policy.toUtf8());
    if (!document.isObject())
        return malformedPolicy(u"the policy is no JSON object"_s);
    const QJsonValue all = document.object()[u"Statement"];
    // What is left once the principal was looked at is an identity-based policy.
    QJsonArray meant;
    for (const QJsonValue &each : all.isArray() ? all.toArray() : QJsonArray{all}) {
        QJsonObject statement = each.toObject();
        if (!isMeant(statement.take(u"Principal"_s), principal))
            continue;
        if (!statement.contains(u"Resource") && !statement.contains(u"NotResource"))
            statement.insert(u"Resource"_s, u"*"_s);
        meant.append(statement);
    }
    if (meant.isEmpty())
        return Verdict::NotAllowed;
    const auto read = PolicyDocument::read(QJsonObject{{u"Version"_s, u"2012-10-17"_s}, {u"Statement"_s, meant}});
    return read ? Result<Verdict>(read->judge(ask)) : Result<Verdict>(read.error());
}

} // namespace keyturn::sandbox::iam
