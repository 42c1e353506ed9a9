#include "app/sandbox/ssm/parameter_store.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

Member flag(const QString &name)
{
    return {name, Kind::Boolean};
}

Member pageSize(qint64 max)
{
    return {u"MaxResults"_s, Kind::Integer, false, 1, max};
}

Member oneOf(const QString &name, const QStringList &values, bool required = false)
{
    return {name, Kind::String, required, 0, Member::unlimited, {}, values};
}

} // namespace

Service parameterStore()
{
    const Member name{u"Name"_s, Kind::String, true, 1, 2048};
    const Member names{u"Names"_s, Kind::Strings, true, 1, 10};
    const Member nextToken{u"NextToken"_s, Kind::String};
    const Member filters{u"ParameterFilters"_s, Kind::Structures};
    const Member withDecryption = flag(u"WithDecryption"_s);
    const Member resourceType =
        oneOf(u"ResourceType"_s,
              {u"Document"_s, u"ManagedInstance"_s, u"MaintenanceWindow"_s, u"Parameter"_s, u"PatchBaseline"_s,
               u"OpsItem"_s, u"OpsMetadata"_s, u"Automation"_s, u"Association"_s},
              true);
    const Member labels{u"Labels"_s, Kind::Strings, true, 1, 10};
    const Member resourceId{u"ResourceId"_s, Kind::String, true, 1};
    return {"ssm",
            "AmazonSSM.",
            {},
            {},
            {
                {u"GetParameter"_s, {name, withDecryption}, parameters::getParameter},
                {u"GetParameters"_s, {names, withDecryption}, parameters::getParameters},
                {u"GetParametersByPath"_s,
                 {{u"Path"_s, Kind::String, true, 1, 2048},
                  flag(u"Recursive"_s),
                  filters,
                  withDecryption,
                  pageSize(10),
                  nextToken},
                 parameters::getParametersByPath},
                {u"GetParameterHistory"_s,
                 {name, withDecryption, pageSize(50), nextToken},
                 parameters::getParameterHistory},
                {u"DescribeParameters"_s,
                 {{u"Filters"_s, Kind::Structures}, filters, pageSize(50), nextToken, flag(u"Shared"_s)},
                 parameters::describeParameters},
                {u"PutParameter"_s,
                 {name,
                  {u"Description"_s, Kind::String, false, 0, 1024},
                  {u"Value"_s, Kind::Secret, true, 1},
                  oneOf(u"Type"_s, {u"String"_s, u"StringList"_s, u"SecureString"_s}),
                  {u"KeyId"_s, Kind::String, false, 1, 256, u"([a-zA-Z0-9:/_-]+)"_s},
                  flag(u"Overwrite"_s),
                  {u"AllowedPattern"_s, Kind::String, false, 0, 1024},
                  {u"Tags"_s, Kind::Structures, false, 0, 1000},
                  oneOf(u"Tier"_s, {u"Standard"_s, u"Advanced"_s, u"Intelligent-Tiering"_s}),
                  {u"Policies"_s, Kind::String, false, 1, 4096},
                  {u"DataType"_s, Kind::String, false, 0, 128}},
                 parameters::putParameter},
                {u"LabelParameterVersion"_s,
                 {name, {u"ParameterVersion"_s, Kind::Integer, false, 1}, labels},
                 parameters::labelParameterVersion},
                {u"UnlabelParameterVersion"_s,
                 {name, {u"ParameterVersion"_s, Kind::Integer, true, 1}, labels},
                 parameters::unlabelParameterVersion},
                {u"DeleteParameter"_s, {name}, parameters::deleteParameter},
                {u"DeleteParameters"_s, {names}, parameters::deleteParameters},
                {u"AddTagsToResource"_s,
                 {resourceType, resourceId, {u"Tags"_s, Kind::Structures, true, 0, 1000}},
                 parameters::addTagsToResource},
                {u"RemoveTagsFromResource"_s,
                 {resourceType, resourceId, {u"TagKeys"_s, Kind::Strings, true}},
                 parameters::removeTagsFromResource},
                {u"ListTagsForResource"_s, {resourceType, resourceId}, parameters::listTagsForResource},
            },
            parameters::permitted,
            parameters::timePassed};
}

} // namespace keyturn::sandbox
