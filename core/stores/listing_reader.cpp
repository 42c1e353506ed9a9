#include "core/stores/listing_reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
using Kind = JsonCursor::Kind;
} // namespace

void ListingReader::note(const QString &fault)
{
    if (m_fault.isEmpty())
        m_fault = fault;
}

//! The list \p name of an answer, and its NextToken.
template <typename T, typename Read>
std::optional<Page<T>> ListingReader::page(QByteArrayView answer, QByteArrayView name, const Read &read)
{
    Page<T> page;
    const QString list = QString::fromUtf8(name);
    JsonCursor json(answer);
    bool isThere = false;
    if (json.kind() != Kind::Object)
        note(answer.trimmed().isEmpty() ? u"the answer is empty"_s : u"the answer is no JSON object"_s);
    json.beginObject();
    while (m_fault.isEmpty() && json.nextMember()) {
        if (json.key() == name && json.kind() == Kind::Array) {
            isThere = true;
            page.items.reserve(m_pageSize);
            json.beginArray();
            while (m_fault.isEmpty() && json.nextItem()) {
                if (json.kind() != Kind::Object)
                    note(u"an item of %1 is no object"_s.arg(list));
                else if (page.items.size() == m_pageSize)
                    note(u"a page has more than the %1 entries that were asked for"_s.arg(m_pageSize));
                else
                    page.items.append(read(json));
            }
        } else if (json.key() == name) {
            note(u"%1 is no list"_s.arg(list));
        } else if (json.key() == "NextToken") {
            page.nextToken = m_members.text(json);
            if (!m_members.wrong().isEmpty())
                note(m_members.wrong());
        } else {
            json.skip();
        }
    }
    if (m_fault.isEmpty() && (json.failed() || !json.atEnd()))
        note(u"the answer is no JSON object"_s);
    if (!isThere)
        note(u"the answer has no %1"_s.arg(list));
    return m_fault.isEmpty() ? std::optional(std::move(page)) : std::nullopt;
}

std::optional<Page<SecretMetadata>> ListingReader::secrets(QByteArrayView answer)
{
    return page<SecretMetadata>(answer, "SecretList", [this](JsonCursor &json) { return secret(json); });
}

std::optional<Page<ParameterMetadata>> ListingReader::parameters(QByteArrayView answer)
{
    return page<ParameterMetadata>(answer, "Parameters", [this](JsonCursor &json) { return parameter(json); });
}

std::optional<SecretMetadata> ListingReader::secret(QByteArrayView answer)
{
    JsonCursor json(answer);
    if (json.kind() != Kind::Object) {
        note(answer.trimmed().isEmpty() ? u"the answer is empty"_s : u"the answer is no JSON object"_s);
        return std::nullopt;
    }
    SecretMetadata read = secret(json);
    if (json.failed() || !json.atEnd())
        note(u"the answer is no JSON object"_s);
    return m_fault.isEmpty() ? std::optional(std::move(read)) : std::nullopt;
}

//! An entry that cannot be told apart, or of which something would be missing without a word, is no entry.
void ListingReader::finishEntry(const JsonCursor &json, const QString &name, bool needsArn, const QString &arn)
{
    if (json.failed())
        note(u"the answer is no JSON object"_s);
    else if (!m_members.wrong().isEmpty())
        note(name.isEmpty() ? m_members.wrong() : u"%1 (\"%2\")"_s.arg(m_members.wrong(), name));
    else if (name.isEmpty())
        note(u"an entry has no Name"_s);
    else if (needsArn && arn.isEmpty())
        note(u"an entry has no ARN (\"%1\")"_s.arg(name));
}

void ListingReader::readVersions(JsonCursor &json, SecretMetadata &secret)
{
    if (!m_members.isWanted(json, Kind::Object, "an object"))
        return;
    json.beginObject();
    while (json.nextMember()) {
        const QString version = QString::fromUtf8(json.key());
        secret.versionStages.insert(version, m_members.texts(json));
    }
}

void ListingReader::readReplicas(JsonCursor &json, SecretMetadata &secret)
{
    if (!m_members.isWanted(json, Kind::Array, "a list"))
        return;
    json.beginArray();
    while (json.nextItem()) {
        if (json.kind() != Kind::Object)
            m_members.setWrong(u"an item of ReplicationStatus is no object"_s);
        json.beginObject();
        while (json.nextMember()) {
            if (json.key() == "Region")
                secret.replicaRegions.append(m_members.shared(json));
            else
                json.skip();
        }
    }
}

