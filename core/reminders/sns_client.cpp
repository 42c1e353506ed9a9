#include "core/reminders/sns_client.h"

#include "core/aws/page_guard.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestTopicAnswer = 512 * 1024; // a policy is 30 KB at most, a page has 100 subscriptions
constexpr qsizetype itemsPerPage = 100;

//! A page of a list: its items, and the token of the next one.
struct SnsPage {
    QList<XmlElement> items;
    QString next;
};

SnsPage pageOf(const XmlElement &answer, const QString &list)
{
    SnsPage page{{}, answer.textOf(u"NextToken")};
    if (const XmlElement *found = answer.child(list))
        page.items = found->children;
    return page;
}

//! All pages of an action that lists; \p fault is what the guard says against one.
Task<Result<QList<XmlElement>>> allPages(QueryClient client, QByteArray action, QueryClient::Parameters parameters,
                                         QString list)
{
    QList<XmlElement> all;
    PageGuard guard(itemsPerPage);
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
        const SnsPage page = pageOf(*answer, list);
        size_t content = 0;
        for (const XmlElement &item : page.items)
            content = qHashMulti(content, item.textOf(u"SubscriptionArn"), item.textOf(u"Endpoint"), item.text);
        const std::chrono::milliseconds spent(timer.elapsed());
        const QString fault = guard.fault({page.items.size(), page.next, content, spent});
        if (!fault.isEmpty())
            co_return client.badAnswer(action, fault);
        all += page.items;
        token = page.next;
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
    co_return answer->textOf(u"IsInSandbox") == "true"_L1;
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
        if (item.textOf(u"Status") == "Verified"_L1)
            numbers.append(item.textOf(u"PhoneNumber"));
    }
    co_return numbers;
}

} // namespace keyturn
