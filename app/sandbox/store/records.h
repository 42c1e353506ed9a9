#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <tuple>

namespace keyturn::sandbox {

//! Accounts and regions share nothing.
struct Scope {
    QString account;
    QString region;
    friend bool operator<(const Scope &a, const Scope &b)
    {
        return std::tie(a.account, a.region) < std::tie(b.account, b.region);
    }
};

using Tags = QMap<QString, QString>;

struct SecretVersion {
    QString id;
    QStringList stages;
    QDateTime createdAt;
    QDateTime lastAccessedAt;
    QByteArray value; //!< UTF-8 text, or the bytes of SecretBinary
    bool binary = false;
    bool hasValue = true; //!< false: a version that rotation has announced but not filled
};

//! A copy that the secret has, or was to have, in another region.
struct Replica {
    QString region;
    QString kmsKeyId;
    QString status; //!< "InSync" or "Failed"
    QString message;
};

//! A rotation that was asked for or has fallen due, and is not done yet.
struct RotationTask {
    QString versionId;     //!< empty: there is none
    bool testOnly = false; //!< only testSecret, on a version that is removed again
    int attempts = 0;
    QDateTime notBefore;
};

struct Secret {
    QString arn;
    QString name;
    QString description;
    QString kmsKeyId;
    QString type;
    Tags tags;
    QDateTime createdAt;
    QDateTime lastChangedAt;
    QDateTime lastAccessedAt;
    QDateTime deletionAt; //!< valid: marked for deletion, gone from this moment on
    QString owningService;
    QString resourcePolicy; //!< JSON text
    QString primaryRegion;  //!< empty: not replicated
    QList<Replica> replicas;
    QJsonObject rotation; //!< RotationEnabled, RotationLambdaARN, RotationRules, LastRotatedDate, NextRotationDate
    QDateTime rotationWindowAt; //!< the next scheduled rotation begins then
    RotationTask rotationTask;
    QList<SecretVersion> versions; //!< oldest first

    SecretVersion *version(const QString &id);
    SecretVersion *versionWithStage(const QString &stage);
};

struct ParameterVersion {
    qint64 version = 1;
    QByteArray value;
    QDateTime modifiedAt;
    QString modifiedBy;
    QString keyId;
    QString description;
    QString allowedPattern;
    QString tier;
    QString policies; //!< JSON array text; empty if none
    QStringList labels;
    QList<int> firedPolicies; //!< positions in policies of those that have acted
    bool awaitsImage = false; //!< the id of an image that was not looked up yet
    QString dataTypeBefore;   //!< then: the parameter's data type without this version; empty: it was made by it
};

struct Parameter {
    QString name; //!< as it was created, with or without the leading slash
    QString arn;
    QString type;
    QString dataType;
    Tags tags;
    QList<ParameterVersion> versions; //!< oldest first, never empty

    const ParameterVersion &latest() const { return versions.constLast(); }
};

} // namespace keyturn::sandbox
