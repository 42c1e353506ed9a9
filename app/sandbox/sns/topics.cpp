#include "app/sandbox/service/kms.h"
#include "app/sandbox/service/page.h"
#include "app/sandbox/sns/sns.h"
#include "app/sandbox/wire/json_text.h"

#include <QRegularExpression>

namespace keyturn::sandbox::topics {

using namespace Qt::StringLiterals;

const QString topicKind = u"sns-topic"_s;
const QString subscriptionKind = u"sns-subscription"_s;
const QString messageKind = u"sns-message"_s;

namespace {

//! Lets the account's own do everything (developer guide, "Default policy").
QString usualPolicy(const QString &arn, const QString &account)
{
    const QJsonArray actions{u"SNS:GetTopicAttributes"_s,
                             u"SNS:SetTopicAttributes"_s,
                             u"SNS:AddPermission"_s,
                             u"SNS:RemovePermission"_s,
                             u"SNS:DeleteTopic"_s,
                             u"SNS:Subscribe"_s,
                             u"SNS:ListSubscriptionsByTopic"_s,
                             u"SNS:Publish"_s};
    const QJsonObject condition{{u"StringEquals"_s, QJsonObject{{u"AWS:SourceOwner"_s, account}}}};
    const QJsonObject statement{{u"Sid"_s, u"__default_statement_ID"_s},
                                {u"Effect"_s, u"Allow"_s},
                                {u"Principal"_s, QJsonObject{{u"AWS"_s, u"*"_s}}},
                                {u"Action"_s, actions},
                                {u"Resource"_s, arn},
                                {u"Condition"_s, condition}};
    const QJsonObject policy{
        {u"Version"_s, u"2008-10-17"_s}, {u"Id"_s, u"__default_policy_ID"_s}, {u"Statement"_s, QJsonArray{statement}}};
    return QString::fromUtf8(jsonText(policy));
}

const QStringList &settable()
{
    static const QStringList names{u"DisplayName"_s, u"Policy"_s, u"KmsMasterKeyId"_s, u"DeliveryPolicy"_s,
                                   u"TracingConfig"_s};
    return names;
}

Result<> checkAttribute(const Call &call, const QString &name, const QString &value)
{
    if (!settable().contains(name))
        return invalidParameter(u"AttributeName"_s);
    if (name != u"Policy")
        return {};
    const auto read = iam::judgeResourcePolicy(value, {{}, call.caller.account, call.caller.arn}, {});
    return read ? Result<>() : Result<>(invalidParameter(u"Policy Error: "_s + read.error().detail));
}

int count(const Store &store, const QString &topicArn, bool confirmed)
{
    int found = 0;
    for (const auto &[arn, subscription] : store.documents(subscriptionKind)) {
        if (subscription[u"TopicArn"] == topicArn && subscription[u"confirmed"].toBool() == confirmed)
            ++found;
    }
    return found;
}

QJsonObject mapOf(const QJsonObject &object)
{
    QJsonArray entries;
    for (auto it = object.begin(); it != object.end(); ++it)
        entries.append(QJsonObject{{u"key"_s, it.key()}, {u"value"_s, it.value()}});
    return {{u"entry"_s, entries}};
}

} // namespace

Error invalidParameter(const QString &what)
{
    return refusal(u"InvalidParameter"_s, u"Invalid parameter: "_s + what);
}

Result<QJsonObject> topicOf(const Store &store, const QString &arn)
{
    if (arn.count(u':') != 5 || !arn.startsWith(u"arn:aws"_s))
        return invalidParameter(u"TopicArn"_s);
    const auto &topics = store.documents(topicKind);
    const auto it = topics.find(arn);
    return it == topics.end() ? Result<QJsonObject>(refusal(u"NotFound"_s, u"Topic does not exist"_s))
                              : Result<QJsonObject>(it->second);
}

Answer createTopic(Call &call)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9_-]{1,256}\\z"_s);
    const QString name = call.text(u"Name");
    if (!form.match(name).hasMatch())
        return invalidParameter(u"Topic Name"_s);
    const QString arn = u"arn:aws:sns:%1:%2:%3"_s.arg(call.region, call.caller.account, name);
    const QJsonObject attributes = call.input[u"Attributes"].toObject();
    for (auto it = attributes.begin(); it != attributes.end(); ++it) {
        if (auto checked = checkAttribute(call, it.key(), it.value().toString()); !checked)
            return std::move(checked).error();
    }
    if (const auto known = topicOf(call.store, arn); known) {
        const QJsonObject before = (*known)[u"attributes"].toObject();
        for (auto it = attributes.begin(); it != attributes.end(); ++it) {
            if (before[it.key()] != it.value())
                return invalidParameter(u"Attributes Reason: Topic already exists with different attributes"_s);
        }
        return QJsonObject{{u"TopicArn"_s, arn}};
    }
    const QJsonObject topic{{u"attributes"_s, attributes}, {u"tags"_s, call.array(u"Tags")}};
    if (auto saved = call.store.saveDocument(topicKind, arn, topic); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"TopicArn"_s, arn}};
}

