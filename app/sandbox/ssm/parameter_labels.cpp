#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/ssm/parameter_store.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype labelsPerVersion = 10;

bool isLabel(const QString &text)
{
    static const QRegularExpression allowed(u"\\A(?!aws|ssm|[0-9])[a-zA-Z0-9_.\\-]{1,100}\\z"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return allowed.match(text).hasMatch();
}

Result<ParameterVersion *> versionNumbered(Parameter &parameter, qint64 number)
{
    const auto it = std::find_if(parameter.versions.begin(), parameter.versions.end(),
                                 [number](const ParameterVersion &v) { return v.version == number; });
    if (it == parameter.versions.end())
        return refusal(
            u"ParameterVersionNotFound"_s,
            u"Systems Manager could not find version %1 of %2. Verify the version and try again."_s.arg(number).arg(
                parameter.name));
    return &*it;
}

} // namespace

Answer labelParameterVersion(Call &call)
{
    Result<Parameter> parameter = find(call, call.text(u"Name"));
    if (!parameter)
        return std::move(parameter).error();
    const qint64 number =
        call.has(u"ParameterVersion") ? call.input[u"ParameterVersion"].toInteger() : parameter->latest().version;
    const Result<ParameterVersion *> target = versionNumbered(*parameter, number);
    if (!target)
        return target.error();
    QStringList accepted;
    QStringList refused;
    for (const QString &label : call.strings(u"Labels"))
        (isLabel(label) ? accepted : refused) << label;
    accepted.removeDuplicates();
    for (ParameterVersion &version : parameter->versions)
        version.labels.removeIf([&accepted](const QString &label) { return accepted.contains(label); });
    (*target)->labels += accepted;
    if ((*target)->labels.size() > labelsPerVersion)
        return refusal(u"ParameterVersionLabelLimitExceeded"_s,
                       u"A parameter version can have a maximum of ten labels."_s);
    if (!accepted.isEmpty()) {
        if (auto saved = save(call, std::move(*parameter), u"LabelParameterVersion"_s); !saved)
            return std::move(saved).error();
    }
    return QJsonObject{{u"InvalidLabels"_s, QJsonArray::fromStringList(refused)}, {u"ParameterVersion"_s, number}};
}

Answer unlabelParameterVersion(Call &call)
{
    Result<Parameter> parameter = find(call, call.text(u"Name"));
    if (!parameter)
        return std::move(parameter).error();
    const Result<ParameterVersion *> target = versionNumbered(*parameter, call.input[u"ParameterVersion"].toInteger());
    if (!target)
        return target.error();
    QStringList removed;
    QStringList refused; // those the version does not have
    for (const QString &label : call.strings(u"Labels"))
        ((*target)->labels.removeAll(label) > 0 ? removed : refused) << label;
    if (!removed.isEmpty()) {
        if (auto saved = call.store.save(call.scope(), std::move(*parameter)); !saved)
            return std::move(saved).error();
    }
    return QJsonObject{{u"RemovedLabels"_s, QJsonArray::fromStringList(removed)},
                       {u"InvalidLabels"_s, QJsonArray::fromStringList(refused)}};
}

} // namespace keyturn::sandbox::parameters
