#include "core/read/entry_store.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/entry/parameter_groups.h"
#include "core/save/parameter_save.h"

namespace keyturn {

namespace {

constexpr qsizetype secretLimit = 65536; // bytes of UTF-8
const QString putOperation = QStringLiteral("secretsmanager:PutSecretValue");

Error failure(ErrorKind kind, const QString &code, const QString &detail, const QString &operation = {})
{
    return Error{kind, code, detail, {}, {}, operation};
}

//! ARN rather than name: a name exists in every region and account.
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
    content.keyMap = KeyMap::recognise(keys);
    const QDateTime writtenAt = firstWrittenAt(content.entry, value);
    const QDateTime rotatedAt = timeFromTag(content.entry.tags.value(QLatin1String(rotatedAtTag)));
    for (const SecretDocument::Member &member : content.document.members()) {
        const KeyRole role = content.keyMap.role(member.key);
        const bool isRotated = role == KeyRole::ClientSecret && rotatedAt.isValid();
        content.fields.append(EntryField{member.key, role, content.keyMap.isSensitive(member.key), member.isString,
                                         member.value, isRotated ? rotatedAt : writtenAt});
    }
}

//! Epoch in seconds or milliseconds, or ISO 8601: as the program that uses the secret likes it.
QDateTime expiryFrom(const SecretString &value)
{
    bool isNumber = false;
    const double number = value.bytes().toByteArray().toDouble(&isNumber);
    if (!isNumber)
        return QDateTime::fromString(value.reveal(), Qt::ISODateWithMs).toUTC();
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number > 1e11 ? number : number * 1000), Qt::UTC);
}

std::optional<Error> sizeFault(const SecretString &text)
{
    if (text.isEmpty())
        return failure(ErrorKind::Invalid, QStringLiteral("empty"), QStringLiteral("a secret must not be empty"),
                       putOperation);
    if (text.size() <= secretLimit)
        return std::nullopt;
    const QString detail =
        QStringLiteral("the secret would have %1 bytes, the limit is %2").arg(text.size()).arg(secretLimit);
    return failure(ErrorKind::Limit, QStringLiteral("size"), detail, putOperation);
}

bool clientSecretChanged(const EntryContent &content, const SecretDocument &edited)
{
    const QString key = content.keyMap.key(KeyRole::ClientSecret);
    const SecretDocument::Member *before = content.document.member(key);
    const SecretDocument::Member *after = edited.member(key);
    return !key.isEmpty() && before && after && !(before->value == after->value);
}

QStringList parameterNames(const Entry &entry)
{
    QStringList names;
    for (const ParameterMetadata &parameter : entry.parameters)
        names.append(parameter.name);
    return names.isEmpty() ? QStringList{entry.id.name} : names;
}

const Parameter *named(const QList<Parameter> &parameters, const QString &name)
{
    for (const Parameter &parameter : parameters) {
        if (parameter.name == name)
            return &parameter;
    }
    return nullptr;
}

} // namespace

const EntryField *EntryContent::field(const QString &key) const
{
    for (const EntryField &candidate : fields) {
        if (candidate.key == key)
            return &candidate;
    }
    return nullptr;
}

EntryStore::EntryStore(Connection &connection) : m_connection(connection)
{}

Task<Result<Entry>> EntryStore::find(QString name) const
{
    const QDateTime now = m_connection.clock().utcNow();
    const Result<SecretMetadata> secret = co_await m_connection.secretsManager().describeSecret(name);
    if (secret)
        co_return entryFromSecret(*secret, m_connection.region(), now);
    const Error notFound = secret.error();
    // A name that is no secret's may be answered by a validation error: "/a" is a parameter's name only.
    if (notFound.kind != ErrorKind::NotFound && notFound.kind != ErrorKind::Invalid
        && notFound.kind != ErrorKind::AccessDenied)
        co_return notFound;

    const QStringList names{name};
    const Result<QList<ParameterMetadata>> parameter = co_await m_connection.parameterStore().describeNamed(names);
    if (!parameter)
        co_return parameter.error();
    if (!parameter->isEmpty())
        co_return entryFromMembers({parameter->first()}, m_connection.region());
    if (!name.startsWith(u'/'))
        co_return notFound;

    QList<ParameterMetadata> members;
    PageStream<ParameterMetadata> below = m_connection.parameterStore().describeParameters(name);
    for (;;) {
        const Result<std::optional<QList<ParameterMetadata>>> page = co_await below.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        members.append(**page);
    }
    const QString above = parameterFolder(name) + u'/';
    const QStringList tokens{above + QLatin1String("refreshToken"), above + QLatin1String("refreshtoken")};
    const Result<QList<ParameterMetadata>> token = co_await m_connection.parameterStore().describeNamed(tokens);
    if (token)
        members.append(*token);
    const QList<Entry> entries = entriesFromParameters(members, m_connection.region(), now);
    for (const Entry &entry : entries) {
        if (entry.id.name == name)
            co_return entry;
    }
    co_return notFound;
}

Task<Result<EntryContent>> EntryStore::open(Entry entry) const
{
    if (entry.id.store == Store::SecretsManager)
        co_return co_await openSecret(std::move(entry));
    co_return co_await openParameters(std::move(entry));
}