Answer deleteTopic(Call &call)
{
    const QString topicArn = call.text(u"TopicArn");
    if (topicArn.count(u':') != 5)
        return invalidParameter(u"TopicArn"_s);
    QStringList subscriptions;
    for (const auto &[arn, subscription] : call.store.documents(subscriptionKind)) {
        if (subscription[u"TopicArn"] == topicArn)
            subscriptions << arn;
    }
    auto done = call.store.transaction([&]() -> Result<> {
        for (const QString &arn : std::as_const(subscriptions)) {
            if (auto removed = call.store.removeDocument(subscriptionKind, arn); !removed)
                return removed;
        }
        return call.store.removeDocument(topicKind, topicArn);
    });
    return done ? Answer(QJsonObject()) : Answer(std::move(done).error());
}

Answer getTopicAttributes(Call &call)
{
    const QString arn = call.text(u"TopicArn");
    const auto topic = topicOf(call.store, arn);
    if (!topic)
        return topic.error();
    QJsonObject attributes = (*topic)[u"attributes"].toObject();
    const QString account = arn.section(u':', 4, 4);
    attributes.insert(u"TopicArn"_s, arn);
    attributes.insert(u"Owner"_s, account);
    attributes.insert(u"SubscriptionsConfirmed"_s, QString::number(count(call.store, arn, true)));
    attributes.insert(u"SubscriptionsPending"_s, QString::number(count(call.store, arn, false)));
    attributes.insert(u"SubscriptionsDeleted"_s, u"0"_s);
    if (!attributes.contains(u"DisplayName"))
        attributes.insert(u"DisplayName"_s, QString());
    if (!attributes.contains(u"Policy"))
        attributes.insert(u"Policy"_s, usualPolicy(arn, account));
    return QJsonObject{{u"Attributes"_s, mapOf(attributes)}};
}

Answer setTopicAttributes(Call &call)
{
    const QString arn = call.text(u"TopicArn");
    auto topic = topicOf(call.store, arn);
    if (!topic)
        return topic.error();
    const QString name = call.text(u"AttributeName");
    const QString value = call.text(u"AttributeValue");
    QJsonObject attributes = (*topic)[u"attributes"].toObject();
    if (value.isEmpty() && settable().contains(name)) {
        attributes.remove(name);
    } else {
        if (auto checked = checkAttribute(call, name, value); !checked)
            return std::move(checked).error();
        attributes.insert(name, value);
    }
    topic->insert(u"attributes"_s, attributes);
    if (auto saved = call.store.saveDocument(topicKind, arn, *topic); !saved)
        return std::move(saved).error();
    return QJsonObject();
}

Answer listTopics(Call &call)
{
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidParameter(u"NextToken"_s);
    const QString mine = u"arn:aws:sns:%1:%2:"_s.arg(call.region, call.caller.account);
    QList<std::pair<QString, QJsonObject>> found;
    for (const auto &[arn, topic] : call.store.documents(topicKind)) {
        if (arn.startsWith(mine))
            found.emplaceBack(arn, QJsonObject{{u"TopicArn"_s, arn}});
    }
    const auto [topics, next] = page(call, std::move(found), *after, 100);
    QJsonArray list;
    for (const QJsonObject &topic : topics)
        list.append(topic);
    QJsonObject answer{{u"Topics"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Result<> publishAs(Store &store, const Scope &scope, const QString &topicArn, const iam::Principal &who,
                   const iam::Keys &keys, const QString &message, const QDateTime &now)
{
    const auto topic = topicOf(store, topicArn);
    if (!topic)
        return topic.error();
    const QJsonObject attributes = (*topic)[u"attributes"].toObject();
    const QString policy = attributes[u"Policy"].toString(usualPolicy(topicArn, scope.account));
    const auto verdict = iam::judgeResourcePolicy(policy, who, {u"sns:Publish"_s, topicArn, keys});
    if (!verdict)
        return verdict.error();
    if (*verdict != iam::Verdict::Allowed)
        return refusal(u"AuthorizationError"_s, u"%1 is not authorized to perform: SNS:Publish on resource: %2"_s.arg(
                                                    who.service.isEmpty() ? who.arn : who.service, topicArn));
    const QString key = attributes[u"KmsMasterKeyId"].toString();
    for (const QString &action : {u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s}) {
        if (!key.isEmpty() && !kms_keys::letsIn(store, scope, key, who, {action, kms_keys::arnOf(scope, key), keys}))
            return refusal(u"KMSAccessDenied"_s, u"%1 may not %2 with the key of the topic (%3)"_s.arg(
                                                     who.service.isEmpty() ? who.arn : who.service, action, key));
    }
    return deliver(store, topicArn, {}, message, now);
}

} // namespace keyturn::sandbox::topics
