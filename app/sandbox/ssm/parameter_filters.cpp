#include "app/sandbox/ssm/parameter_rules.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

//! The value of the parameter that a filter key compares; null where a tag is not there.
QString subject(const Parameter &parameter, const QString &key)
{
    if (key == u"Name")
        return Store::parameterKey(parameter.name);
    if (key == u"Type")
        return parameter.type;
    if (key == u"KeyId")
        return parameter.latest().keyId;
    if (key == u"Tier")
        return parameter.latest().tier;
    if (key == u"DataType")
        return parameter.dataType;
    if (key.startsWith(u"tag:"_s))
        return parameter.tags.value(key.mid(4));
    return {};
}

bool liesUnder(const Parameter &parameter, const QString &path, bool recursive)
{
    const QString name = u'/' + Store::parameterKey(parameter.name);
    const QString folder = path.endsWith(u'/') ? path : path + u'/';
    return name.startsWith(folder) && (recursive || !name.mid(folder.size()).contains(u'/'));
}

bool matchesOne(const Parameter &parameter, const QString &key, const QString &option, const QString &value)
{
    if (key == u"Path")
        return liesUnder(parameter, value, option == u"Recursive");
    if (key == u"Label")
        return std::any_of(parameter.versions.begin(), parameter.versions.end(),
                           [&value](const ParameterVersion &v) { return v.labels.contains(value); });
    if (option == u"Contains") // as it is written: names have their leading slash there, whether it was given or not
        return (u'/' + Store::parameterKey(parameter.name)).contains(value);
    const QString found = subject(parameter, key);
    // Otherwise a leading slash may be left out of names, by either side.
    const QString wanted = key == u"Name" ? Store::parameterKey(value) : value;
    return option == u"BeginsWith" ? found.startsWith(wanted) : found == wanted;
}

} // namespace

namespace {

Error invalidFilter(const QString &message)
{
    return refusal(u"ValidationException"_s, message);
}

Result<> checkFilterPath(const QString &path)
{
    static const QRegularExpression reserved(u"\\A/(aws|ssm)"_s, QRegularExpression::CaseInsensitiveOption);
    if (reserved.match(path).hasMatch())
        return invalidFilter(
            u"Filters for common parameters can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). When using "
            "global parameters, please specify within a global namespace."_s);
    return isPath(path) ? Result<>() : notAPath();
}

Result<> checkFilterOption(const QString &key, const QString &option)
{
    const QStringList options = key == u"Path"    ? QStringList{u"Recursive"_s, u"OneLevel"_s}
                                : key == u"Label" ? QStringList{u"Equals"_s}
                                                  : QStringList{u"BeginsWith"_s, u"Equals"_s};
    if (options.contains(option) || (key == u"Name" && option == u"Contains"))
        return {};
    return refusal(u"InvalidFilterOption"_s, u"The following filter option is not valid: %1. Valid options include: "
                                             "[%2]."_s.arg(option, options.join(u", "_s)));
}

Result<> checkFilterValue(const QString &key, const QString &value)
{
    static const QMap<QString, QStringList> known{
        {u"Tier"_s, {u"Standard"_s, u"Advanced"_s, u"Intelligent-Tiering"_s}},
        {u"Type"_s, {u"String"_s, u"StringList"_s, u"SecureString"_s}},
    };
    if (key == u"Path")
        return checkFilterPath(value);
    const QStringList values = known.value(key);
    if (values.isEmpty() || values.contains(value))
        return {};
    return invalidFilter(
        u"The following filter value is not valid: %1. Valid values include: [%2]."_s.arg(value, values.join(u", "_s)));
}

} // namespace

Result<> checkFilters(const QJsonArray &filters, const QStringList &keys, const QStringList &shownKeys)
{
    QStringList seen;
    for (const QJsonValue &filter : filters) {
        const QString key = filter[u"Key"].toString();
        const QJsonArray values = filter[u"Values"].toArray();
        const bool isTag = key.startsWith(u"tag:"_s) && keys.contains(u"tag:"_s);
        if (!isTag && !keys.contains(key))
            return refusal(u"InvalidFilterKey"_s, u"The following filter key is not valid: %1. Valid filter keys "
                                                  "include: [%2]."_s.arg(key, shownKeys.join(u", "_s)));
        if (values.isEmpty() && !isTag)
            return refusal(u"InvalidFilterValue"_s,
                           u"The following filter values are missing : null for filter key %1."_s.arg(key));
        if (seen.contains(key))
            return refusal(u"InvalidFilterKey"_s, u"The following filter is duplicated in the request: %1. A request "
                                                  "can contain only one occurrence of a specific filter."_s.arg(key));
        seen << key;
        const QString usual = key == u"Path" ? u"OneLevel"_s : u"Equals"_s;
        if (auto checked = checkFilterOption(key, filter[u"Option"].toString(usual)); !checked)
            return checked;
        for (const QJsonValue &value : values) {
            if (auto checked = checkFilterValue(key, value.toString()); !checked)
                return checked;
        }
    }
    return {};
}

bool matches(const Parameter &parameter, const QJsonArray &filters)
{
    return std::all_of(filters.begin(), filters.end(), [&parameter](const QJsonValue &filter) {
        const QString key = filter[u"Key"].toString();
        const QJsonArray values = filter[u"Values"].toArray();
        if (values.isEmpty())
            return parameter.tags.contains(key.mid(4));
        if (key.startsWith(u"tag:"_s) && !parameter.tags.contains(key.mid(4)))
            return false;
        return std::any_of(values.begin(), values.end(), [&](const QJsonValue &value) {
            return matchesOne(parameter, key, filter[u"Option"].toString(), value.toString());
        });
    });
}

const ParameterVersion &versionFor(const Parameter &parameter, const QJsonArray &filters)
{
    for (const QJsonValue &filter : filters) {
        if (filter[u"Key"].toString() != u"Label")
            continue;
        for (const QJsonValue &label : filter[u"Values"].toArray()) {
            for (const ParameterVersion &version : parameter.versions) {
                if (version.labels.contains(label.toString()))
                    return version;
            }
        }
    }
    return parameter.latest();
}

} // namespace keyturn::sandbox::parameters
