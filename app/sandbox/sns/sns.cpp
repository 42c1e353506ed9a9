#include "app/sandbox/sns/sns.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

//! Everything but the lists of the account needs leave for its topic.
Result<> permittedWithTopic(Call &call, const QString &operation)
{
    Permission permission{u"sns:"_s + operation};
    QString arn = call.has(u"TopicArn") ? call.text(u"TopicArn") : call.text(u"TargetArn");
    if (operation == u"CreateTopic")
        arn = u"arn:aws:sns:%1:%2:%3"_s.arg(call.region, call.caller.account, call.text(u"Name"));
    else if (operation == u"Unsubscribe")
        arn = call.text(u"SubscriptionArn").section(u':', 0, 5);
    if (!arn.isEmpty())
        permission.resource = permission.shown = arn;
    return permit(call, permission);
}

} // namespace

Service sns()
{
    const Member topic{u"TopicArn"_s, Kind::String, true};
    const Member next{u"NextToken"_s, Kind::String};
    const Member attributes{u"Attributes"_s, Kind::Map};
    const Member tags = Member::list(u"Tags"_s, Member::structure({{u"Key"_s, Kind::String, true, 1, 128},
                                                                   {u"Value"_s, Kind::String, true, 0, 256}}));
    return {"sns",
            {},
            "2010-03-31",
            "http://sns.amazonaws.com/doc/2010-03-31/",
            {
                {u"CreateTopic"_s, {{u"Name"_s, Kind::String, true}, attributes, tags}, topics::createTopic},
                {u"DeleteTopic"_s, {topic}, topics::deleteTopic},
                {u"GetTopicAttributes"_s, {topic}, topics::getTopicAttributes},
                {u"SetTopicAttributes"_s,
                 {topic, {u"AttributeName"_s, Kind::String, true}, {u"AttributeValue"_s, Kind::String}},
                 topics::setTopicAttributes},
                {u"ListTopics"_s, {next}, topics::listTopics},
                {u"Subscribe"_s,
                 {topic,
                  {u"Protocol"_s, Kind::String, true},
                  {u"Endpoint"_s, Kind::String},
                  attributes,
                  {u"ReturnSubscriptionArn"_s, Kind::Boolean}},
                 topics::subscribe},
                {u"ConfirmSubscription"_s,
                 {topic, {u"Token"_s, Kind::String, true}, {u"AuthenticateOnUnsubscribe"_s, Kind::String}},
                 topics::confirmSubscription},
                {u"Unsubscribe"_s, {{u"SubscriptionArn"_s, Kind::String, true}}, topics::unsubscribe},
                {u"ListSubscriptionsByTopic"_s, {topic, next}, topics::listSubscriptionsByTopic},
                {u"Publish"_s,
                 {{u"TopicArn"_s, Kind::String},
                  {u"TargetArn"_s, Kind::String},
                  {u"PhoneNumber"_s, Kind::String},
                  {u"Message"_s, Kind::String, true},
                  {u"Subject"_s, Kind::String},
                  {u"MessageStructure"_s, Kind::String}},
                 topics::publish},
                {u"GetSMSSandboxAccountStatus"_s, {}, topics::getSmsSandboxAccountStatus},
                {u"ListSMSSandboxPhoneNumbers"_s,
                 {next, {u"MaxResults"_s, Kind::Integer, false, 1, 100}},
                 topics::listSmsSandboxPhoneNumbers},
            },
            permittedWithTopic,
            topics::timePassed};
}

} // namespace keyturn::sandbox
