#include "core/reminders/chain_export.h"

#include "core/base/json_layout.h"

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

struct Receiver {
    QString protocol;
    QString endpoint;

    //! Stays when others come and go.
    QString id() const
    {
        const QByteArray hash = QCryptographicHash::hash(endpoint.toUtf8(), QCryptographicHash::Sha256).toHex();
        return (protocol == "sms"_L1 ? u"Sms"_s : u"Mail"_s) + QString::fromLatin1(hash.first(8));
    }
};

QList<Receiver> receiversOf(const ReminderChain &chain)
{
    QList<Receiver> receivers;
    for (const QString &email : chain.emails)
        receivers.append({u"email"_s, email});
    for (const QString &phone : chain.phones)
        receivers.append({u"sms"_s, phone});
    return receivers;
}

QJsonObject ref(const QString &name)
{
    return {{u"Ref"_s, name}};
}

QJsonObject resource(const QString &type, const QJsonObject &properties)
{
    return {{u"Type"_s, type}, {u"Properties"_s, properties}};
}

QJsonObject output(const QJsonValue &value)
{
    return {{u"Value"_s, value}};
}

QJsonObject targetJson(const EventTarget &target, const QJsonValue &arn)
{
    QJsonObject paths;
    for (auto it = target.input.paths.begin(); it != target.input.paths.end(); ++it)
        paths.insert(it.key(), it.value());
    const QJsonObject input{{u"InputPathsMap"_s, paths}, {u"InputTemplate"_s, target.input.text}};
    return {{u"Id"_s, target.id}, {u"Arn"_s, arn}, {u"InputTransformer"_s, input}};
}

QString description(const ReminderChain &chain)
{
    return u"Reminders of parameter policies to people (%1), made by Keyturn"_s.arg(chain.name);
}

void addSchedules(QJsonObject &resources, QJsonObject &outputs, const ReminderChain &chain)
{
    const QJsonObject policy{{u"PolicyName"_s, u"publish"_s}, {u"PolicyDocument"_s, chain.rolePolicy(ref(u"Topic"_s))}};
    resources.insert(
        u"SchedulerRole"_s,
        resource(u"AWS::IAM::Role"_s, {{u"RoleName"_s, QJsonObject{{u"Fn::Sub"_s, chain.name + u"-${AWS::Region}"_s}}},
                                       {u"AssumeRolePolicyDocument"_s, chain.roleTrust()},
                                       {u"Policies"_s, QJsonArray{policy}}}));
    resources.insert(u"ScheduleGroup"_s, resource(u"AWS::Scheduler::ScheduleGroup"_s, {{u"Name"_s, chain.name}}));
    outputs.insert(u"SchedulerRoleArn"_s,
                   output(QJsonObject{{u"Fn::GetAtt"_s, QJsonArray{u"SchedulerRole"_s, u"Arn"_s}}}));
    outputs.insert(u"ScheduleGroup"_s, output(ref(u"ScheduleGroup"_s)));
}

//! In single quotes, as every shell takes it.
QByteArray quoted(const QByteArray &text)
{
    QByteArray inner = text;
    return '\'' + inner.replace('\'', "'\\''") + '\'';
}

QByteArray quoted(const QString &text)
{
    return quoted(text.toUtf8());
}

//! A string of HCL, in which ${ and %{ begin something.
QByteArray hcl(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1).replace(u'\n', "\\n"_L1);
    return '"' + escaped.replace("${"_L1, "$${"_L1).replace("%{"_L1, "%%{"_L1).toUtf8() + '"';
}

// Stand for expressions in what becomes jsonencode(...); no name has such a character.
const QString topicMark = u"\u0001topic"_s;
const QString accountMark = u"\u0001account"_s;

QByteArray hclJson(const QJsonValue &value)
{
    QByteArray text = jsonLines(value, 2);
    text.replace("${", "$${").replace("%{", "%%{");
    text.replace(jsonLine(topicMark), "aws_sns_topic.reminders.arn");
    text.replace(jsonLine(accountMark), "data.aws_caller_identity.current.account_id");
    return "jsonencode(" + text + ")";
}

QByteArray hclSchedules(const ReminderChain &chain)
{
    return "\ndata \"aws_region\" \"current\" {}\n"
           "\nresource \"aws_iam_role\" \"scheduler\" {\n  name               = \""
           + chain.name.toUtf8()
           + "-${data.aws_region.current.name}\"\n  assume_role_policy = " + hclJson(chain.roleTrust())
           + "\n}\n\nresource \"aws_iam_role_policy\" \"scheduler\" {\n  name   = \"publish\"\n"
             "  role   = aws_iam_role.scheduler.id\n  policy = "
           + hclJson(chain.rolePolicy(topicMark))
           + "\n}\n\nresource \"aws_scheduler_schedule_group\" \"reminders\" {\n  name = " + hcl(chain.name) + "\n}\n";
}

} // namespace