RotationRules ListingReader::rotationRules(JsonCursor &json)
{
    RotationRules rules;
    if (!m_members.isWanted(json, Kind::Object, "an object"))
        return rules;
    json.beginObject();
    while (json.nextMember()) {
        if (json.key() == "AutomaticallyAfterDays" && json.kind() == Kind::Number)
            rules.automaticallyAfterDays = static_cast<int>(std::clamp(json.number(), 0.0, 1000.0));
        else if (json.key() == "ScheduleExpression")
            rules.scheduleExpression = m_members.shared(json);
        else if (json.key() == "Duration")
            rules.duration = m_members.shared(json);
        else
            json.skip();
    }
    if (!rules.scheduleExpression.isEmpty())
        rules.automaticallyAfterDays = 0; // the service tells it besides, for what knows no expressions
    return rules;
}

SecretMetadata ListingReader::secret(JsonCursor &json)
{
    SecretMetadata secret;
    json.beginObject();
    while (json.nextMember()) {
        const QByteArrayView name = json.key();
        if (name == "ARN") {
            secret.arn = m_members.text(json);
        } else if (name == "Name") {
            secret.name = m_members.text(json);
        } else if (name == "Description") {
            secret.description = m_members.text(json);
        } else if (name == "KmsKeyId") {
            secret.kmsKeyId = m_members.shared(json);
        } else if (name == "Tags") {
            secret.tags = m_members.tags(json);
        } else if (name == "SecretVersionsToStages" || name == "VersionIdsToStages") {
            readVersions(json, secret);
        } else if (name == "RotationEnabled") {
            secret.rotationEnabled = m_members.flag(json);
        } else if (name == "RotationLambdaARN") {
            secret.rotationLambdaArn = m_members.shared(json);
        } else if (name == "RotationRules") {
            secret.rotationRules = rotationRules(json);
        } else if (name == "CreatedDate") {
            secret.createdAt = m_members.time(json);
        } else if (name == "LastChangedDate") {
            secret.lastChangedAt = m_members.time(json);
        } else if (name == "LastAccessedDate") {
            secret.lastAccessedAt = m_members.time(json);
        } else if (name == "LastRotatedDate") {
            secret.lastRotatedAt = m_members.time(json);
        } else if (name == "NextRotationDate") {
            secret.nextRotationAt = m_members.time(json);
        } else if (name == "DeletedDate") {
            secret.deletedAt = m_members.time(json);
        } else if (name == "OwningService") {
            secret.owningService = m_members.shared(json);
        } else if (name == "PrimaryRegion") {
            secret.primaryRegion = m_members.shared(json);
        } else if (name == "Type") {
            secret.type = m_members.shared(json);
        } else if (name == "ReplicationStatus") {
            readReplicas(json, secret);
        } else {
            json.skip();
        }
    }
    finishEntry(json, secret.name, true, secret.arn);
    return secret;
}

ParameterMetadata ListingReader::parameter(JsonCursor &json)
{
    ParameterMetadata parameter;
    json.beginObject();
    while (json.nextMember()) {
        const QByteArrayView name = json.key();
        if (name == "Name")
            parameter.name = m_members.text(json);
        else if (name == "ARN")
            parameter.arn = m_members.text(json);
        else if (name == "Type")
            parameter.type = m_members.shared(json);
        else if (name == "KeyId")
            parameter.keyId = m_members.shared(json);
        else if (name == "Description")
            parameter.description = m_members.text(json);
        else if (name == "AllowedPattern")
            parameter.allowedPattern = m_members.shared(json);
        else if (name == "Tier")
            parameter.tier = m_members.shared(json);
        else if (name == "DataType")
            parameter.dataType = m_members.shared(json);
        else if (name == "Version")
            parameter.version = m_members.version(json);
        else if (name == "LastModifiedDate")
            parameter.lastModifiedAt = m_members.time(json);
        else if (name == "LastModifiedUser")
            parameter.lastModifiedUser = m_members.shared(json);
        else if (name == "Policies")
            parameter.policies = m_members.policies(json);
        else
            json.skip();
    }
    for (const ParameterPolicy &policy : std::as_const(parameter.policies)) {
        if (policy.type == ParameterPolicy::Type::NoChangeNotification && !parameter.lastModifiedAt.isValid())
            m_members.setWrong(u"there is a NoChangeNotification, but no LastModifiedDate"_s);
    }
    finishEntry(json, parameter.name, false, parameter.arn); // older emulators give no ARN here
    return parameter;
}

} // namespace keyturn
