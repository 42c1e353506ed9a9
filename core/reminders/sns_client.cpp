#include "core/reminders/sns_client.h"

#include "core/aws/page_guard.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestTopicAnswer = 512LL * 1024; // a policy is 30 KB at most, a page has 100 subscriptions
constexpr qsizetype itemsPerPage = 100;
constexpr qsizetype mostItems = 5000; // whom a topic of reminders tells, and numbers that an account has verified

//! All pages of an action that lists.
Task<Result<QList<XmlElement>>> allPages(QueryClient client, QByteArray action, QueryClient::Parameters parameters,
                                         QString list)
{
    QList<XmlElement> all;
    PageGuard guard(itemsPerPage, mostItems);
    QString token;
    do {
        QueryClient::Parameters asked = parameters;
        if (!token.isEmpty())
            asked.emplaceBack("NextToken", token);
        QElapsedTimer timer;
        timer.start();
        const Result<XmlElement> answer = co_await client.call(action, std::move(asked), Repeat::Safe);
        if (!answer)
            co_return answer.error();
        const XmlElement *page = answer->child(list);
        if (!page)
            co_return client.badAnswer(action, u"the answer has no %1"_s.arg(list));
        size_t content = 0;
        for (const XmlElement &item : page->children)
            content = qHashMulti(content, item.textOf(u"SubscriptionArn"), item.textOf(u"Endpoint"), item.text);
        const std::chrono::milliseconds spent(timer.elapsed());
        token = answer->textOf(u"NextToken");
        const QString fault = guard.fault({page->children.size(), token, content, spent});
        if (!fault.isEmpty())
            co_return client.badAnswer(action, fault);
        all += page->children;
    } while (!token.isEmpty());
    co_return all;
}

} // namespace

SnsClient::SnsClient(AwsTransport &transport) : m_client(transport, aws_services::sns, longestTopicAnswer)
{}

Task<Result<QString>> SnsClient::createTopic(QString name) const
{
    QueryClient::Parameters parameters{{"Name", name}};
    const Result<XmlElement> answer = co_await m_client.call("CreateTopic", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QString arn = answer->textOf(u"TopicArn");
    if (arn.isEmpty())
        co_return m_client.badAnswer("CreateTopic", u"the answer has no TopicArn"_s);
    co_return arn;
}

Task<Result<QMap<QString, QString>>> SnsClient::getTopicAttributes(QString topicArn) const
{
    QueryClient::Parameters parameters{{"TopicArn", topicArn}};
    const Result<XmlElement> answer = co_await m_client.call("GetTopicAttributes", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const XmlElement *attributes = answer->child(u"Attributes");
    if (!attributes)
        co_return m_client.badAnswer("GetTopicAttributes", u"the answer has no Attributes"_s);
    QMap<QString, QString> found;
    for (const XmlElement &entry : attributes->children)
        found.insert(entry.textOf(u"key"), entry.textOf(u"value"));
    if (found.value(u"TopicArn"_s).isEmpty()) // every topic has it
        co_return m_client.badAnswer("GetTopicAttributes", u"the answer has no TopicArn among its Attributes"_s);
    co_return found;
}

Task<Result<>> SnsClient::setTopicAttribute(QString topicArn, QString name, QString value) const
{
    QueryClient::Parameters parameters{{"TopicArn", topicArn}, {"AttributeName", name}, {"AttributeValue", value}};
    const Result<XmlElement> answer = co_await m_client.call("SetTopicAttributes", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    co_return Result<>();
}

Task<Result<>> SnsClient::subscribe(QString topicArn, QString protocol, QString endpoint) const
{
    QueryClient::Parameters parameters{{"TopicArn", topicArn}, {"Protocol", protocol}, {"Endpoint", endpoint}};
    const Result<XmlElement> answer = co_await m_client.call("Subscribe", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    if (answer->textOf(u"SubscriptionArn").isEmpty()) // or "pending confirmation"
        co_return m_client.badAnswer("Subscribe", u"the answer has no SubscriptionArn"_s);
    co_return Result<>();
}

Task<Result<QList<TopicSubscription>>> SnsClient::listSubscriptionsByTopic(QString topicArn) const
{
    QueryClient::Parameters parameters{{"TopicArn", topicArn}};
    const QString list = u"Subscriptions"_s;
    const Result<QList<XmlElement>> items =
        co_await allPages(m_client, "ListSubscriptionsByTopic", std::move(parameters), list);
    if (!items)
        co_return items.error();
    QList<TopicSubscription> subscriptions;
    for (const XmlElement &item : *items) {
        const QString arn = item.textOf(u"SubscriptionArn");
        if (arn.isEmpty() || item.textOf(u"Protocol").isEmpty())
            co_return m_client.badAnswer("ListSubscriptionsByTopic",
                                         u"an item of Subscriptions has no SubscriptionArn or no Protocol"_s);
        subscriptions.append(
            {arn.startsWith("arn:"_L1) ? arn : QString(), item.textOf(u"Protocol"), item.textOf(u"Endpoint")});
    }
    co_return subscriptions;
}

Task<Result<QString>> SnsClient::publish(QString topicArn, QString subject, QString message) const
{
    QueryClient::Parameters parameters{{"TopicArn", topicArn}, {"Subject", subject}, {"Message", message}};
    // A second one would be a second mail.
    const Result<XmlElement> answer = co_await m_client.call("Publish", std::move(parameters), Repeat::Unsafe);
    if (!answer)
        co_return answer.error();
    const QString id = answer->textOf(u"MessageId");
    if (id.isEmpty())
        co_return m_client.badAnswer("Publish", u"the answer has no MessageId"_s);
    co_return id;
}

Task<Result<bool>> SnsClient::isInSmsSandbox() const
{
    QueryClient::Parameters none;
    const Result<XmlElement> answer =
        co_await m_client.call("GetSMSSandboxAccountStatus", std::move(none), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QString flag = answer->textOf(u"IsInSandbox");
    if (flag != "true"_L1 && flag != "false"_L1)
        co_return m_client.badAnswer("GetSMSSandboxAccountStatus", u"IsInSandbox is neither true nor false"_s);
    co_return flag == "true"_L1;
}

Task<Result<QStringList>> SnsClient::listVerifiedNumbers() const
{
    QueryClient::Parameters none;
    const QString list = u"PhoneNumbers"_s;
    const Result<QList<XmlElement>> items =
        co_await allPages(m_client, "ListSMSSandboxPhoneNumbers", std::move(none), list);
    if (!items)
        co_return items.error();
    QStringList numbers;
    for (const XmlElement &item : *items) {
        if (item.textOf(u"Status").isEmpty() || item.textOf(u"PhoneNumber").isEmpty())
            co_return m_client.badAnswer("ListSMSSandboxPhoneNumbers",
                                         u"an item of PhoneNumbers has no Status or no PhoneNumber"_s);
        if (item.textOf(u"Status") == "Verified"_L1)
            numbers.append(item.textOf(u"PhoneNumber"));
    }
    co_return numbers;
}

} // namespace keyturn
