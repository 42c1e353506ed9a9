#include "core/secrets/parameter_save.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr qsizetype standardLimit = 4096; // bytes
constexpr qsizetype advancedLimit = 8192;
const QString putOperation = QStringLiteral("ssm:PutParameter");

Error failure(ErrorKind kind, const QString &code, const QString &detail)
{
    return Error{kind, code, detail, {}, {}, putOperation};
}

const ParameterMetadata *named(const QList<ParameterMetadata> &parameters, const QString &name)
{
    const auto it =
        std::find_if(parameters.begin(), parameters.end(), [&name](const auto &p) { return p.name == name; });
    return it == parameters.end() ? nullptr : &*it;
}

//! Everything as it was but the value: what is not sent again, AWS replaces by its defaults.
ParameterStoreClient::Put putOf(const ParameterMetadata &metadata, const SecretString &value)
{
    ParameterStoreClient::Put put;
    put.name = metadata.name;
    put.value = value;
    put.type = metadata.type;
    put.overwrite = true;
    if (metadata.type == QLatin1String("SecureString"))
        put.keyId = metadata.keyId;
    put.description = metadata.description;
    put.allowedPattern = metadata.allowedPattern;
    put.tier = metadata.tier;
    put.dataType = metadata.dataType;
    return put;
}

std::optional<Error> sizeFault(const ParameterMetadata &metadata, const SecretString &value)
{
    const qsizetype limit =
        metadata.tier == QLatin1String("Standard") || metadata.tier.isEmpty() ? standardLimit : advancedLimit;
    if (value.isEmpty())
        return failure(ErrorKind::Invalid, QStringLiteral("empty"),
                       QStringLiteral("%1 must not be empty").arg(metadata.name));
    if (value.size() <= limit)
        return std::nullopt;
    return failure(
        ErrorKind::Limit, QStringLiteral("size"),
        QStringLiteral("%1 would have %2 bytes, the limit is %3").arg(metadata.name).arg(value.size()).arg(limit));
}

Error conflict(const QString &name, qint64 found, qint64 expected)
{
    return failure(ErrorKind::Conflict, QStringLiteral("changed-elsewhere"),
                   QStringLiteral("%1 has version %2, %3 was expected").arg(name).arg(found).arg(expected));
}

} // namespace

Task<Result<QList<ParameterSave::Change>>> ParameterSave::prepare(EntryContent content, QList<FieldEdit> edits)
{
    QStringList names;
    QList<Change> changes;
    for (const EntryField &field : std::as_const(content.fields)) { // in their order, whatever the order of the edits
        SecretString after = field.value;
        for (const FieldEdit &edit : std::as_const(edits)) {
            if (edit.key == field.key)
                after = edit.value;
        }
        if (after == field.value)
            continue;
        Change change;
        change.metadata.name = field.key;
        change.before = field.value;
        change.after = after;
        changes.append(change);
        names.append(field.key);
    }
    if (changes.isEmpty())
        co_return changes;

    const Result<QList<ParameterMetadata>> present = co_await m_client.describeNamed(names);
    if (!present)
        co_return present.error();
    for (Change &change : changes) {
        const QString name = change.metadata.name;
        const ParameterMetadata *now = named(*present, name);
        const ParameterMetadata *opened = named(content.entry.parameters, name);
        if (!now || !opened)
            co_return failure(ErrorKind::NotFound, QStringLiteral("ParameterNotFound"), name);
        if (now->version != opened->version)
            co_return conflict(name, now->version, opened->version);
        change.metadata = *now;
        const std::optional<Error> fault = sizeFault(*now, change.after);
        if (fault)
            co_return *fault;
    }
    co_return changes;
}

Task<Result<SaveReceipt>> ParameterSave::run(EntryContent content, QList<FieldEdit> edits)
{
    const Result<QList<Change>> changes = co_await prepare(std::move(content), std::move(edits));
    if (!changes)
        co_return changes.error();
    SaveReceipt receipt;
    QList<Change> written;
    for (const Change &change : *changes) {
        const Result<qint64> version = co_await write(change);
        if (!version) {
            const Error error = co_await putBack(written, version.error());
            co_return error;
        }
        written.append(change);
        receipt.versions.insert(change.metadata.name, *version);
        receipt.changed = true;
    }
    co_return receipt;
}

Task<Result<qint64>> ParameterSave::write(Change change)
{
    ParameterStoreClient::Put put = putOf(change.metadata, change.after);
    const Result<qint64> version = co_await m_client.putParameter(std::move(put));
    if (!version) {
        const ErrorKind kind = version.error().kind;
        if (kind != ErrorKind::Network && kind != ErrorKind::Timeout && kind != ErrorKind::Unavailable)
            co_return version.error();
        co_return co_await afterLostAnswer(change, version.error());
    }
    if (*version != change.metadata.version + 1) {
        Error error = conflict(change.metadata.name, *version, change.metadata.version + 1);
        error.detail += QStringLiteral(": the new value is stored, and somebody else's lies in the history before it");
        co_return error;
    }
    co_return *version;
}

//! PutParameter has no idempotency token: only the version tells whether the write took place.
Task<Result<qint64>> ParameterSave::afterLostAnswer(Change change, Error error)
{
    const Result<Parameter> now = co_await m_client.getParameter(change.metadata.name);
    if (!now)
        co_return error;
    if (now->version == change.metadata.version + 1 && now->value == change.after)
        co_return now->version;
    if (now->version == change.metadata.version)
        co_return error;
    co_return conflict(change.metadata.name, now->version, change.metadata.version);
}

Task<Error> ParameterSave::putBack(QList<Change> written, Error cause)
{
    QStringList restored;
    QStringList stuck;
    for (auto it = written.crbegin(); it != written.crend(); ++it) {
        ParameterStoreClient::Put put = putOf(it->metadata, it->before);
        const Result<qint64> version = co_await m_client.putParameter(std::move(put));
        (version ? restored : stuck).append(it->metadata.name);
    }
    if (!restored.isEmpty())
        cause.detail += QStringLiteral("; put back: %1").arg(restored.join(QLatin1String(", ")));
    if (!stuck.isEmpty())
        cause.detail +=
            QStringLiteral("; could not be put back and still new: %1").arg(stuck.join(QLatin1String(", ")));
    co_return cause;
}

} // namespace keyturn
