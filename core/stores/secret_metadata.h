#pragma once
#include "core/base/secret_string.h"
#include "core/schedule/rotation_schedule.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <algorithm>

namespace keyturn {

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
    RotationRules rotationRules; //!< stay when rotation is switched off: rotationEnabled says whether they count
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

//! What a listing tells an item from others by.
inline const QString &listedAs(const SecretMetadata &secret)
{
    return secret.name;
}
inline const QString &listedAs(const SecretVersion &version)
{
    return version.versionId;
}

//! \p secretId asks for this secret: by its name, or by its ARN with or without the six letters at the end.
inline bool isSecret(const QString &secretId, const QString &arn, const QString &name)
{
    const QString last = arn.section(u':', 6);
    const QString inArn = last.left(std::max<qsizetype>(0, last.size() - 7));
    return name == secretId || arn == secretId || inArn == secretId || arn.startsWith(secretId + u'-');
}

} // namespace keyturn
