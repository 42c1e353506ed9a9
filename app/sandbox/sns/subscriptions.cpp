#include "app/sandbox/service/kms.h"
#include "app/sandbox/service/page.h"
#include "app/sandbox/sns/sns.h"
#include "app/sandbox/store/outbox.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <QRegularExpression>
#include <QUuid>

namespace keyturn::sandbox::topics {

namespace {

using namespace Qt::StringLiterals;

constexpr int daysToConfirm = 3;
const QString smsKind = u"sms"_s; // one document of the same name

QString isoTime(const QDateTime &utc)
{
    return utc.toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

Result<> checkEndpoint(const QString &protocol, const QString &endpoint)
{
    static const QHash<QString, QString> forms{{u"email"_s, u"[^@\\s]+@[^@\\s]+\\.[^@\\s]+"_s},
                                               {u"email-json"_s, u"[^@\\s]+@[^@\\s]+\\.[^@\\s]+"_s},
                                               {u"sms"_s, u"\\+?[1-9][0-9]{4,14}"_s},
                                               {u"https"_s, u"https://.+"_s},
                                               {u"sqs"_s, u"arn:aws:sqs:.+"_s},
                                               {u"lambda"_s, u"arn:aws:lambda:.+"_s}};
    if (!forms.contains(protocol))
        return invalidParameter(u"Amazon SNS does not support this protocol string: "_s + protocol);
    const QRegularExpression form(QRegularExpression::anchoredPattern(forms[protocol]));
    if (form.match(endpoint).hasMatch())
        return {};
    return invalidParameter(protocol.startsWith(u"email"_s) ? u"Email address"_s
                            : protocol == u"sms"            ? u"Invalid SMS endpoint: "_s + endpoint
                                                            : u"Endpoint"_s);
}

Result<> askToConfirm(Store &store, const QJsonObject &subscription, const QDateTime &now)
{
    return outbox::append(
        store, messageKind,
        {{u"topicArn"_s, subscription[u"TopicArn"]},
         {u"protocol"_s, subscription[u"Protocol"]},
         {u"endpoint"_s, subscription[u"Endpoint"]},
         {u"subject"_s, u"AWS Notification - Subscription Confirmation"_s},
         {u"message"_s, u"You have chosen to subscribe to the topic: "_s + subscription[u"TopicArn"].toString()},
         {u"token"_s, subscription[u"token"]},
         {u"time"_s, isoTime(now)}});
}

QJsonObject shown(const QString &arn, const QJsonObject &subscription)
{
    return {{u"SubscriptionArn"_s, subscription[u"confirmed"].toBool() ? arn : u"PendingConfirmation"_s},
            {u"Owner"_s, subscription[u"Owner"]},
            {u"Protocol"_s, subscription[u"Protocol"]},
            {u"Endpoint"_s, subscription[u"Endpoint"]},
            {u"TopicArn"_s, subscription[u"TopicArn"]}};
}

QJsonObject smsState(const Store &store)
{
    const auto &kept = store.documents(smsKind);
    const auto it = kept.find(smsKind);
    return it == kept.end() ? QJsonObject{{u"sandbox"_s, true}, {u"verified"_s, QJsonArray()}} : it->second;
}

//! Why a text message does not go out; empty where it does.
QString smsFailure(const Store &store, const QString &number)
{
    const QJsonObject state = smsState(store);
    return state[u"sandbox"].toBool() && !state[u"verified"].toArray().contains(number)
               ? u"the account is in the SMS sandbox, and the number is not verified"_s
               : QString();
}

Result<> send(Store &store, QJsonObject message, const QDateTime &now)
{
    const QString failure =
        message[u"protocol"] == u"sms"_s ? smsFailure(store, message[u"endpoint"].toString()) : QString();
    addUnlessEmpty(message, u"failure"_s, failure);
    message.insert(u"time"_s, isoTime(now));
    return outbox::append(store, messageKind, message);
}

} // namespace

Answer subscribe(Call &call)
{
    const QString topicArn = call.text(u"TopicArn");
    if (const auto topic = topicOf(call.store, topicArn); !topic)
        return topic.error();
    const QString protocol = call.text(u"Protocol");
    const QString endpoint = call.text(u"Endpoint");
    if (auto checked = checkEndpoint(protocol, endpoint); !checked)
        return std::move(checked).error();
    const bool needsConfirmation = protocol.startsWith(u"email"_s) || protocol == u"https";
    QString arn = topicArn + u':' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QJsonObject subscription{{u"TopicArn"_s, topicArn},
                             {u"Protocol"_s, protocol},
                             {u"Endpoint"_s, endpoint},
                             {u"Owner"_s, call.caller.account},
                             {u"confirmed"_s, !needsConfirmation},
                             {u"createdAt"_s, jsonTime(call.now)}};
    for (const auto &[known, other] : call.store.documents(subscriptionKind)) {
        if (other[u"TopicArn"] == topicArn && other[u"Protocol"] == protocol && other[u"Endpoint"] == endpoint) {
            arn = known;
            subscription = other;
        }
    }
    const bool isConfirmed = subscription[u"confirmed"].toBool();
    if (!isConfirmed && !subscription.contains(u"token"))
        subscription.insert(u"token"_s, QUuid::createUuid().toString(QUuid::Id128));
    const bool tellsArn = isConfirmed || call.flag(u"ReturnSubscriptionArn");
    auto done = call.store.transaction([&]() -> Result<> {
        if (auto saved = call.store.saveDocument(subscriptionKind, arn, subscription); !saved)
            return saved;
        return isConfirmed ? Result<>() : askToConfirm(call.store, subscription, call.now);
    });
    if (!done)
        return std::move(done).error();
    return QJsonObject{{u"SubscriptionArn"_s, tellsArn ? arn : u"pending confirmation"_s}};
}

Answer confirmSubscription(Call &call)
{
    if (const auto topic = topicOf(call.store, call.text(u"TopicArn")); !topic)
        return topic.error();
    for (const auto &[arn, found] : call.store.documents(subscriptionKind)) {
        if (found[u"TopicArn"] != call.text(u"TopicArn") || found[u"token"] != call.text(u"Token"))
            continue;
        const QString known = arn;
        QJsonObject subscription = found;
        subscription.insert(u"confirmed"_s, true);
        if (auto saved = call.store.saveDocument(subscriptionKind, known, subscription); !saved)
            return std::move(saved).error();
        return QJsonObject{{u"SubscriptionArn"_s, known}};
    }
    return invalidParameter(u"Token"_s);
}

Answer unsubscribe(Call &call)
{
    const QString arn = call.text(u"SubscriptionArn");
    if (arn.count(u':') != 6)
        return invalidParameter(
            u"SubscriptionArn Reason: An ARN must have at least 6 elements, not %1"_s.arg(arn.count(u':') + 1));
    const auto &all = call.store.documents(subscriptionKind);
    const auto it = all.find(arn);
    if (it == all.end())
        return refusal(u"NotFound"_s, u"Subscription does not exist"_s);
    if (!it->second[u"confirmed"].toBool())
        return invalidParameter(u"This operation is not available to pending confirmation subscriptions"_s);
    if (auto removed = call.store.removeDocument(subscriptionKind, arn); !removed)
        return std::move(removed).error();
    return QJsonObject();
}

Answer listSubscriptionsByTopic(Call &call)
{
    const QString topicArn = call.text(u"TopicArn");
    if (const auto topic = topicOf(call.store, topicArn); !topic)
        return topic.error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidParameter(u"NextToken"_s);
    QList<std::pair<QString, QJsonObject>> found;
    for (const auto &[arn, subscription] : call.store.documents(subscriptionKind)) {
        if (subscription[u"TopicArn"] == topicArn)
            found.emplaceBack(subscription[u"Endpoint"].toString() + u' ' + arn, shown(arn, subscription));
    }
    const auto [items, next] = page(call, std::move(found), *after, 100);
    QJsonArray list;
    for (const QJsonObject &item : items)
        list.append(item);
    QJsonObject answer{{u"Subscriptions"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer publish(Call &call)
{
    const QString message = call.text(u"Message");
    const QString subject = call.text(u"Subject");
    if (message.isEmpty())
        return invalidParameter(u"Empty message"_s);
    if (message.toUtf8().size() > 262'144)
        return invalidParameter(u"Message too long"_s);
    if (subject.size() >= 100 || subject.contains(u'\n'))
        return invalidParameter(u"Subject"_s);
    const QJsonObject id{{u"MessageId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
    if (call.has(u"PhoneNumber")) {
        if (auto checked = checkEndpoint(u"sms"_s, call.text(u"PhoneNumber")); !checked)
            return std::move(checked).error();
        auto sent = send(
            call.store,
            {{u"protocol"_s, u"sms"_s}, {u"endpoint"_s, call.text(u"PhoneNumber")}, {u"message"_s, message}}, call.now);
        return sent ? Answer(id) : Answer(std::move(sent).error());
    }
    const QString topicArn = call.has(u"TopicArn") ? call.text(u"TopicArn") : call.text(u"TargetArn");
    const auto topic = topicOf(call.store, topicArn);
    if (!topic)
        return topic.error();
    if (const QString key = (*topic)[u"attributes"][u"KmsMasterKeyId"].toString(); !key.isEmpty()) {
        if (auto permitted = permitKms(call, u"kms:GenerateDataKey"_s, key); !permitted)
            return refusal(u"KMSAccessDenied"_s, permitted.error().detail);
    }
    auto delivered = deliver(call.store, topicArn, subject, message, call.now);
    return delivered ? Answer(id) : Answer(std::move(delivered).error());
}

Result<> deliver(Store &store, const QString &topicArn, const QString &subject, const QString &message,
                 const QDateTime &now)
{
    QList<QJsonObject> receivers;
    for (const auto &[arn, subscription] : store.documents(subscriptionKind)) {
        if (subscription[u"TopicArn"] == topicArn && subscription[u"confirmed"].toBool())
            receivers << subscription;
    }
    for (const QJsonObject &receiver : std::as_const(receivers)) {
        const bool isMail = receiver[u"Protocol"].toString().startsWith(u"email"_s);
        QJsonObject sent{{u"topicArn"_s, topicArn},
                         {u"protocol"_s, receiver[u"Protocol"]},
                         {u"endpoint"_s, receiver[u"Endpoint"]},
                         {u"message"_s, message}};
        if (isMail)
            sent.insert(u"subject"_s, subject.isEmpty() ? u"AWS Notification Message"_s : subject);
        if (auto done = send(store, sent, now); !done)
            return done;
    }
    return {};
}

Answer getSmsSandboxAccountStatus(Call &call)
{
    return QJsonObject{{u"IsInSandbox"_s, smsState(call.store)[u"sandbox"].toBool()}};
}

Answer listSmsSandboxPhoneNumbers(Call &call)
{
    if (!startOfPage(call))
        return invalidParameter(u"NextToken"_s);
    QJsonArray numbers;
    for (const QJsonValue &number : smsState(call.store)[u"verified"].toArray())
        numbers.append(QJsonObject{{u"PhoneNumber"_s, number}, {u"Status"_s, u"Verified"_s}});
    return QJsonObject{{u"PhoneNumbers"_s, numbers}};
}

void timePassed(Store &store, const QDateTime &now)
{
    QStringList forgotten;
    for (const auto &[arn, subscription] : store.documents(subscriptionKind)) {
        if (!subscription[u"confirmed"].toBool()
            && timeFromJson(subscription[u"createdAt"]).addDays(daysToConfirm) <= now)
            forgotten << arn;
    }
    for (const QString &arn : std::as_const(forgotten)) {
        if (auto removed = store.removeDocument(subscriptionKind, arn); !removed)
            qCWarning(sandboxLog).noquote() << removed.error().detail;
    }
}

} // namespace keyturn::sandbox::topics

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

ControlCall smsCall(Store &store)
{
    const auto get = [&store](const ControlInput &) -> Result<QJsonObject> { return topics::smsState(store); };
    const auto post = [&store](const ControlInput &input) -> Result<QJsonObject> {
        QJsonObject state = topics::smsState(store);
        if (input.contains(u"sandbox"))
            state.insert(u"sandbox"_s, input[u"sandbox"].toBool());
        if (input.contains(u"verified"))
            state.insert(u"verified"_s, input[u"verified"].toArray());
        if (auto saved = store.saveDocument(topics::smsKind, topics::smsKind, state); !saved)
            return std::move(saved).error();
        return state;
    };
    return {"sms", get, post};
}

} // namespace keyturn::sandbox
