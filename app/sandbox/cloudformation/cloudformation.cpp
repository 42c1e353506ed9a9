#include "app/sandbox/cloudformation/cloudformation.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

Result<> permittedWithStack(Call &call, const QString &operation)
{
    Permission permission{u"cloudformation:"_s + operation};
    if (const QString name = call.text(u"StackName"); name.startsWith(u"arn:"_s))
        permission.resource = permission.shown = name;
    else if (!name.isEmpty())
        permission.resource = permission.shown =
            u"arn:aws:cloudformation:%1:%2:stack/%3/*"_s.arg(call.region, call.caller.account, name);
    return permit(call, permission);
}

} // namespace

Service cloudFormation()
{
    const Member name{u"StackName"_s, Kind::String, true, 1, 2048, u"[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"_s};
    const Member newName{u"StackName"_s, Kind::String, true, 1, 128, u"[a-zA-Z][-a-zA-Z0-9]*"_s};
    const Member anyName{u"StackName"_s, Kind::String, false, 1, 2048};
    const Member body{u"TemplateBody"_s, Kind::String, false, 1};
    const Member next{u"NextToken"_s, Kind::String, false, 1, 1024};
    const Member token{u"ClientRequestToken"_s, Kind::String, false, 1, 128, u"[a-zA-Z0-9][-a-zA-Z0-9]*"_s};
    const Member parameters =
        Member::list(u"Parameters"_s, Member::structure({{u"ParameterKey"_s, Kind::String},
                                                         {u"ParameterValue"_s, Kind::String},
                                                         {u"UsePreviousValue"_s, Kind::Boolean}}));
    const Member capabilities = Member::list(
        u"Capabilities"_s, {{},
                            Kind::String,
                            false,
                            0,
                            Member::unlimited,
                            {},
                            {u"CAPABILITY_IAM"_s, u"CAPABILITY_NAMED_IAM"_s, u"CAPABILITY_AUTO_EXPAND"_s}});
    const Member tags = Member::list(
        u"Tags"_s,
        Member::structure({{u"Key"_s, Kind::String, true, 1, 128}, {u"Value"_s, Kind::String, true, 1, 256}}), false, 0,
        50);
    const Member onFailure{
        u"OnFailure"_s, Kind::String, false, 0, Member::unlimited, {}, {u"DO_NOTHING"_s, u"ROLLBACK"_s, u"DELETE"_s}};
    return {
        "cloudformation",
        {},
        "2010-05-15",
        "http://cloudformation.amazonaws.com/doc/2010-05-15/",
        {
            {u"ValidateTemplate"_s, {body}, stacks::validateTemplate},
            {u"CreateStack"_s,
             {newName, body, parameters, capabilities, tags, onFailure, token, {u"DisableRollback"_s, Kind::Boolean}},
             stacks::createStack},
            {u"UpdateStack"_s,
             {name, body, parameters, capabilities, tags, token, {u"UsePreviousTemplate"_s, Kind::Boolean}},
             stacks::updateStack},
            {u"DeleteStack"_s, {name, token}, stacks::deleteStack},
            {u"DescribeStacks"_s, {anyName, next}, stacks::describeStacks},
            {u"DescribeStackEvents"_s, {name, next}, stacks::describeStackEvents},
        },
        permittedWithStack,
        stacks::timePassed};
}

} // namespace keyturn::sandbox
