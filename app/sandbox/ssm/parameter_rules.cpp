#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/wire/json_text.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

Error invalidName()
{
    return refusal(u"ValidationException"_s,
                   u"Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can "
                   "consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, "
                   "numbers and the following 3 symbols .-_"_s);
}

bool isExpired(const Parameter &parameter, const QDateTime &now)
{
    const QString &policies = parameter.latest().policies;
    const QDateTime at = policies.isEmpty() ? QDateTime() : expiration(policies);
    return at.isValid() && at <= now;
}

} // namespace

QString withoutArn(const Call &call, const QString &name)
{
    const QString prefix = u"arn:aws:ssm:%1:%2:parameter/"_s.arg(call.region, call.caller.account);
    return name.startsWith(prefix) ? name.mid(prefix.size() - 1) : name;
}

Result<Parameter> find(Call &call, const QString &name)
{
    const QString plain = withoutArn(call, name);
    if (auto formed = plain.startsWith(u"arn:"_s) ? Result<>() : checkForm(plain); !formed)
        return std::move(formed).error();
    const Store::Parameters &all = call.store.parameters(call.scope());
    const auto it = all.find(Store::parameterKey(plain));
    if (it != all.end() && !isExpired(it->second, call.now))
        return it->second;
    if (it != all.end()) {
        if (auto fired = firePolicies(call.store, call.scope(), call.now); !fired)
            return std::move(fired).error();
    }
    return refusal(u"ParameterNotFound"_s, QString());
}

QString nameWithoutSelector(const Call &call, const QString &name)
{
    return withoutArn(call, name).section(u':', 0, 0);
}

Result<Selected> select(Call &call, const QString &name)
{
    const QString plain = withoutArn(call, name);
    const qsizetype colon = plain.indexOf(u':');
    const QString selector = colon < 0 ? QString() : plain.mid(colon);
    Result<Parameter> parameter = find(call, colon < 0 ? plain : plain.left(colon));
    if (!parameter)
        return std::move(parameter).error();
    if (selector.isEmpty()) {
        const ParameterVersion latest = parameter->latest();
        return Selected{std::move(*parameter), latest, {}};
    }
    const QString wanted = selector.mid(1);
    bool isNumber = false;
    const qint64 number = wanted.toLongLong(&isNumber);
    for (const ParameterVersion &version : std::as_const(parameter->versions)) {
        if (isNumber ? version.version == number : version.labels.contains(wanted)) {
            const ParameterVersion found = version;
            return Selected{std::move(*parameter), found, selector};
        }
    }
    return refusal(u"ParameterVersionNotFound"_s,
                   isNumber
                       ? u"Systems Manager could not find version %1 of %2. Verify the version and try again."_s.arg(
                           wanted, plain.left(colon))
                       : u"Systems Manager could not find label %1 for parameter %2. Verify the label and try "
                         "again."_s.arg(wanted, plain.left(colon)));
}

Result<> checkForm(const QString &name)
{
    static const QRegularExpression allowed(u"\\A[a-zA-Z0-9_.\\-/]+\\z"_s);
    const bool isRelative = name.contains(u'/') && !name.startsWith(u'/');
    if (allowed.match(name).hasMatch() && !name.contains(u"//"_s) && !isRelative)
        return {};
    return invalidName();
}

Result<> checkName(const QString &name)
{
    const QString bare = Store::parameterKey(name);
    const bool isOfAws = bare.startsWith(u"aws"_s, Qt::CaseInsensitive);
    if (isOfAws && name.count(u'/') > 1)
        return refusal(u"AccessDeniedException"_s, u"No access to reserved parameter name: %1."_s.arg(name));
    if (isOfAws || (bare.startsWith(u"ssm"_s, Qt::CaseInsensitive) && name.count(u'/') < 2))
        return refusal(u"ValidationException"_s,
                       u"Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)."_s);
    if (bare.startsWith(u"ssm"_s, Qt::CaseInsensitive) || name.endsWith(u'/'))
        return invalidName();
    if (name.contains(u'/') && !name.startsWith(u'/'))
        return refusal(u"ValidationException"_s, u"Parameter name must be a fully qualified name."_s);
    if (name.count(u'/') > 15)
        return refusal(u"HierarchyLevelLimitExceededException"_s,
                       u"A hierarchy can have a maximum of 15 levels. For more information, see Requirements and "
                       "constraints for parameter names in the AWS Systems Manager User Guide."_s);
    return checkForm(name);
}

bool isPath(const QString &path)
{
    static const QRegularExpression allowed(u"\\A/[a-zA-Z0-9_.\\-/]*\\z"_s);
    return allowed.match(path).hasMatch() && !path.contains(u"//"_s);
}

Error notAPath()
{
    return refusal(
        u"ValidationException"_s,
        u"The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward "
        "slash \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must use only letters, "
        "numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not "
        "allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". Valid example: "
        "/get/parameters2-/by1./path0_."_s);
}

QString arn(const Call &call, const QString &name)
{
    return u"arn:aws:ssm:%1:%2:parameter/%3"_s.arg(call.region, call.caller.account, Store::parameterKey(name));
}

QString ciphertext(const Parameter &parameter, const ParameterVersion &version)
{
    QByteArray block = parameter.arn.toUtf8() + QByteArray::number(version.version) + version.value;
    QByteArray bytes = QByteArray::fromHex("0102020078");
    while (bytes.size() < version.value.size() + 120) {
        block = QCryptographicHash::hash(block, QCryptographicHash::Sha256);
        bytes += block;
    }
    return QString::fromLatin1(bytes.toBase64());
}

Result<QString> shownValue(const Call &call, const Parameter &parameter, const ParameterVersion &version)
{
    if (parameter.type != u"SecureString")
        return jsonString(version.value);
    if (!call.flag(u"WithDecryption"))
        return ciphertext(parameter, version);
    if (auto permitted = permitKey(call, u"kms:Decrypt"_s, version.keyId); !permitted)
        return std::move(permitted).error();
    return jsonString(version.value);
}

Result<QJsonObject> parameterValue(const Call &call, const Selected &selected)
{
    const auto &[parameter, version, selector] = selected;
    Result<QString> value = shownValue(call, parameter, version);
    if (!value)
        return std::move(value).error();
    QJsonObject o{{u"Name"_s, parameter.name},
                  {u"Type"_s, parameter.type},
                  {u"Value"_s, *value},
                  {u"Version"_s, version.version},
                  {u"LastModifiedDate"_s, timestamp(version.modifiedAt)},
                  {u"ARN"_s, parameter.arn},
                  {u"DataType"_s, parameter.dataType}};
    addUnlessEmpty(o, u"Selector"_s, selector);
    return o;
}

} // namespace keyturn::sandbox::parameters
