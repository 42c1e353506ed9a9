#include "core/reminders/cloud_formation_client.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr qint64 longestStackAnswer = 1024LL * 1024; // a page of events, each with the properties of its resource
}

bool StackState::isGood() const
{
    return status == "CREATE_COMPLETE"_L1 || status == "UPDATE_COMPLETE"_L1;
}

CloudFormationClient::CloudFormationClient(AwsTransport &transport) :
    m_client(transport, aws_services::cloudFormation, longestStackAnswer)
{}

bool CloudFormationClient::isNoStack(const Error &error)
{
    return error.code == "ValidationError"_L1 && error.detail.contains("does not exist"_L1);
}

bool CloudFormationClient::isNoUpdate(const Error &error)
{
    return error.code == "ValidationError"_L1 && error.detail.contains("No updates are to be performed"_L1);
}

Task<Result<>> CloudFormationClient::validateTemplate(QString body) const
{
    QueryClient::Parameters parameters{{"TemplateBody", body}};
    const Result<XmlElement> answer = co_await m_client.call("ValidateTemplate", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    if (answer->name.isEmpty())
        co_return m_client.badAnswer("ValidateTemplate", u"the answer has no result"_s);
    co_return Result<>();
}

Task<Result<QString>> CloudFormationClient::write(QByteArray action, QString name, QString body, QString token) const
{
    QueryClient::Parameters parameters{{"StackName", name},
                                       {"TemplateBody", body},
                                       {"Capabilities.member.1", u"CAPABILITY_NAMED_IAM"_s},
                                       {"ClientRequestToken", token}};
    const Result<XmlElement> answer = co_await m_client.call(action, std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QString id = answer->textOf(u"StackId");
    if (id.isEmpty())
        co_return m_client.badAnswer(action, u"the answer has no StackId"_s);
    co_return id;
}

Task<Result<QString>> CloudFormationClient::createStack(QString name, QString body, QString token) const
{
    co_return co_await write("CreateStack", name, body, token);
}

Task<Result<QString>> CloudFormationClient::updateStack(QString name, QString body, QString token) const
{
    co_return co_await write("UpdateStack", name, body, token);
}

Task<Result<>> CloudFormationClient::deleteStack(QString nameOrId, QString token) const
{
    QueryClient::Parameters parameters{{"StackName", nameOrId}, {"ClientRequestToken", token}};
    const Result<XmlElement> answer = co_await m_client.call("DeleteStack", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    co_return Result<>();
}

Task<Result<StackState>> CloudFormationClient::describeStack(QString nameOrId) const
{
    QueryClient::Parameters parameters{{"StackName", nameOrId}};
    const Result<XmlElement> answer = co_await m_client.call("DescribeStacks", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const XmlElement *stacks = answer->child(u"Stacks");
    const XmlElement *stack = stacks ? stacks->child(u"member") : nullptr;
    if (!stack || stack->textOf(u"StackStatus").isEmpty() || stack->textOf(u"StackId").isEmpty())
        co_return m_client.badAnswer("DescribeStacks", u"the answer has no stack with StackId and StackStatus"_s);
    StackState state{stack->textOf(u"StackId"), stack->textOf(u"StackStatus"), stack->textOf(u"StackStatusReason"), {}};
    if (const XmlElement *outputs = stack->child(u"Outputs")) {
        for (const XmlElement &output : outputs->children)
            state.outputs.insert(output.textOf(u"OutputKey"), output.textOf(u"OutputValue"));
    }
    co_return state;
}

Task<Result<QList<StackEvent>>> CloudFormationClient::describeStackEvents(QString nameOrId) const
{
    QueryClient::Parameters parameters{{"StackName", nameOrId}};
    const Result<XmlElement> answer =
        co_await m_client.call("DescribeStackEvents", std::move(parameters), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const XmlElement *list = answer->child(u"StackEvents");
    if (!list)
        co_return m_client.badAnswer("DescribeStackEvents", u"the answer has no StackEvents"_s);
    QList<StackEvent> events;
    for (const XmlElement &event : list->children) {
        events.append({event.textOf(u"EventId"), event.textOf(u"LogicalResourceId"), event.textOf(u"ResourceType"),
                       event.textOf(u"ResourceStatus"), event.textOf(u"ResourceStatusReason")});
        if (events.constLast().id.isEmpty()) // they are told apart by it
            co_return m_client.badAnswer("DescribeStackEvents", u"an item of StackEvents has no EventId"_s);
    }
    co_return events;
}

} // namespace keyturn
