#include "tests/support/scripted_aws.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keyturn {

namespace {

constexpr double someTime = 1795269900.123; // 21 November 2026

constexpr char identityAnswer[] =
    "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
    "<Arn>arn:aws:iam::123456789012:user/admin</Arn><UserId>AIDA</UserId><Account>123456789012</Account>"
    "</GetCallerIdentityResult></GetCallerIdentityResponse>";

QByteArray jsonText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

ScriptedAws::ScriptedAws()
{
    m_server.setScript([this](const WireServer::Request &request) { return answer(request); });
}

QString ScriptedAws::arnOf(const QString &name)
{
    return QStringLiteral("arn:aws:secretsmanager:us-east-1:123456789012:secret:%1-AbCdEf").arg(name);
}

void ScriptedAws::fail(const QString &operation, Fault fault, int nth)
{
    m_faults.insert(operation, Planned{fault, nth});
}

void ScriptedAws::forgetCalls()
{
    m_calls.clear();
    m_bodies.clear();
}

QList<QJsonObject> ScriptedAws::bodies(const QString &operation) const
{
    QList<QJsonObject> found;
    for (const auto &[name, body] : m_bodies) {
        if (name == operation)
            found.append(body);
    }
    return found;
}

std::optional<ScriptedAws::Fault> ScriptedAws::faultFor(const QString &operation)
{
    const auto planned = m_faults.find(operation);
    if (planned == m_faults.end())
        return std::nullopt;
    const Fault fault = planned->fault;
    if (planned->nth == 0)
        return fault;
    if (--planned->nth > 0)
        return std::nullopt;
    m_faults.erase(planned);
    return fault;
}

WireServer::Answer ScriptedAws::answer(const WireServer::Request &request)
{
    if (schedulerAnswer && request.target.startsWith("/schedules"))
        return schedulerAnswer(request);
    const QByteArray target = request.header("x-amz-target");
    const bool isIdentity = request.body.contains("Action=GetCallerIdentity");
    const bool isProbe = request.method == "GET";
    const QString operation = isProbe            ? QStringLiteral("probe")
                              : isIdentity       ? QStringLiteral("GetCallerIdentity")
                              : target.isEmpty() ? QStringLiteral("token")
                                                 : QString::fromLatin1(target.mid(target.indexOf('.') + 1));
    const QJsonObject input = QJsonDocument::fromJson(request.body).object();
    m_calls.append(operation);
    m_bodies.append({operation, input});
    if (onCall)
        onCall(operation);
    if (isProbe)
        return probeAnswer ? probeAnswer(request) : WireServer::Answer{WireServer::status("404 Not Found")};

    const std::optional<Fault> fault = faultFor(operation);
    if (fault == Fault::Lost)
        return {{}, WireServer::Answer::End::Reset};
    QString error = fault == Fault::Denied ? QStringLiteral("AccessDeniedException") : QString();
    if (isIdentity && error.isEmpty())
        return {WireServer::ok(identityAnswer, "Content-Type: text/xml\r\n")};
    if (fault == Fault::Invalid)
        error = QStringLiteral("ValidationException");
    QByteArray body;
    if (error.isEmpty() && fault != Fault::Pretended && fault != Fault::Hollow)
        body = target.isEmpty() ? tokenAnswer : jsonText(done(operation, input, error));
    if (fault == Fault::Hollow)
        return {WireServer::ok("{}", "Content-Type: application/json\r\n")};
    if (fault == Fault::Pretended)
        return {WireServer::ok(jsonText(pretended(operation, input)), "Content-Type: application/json\r\n")};
    if (fault == Fault::LostSent)
        return {{}, WireServer::Answer::End::Reset};
    if (!error.isEmpty()) {
        const QByteArray text = jsonText({{"__type", error}, {"message", "as scripted"}});
        return {WireServer::status("400 Bad Request", text, "Content-Type: application/x-amz-json-1.1\r\n")};
    }
    return {WireServer::ok(body, "Content-Type: application/json\r\n")};
}

//! What AWS answers to a write that it has done, without doing it.
QJsonObject ScriptedAws::pretended(const QString &operation, const QJsonObject &input)
{
    if (operation.contains(QLatin1String("Tag")) || operation == QLatin1String("DeleteParameter"))
        return {};
    if (operation == QLatin1String("PutParameter"))
        return {{"Version", 999}};
    return {{"ARN", input.value(QLatin1String("SecretId"))},
            {"Name", "n"},
            {"VersionId", input.value(QLatin1String("ClientRequestToken"))},
            {"DeletionDate", someTime}};
}

QJsonObject ScriptedAws::done(const QString &operation, const QJsonObject &input, QString &error)
{
    if (operation == QLatin1String("DescribeParameters"))
        return {{"Parameters", describedParameters(input)}};
    if (operation == QLatin1String("GetParameters")) {
        QJsonArray found;
        QJsonArray missing;
        for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) // in order of name, as AWS answers
            if (input.value(QLatin1String("Names")).toArray().contains(it.key()))
                found.append(parameterAnswer(it.key()));
        for (const QJsonValue &name : input.value(QLatin1String("Names")).toArray())
            if (!parameters.contains(name.toString()))
                missing.append(name);
        return {{"Parameters", found}, {"InvalidParameters", missing}};
    }
    const QString name = input.value(QLatin1String("Name")).toString();
    if (operation == QLatin1String("GetParameterHistory"))
        return {{"Parameters", history(name)}, {"NextToken", ""}};
    if (operation == QLatin1String("GetParameter"))
        return {{"Parameter", parameterAnswer(name)}};
    if (operation == QLatin1String("PutParameter")) {
        if (parameters.contains(name) && !input.value(QLatin1String("Overwrite")).toBool()) {
            error = QStringLiteral("ParameterAlreadyExists");
            return {};
        }
        QJsonObject metadata;
        for (const char *member : {"Type", "KeyId", "Tier", "Description", "AllowedPattern", "DataType"}) {
            if (input.contains(QLatin1String(member)))
                metadata.insert(QLatin1String(member), input.value(QLatin1String(member)));
        }
        putParameter(name, input.value(QLatin1String("Value")).toString().toUtf8(), metadata);
        return {{"Version", parameters[name].version}, {"Tier", metadata.value(QLatin1String("Tier"))}};
    }

