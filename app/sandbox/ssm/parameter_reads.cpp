#include "app/sandbox/service/page.h"
#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/ssm/parameter_store.h"
#include "app/sandbox/ssm/secret_reference.h"

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

Error invalidNextToken()
{
    return refusal(u"InvalidNextToken"_s, u"The specified token isn't valid."_s);
}

//! Members of ParameterMetadata; with the value those of ParameterHistory.
QJsonObject metadata(const Parameter &parameter, const ParameterVersion &version)
{
    QJsonObject o{{u"Name"_s, parameter.name},
                  {u"Type"_s, parameter.type},
                  {u"LastModifiedDate"_s, timestamp(version.modifiedAt)},
                  {u"LastModifiedUser"_s, version.modifiedBy},
                  {u"Version"_s, version.version},
                  {u"Tier"_s, version.tier},
                  {u"Policies"_s, policyList(version)},
                  {u"DataType"_s, parameter.dataType}};
    addUnlessEmpty(o, u"KeyId"_s, version.keyId);
    addUnlessEmpty(o, u"Description"_s, version.description);
    addUnlessEmpty(o, u"AllowedPattern"_s, version.allowedPattern);
    return o;
}

//! The old Filters member: names begin with, the rest is equal.
QJsonArray modernFilters(const Call &call)
{
    QJsonArray filters = call.array(u"ParameterFilters");
    for (const QJsonValue &old : call.array(u"Filters")) {
        QJsonObject filter = old.toObject();
        filter.insert(u"Option"_s, filter[u"Key"].toString() == u"Name" ? u"BeginsWith"_s : u"Equals"_s);
        filters.append(filter);
    }
    return filters;
}

//! One parameter by name, selector or ARN, or the secret it refers to.
Result<QJsonObject> readOne(Call &call, const QString &name)
{
    if (isSecretReference(call, name))
        return referencedSecret(call, name);
    const Result<Selected> selected = select(call, name);
    if (!selected)
        return selected.error();
    return parameterValue(call, *selected);
}

} // namespace

Answer getParameter(Call &call)
{
    const Result<QJsonObject> parameter = readOne(call, call.text(u"Name"));
    if (!parameter)
        return parameter.error();
    return QJsonObject{{u"Parameter"_s, *parameter}};
}

Answer getParameters(Call &call)
{
    QStringList names = call.strings(u"Names");
    QStringList missing;
    QJsonArray found;
    names.removeDuplicates();
    std::sort(names.begin(), names.end());
    for (const QString &name : std::as_const(names)) {
        const Result<QJsonObject> parameter = readOne(call, name);
        if (parameter)
            found.append(*parameter);
        else if (parameter.error().kind == ErrorKind::Io || parameter.error().code == u"AccessDeniedException")
            return parameter.error();
        else
            missing << name;
    }
    return QJsonObject{{u"Parameters"_s, found}, {u"InvalidParameters"_s, QJsonArray::fromStringList(missing)}};
}

Answer getParametersByPath(Call &call)
{
    const QString path = call.text(u"Path");
    if (!isPath(path))
        return notAPath();
    QJsonArray filters = call.array(u"ParameterFilters");
    const QStringList keys{u"Type"_s, u"KeyId"_s, u"Label"_s};
    if (auto checked = checkFilters(filters, keys, keys); !checked)
        return std::move(checked).error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidNextToken();
    if (auto fired = firePolicies(call.store, call.scope(), call.now); !fired)
        return std::move(fired).error();
    filters.append(QJsonObject{{u"Key"_s, u"Path"_s},
                               {u"Option"_s, call.flag(u"Recursive") ? u"Recursive"_s : u"OneLevel"_s},
                               {u"Values"_s, QJsonArray{path}}});
    QList<std::pair<QString, const Parameter *>> items;
    for (const auto &[key, parameter] : call.store.parameters(call.scope())) {
        if (matches(parameter, filters))
            items.emplaceBack(parameter.name, &parameter);
    }
    const auto [parameters, next] = page(call, std::move(items), *after, call.number(u"MaxResults", 10));
    QJsonArray list;
    for (const Parameter *parameter : parameters) {
        Result<QJsonObject> value = parameterValue(call, {*parameter, versionFor(*parameter, filters), {}});
        if (!value)
            return value;
        list.append(*value);
    }
    QJsonObject answer{{u"Parameters"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer getParameterHistory(Call &call)
{
    const Result<Parameter> parameter = find(call, call.text(u"Name"));
    if (!parameter)
        return parameter.error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidNextToken();
    QList<std::pair<QString, const ParameterVersion *>> items;
    for (const ParameterVersion &version : parameter->versions)
        items.emplaceBack(QString::number(version.version).rightJustified(12, u'0'), &version);
    const auto [versions, next] = page(call, std::move(items), *after, call.number(u"MaxResults", 50));
    QJsonArray list;
    for (const ParameterVersion *version : versions) {
        QJsonObject entry = metadata(*parameter, *version);
        Result<QString> value = shownValue(call, *parameter, *version);
        if (!value)
            return std::move(value).error();
        entry.insert(u"Value"_s, *value);
        entry.insert(u"Labels"_s, QJsonArray::fromStringList(version->labels));
        list.append(entry);
    }
    QJsonObject answer{{u"Parameters"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer describeParameters(Call &call)
{
    if (!call.array(u"Filters").isEmpty() && !call.array(u"ParameterFilters").isEmpty())
        return refusal(u"ValidationException"_s,
                       u"You can use either Filters or ParameterFilters in a single request."_s);
    const QJsonArray filters = modernFilters(call);
    const QStringList keys{u"Path"_s, u"Name"_s, u"Type"_s, u"KeyId"_s, u"Tier"_s};
    if (auto checked = checkFilters(filters, keys + QStringList{u"DataType"_s, u"tag:"_s}, keys); !checked)
        return std::move(checked).error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidNextToken();
    if (auto fired = firePolicies(call.store, call.scope(), call.now); !fired)
        return std::move(fired).error();
    QList<std::pair<QString, const Parameter *>> items;
    for (const auto &[key, parameter] : call.store.parameters(call.scope())) {
        if (!call.flag(u"Shared") && matches(parameter, filters)) // nobody shares any with this account
            items.emplaceBack(parameter.name, &parameter);
    }
    const auto [parameters, next] = page(call, std::move(items), *after, call.number(u"MaxResults", 50));
    QJsonArray list;
    for (const Parameter *parameter : parameters) {
        QJsonObject entry = metadata(*parameter, parameter->latest());
        entry.insert(u"ARN"_s, parameter->arn);
        list.append(entry);
    }
    QJsonObject answer{{u"Parameters"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

} // namespace keyturn::sandbox::parameters
