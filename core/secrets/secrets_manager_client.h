#pragma once
#include "core/aws/json_client.h"
#include "core/secrets/page_stream.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>
#include <optional>

namespace keyturn {

//! Lower-case UUIDv4 from the system's random source: a ClientRequestToken, which becomes the VersionId.
QString newVersionId();

//! A secret's metadata (ListSecrets and DescribeSecret, one shape). Dates are UTC, invalid where AWS sent none.
struct SecretMetadata {
    QString arn;
    QString name;
    QString description;
    QString kmsKeyId; //!< empty: aws/secretsmanager
    QMap<QString, QString> tags;
    QMap<QString, QStringList> versionStages; //!< VersionId -> staging labels
    bool rotationEnabled = false;
    QString rotationLambdaArn;
    QDateTime createdAt;
    QDateTime lastChangedAt; //!< any edit, a tag too
    QDateTime lastAccessedAt;
    QDateTime lastRotatedAt;
    QDateTime nextRotationAt; //!< may lie in the past after failures
    QDateTime deletedAt;      //!< valid: marked for deletion
    QString owningService;    //!< not empty: managed by another service
    QString primaryRegion;
    QString type;
    QStringList replicaRegions; //!< of a primary; DescribeSecret only

    //! The version that carries \p label; empty if none does.
    QString versionWithStage(const QString &label) const
    {
        for (auto it = versionStages.cbegin(); it != versionStages.cend(); ++it) {
            if (it.value().contains(label))
                return it.key();
        }
        return QString();
    }
};

struct SecretValue {
    QString arn;
    QString name;
    QString versionId;
    QStringList versionStages;
    QDateTime createdAt; //!< of this version
    SecretString value;  //!< the exact bytes of SecretString, or of SecretBinary after base64
    bool binary = false;
};

struct SecretVersion {
    QString versionId;
    QStringList stages;
    QDateTime createdAt;
    QDateTime lastAccessedAt;
};

struct SecretWrite {
    QString arn;
    QString name;
    QString versionId; //!< empty when no value was sent (UpdateSecret)
    QStringList versionStages;
};

//! Secrets Manager's verbs. Every write takes a token chosen before it is sent; the same token with the same value is
//! the same write, so a lost answer may be repeated.
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

private:
    AwsTransport &m_transport;
    JsonClient m_client;
};

} // namespace keyturn
