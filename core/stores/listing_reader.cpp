#include "core/stores/listing_reader.h"

#include "core/stores/answer_reading.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace keyturn {

namespace {

constexpr qsizetype mostShared = 4096; // what is different everywhere is not worth remembering

QDateTime time(JsonCursor &json)
{
    bool isNumber = false;
    const double seconds = json.number(&isNumber);
    return isNumber ? timeOf(seconds) : QDateTime();
}

//! What \p make makes of \p raw, made once.
template <typename T, typename Make>
T once(QHash<QByteArray, T> &known, QByteArrayView raw, const Make &make)
{
    const auto found = known.constFind(QByteArray::fromRawData(raw.data(), raw.size()));
    if (found != known.constEnd())
        return *found;
    T made = make(raw);
    if (known.size() < mostShared)
        known.insert(raw.toByteArray(), made);
    return made;
}

//! The items of the list \p name of an answer, and its NextToken.
template <typename T, typename Read>
std::optional<Page<T>> pageFrom(QByteArrayView answer, QByteArrayView name, const Read &read)
{
    Page<T> page;
    if (answer.isEmpty())
        return page;
    JsonCursor json(answer);
    if (!json.beginObject())
        return std::nullopt;
    while (json.nextMember()) {
        if (json.key() == name) {
            page.items.reserve(100);
            json.beginArray();
            while (json.nextItem())
                page.items.append(read(json));
        } else if (json.key() == "NextToken") {
            page.nextToken = json.string();
        } else {
            json.skip();
        }
    }
    return json.failed() ? std::nullopt : std::optional(std::move(page));
}

} // namespace

QString ListingReader::shared(JsonCursor &json)
{
    return once(m_texts, json.raw(), [](QByteArrayView raw) { return JsonCursor(raw).string(); });
}

QMap<QString, QString> ListingReader::tags(QByteArrayView array)
{
    return once(m_tags, array, [](QByteArrayView raw) {
        QMap<QString, QString> tags;
        JsonCursor json(raw);
        json.beginArray();
        while (json.nextItem()) {
            QString name;
            QString value;
            json.beginObject();
            while (json.nextMember()) {
                if (json.key() == "Key")
                    name = json.string();
                else if (json.key() == "Value")
                    value = json.string();
                else
                    json.skip();
            }
            if (!json.failed())
                tags.insert(name, value);
        }
        return tags;
    });
}

QList<ParameterPolicy> ListingReader::policies(QByteArrayView array)
{
    return once(m_policies, array, [](QByteArrayView raw) {
        QList<ParameterPolicy> policies;
        JsonCursor json(raw);
        json.beginArray();
        while (json.nextItem()) {
            QByteArrayView text;
            QString status;
            json.beginObject();
            while (json.nextMember()) {
                if (json.key() == "PolicyText")
                    text = json.raw();
                else if (json.key() == "PolicyStatus")
                    status = json.string();
                else
                    json.skip();
            }
            const QByteArray object = QByteArray::fromRawData(text.data(), text.size());
            if (!json.failed())
                policies.append(text.startsWith('{')
                                    ? ParameterPolicy::fromJson(QJsonDocument::fromJson(object).object(), status)
                                    : ParameterPolicy::fromText(JsonCursor(text).string(), status));
        }
        return policies;
    });
}

std::optional<Page<SecretMetadata>> ListingReader::secrets(QByteArrayView answer)
{
    return pageFrom<SecretMetadata>(answer, "SecretList", [this](JsonCursor &json) { return secret(json); });
}

std::optional<Page<ParameterMetadata>> ListingReader::parameters(QByteArrayView answer)
{
    return pageFrom<ParameterMetadata>(answer, "Parameters", [this](JsonCursor &json) { return parameter(json); });
}

std::optional<SecretMetadata> ListingReader::secret(QByteArrayView answer)
{
    if (answer.isEmpty())
        return SecretMetadata();
    if (!answer.trimmed().startsWith('{'))
        return std::nullopt;
    JsonCursor json(answer);
    SecretMetadata read = secret(json);
    return json.failed() ? std::nullopt : std::optional(std::move(read));
}

SecretMetadata ListingReader::secret(JsonCursor &json)
{
    SecretMetadata secret;
    json.beginObject();
    while (json.nextMember()) {
        const QByteArrayView name = json.key();
        if (name == "ARN") {
            secret.arn = json.string();
        } else if (name == "Name") {
            secret.name = json.string();
        } else if (name == "Description") {
            secret.description = json.string();
        } else if (name == "KmsKeyId") {
            secret.kmsKeyId = shared(json);
        } else if (name == "Tags") {
            secret.tags = tags(json.raw());
        } else if (name == "SecretVersionsToStages" || name == "VersionIdsToStages") {
            json.beginObject();
            while (json.nextMember()) {
                const QString version = QString::fromUtf8(json.key());
                QStringList stages;
                json.beginArray();
                while (json.nextItem())
                    stages.append(shared(json));
                secret.versionStages.insert(version, stages);
            }
        } else if (name == "RotationEnabled") {
            secret.rotationEnabled = json.boolean();
        } else if (name == "RotationLambdaARN") {
            secret.rotationLambdaArn = shared(json);
        } else if (name == "CreatedDate") {
            secret.createdAt = time(json);
        } else if (name == "LastChangedDate") {
            secret.lastChangedAt = time(json);
        } else if (name == "LastAccessedDate") {
            secret.lastAccessedAt = time(json);
        } else if (name == "LastRotatedDate") {
            secret.lastRotatedAt = time(json);
        } else if (name == "NextRotationDate") {
            secret.nextRotationAt = time(json);
        } else if (name == "DeletedDate") {
            secret.deletedAt = time(json);
        } else if (name == "OwningService") {
            secret.owningService = shared(json);
        } else if (name == "PrimaryRegion") {
            secret.primaryRegion = shared(json);
        } else if (name == "Type") {
            secret.type = shared(json);
        } else if (name == "ReplicationStatus") {
            json.beginArray();
            while (json.nextItem()) {
                json.beginObject();
                while (json.nextMember()) {
                    if (json.key() == "Region")
                        secret.replicaRegions.append(shared(json));
                    else
                        json.skip();
                }
            }
        } else {
            json.skip();
        }
    }
    return secret;
}

ParameterMetadata ListingReader::parameter(JsonCursor &json)
{
    ParameterMetadata parameter;
    json.beginObject();
    while (json.nextMember()) {
        const QByteArrayView name = json.key();
        if (name == "Name")
            parameter.name = json.string();
        else if (name == "ARN")
            parameter.arn = json.string();
        else if (name == "Type")
            parameter.type = shared(json);
        else if (name == "KeyId")
            parameter.keyId = shared(json);
        else if (name == "Description")
            parameter.description = json.string();
        else if (name == "AllowedPattern")
            parameter.allowedPattern = shared(json);
        else if (name == "Tier")
            parameter.tier = shared(json);
        else if (name == "DataType")
            parameter.dataType = shared(json);
        else if (name == "Version")
            parameter.version = qint64(json.number());
        else if (name == "LastModifiedDate")
            parameter.lastModifiedAt = time(json);
        else if (name == "LastModifiedUser")
            parameter.lastModifiedUser = shared(json);
        else if (name == "Policies")
            parameter.policies = policies(json.raw());
        else
            json.skip();
    }
    return parameter;
}

} // namespace keyturn
