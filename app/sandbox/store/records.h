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
    QJsonObject rotation; //!< RotationEnabled, RotationLambdaARN, RotationRules, LastRotatedDate, NextRotationDate
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
