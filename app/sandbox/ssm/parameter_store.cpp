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

Member tagKey(const QString &name, bool required)
{
    return {name, Kind::String, required, 1, 128, u"^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"_s};
}

Member tags(bool required)
{
    Member value = tagKey(u"Value"_s, true);
    value.min = 0;
    value.max = 256;
    return Member::list(u"Tags"_s, Member::structure({tagKey(u"Key"_s, true), value}), required, 0, 1000);
}

//! The values of both kinds of filter.
Member filterValues(bool required)
{
    return Member::list(u"Values"_s, {{}, Kind::String, false, 1, 1024}, required, 1, 50);
}

} // namespace

Service parameterStore()
{
    const Member name{u"Name"_s, Kind::String, true, 1, 2048};
    const Member names = Member::list(u"Names"_s, {{}, Kind::String, false, 1, 2048}, true, 1, 10);
    const Member nextToken{u"NextToken"_s, Kind::String};
    const Member filters = Member::list(
        u"ParameterFilters"_s,
        Member::structure({{u"Key"_s, Kind::String, true, 1, 132, u"tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType"_s},
                           {u"Option"_s, Kind::String, false, 1, 10},
                           filterValues(false)}));
    const Member oldFilters = Member::list(
        u"Filters"_s,
        Member::structure({oneOf(u"Key"_s, {u"Name"_s, u"Type"_s, u"KeyId"_s}, true), filterValues(true)}));
    const Member withDecryption = flag(u"WithDecryption"_s);
    const Member resourceType =
        oneOf(u"ResourceType"_s,
              {u"Document"_s, u"ManagedInstance"_s, u"MaintenanceWindow"_s, u"Parameter"_s, u"PatchBaseline"_s,
               u"OpsItem"_s, u"OpsMetadata"_s, u"Automation"_s, u"Association"_s},
              true);
    const Member labels = Member::list(u"Labels"_s, {{}, Kind::String, false, 1, 100}, true, 1, 10);
    const auto version = [](bool required) {
        return Member{u"ParameterVersion"_s, Kind::Integer, required, Member::anyNumber};
    };
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
                 {oldFilters, filters, pageSize(50), nextToken, flag(u"Shared"_s)},
                 parameters::describeParameters},
                {u"PutParameter"_s,
                 {name,
                  {u"Description"_s, Kind::String, false, 0, 1024},
                  {u"Value"_s, Kind::Secret, true, 1},
                  oneOf(u"Type"_s, {u"String"_s, u"StringList"_s, u"SecureString"_s}),
                  {u"KeyId"_s, Kind::String, false, 1, 256, u"^([a-zA-Z0-9:/_-]+)$"_s},
                  flag(u"Overwrite"_s),
                  {u"AllowedPattern"_s, Kind::String, false, 0, 1024},
                  tags(false),
                  oneOf(u"Tier"_s, {u"Standard"_s, u"Advanced"_s, u"Intelligent-Tiering"_s}),
                  {u"Policies"_s, Kind::String, false, 1, 4096},
                  {u"DataType"_s, Kind::String, false, 0, 128}},
                 parameters::putParameter},
                {u"LabelParameterVersion"_s, {name, version(false), labels}, parameters::labelParameterVersion},
                {u"UnlabelParameterVersion"_s, {name, version(true), labels}, parameters::unlabelParameterVersion},
                {u"DeleteParameter"_s, {name}, parameters::deleteParameter},
                {u"DeleteParameters"_s, {names}, parameters::deleteParameters},
                {u"AddTagsToResource"_s, {resourceType, resourceId, tags(true)}, parameters::addTagsToResource},
                {u"RemoveTagsFromResource"_s,
                 {resourceType, resourceId, Member::list(u"TagKeys"_s, tagKey({}, false), true)},
                 parameters::removeTagsFromResource},
                {u"ListTagsForResource"_s, {resourceType, resourceId}, parameters::listTagsForResource},
            },
            parameters::permitted,
            parameters::timePassed};
}

} // namespace keyturn::sandbox
