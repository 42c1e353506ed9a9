#include "app/sandbox/service/kms.h"
#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/ssm/parameter_store.h"

#include <QRegularExpression>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype standardBytes = 4096;
constexpr qsizetype advancedBytes = 8192;
constexpr qsizetype versionsKept = 100;

Error invalid(const QString &message)
{
    return refusal(u"ValidationException"_s, message);
}

//! Standard or Advanced, after Intelligent-Tiering has decided.
Result<QString> effectiveTier(const Call &call, const QByteArray &value, const QString &policies, const QString &before)
{
    const QString asked = call.has(u"Tier") ? call.text(u"Tier") : u"Standard"_s;
    QString tier = asked;
    if (asked == u"Intelligent-Tiering")
        tier = value.size() > standardBytes || !policies.isEmpty() || before == u"Advanced" ? u"Advanced"_s
                                                                                            : u"Standard"_s;
    if (before == u"Advanced" && tier == u"Standard")
        return invalid(
            u"This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the "
            "advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced "
            "parameter and recreate it as a standard parameter."_s);
    if (tier == u"Standard" && value.size() > standardBytes)
        return invalid(u"Standard tier parameters support a maximum parameter value of 4096 characters. To create a "
                       "larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more "
                       "information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/"
                       "parameter-store-advanced-parameters.html"_s);
    if (value.size() > advancedBytes)
        return invalid(u"Advanced tier parameters support a maximum parameter value of 8192 characters."_s);
    if (tier == u"Standard" && !policies.isEmpty())
        return invalid(
            u"Parameter policies are supported by the advanced-parameter tier only. To use policies, upgrade "
            "the parameter to the advanced-parameter tier."_s);
    return tier;
}

Result<> checkValue(const QString &value, const QString &pattern)
{
    static const QRegularExpression reference(u"\\{\\{.*\\}\\}"_s);
    if (reference.match(value).hasMatch())
        return invalid(u"Parameter value can't nest another parameter. Do not use \"{{}}\" in the value."_s);
    if (pattern.isEmpty())
        return {};
    const QRegularExpression allowed(QRegularExpression::anchoredPattern(pattern));
    if (!allowed.isValid())
        return refusal(u"InvalidAllowedPatternException"_s, u"The request doesn't meet the regular expression "
                                                            "requirement."_s);
    if (!allowed.match(value).hasMatch())
        return refusal(u"ParameterPatternMismatchException"_s,
                       u"Parameter value, cannot be validated against allowedPattern: "_s + pattern);
    return {};
}

//! Makes room for one more version; the oldest cannot go while it carries a label.
Result<> dropOldest(Parameter &parameter)
{
    while (parameter.versions.size() >= versionsKept) {
        if (!parameter.versions.constFirst().labels.isEmpty())
            return refusal(u"ParameterMaxVersionLimitExceeded"_s,
                           u"You attempted to create a new version of %1 by calling the PutParameter API with the "
                           "overwrite flag. Version %2, the oldest version, can't be deleted because it has a label "
                           "associated with it. Move the label to another version of the parameter, and try again."_s
                               .arg(parameter.name)
                               .arg(parameter.versions.constFirst().version));
        parameter.versions.removeFirst();
    }
    return {};
}

Result<> checkDataType(const Parameter &parameter)
{
    if (parameter.dataType != u"text" && parameter.dataType != imageType)
        return invalid(u"The following data type is not supported: %1 (Data type names are all lowercase.)"_s.arg(
            parameter.dataType));
    if (parameter.dataType == imageType && parameter.type != u"String")
        return invalid(u"A parameter of data type aws:ec2:image must be of the type String."_s);
    return {};
}

//! What a parameter has from its creation.
Result<Parameter> newParameter(const Call &call)
{
    Parameter parameter;
    parameter.name = call.text(u"Name");
    if (auto named = checkName(parameter.name); !named)
        return std::move(named).error();
    if (!call.has(u"Type"))
        return invalid(u"A parameter type is required when you create a parameter."_s);
    parameter.arn = arn(call, parameter.name);
    if (parameter.arn.size() > 1011)
        return invalid(u"Parameter name must not be longer than 1011 characters with its ARN."_s);
    parameter.type = call.text(u"Type");
    parameter.dataType = u"text"_s;
    if (auto read = readTags(call.array(u"Tags"), parameter.tags); !read)
        return std::move(read).error();
    return parameter;
}