Task<Result<EntryContent>> EntryStore::openSecret(Entry entry) const
{
    const QString secretId = entry.secretId();
    const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId);
    if (!value)
        co_return value.error();
    EntryContent content;
    content.entry = std::move(entry);
    content.readAt = m_connection.clock().utcNow();
    content.versionId = value->versionId;
    content.savedAt = value->createdAt;
    content.binary = value->binary;
    content.document = SecretDocument(value->value);
    readFields(content, *value);
    content.entry.arn = value->arn;
    if (!content.entry.currentVersion.isEmpty() && content.entry.currentVersion != value->versionId)
        content.entry.versionCount = qMax(content.entry.versionCount, 2); // the one it follows is AWSPREVIOUS
    content.entry.currentVersion = value->versionId;
    content.entry.deletedAt = {}; // no value is given of what is marked for deletion: somebody restored it
    content.entry.kind = content.keyMap.kind;
    const EntryField *expiry = content.field(content.keyMap.key(KeyRole::ExpiresAt));
    if (expiry && expiry->role == KeyRole::ExpiresAt)
        content.entry.tokenExpiresAt = expiryFrom(expiry->value);
    co_return content;
}

Task<Result<EntryContent>> EntryStore::openParameters(Entry entry) const
{
    const QStringList names = parameterNames(entry);
    if (entry.parameters.isEmpty()) {
        const Result<QList<ParameterMetadata>> described = co_await m_connection.parameterStore().describeNamed(names);
        if (!described)
            co_return described.error();
        entry.parameters = *described;
    }
    const Result<ParametersFound> found = co_await m_connection.parameterStore().getParameters(names);
    if (!found)
        co_return found.error();
    EntryContent content;
    content.entry = std::move(entry);
    content.readAt = m_connection.clock().utcNow();
    content.keyMap = KeyMap::recognise(names);
    content.entry.kind = content.keyMap.kind;
    for (ParameterMetadata &metadata : content.entry.parameters) {
        const Parameter *parameter = named(found->parameters, metadata.name);
        if (!parameter) {
            co_return failure(ErrorKind::NotFound, QStringLiteral("ParameterNotFound"), metadata.name,
                              QStringLiteral("ssm:GetParameters"));
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
        co_return failure(ErrorKind::NotFound, QStringLiteral("ParameterNotFound"), names.first(),
                          QStringLiteral("ssm:GetParameters"));
    co_return content;
}

Result<SecretDocument> EntryStore::apply(const EntryContent &content, const QList<FieldEdit> &edits)
{
    if (content.binary && !edits.isEmpty()) {
        // Bytes are replaced as a whole; they need not be text.
        if (edits.size() == 1 && edits.first().kind == FieldEdit::Kind::Raw)
            return SecretDocument(edits.first().value);
        return failure(ErrorKind::Unsupported, QStringLiteral("binary"),
                       QStringLiteral("the bytes of a secret are only replaced as a whole"));
    }
    if (content.entry.id.store == Store::ParameterStore) {
        for (const FieldEdit &edit : edits) {
            if (edit.kind != FieldEdit::Kind::Set || !content.field(edit.key))
                return failure(ErrorKind::Invalid, {}, QStringLiteral("only the value of a parameter can be set"));
        }
        return SecretDocument();
    }
    return applied(content.document, edits);
}

Task<Result<SaveReceipt>> EntryStore::save(EntryContent content, QList<FieldEdit> edits, QString token,
                                           SaveGuard guard) const
{
    const Result<SecretDocument> edited = apply(content, edits);
    if (!edited)
        co_return edited.error();
    if (content.entry.id.store == Store::SecretsManager)
        co_return co_await saveSecret(std::move(content), *edited, token, guard);
    ParameterSave parameters(m_connection.parameterStore(), m_notes, m_connection.clock().utcNow());
    const Result<SaveReceipt> receipt = co_await parameters.run(std::move(content), std::move(edits));
    co_return receipt;
}

Task<Result<SaveReceipt>> EntryStore::resume(HalfSaved half) const
{
    ParameterSave parameters(m_connection.parameterStore(), m_notes);
    const Result<SaveReceipt> receipt = co_await parameters.resume(std::move(half));
    co_return receipt;
}

Task<Result<SaveReceipt>> EntryStore::rollBack(HalfSaved half) const
{
    ParameterSave parameters(m_connection.parameterStore(), m_notes);
    const Result<SaveReceipt> receipt = co_await parameters.rollBack(std::move(half));
    co_return receipt;
}

Task<Result<SaveReceipt>> EntryStore::saveSecret(EntryContent content, SecretDocument edited, QString token,
                                                 SaveGuard guard) const
{
    SaveReceipt receipt;
    if (edited.text() == content.document.text())
        co_return receipt;
    const std::optional<Error> tooLarge = sizeFault(edited.text());
    if (tooLarge)
        co_return *tooLarge;

    SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = content.entry.secretId();
    SecretSave secret(client, m_connection.region());
    SecretSave::Write write{secretId, content.versionId, edited.text(), content.binary, token, guard};
    const Result<SecretSave::Receipt> written = co_await secret.run(std::move(write));
    if (!written)
        co_return written.error();
    receipt.versionId = token;
    receipt.changed = true;
    receipt.labelError = written->labelError;
    if (clientSecretChanged(content, edited)) {
        const QString changedAt = m_connection.clock().utcNow().toString(Qt::ISODate);
        const QMap<QString, QString> tags{{QLatin1String(rotatedAtTag), changedAt}};
        const Result<> tagged = co_await client.tagResource(secretId, tags);
        if (!tagged)
            receipt.tagError = tagged.error();
    }
    co_return receipt;
}

} // namespace keyturn
