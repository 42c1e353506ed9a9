#include "core/aws/missing_permission.h"

#include "core/base/json_writer.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

QByteArray quoted(const QString &text)
{
    return '"' + jsonEscaped(text.toUtf8()) + '"';
}

bool says(const Error &error, QLatin1StringView word)
{
    return error.code.contains(word, Qt::CaseInsensitive) || error.detail.contains(word, Qt::CaseInsensitive);
}

//! Secrets Manager says "Access to KMS is not allowed", "can't decrypt the protected secret text"; Parameter Store
//! passes on what KMS said, with "(Service: AWSKMS; ...)" behind it.
bool isOfKms(const Error &error)
{
    return says(error, "kms"_L1) || says(error, "DecryptionFailure"_L1) || says(error, "EncryptionFailure"_L1)
           || says(error, "ciphertext"_L1) || says(error, "master key"_L1);
}

//! Reading decrypts. Secrets Manager writes with a data key, and opens what it has sealed; Parameter Store seals a
//! standard parameter by KMS itself and an advanced one with a data key.
QStringList keyActions(const Error &error)
{
    const bool isRead = error.operation.contains(":Get"_L1) || error.operation.contains(":BatchGet"_L1);
    if (isRead || says(error, "DecryptionFailure"_L1) || says(error, "ciphertext"_L1))
        return {u"kms:Decrypt"_s};
    if (error.operation.startsWith("ssm:"_L1))
        return {u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s};
    return {u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s};
}

//! IAM grants these for all resources or none (service authorization reference).
bool hasNoResource(const QString &action)
{
    static constexpr QLatin1StringView actions[] = {"secretsmanager:ListSecrets"_L1,
                                                    "secretsmanager:BatchGetSecretValue"_L1,
                                                    "secretsmanager:GetRandomPassword"_L1,
                                                    "ssm:DescribeParameters"_L1,
                                                    "kms:ListAliases"_L1,
                                                    "sts:GetCallerIdentity"_L1};
    return std::find(std::begin(actions), std::end(actions), action) != std::end(actions);
}

QString serviceOf(const QString &action)
{
    return action.section(u':', 0, 0);
}

} // namespace

std::optional<MissingPermission> MissingPermission::of(const Error &error, const QString &resource)
{
    static const QRegularExpression refused(
        u"is not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z0-9]+)(?: on resource: ([^\\s,]+))?"_s);
    static const QRegularExpression asked(u"User: (arn:[^\\s]+)"_s);
    static const QRegularExpression policy(
        u"(?:with an explicit deny in an?|because no) ([A-Za-z][A-Za-z -]*?) (?:policy|allows)"_s);
    static const QRegularExpression operation(u"^[a-z0-9-]+:[A-Za-z0-9]+\\z"_s);
    if (error.kind != ErrorKind::AccessDenied || otherRefusal(error) != OtherRefusal::None)
        return {};
    MissingPermission missing;
    const QRegularExpressionMatch match = refused.match(error.detail);
    if (match.hasMatch()) {
        missing.action = match.captured(1);
        missing.resource = match.captured(2);
    } else if (isOfKms(error)) {
        const QStringList actions = keyActions(error);
        missing.action = actions.first();
        missing.furtherActions = actions.mid(1);
        missing.keyMayBeDisabled = true;
    } else if (operation.match(error.operation).hasMatch()) { // a provider's refusal has none
        missing.action = error.operation;
    } else {
        return {};
    }
    const bool isOfEntry = !resource.isEmpty() && resource.section(u':', 2, 2) == serviceOf(missing.action);
    if (missing.resource.isEmpty() && isOfEntry)
        missing.resource = resource;
    if (missing.resource.isEmpty() || hasNoResource(missing.action))
        missing.resource = u"*"_s;
    missing.principal = asked.match(error.detail).captured(1);
    missing.isDenied = error.detail.contains("explicit deny"_L1);
    const QString kind = policy.match(error.detail).captured(1);
    if (kind != "identity-based"_L1)
        missing.otherPolicy = kind;
    return missing;
}

QByteArray MissingPermission::statement() const
{
    QByteArrayList all;
    for (const QString &each : actions())
        all.append(quoted(each));
    const QByteArray joined = all.size() == 1 ? all.first() : '[' + all.join(", ") + ']';
    return "{\n    \"Effect\": \"Allow\",\n    \"Action\": " + joined + ",\n    \"Resource\": " + quoted(resource)
           + "\n}\n";
}

OtherRefusal otherRefusal(const Error &error)
{
    if (error.kind != ErrorKind::AccessDenied)
        return OtherRefusal::None;
    if (error.code == "OptInRequired"_L1 || error.code == "RegionDisabledException"_L1)
        return OtherRefusal::RegionNotEnabled;
    if (says(error, "reserved parameter name"_L1))
        return OtherRefusal::ReservedName;
    if (says(error, "cannot invoke the specified Lambda function"_L1))
        return OtherRefusal::FunctionPolicy;
    return OtherRefusal::None;
}

} // namespace keyturn