//! What cannot be asked of a parameter that is there, or is about to be.
Result<> checkRequest(const Call &call, const Parameter &parameter, bool exists)
{
    if (exists && !call.flag(u"Overwrite"))
        return refusal(
            u"ParameterAlreadyExists"_s,
            u"The parameter already exists. To overwrite this value, set the overwrite option in the request "
            "to true."_s);
    if (call.flag(u"Overwrite") && !call.array(u"Tags").isEmpty())
        return invalid(u"Invalid request: tags and overwrite can't be used together. To create a parameter with tags, "
                       "please remove overwrite flag. To update tags for an existing parameter, please use "
                       "AddTagsToResource or RemoveTagsFromResource."_s);
    if (exists && call.has(u"Type") && call.text(u"Type") != parameter.type)
        return refusal(
            u"HierarchyTypeMismatchException"_s,
            u"Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't "
            "change a parameter from a String type to a SecureString type. You must create a new, unique "
            "parameter."_s);
    if (call.has(u"KeyId") && parameter.type != u"SecureString")
        return invalid(u"KeyId is required for SecureString type parameter only."_s);
    return {};
}

Result<ParameterVersion> newVersion(const Call &call, const Parameter &parameter, bool exists)
{
    const bool secure = parameter.type == u"SecureString";
    ParameterVersion version;
    version.value = call.text(u"Value").toUtf8();
    version.modifiedAt = call.now;
    version.modifiedBy = call.caller.arn;
    // Left out, the key falls back to the account's own, even where another one was in use.
    version.keyId = !secure ? QString() : call.has(u"KeyId") ? call.text(u"KeyId") : u"alias/aws/ssm"_s;
    version.description = call.text(u"Description");
    version.allowedPattern = call.text(u"AllowedPattern");
    version.policies = exists ? parameter.latest().policies : QString();
    version.version = exists ? parameter.latest().version + 1 : 1;
    if (call.has(u"Policies")) {
        Result<QString> policies = checkPolicies(call.text(u"Policies"));
        if (!policies)
            return std::move(policies).error();
        version.policies = *policies;
    }
    if (auto checked = checkValue(call.text(u"Value"), version.allowedPattern); !checked)
        return std::move(checked).error();
    const QString before = exists ? parameter.latest().tier : QString();
    Result<QString> tier = effectiveTier(call, version.value, version.policies, before);
    if (!tier)
        return std::move(tier).error();
    version.tier = *tier;
    if (!secure)
        return version;
    if (!kms_keys::canEncrypt(call.scope(), version.keyId))
        return refusal(u"InvalidKeyId"_s, u"Invalid keyId "_s + version.keyId);
    const QString action = *tier == u"Advanced" ? u"kms:GenerateDataKey"_s : u"kms:Encrypt"_s;
    if (auto permitted = permitKey(call, action, version.keyId); !permitted)
        return std::move(permitted).error();
    return version;
}

} // namespace

Answer putParameter(Call &call)
{
    Result<Parameter> parameter = find(call, call.text(u"Name"));
    const bool exists = parameter.has_value();
    if (!exists)
        parameter = newParameter(call);
    if (!parameter)
        return std::move(parameter).error();
    if (auto checked = checkRequest(call, *parameter, exists); !checked)
        return std::move(checked).error();
    const QString dataTypeBefore = exists ? parameter->dataType : QString();
    if (call.has(u"DataType"))
        parameter->dataType = call.text(u"DataType");
    if (auto checked = checkDataType(*parameter); !checked)
        return std::move(checked).error();
    Result<ParameterVersion> version = newVersion(call, *parameter, exists);
    if (!version)
        return std::move(version).error();
    if (parameter->dataType == imageType) {
        version->awaitsImage = true;
        version->dataTypeBefore = dataTypeBefore;
    }
    if (auto room = dropOldest(*parameter); !room)
        return std::move(room).error();
    parameter->versions << *version;
    // Of an image it is told when its id was looked up.
    Result<> saved = version->awaitsImage ? call.store.save(call.scope(), std::move(*parameter))
                                          : save(call, std::move(*parameter), exists ? u"Update"_s : u"Create"_s);
    if (!saved)
        return std::move(saved).error();
    return QJsonObject{{u"Version"_s, version->version}, {u"Tier"_s, version->tier}};
}

Answer deleteParameter(Call &call)
{
    const Result<Parameter> parameter = find(call, call.text(u"Name"));
    if (!parameter)
        return parameter.error();
    if (auto removed = remove(call, *parameter); !removed)
        return std::move(removed).error();
    return QJsonObject();
}

Answer deleteParameters(Call &call)
{
    QStringList deleted;
    QStringList missing;
    for (const QString &name : call.strings(u"Names")) {
        const Result<Parameter> parameter = find(call, name);
        if (!parameter) {
            missing << name;
            continue;
        }
        if (auto removed = remove(call, *parameter); !removed)
            return std::move(removed).error();
        deleted << name;
    }
    return QJsonObject{{u"DeletedParameters"_s, QJsonArray::fromStringList(deleted)},
                       {u"InvalidParameters"_s, QJsonArray::fromStringList(missing)}};
}

} // namespace keyturn::sandbox::parameters
