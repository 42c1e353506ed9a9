#include "app/sandbox/ssm/secret_reference.h"

#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/ssm/parameter_rules.h"
#include "core/base/json_writer.h"

#include <QLocale>
#include <QRegularExpression>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

const QString referencePrefix = u"aws/reference/secretsmanager/"_s;

Error invalidReference(const QString &message)
{
    return refusal(u"ValidationException"_s, message);
}

//! Where the value comes from, as Parameter Store tells it: a JSON text of its own.
QString sourceResult(const QJsonObject &secret, const QDateTime &created)
{
    JsonWriter json;
    json.beginObject();
    json.key("ARN").string(secret[u"ARN"].toString());
    json.key("name").string(secret[u"Name"].toString());
    json.key("versionId").string(secret[u"VersionId"].toString());
    if (secret.contains(u"SecretString"))
        json.key("secretString").string(secret[u"SecretString"].toString());
    json.key("versionStages").beginArray();
    for (const QJsonValue &stage : secret[u"VersionStages"].toArray())
        json.string(stage.toString());
    json.endArray();
    json.key("createdDate").string(QLocale::c().toString(created, u"MMM d, yyyy, h:mm:ss AP"_s));
    json.endObject();
    return QString::fromUtf8(json.text().toByteArray());
}

//! GetSecretValue as the same caller.
Answer readSecret(Call &call, const QString &id, const QString &selector)
{
    static const QRegularExpression uuid(u"\\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z"_s);
    Call inner{call.store, call.caller, call.region, call.now, {{u"SecretId"_s, id}}};
    inner.policy = call.policy;
    inner.service = u"secretsmanager"_s;
    inner.operation = u"GetSecretValue"_s;
    if (!selector.isEmpty())
        inner.input.insert(uuid.match(selector).hasMatch() ? u"VersionId"_s : u"VersionStage"_s, selector);
    if (auto allowed = secrets::permitted(inner, inner.operation); !allowed)
        return std::move(allowed).error();
    return secrets::getSecretValue(inner);
}

} // namespace

bool isSecretReference(const Call &call, const QString &name)
{
    return Store::parameterKey(nameWithoutSelector(call, name)).startsWith(referencePrefix);
}

Result<QJsonObject> referencedSecret(Call &call, const QString &name)
{
    const QString plain = withoutArn(call, name);
    const qsizetype colon = plain.indexOf(u':');
    const QString reference = colon < 0 ? plain : plain.left(colon);
    const QString selector = colon < 0 ? QString() : plain.mid(colon);
    if (selector == u":" || selector.count(u':') > 1)
        return invalidReference(u"Invalid parameter name. Please use correct syntax for referencing a version/label  "
                                "<name>:<version/label>"_s);
    if (!call.flag(u"WithDecryption"))
        return invalidReference(u"WithDecryption flag must be True for retrieving a Secret Manager secret."_s);
    const QString bare = Store::parameterKey(reference);
    const Answer secret = readSecret(call, bare.mid(referencePrefix.size()), selector.mid(1));
    if (!secret && secret.error().code == u"ResourceNotFoundException")
        return refusal(u"ParameterNotFound"_s,
                       u"An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret %1%2 not "
                       "found."_s.arg(bare, selector.isEmpty() ? u"null"_s : selector));
    if (!secret && secret.error().code == u"InvalidRequestException")
        return invalidReference(u"Invalid Request to Secrets Manager"_s);
    if (!secret)
        return secret.error();
    const qint64 createdMs = qRound64((*secret)[u"CreatedDate"].toDouble() * 1000);
    QJsonObject parameter{
        {u"Name"_s, reference},
        {u"Type"_s, u"SecureString"_s},
        {u"Version"_s, 0},
        {u"SourceResult"_s, sourceResult(*secret, QDateTime::fromMSecsSinceEpoch(createdMs, Qt::UTC))},
        {u"LastModifiedDate"_s, (*secret)[u"CreatedDate"]},
        {u"ARN"_s, (*secret)[u"ARN"]}};
    addUnlessEmpty(parameter, u"Selector"_s, selector);
    if (secret->contains(u"SecretString"_s)) // a binary secret has no value here
        parameter.insert(u"Value"_s, (*secret)[u"SecretString"]);
    return parameter;
}

} // namespace keyturn::sandbox::parameters
