#include "app/sandbox/services/parameter_rules.h"
#include "app/sandbox/services/parameter_store.h"

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

Result<Parameter> resource(Call &call)
{
    Result<Parameter> parameter = find(call, call.text(u"ResourceId"));
    if (!parameter && parameter.error().code == u"ParameterNotFound")
        return refusal(u"InvalidResourceId"_s,
                       u"The resource ID isn't valid. Verify that you entered the correct ID and "
                       "try again."_s);
    return parameter;
}

Answer save(Call &call, Parameter parameter)
{
    if (auto saved = call.store.save(call.scope(), std::move(parameter)); !saved)
        return std::move(saved).error();
    return QJsonObject();
}

} // namespace

Answer addTagsToResource(Call &call)
{
    Result<Parameter> parameter = resource(call);
    if (!parameter)
        return std::move(parameter).error();
    for (const QJsonValue &tag : call.array(u"Tags"))
        parameter->tags.insert(tag[u"Key"].toString(), tag[u"Value"].toString());
    if (parameter->tags.size() > 50)
        return refusal(u"TooManyTagsError"_s,
                       u"The Targets parameter includes too many tags. Remove one or more tags and "
                       "try the command again."_s);
    return save(call, std::move(*parameter));
}

Answer removeTagsFromResource(Call &call)
{
    Result<Parameter> parameter = resource(call);
    if (!parameter)
        return std::move(parameter).error();
    for (const QString &key : call.strings(u"TagKeys"))
        parameter->tags.remove(key);
    return save(call, std::move(*parameter));
}

Answer listTagsForResource(Call &call)
{
    const Result<Parameter> parameter = resource(call);
    if (!parameter)
        return parameter.error();
    QJsonArray list;
    for (auto it = parameter->tags.begin(); it != parameter->tags.end(); ++it)
        list.append(QJsonObject{{u"Key"_s, it.key()}, {u"Value"_s, it.value()}});
    return QJsonObject{{u"TagList"_s, list}};
}

} // namespace keyturn::sandbox::parameters