QByteArray chainTemplate(const ReminderChain &chain)
{
    QJsonObject topic{{u"TopicName"_s, chain.name}, {u"DisplayName"_s, u"Keyturn"_s}};
    if (!chain.kmsKey.isEmpty())
        topic.insert(u"KmsMasterKeyId"_s, chain.kmsKey);
    QJsonObject resources{
        {u"Topic"_s, resource(u"AWS::SNS::Topic"_s, topic)},
        {u"TopicPolicy"_s,
         resource(u"AWS::SNS::TopicPolicy"_s,
                  {{u"Topics"_s, QJsonArray{ref(u"Topic"_s)}},
                   {u"PolicyDocument"_s, chain.topicPolicy(ref(u"Topic"_s), ref(u"AWS::AccountId"_s))}})},
        {u"Rule"_s, resource(u"AWS::Events::Rule"_s,
                             {{u"Name"_s, chain.name},
                              {u"Description"_s, description(chain)},
                              {u"EventPattern"_s, chain.pattern()},
                              {u"State"_s, u"ENABLED"_s},
                              {u"Targets"_s, QJsonArray{targetJson(chain.target({}), ref(u"Topic"_s))}}})}};
    for (const Receiver &receiver : receiversOf(chain))
        resources.insert(receiver.id(), resource(u"AWS::SNS::Subscription"_s, {{u"TopicArn"_s, ref(u"Topic"_s)},
                                                                               {u"Protocol"_s, receiver.protocol},
                                                                               {u"Endpoint"_s, receiver.endpoint}}));
    QJsonObject outputs{{u"TopicArn"_s, output(ref(u"Topic"_s))}, {u"RuleName"_s, output(ref(u"Rule"_s))}};
    if (chain.schedules)
        addSchedules(resources, outputs, chain);
    const QJsonObject whole{{u"AWSTemplateFormatVersion"_s, u"2010-09-09"_s},
                            {u"Description"_s, description(chain)},
                            {u"Resources"_s, resources},
                            {u"Outputs"_s, outputs}};
    return jsonLines(whole) + '\n';
}

QByteArray chainCommands(const ReminderChain &chain, const ChainPlace &place)
{
    const QString topicArn = chain.topicArn(place);
    const QByteArray topic = " --topic-arn " + quoted(topicArn);
    QByteArrayList lines{"#!/bin/sh", "# " + description(chain).toUtf8(), "set -e",
                         "export AWS_DEFAULT_REGION=" + quoted(place.region)};
    QByteArray create = "aws sns create-topic --name " + quoted(chain.name) + " --attributes DisplayName=Keyturn";
    if (!chain.kmsKey.isEmpty())
        create += ",KmsMasterKeyId=" + chain.kmsKey.toUtf8();
    lines << create;
    lines << "aws sns set-topic-attributes" + topic + " --attribute-name Policy --attribute-value "
                 + quoted(jsonLine(chain.topicPolicy(topicArn, place.account)));
    for (const Receiver &receiver : receiversOf(chain))
        lines << "aws sns subscribe" + topic + " --protocol " + receiver.protocol.toUtf8() + " --notification-endpoint "
                     + quoted(receiver.endpoint);
    lines << "aws events put-rule --name " + quoted(chain.name) + " --state ENABLED --description "
                 + quoted(description(chain)) + " --event-pattern " + quoted(jsonLine(chain.pattern()));
    lines << "aws events put-targets --rule " + quoted(chain.name) + " --targets "
                 + quoted(jsonLine(QJsonArray{targetJson(chain.target({}), topicArn)}));
    if (chain.schedules) {
        const QByteArray role = " --role-name " + quoted(chain.roleName(place));
        lines << "aws iam create-role" + role + " --assume-role-policy-document " + quoted(jsonLine(chain.roleTrust()));
        lines << "aws iam put-role-policy" + role + " --policy-name publish --policy-document "
                     + quoted(jsonLine(chain.rolePolicy(topicArn)));
        lines << "aws scheduler create-schedule-group --name " + quoted(chain.name);
    }
    return lines.join('\n') + '\n';
}

QByteArray chainTerraform(const ReminderChain &chain)
{
    const EventTarget target = chain.target({});
    QByteArray text = "# " + description(chain).toUtf8() + "\ndata \"aws_caller_identity\" \"current\" {}\n\n"
                      + "resource \"aws_sns_topic\" \"reminders\" {\n  name         = " + hcl(chain.name)
                      + "\n  display_name = \"Keyturn\"\n";
    if (!chain.kmsKey.isEmpty())
        text += "  kms_master_key_id = " + hcl(chain.kmsKey) + "\n";
    text += "}\n\nresource \"aws_sns_topic_policy\" \"reminders\" {\n  arn    = aws_sns_topic.reminders.arn\n"
            "  policy = "
            + hclJson(chain.topicPolicy(topicMark, accountMark)) + "\n}\n";
    for (const Receiver &receiver : receiversOf(chain))
        text += "\nresource \"aws_sns_topic_subscription\" \"" + receiver.id().toLower().toUtf8()
                + "\" {\n  topic_arn = aws_sns_topic.reminders.arn\n  protocol  = " + hcl(receiver.protocol)
                + "\n  endpoint  = " + hcl(receiver.endpoint) + "\n}\n";
    text += "\nresource \"aws_cloudwatch_event_rule\" \"reminders\" {\n  name          = " + hcl(chain.name)
            + "\n  description   = " + hcl(description(chain)) + "\n  event_pattern = " + hclJson(chain.pattern())
            + "\n}\n\nresource \"aws_cloudwatch_event_target\" \"reminders\" {\n"
              "  rule      = aws_cloudwatch_event_rule.reminders.name\n  target_id = "
            + hcl(target.id) + "\n  arn       = aws_sns_topic.reminders.arn\n\n  input_transformer {\n"
            + "    input_paths = {\n";
    for (auto it = target.input.paths.begin(); it != target.input.paths.end(); ++it)
        text += "      " + hcl(it.key()) + " = " + hcl(it.value()) + "\n";
    text += "    }\n    input_template = " + hcl(target.input.text) + "\n  }\n}\n";
    return chain.schedules ? text + hclSchedules(chain) : text;
}

} // namespace keyturn
