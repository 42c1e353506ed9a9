#include "core/aws/missing_permission.h"

#include "core/base/json_writer.h"

#include <QRegularExpression>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

QByteArray quoted(const QString &text)
{
    return '"' + jsonEscaped(text.toUtf8()) + '"';
}

} // namespace

std::optional<MissingPermission> MissingPermission::of(const Error &error, const QString &resource)
{
    static const QRegularExpression refused(
        u"is not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z0-9]+)(?: on resource: ([^\\s,]+))?"_s);
    static const QRegularExpression asked(u"User: (arn:[^\\s]+)"_s);
    static const QRegularExpression policy(
        u"(?:with an explicit deny in an?|because no) ([a-z][a-z -]*?) (?:policy|allows)"_s);
    if (error.kind != ErrorKind::AccessDenied)
        return {};
    MissingPermission missing;
    const QRegularExpressionMatch match = refused.match(error.detail);
    const QString words = error.code + u' ' + error.detail;
    if (match.hasMatch()) {
        missing.action = match.captured(1);
        missing.resource = match.captured(2);
    } else if (words.contains("kms"_L1, Qt::CaseInsensitive) || words.contains("crypt"_L1, Qt::CaseInsensitive)) {
        // Secrets Manager says "Access to KMS is not allowed" and names neither the action nor the key.
        const bool writes = words.contains("encrypt"_L1, Qt::CaseInsensitive) || error.operation.contains(":Put"_L1);
        missing.action = writes ? u"kms:GenerateDataKey"_s : u"kms:Decrypt"_s;
    } else {
        missing.action = error.operation;
    }
    if (missing.action.isEmpty())
        return {};
    const bool isOfEntry = !missing.action.startsWith("kms:"_L1);
    if (missing.resource.isEmpty())
        missing.resource = isOfEntry && !resource.isEmpty() ? resource : u"*"_s;
    missing.principal = asked.match(error.detail).captured(1);
    missing.isDenied = error.detail.contains("explicit deny"_L1);
    const QString kind = policy.match(error.detail).captured(1);
    if (kind != "identity-based"_L1)
        missing.otherPolicy = kind;
    return missing;
}

QByteArray MissingPermission::statement() const
{
    return "{\n    \"Effect\": \"Allow\",\n    \"Action\": " + quoted(action)
           + ",\n    \"Resource\": " + quoted(resource) + "\n}\n";
}

} // namespace keyturn
