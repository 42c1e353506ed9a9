#pragma once
#include "core/aws/json_client.h"
#include "core/stores/page_stream.h"
#include "core/stores/secret_metadata.h"

#include <optional>

namespace keyturn {

//! Lower-case UUIDv4 from the system's random source: a ClientRequestToken, which becomes the VersionId.
QString newVersionId();

//! Secrets Manager's verbs. A 2xx without what the operation's answer must have is an error ("bad-answer"): it proves
//! nothing, and mayHaveBeenDone(). TagResource and UntagResource alone are answered with nothing. Every write takes a
//! token chosen before it is sent; the same token with the same value is the same write, so a lost answer may be
//! repeated.
class SecretsManagerClient {
public:
    explicit SecretsManagerClient(AwsTransport &transport);

    PageStream<SecretMetadata> listSecrets(bool includePlannedDeletion = true) const;
    Task<Result<SecretMetadata>> describeSecret(QString secretId) const;
    //! AWSCURRENT unless \p versionId or \p versionStage is given.
    Task<Result<SecretValue>> getSecretValue(QString secretId, QString versionId = {}, QString versionStage = {}) const;
    PageStream<SecretVersion> listSecretVersionIds(QString secretId, bool includeDeprecated = false) const;

    struct NewSecret {
        QString name;
        QString description;
        QString kmsKeyId;
        SecretString value;
        bool binary = false;
        QMap<QString, QString> tags;
        QStringList replicaRegions; //!< encrypted there under aws/secretsmanager
    };
    Task<Result<SecretWrite>> createSecret(NewSecret secret, QString token) const;
    //! \p stages empty: the new version becomes AWSCURRENT, the old one AWSPREVIOUS.
    Task<Result<SecretWrite>> putSecretValue(QString secretId, SecretString value, bool binary, QString token,
                                             QStringList stages = {}) const;

    struct SecretUpdate {
        std::optional<QString> description;
        std::optional<QString> kmsKeyId; //!< "" goes back to aws/secretsmanager
        std::optional<SecretString> value;
        bool binary = false;
    };
    Task<Result<SecretWrite>> updateSecret(QString secretId, SecretUpdate update, QString token) const;
    Task<Result<>> tagResource(QString secretId, QMap<QString, QString> tags) const;
    //! Keys that are not there are no error.
    Task<Result<>> untagResource(QString secretId, QStringList keys) const;

    //! Moves a staging label, takes it away (\p moveTo empty) or puts it up for the first time (\p removeFrom empty).
    //! Fails unless \p removeFrom carries the label now: the only conditional write there is. Moving AWSCURRENT makes
    //! the version it leaves AWSPREVIOUS. After a lost answer read the labels before doing anything else.
    Task<Result<>> updateSecretVersionStage(QString secretId, QString stage, QString removeFrom, QString moveTo) const;
    //! When it will be gone (UTC). \p recoveryDays 7 to 30; 0 deletes at once and for good.
    Task<Result<QDateTime>> deleteSecret(QString secretId, int recoveryDays) const;
    Task<Result<>> restoreSecret(QString secretId) const;

    //! What to say where a look shows that \p operation was answered with success and has not been done.
    Error badAnswer(const QByteArray &operation, const QString &detail) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
