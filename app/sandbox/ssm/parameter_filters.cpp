#include "app/sandbox/ssm/parameter_rules.h"

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
    const QString found = subject(parameter, key);
    // A leading slash may be left out of names, by either side.
    const QString wanted = key == u"Name" ? Store::parameterKey(value) : value;
    if (option == u"BeginsWith")
        return found.startsWith(wanted);
    if (option == u"Contains")
        return found.contains(wanted);
    return found == wanted;
}

} // namespace

Result<> checkFilters(const QJsonArray &filters, const QStringList &keys)
{
    QStringList seen;
    for (const QJsonValue &filter : filters) {
        const QString key = filter[u"Key"].toString();
        const QString option = filter[u"Option"].toString(u"Equals"_s);
        const QJsonArray values = filter[u"Values"].toArray();
        const bool isTag = key.startsWith(u"tag:"_s) && keys.contains(u"tag:"_s);
        if (!isTag && !keys.contains(key))
            return refusal(u"InvalidFilterKey"_s, u"The specified key isn't valid: "_s + key);
        if (seen.contains(key))
            return refusal(u"InvalidFilterKey"_s, u"The filter key %1 is used more than once."_s.arg(key));
        seen << key;
        const QStringList options = key == u"Path"    ? QStringList{u"OneLevel"_s, u"Recursive"_s, u"Equals"_s}
                                    : key == u"Label" ? QStringList{u"Equals"_s}
                                    : key == u"Name"  ? QStringList{u"Equals"_s, u"BeginsWith"_s, u"Contains"_s}
                                                      : QStringList{u"Equals"_s, u"BeginsWith"_s};
        if (!options.contains(option))
            return refusal(u"InvalidFilterOption"_s,
                           u"The specified filter option isn't valid for key %1: %2"_s.arg(key, option));
        if (values.size() > 50 || (values.isEmpty() && !isTag))
            return refusal(u"InvalidFilterValue"_s, u"The filter value isn't valid. Verify the value and try again."_s);
        for (const QJsonValue &value : values) {
            if (value.toString().isEmpty() || value.toString().size() > 1024
                || (key == u"Path" && !value.toString().startsWith(u'/')))
                return refusal(u"InvalidFilterValue"_s,
                               u"The filter value isn't valid. Verify the value and try again."_s);
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
