#include "core/reminders/reminder_chain.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool allFit(const QStringList &texts, const QString &pattern)
{
    const QRegularExpression form(QRegularExpression::anchoredPattern(pattern));
    return std::all_of(texts.begin(), texts.end(),
                       [&form](const QString &text) { return form.match(text).hasMatch(); });
}

QJsonObject allow(const QString &sid, const QJsonObject &principal, const QJsonValue &action,
                  const QJsonValue &resource)
{
    QJsonObject statement{{u"Sid"_s, sid}, {u"Effect"_s, u"Allow"_s}, {u"Action"_s, action}};
    if (!principal.isEmpty())
        statement.insert(u"Principal"_s, principal);
    if (!resource.isNull())
        statement.insert(u"Resource"_s, resource);
    return statement;
}

QJsonObject policyOf(const QJsonArray &statements)
{
    return {{u"Version"_s, u"2012-10-17"_s}, {u"Statement"_s, statements}};
}

} // namespace

QString ChainPlace::arn(const QString &service, const QString &resource) const
{
    const QString where = service == "iam"_L1 ? QString() : region;
    return QStringList{u"arn"_s, partition, service, where, account, resource}.join(u':');
}

ChainPlace ChainPlace::of(const CallerIdentity &caller, const QString &region)
{
    return {caller.arn.section(u':', 1, 1), region, caller.account};
}

QString ReminderChain::fault() const
{
    if (!allFit({name}, u"[A-Za-z][A-Za-z0-9-]{0,40}"_s)) // a stack's; the role's name has the region behind it
        return u"name"_s;
    if (!allFit(prefixes, u"[A-Za-z0-9_./-]{1,1000}"_s))
        return u"prefix"_s;
    if (!allFit(emails, u"[^@\\s\"'\\\\]+@[^@\\s\"'\\\\]+\\.[^@\\s\"'\\\\]+"_s))
        return u"email"_s;
    if (!allFit(phones, u"\\+[1-9][0-9]{4,14}"_s))
        return u"phone"_s;
    if (!kmsKey.isEmpty() && !allFit({kmsKey}, u"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}"_s))
        return u"key"_s;
    return emails.isEmpty() && phones.isEmpty() ? u"nobody"_s : QString();
}

QString ReminderChain::topicArn(const ChainPlace &place) const
{
    return place.arn(u"sns"_s, name);
}

QString ReminderChain::ruleArn(const ChainPlace &place) const
{
    return place.arn(u"events"_s, u"rule/"_s + name);
}

QString ReminderChain::roleName(const ChainPlace &place) const
{
    return name + u'-' + place.region;
}

QString ReminderChain::roleArn(const ChainPlace &place) const
{
    return place.arn(u"iam"_s, u"role/"_s + roleName(place));
}

QJsonObject ReminderChain::pattern() const
{
    QJsonObject wanted{{u"source"_s, QJsonArray{u"aws.ssm"_s}},
                       {u"detail-type"_s, QJsonArray{u"Parameter Store Policy Action"_s}}};
    QJsonArray names;
    for (const QString &prefix : prefixes)
        names.append(QJsonObject{{u"prefix"_s, prefix}});
    if (!names.isEmpty())
        wanted.insert(u"detail"_s, QJsonObject{{u"parameter-name"_s, names}});
    return wanted;
}

EventTarget ReminderChain::target(const QString &topicArn) const
{
    const QMap<QString, QString> paths{{u"name"_s, u"$.detail.parameter-name"_s},
                                       {u"policy"_s, u"$.detail.policy-type"_s},
                                       {u"reason"_s, u"$.detail.action-reason"_s},
                                       {u"status"_s, u"$.detail.action-status"_s},
                                       {u"account"_s, u"$.account"_s},
                                       {u"region"_s, u"$.region"_s},
                                       {u"time"_s, u"$.time"_s}};
    const QString text = u"\"Keyturn reminder: parameter <name> (<policy>). <reason>\"\n"
                         "\"Account <account>, region <region>, <time>, status <status>. Rotate the credential, then "
                         "write the new value to the parameter.\""_s;
    return {u"keyturn"_s, topicArn, {paths, text}};
}

QJsonObject ReminderChain::topicPolicy(const QJsonValue &topicArn, const QJsonValue &account) const
{
    const QJsonArray own{u"sns:GetTopicAttributes"_s,
                         u"sns:SetTopicAttributes"_s,
                         u"sns:Subscribe"_s,
                         u"sns:ListSubscriptionsByTopic"_s,
                         u"sns:Publish"_s,
                         u"sns:DeleteTopic"_s};
    return policyOf({allow(u"AccountOwner"_s, {{u"AWS"_s, account}}, own, topicArn),
                     allow(QString::fromLatin1(eventsGrantSid), {{u"Service"_s, QString::fromLatin1(eventsPrincipal)}},
                           u"sns:Publish"_s, topicArn)});
}

QJsonObject ReminderChain::roleTrust() const
{
    return policyOf({allow(u"Scheduler"_s, {{u"Service"_s, u"scheduler.amazonaws.com"_s}}, u"sts:AssumeRole"_s, {})});
}

QJsonObject ReminderChain::rolePolicy(const QJsonValue &topicArn) const
{
    QJsonArray statements{allow(u"Publish"_s, {}, u"sns:Publish"_s, topicArn)};
    if (!kmsKey.isEmpty()) {
        const QJsonArray actions{u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s};
        statements.append(allow(u"TopicKey"_s, {}, actions, kmsKey));
    }
    return policyOf(statements);
}

} // namespace keyturn
