#pragma once
#include "core/base/secret_string.h"
#include "core/stores/parameter_policy.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>

namespace keyturn {

struct ParameterMetadata {
    QString arn;
    QString name;
    QString type; //!< String, StringList, SecureString
    QString keyId;
    QString description;
    QString allowedPattern;
    QString tier; //!< Standard, Advanced, Intelligent-Tiering
    QString dataType;
    qint64 version = 0;
    QDateTime lastModifiedAt; //!< UTC; any PutParameter moves it
    QString lastModifiedUser;
    QList<ParameterPolicy> policies;

    friend bool operator==(const ParameterMetadata &, const ParameterMetadata &) = default;
};

struct Parameter {
    QString arn;
    QString name;
    QString type;
    SecretString value; //!< decrypted
    qint64 version = 0;
    QDateTime lastModifiedAt;
    QString dataType;
};

struct ParameterVersion {
    qint64 version = 0;
    SecretString value;
    QDateTime lastModifiedAt;
    QString lastModifiedUser;
    QStringList labels;
    QList<ParameterPolicy> policies;
    QString type;
    QString keyId;
    QString description;
    QString allowedPattern;
    QString tier;
    QString dataType;
};

//! A date of it is not known.
inline bool hasUnreadablePolicy(const ParameterMetadata &parameter)
{
    return std::any_of(parameter.policies.cbegin(), parameter.policies.cend(),
                       [](const ParameterPolicy &policy) { return policy.isBroken; });
}

//! What a listing tells an item from others by.
inline const QString &listedAs(const ParameterMetadata &parameter)
{
    return parameter.name;
}
inline qint64 listedAs(const ParameterVersion &version)
{
    return version.version;
}

} // namespace keyturn