    if (operation == QLatin1String("ListSecrets")) {
        QJsonArray list;
        for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
            list.append(described(it.key(), *it));
        return {{"SecretList", list}};
    }
    if (operation == QLatin1String("CreateSecret")) {
        const QString made = arnOf(name);
        const QString version = input.value(QLatin1String("ClientRequestToken")).toString();
        secrets.insert(
            made, {{{version, input.value(QLatin1String("SecretString")).toString().toUtf8()}}, version, {}, {}, {}});
        return {{"ARN", made}, {"Name", name}, {"VersionId", version}};
    }

    const QString id = input.value(QLatin1String("SecretId")).toString();
    const QString arn = secrets.contains(id) ? id : arnOf(id);
    if (!secrets.contains(arn)) {
        error = QStringLiteral("ResourceNotFoundException");
        return {};
    }
    Secret &secret = secrets[arn];
    if (operation == QLatin1String("DescribeSecret"))
        return described(arn, secret);
    if (operation == QLatin1String("PutSecretValue"))
        return putSecretValue(secret, arn, input, error);
    if (operation == QLatin1String("UpdateSecretVersionStage")) {
        error = moveStage(secret, input);
        return {{"ARN", arn}, {"Name", arn}};
    }
    if (operation == QLatin1String("TagResource")) {
        for (const QJsonValue &tag : input.value(QLatin1String("Tags")).toArray())
            secret.tags.insert(tag.toObject().value(QLatin1String("Key")).toString(),
                               tag.toObject().value(QLatin1String("Value")).toString());
        return {};
    }
    if (operation == QLatin1String("GetSecretValue")) {
        const QString version = input.value(QLatin1String("VersionId")).toString(secret.current);
        if (secret.versions.contains(version))
            return {{"ARN", arn},
                    {"Name", arn.section(u':', 6, 6).chopped(7)},
                    {"VersionId", version},
                    {"VersionStages", QJsonArray::fromStringList(stagesOf(secret, version))},
                    {"CreatedDate", someTime},
                    {"SecretString", QString::fromUtf8(secret.versions.value(version))}};
        error = QStringLiteral("ResourceNotFoundException");
        return {};
    }
    if (operation == QLatin1String("ListSecretVersionIds")) {
        QJsonArray versions;
        for (auto it = secret.versions.cbegin(); it != secret.versions.cend(); ++it)
            versions.append(QJsonObject{{"VersionId", it.key()},
                                        {"CreatedDate", someTime},
                                        {"VersionStages", QJsonArray::fromStringList(stagesOf(secret, it.key()))}});
        return {{"ARN", arn}, {"Name", arn}, {"Versions", versions}};
    }
    error = QStringLiteral("UnknownOperationException");
    return {};
}

QStringList ScriptedAws::stagesOf(const Secret &secret, const QString &version)
{
    QStringList stages = secret.labels.keys(version);
    if (version == secret.current)
        stages.append(QStringLiteral("AWSCURRENT"));
    if (version == secret.previous)
        stages.append(QStringLiteral("AWSPREVIOUS"));
    return stages;
}

QJsonObject ScriptedAws::putSecretValue(Secret &secret, const QString &arn, const QJsonObject &input, QString &error)
{
    const QString token = input.value(QLatin1String("ClientRequestToken")).toString();
    const QByteArray value = input.value(QLatin1String("SecretString")).toString().toUtf8();
    if (secret.versions.contains(token) && secret.versions.value(token) != value) {
        error = QStringLiteral("ResourceExistsException");
        return {};
    }
    const QJsonArray stages = input.value(QLatin1String("VersionStages")).toArray({"AWSCURRENT"});
    if (!secret.versions.contains(token)) {
        secret.versions.insert(token, value);
        for (const QJsonValue &stage : stages) {
            if (stage.toString() != QLatin1String("AWSCURRENT")) {
                secret.labels.insert(stage.toString(), token);
                continue;
            }
            secret.previous = secret.current;
            secret.current = token;
        }
    }
    return {{"ARN", arn}, {"Name", arn}, {"VersionId", token}, {"VersionStages", stages}};
}

