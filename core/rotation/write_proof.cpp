#include "core/rotation/write_proof.h"

#include "core/aws/lost_answer.h"
#include "core/connection/connection.h"

using namespace Qt::StringLiterals;

namespace keyturn {

Task<Result<SaveGuard>> WriteProof::ofSecret(EntryContent content, bool thorough) const
{
    SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = content.entry.secretId();
    // The label is not there, or was left there: taking it off is refused as impossible, done, or not permitted.
    const Result<> moved =
        co_await client.updateSecretVersionStage(secretId, WriteProof::label, content.versionId, QString());
    const bool isDenied = !moved && moved.error().kind == ErrorKind::AccessDenied;
    if (!moved && !isDenied && moved.error().kind != ErrorKind::Invalid && moved.error().kind != ErrorKind::NotFound)
        co_return seenUndone(moved.error()); // a proof changes nothing that anybody reads

    const SaveGuard guard = isDenied ? SaveGuard::LookAround : SaveGuard::MoveLabel;
    const bool stores = thorough && !isDenied; // a label that could not be taken off again would stay for ever
    const QString token = stores ? newVersionId() : content.versionId;
    const QStringList labels{WriteProof::label};
    const SecretString value = content.document.text();
    const Result<SecretWrite> put = co_await client.putSecretValue(secretId, value, content.binary, token, labels);
    if (!put)
        co_return seenUndone(put.error());
    if (!stores)
        co_return guard;
    const Result<> removed = co_await client.updateSecretVersionStage(secretId, WriteProof::label, token, QString());
    if (!removed)
        co_return seenUndone(removed.error());
    co_return guard;
}

Task<Result<>> WriteProof::ofParameters(EntryContent content, QStringList names) const
{
    for (const QString &name : std::as_const(names)) {
        const EntryField *field = content.field(name);
        const auto metadata = std::find_if(content.entry.parameters.cbegin(), content.entry.parameters.cend(),
                                           [&name](const ParameterMetadata &each) { return each.name == name; });
        if (!field || metadata == content.entry.parameters.cend())
            co_return Error{ErrorKind::NotFound, u"ParameterNotFound"_s, name, {}, {}, u"ssm:PutParameter"_s};
        ParameterStoreClient::Put put;
        put.name = name;
        put.value = field->value;
        put.type = metadata->type;
        put.keyId = metadata->type == "SecureString"_L1 ? metadata->keyId : QString();
        put.tier = metadata->tier;
        const Result<qint64> taken = co_await m_connection.parameterStore().putParameter(std::move(put));
        if (!taken && taken.error().kind != ErrorKind::Conflict)
            co_return seenUndone(taken.error());
    }
    co_return Result<>();
}

} // namespace keyturn
