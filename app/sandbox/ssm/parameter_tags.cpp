#include "app/sandbox/service/tagging.h"
#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/ssm/parameter_store.h"

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

Result<Parameter> resource(Call &call)
{
    if (call.text(u"ResourceType") != u"Parameter")
        return refusal(u"InvalidResourceType"_s,
                       u"The resource type isn't valid. The sandbox has resources of the type Parameter only."_s);
    Result<Parameter> parameter = find(call, call.text(u"ResourceId"));
    if (!parameter && parameter.error().code == u"ParameterNotFound")
        return refusal(u"InvalidResourceId"_s,
                       u"The resource ID isn't valid. Verify that you entered the correct ID and "
                       "try again."_s);
    return parameter;
}

//! A change of tags is no change of the parameter: no event, and its policies go on counting.
Answer saveTags(Call &call, Parameter parameter)
{
    if (auto saved = call.store.save(call.scope(), std::move(parameter)); !saved)
        return std::move(saved).error();
    return QJsonObject();
}

} // namespace

Result<> readTags(const QJsonArray &array, Tags &tags)
{
    return addTags(array,
                   refusal(u"TooManyTagsError"_s,
                           u"The Targets parameter includes too many tags. Remove one or more tags "
                           "and try the command again."_s),
                   tags);
}

Answer addTagsToResource(Call &call)
{
    Result<Parameter> parameter = resource(call);
    if (!parameter)
        return std::move(parameter).error();
    if (auto added = readTags(call.array(u"Tags"), parameter->tags); !added)
        return std::move(added).error();
    return saveTags(call, std::move(*parameter));
}

Answer removeTagsFromResource(Call &call)
{
    Result<Parameter> parameter = resource(call);
    if (!parameter)
        return std::move(parameter).error();
    for (const QString &key : call.strings(u"TagKeys"))
        parameter->tags.remove(key);
    return saveTags(call, std::move(*parameter));
}

Answer listTagsForResource(Call &call)
{
    const Result<Parameter> parameter = resource(call);
    if (!parameter)
        return parameter.error();
    return QJsonObject{{u"TagList"_s, tagList(parameter->tags)}};
}

} // namespace keyturn::sandbox::parameters