//! The error, if any: a label moves only away from the version that has it.
QString ScriptedAws::moveStage(Secret &secret, const QJsonObject &input)
{
    const QString stage = input.value(QLatin1String("VersionStage")).toString();
    const QString from = input.value(QLatin1String("RemoveFromVersionId")).toString();
    const QString to = input.value(QLatin1String("MoveToVersionId")).toString();
    const bool isCurrent = stage == QLatin1String("AWSCURRENT");
    const QString holder = isCurrent ? secret.current : secret.labels.value(stage);
    if (!to.isEmpty() && !secret.versions.contains(to))
        return QStringLiteral("ResourceNotFoundException");
    if (holder != from || (isCurrent && to.isEmpty()))
        return QStringLiteral("InvalidParameterException");
    if (!isCurrent) {
        secret.labels.remove(stage);
        if (!to.isEmpty())
            secret.labels.insert(stage, to);
        return {};
    }
    secret.previous = secret.current;
    secret.current = to;
    return {};
}

QJsonObject ScriptedAws::described(const QString &arn, const Secret &secret) const
{
    QMap<QString, QJsonArray> labels{{secret.current, {"AWSCURRENT"}}};
    if (!secret.previous.isEmpty())
        labels[secret.previous].append("AWSPREVIOUS");
    for (auto label = secret.labels.begin(); label != secret.labels.end(); ++label)
        labels[label.value()].append(label.key());
    QJsonObject stages;
    for (auto version = labels.begin(); version != labels.end(); ++version)
        stages.insert(version.key(), version.value());
    QJsonObject described{{"ARN", arn}, {"Name", arn.section(u':', 6, 6).chopped(7)}};
    QJsonArray tags;
    for (auto tag = secret.tags.begin(); tag != secret.tags.end(); ++tag)
        tags.append(QJsonObject{{"Key", tag.key()}, {"Value", tag.value()}});
    described.insert(QLatin1String("Tags"), tags);
    for (auto it = secret.extra.begin(); it != secret.extra.end(); ++it)
        described.insert(it.key(), it.value());
    const QJsonObject more = described.value(QLatin1String("VersionIdsToStages")).toObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        stages.insert(it.key(), it.value());
    described.insert(QLatin1String("VersionIdsToStages"), stages);
    return described;
}

QJsonObject ScriptedAws::parameterAnswer(const QString &name) const
{
    const Parameter parameter = parameters.value(name);
    return {{"Name", name},
            {"Type", parameter.metadata.value(QLatin1String("Type"))},
            {"Version", parameter.version},
            {"Value", QString::fromUtf8(parameter.value)},
            {"LastModifiedDate", someTime}};
}

void ScriptedAws::putParameter(const QString &name, const QByteArray &value, const QJsonObject &metadata)
{
    Parameter &parameter = parameters[name];
    parameter.past.insert(parameter.version, {parameter.value, parameter.metadata});
    parameter.value = value;
    parameter.metadata = metadata;
    ++parameter.version;
}

QJsonArray ScriptedAws::history(const QString &name) const
{
    const Parameter parameter = parameters.value(name);
    QMap<int, std::pair<QByteArray, QJsonObject>> versions = parameter.past;
    versions.insert(parameter.version, {parameter.value, parameter.metadata});
    QJsonArray list;
    for (auto it = versions.cbegin(); it != versions.cend(); ++it) {
        QJsonObject version = it.value().second;
        version.insert(QLatin1String("Name"), name);
        version.insert(QLatin1String("Version"), it.key());
        version.insert(QLatin1String("Value"), QString::fromUtf8(it.value().first));
        version.insert(QLatin1String("LastModifiedDate"), someTime);
        list.append(version);
    }
    return list;
}

QJsonArray ScriptedAws::describedParameters(const QJsonObject &input) const
{
    const QJsonObject filter = input.value(QLatin1String("ParameterFilters")).toArray().first().toObject();
    const QJsonArray wanted = filter.value(QLatin1String("Values")).toArray();
    const bool byPath = filter.value(QLatin1String("Key")).toString() == QLatin1String("Path");
    QJsonArray list;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it) {
        const bool isNamed =
            wanted.contains(it.key()) || (it.key().startsWith(u'/') && wanted.contains(it.key().mid(1)));
        const bool isWanted = byPath ? it.key().startsWith(wanted.first().toString() + u'/') : isNamed;
        if (!filter.isEmpty() && !isWanted)
            continue;
        QJsonObject described = it->metadata;
        described.insert(QLatin1String("Name"), it.key());
        described.insert(QLatin1String("ARN"),
                         QString(QLatin1String("arn:aws:ssm:us-east-1:123456789012:parameter") + it.key()));
        described.insert(QLatin1String("Version"), it->version);
        described.insert(QLatin1String("LastModifiedDate"), someTime);
        list.append(described);
    }
    return list;
}

} // namespace keyturn
