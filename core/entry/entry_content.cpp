#include "core/entry/entry_content.h"

#include "core/document/key_name.h"
#include "core/due/due_rules.h"
#include "core/entry/entries.h"
#include "core/stores/answer_reading.h"

namespace keyturn {

namespace {

EntryField wholeField(const SecretString &value, bool isString, const QDateTime &changedAt)
{
    EntryField field;
    field.isString = isString;
    field.value = value;
    field.changedAt = changedAt;
    return field;
}

//! A version's date is a key's date only while there is one version; later ones take most keys over unchanged.
QDateTime firstWrittenAt(const Entry &entry, const SecretValue &value)
{
    return entry.versionCount == 1 && entry.currentVersion == value.versionId ? value.createdAt : QDateTime();
}

void readFields(EntryContent &content, const SecretValue &value)
{
    if (content.binary || content.document.isRaw()) {
        content.fields = {wholeField(value.value, !content.binary, value.createdAt)};
        return;
    }
    QStringList keys;
    for (const SecretDocument::Member &member : content.document.members())
        keys.append(member.key);
    content.keyMap = KeyMap::recognise(keys, [&content](const QString &key) {
        const SecretDocument::Member *member = content.document.member(key);
        return member ? member->value : SecretString();
    });
    const QDateTime writtenAt = firstWrittenAt(content.entry, value);
    const QDateTime rotatedAt = timeFromTag(content.entry.tags.value(QLatin1String(rotatedAtTag)));
    for (const SecretDocument::Member &member : content.document.members()) {
        const KeyRole role = content.keyMap.role(member.key);
        const bool isRotated = role == KeyRole::ClientSecret && rotatedAt.isValid();
        content.fields.append(EntryField{member.key, role, content.keyMap.isSensitive(member.key), member.isString,
                                         member.value, isRotated ? rotatedAt : writtenAt});
    }
}

//! Its keys tell for certain whether a client secret is in it, and which one; a listing only guesses by the name.
void setClientSecretDue(EntryContent &content)
{
    Entry &entry = content.entry;
    DueDate due;
    due.name = entry.id.name;
    const QString key = content.keyMap.key(KeyRole::ClientSecret);
    const EntryField *field = key.isEmpty() ? nullptr : content.field(key);
    if (field && hasClientSecretRule(content.keyMap.kind)) {
        if (field->changedAt.isValid())
            due = clientSecretDue(entry.id.name, key, field->changedAt,
                                  timeFromTag(entry.tags.value(QLatin1String(rotatedAtTag))).isValid()
                                      ? DueBasis::Known
                                      : DueBasis::AtTheLatest);
        else if (entry.createdAt.isValid())
            due = clientSecretDue(entry.id.name, key, entry.createdAt, DueBasis::Creation);
    }
    replaceClientSecretDue(entry.due, due);
}

//! Epoch in seconds or milliseconds, or ISO 8601: as the program that uses the secret likes it. A number of seconds
//! since nobody knows when tells nothing.
QDateTime expiryFrom(const QString &key, const SecretString &value)
{
    if (isLifetimeName(key))
        return {};
    bool isNumber = false;
    const double number = value.bytes().toByteArray().toDouble(&isNumber);
    if (!isNumber)
        return QDateTime::fromString(value.reveal(), Qt::ISODateWithMs).toUTC();
    return timeOf(number > 1e11 ? number / 1000 : number).value_or(QDateTime());
}

void setTokenExpiry(EntryContent &content)
{
    const EntryField *expiry = content.field(content.keyMap.key(KeyRole::ExpiresAt));
    const bool isTold = expiry && expiry->role == KeyRole::ExpiresAt;
    content.entry.tokenExpiresAt = isTold ? expiryFrom(expiry->key, expiry->value) : QDateTime();
}

//! Names that told too little alone tell enough beside keys that a person has given.
void addNamed(EntryContent &content, const QHash<KeyRole, QString> &given)
{
    QHash<KeyRole, QStringList> named;
    for (const EntryField &field : std::as_const(content.fields)) {
        if (content.keyMap.role(field.key) == KeyRole::Other)
            named[roleOfName(field.key)].append(field.key);
    }
    for (auto it = named.cbegin(); it != named.cend(); ++it) {
        const bool isFree =
            it.key() != KeyRole::Other && !given.contains(it.key()) && content.keyMap.key(it.key()).isEmpty();
        if (isFree && it.value().size() == 1) // of two nobody knows which is in use
            content.keyMap.roles.insert(it.value().first(), it.key());
    }
}

const Parameter *parameterNamed(const QList<Parameter> &parameters, const QString &name)
{
    for (const Parameter &parameter : parameters) {
        if (parameter.name == name)
            return &parameter;
    }
    return nullptr;
}

Error parameterNotFound(const QString &name)
{
    return {
        ErrorKind::NotFound, QStringLiteral("ParameterNotFound"), name, {}, {}, QStringLiteral("ssm:GetParameters")};
}

} // namespace

EntryContent EntryContent::ofSecret(Entry entry, const SecretValue &value, const QDateTime &readAt)
{
    EntryContent content;
    content.entry = std::move(entry);
    content.readAt = readAt;
    content.versionId = value.versionId;
    content.savedAt = value.createdAt;
    content.binary = value.binary;
    content.document = SecretDocument(value.value);
    readFields(content, value);
    content.entry.arn = value.arn;
    if (!content.entry.currentVersion.isEmpty() && content.entry.currentVersion != value.versionId)
        content.entry.versionCount = qMax(content.entry.versionCount, 2); // the one it follows is AWSPREVIOUS
    content.entry.currentVersion = value.versionId;
    content.entry.deletedAt = {}; // no value is given of what is marked for deletion: somebody restored it
    content.entry.kind = content.keyMap.kind;
    setClientSecretDue(content);
    setTokenExpiry(content);
    return content;
}

EntryContent EntryContent::withKeys(const QHash<KeyRole, QString> &given) const
{
    EntryContent content = *this;
    if (given.isEmpty())
        return content;
    content.keyMap = keyMap.with(given);
    addNamed(content, given);
    for (EntryField &field : content.fields) {
        field.role = content.keyMap.role(field.key);
        field.sensitive = content.keyMap.isSensitive(field.key);
    }
    content.entry.kind = content.keyMap.kind;
    setTokenExpiry(content);
    return content;
}

Result<EntryContent> EntryContent::ofParameters(Entry entry, const QList<Parameter> &values, const QDateTime &readAt)
{
    const QStringList names = entry.parameterNames();
    EntryContent content;
    content.entry = std::move(entry);
    content.readAt = readAt;
    content.keyMap = KeyMap::recognise(names);
    content.entry.kind = content.keyMap.kind;
    for (ParameterMetadata &metadata : content.entry.parameters) {
        const Parameter *parameter = parameterNamed(values, metadata.name);
        if (!parameter) {
            return parameterNotFound(metadata.name);
        }
        metadata.version = parameter->version; // the version that was read: what a save compares with
        metadata.lastModifiedAt = parameter->lastModifiedAt;
        if (!content.savedAt.isValid() || content.savedAt < parameter->lastModifiedAt)
            content.savedAt = parameter->lastModifiedAt;
        content.fields.append(EntryField{metadata.name, content.keyMap.role(metadata.name),
                                         content.keyMap.isSensitive(metadata.name), true, parameter->value,
                                         parameter->lastModifiedAt});
    }
    if (content.fields.isEmpty())
        return parameterNotFound(names.first());
    return content;
}

const EntryField *EntryContent::field(const QString &key) const
{
    for (const EntryField &candidate : fields) {
        if (candidate.key == key)
            return &candidate;
    }
    return nullptr;
}

Result<SecretDocument> EntryContent::applied(const QList<FieldEdit> &edits) const
{
    if (binary && !edits.isEmpty()) {
        // Bytes are replaced as a whole; they need not be text.
        if (edits.size() == 1 && edits.first().kind == FieldEdit::Kind::Raw)
            return SecretDocument(edits.first().value);
        return Error(ErrorKind::Unsupported, Refusal::Binary,
                     QStringLiteral("the bytes of a secret are only replaced as a whole"));
    }
    if (entry.id.isParameter()) {
        for (const FieldEdit &edit : edits) {
            if (edit.kind != FieldEdit::Kind::Set || !field(edit.key))
                return Error(ErrorKind::Invalid, {}, QStringLiteral("only the value of a parameter can be set"));
        }
        return SecretDocument();
    }
    return keyturn::applied(document, edits);
}

} // namespace keyturn
