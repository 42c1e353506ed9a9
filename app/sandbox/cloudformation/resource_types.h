#pragma once
#include "app/sandbox/service/service.h"

#include <QJsonObject>
#include <QMap>

namespace keyturn::sandbox {

//! On whose behalf a stack works.
struct StackWork {
    Store &store;
    Caller caller;
    QString region;
    QDateTime now;
    std::shared_ptr<const iam::PolicyDocument> policy;
    QString stackName;

    //! Asks another service as the caller, who needs leave for it.
    Answer ask(const Service &service, const QString &operation, const QJsonObject &input) const;
};

//! A resource that was made: what Ref and Fn::GetAtt tell.
struct MadeResource {
    QString physicalId;
    QMap<QString, QString> attributes;
};

//! A type of resources that our templates use.
struct ResourceType {
    QString name;
    QStringList properties; //!< all it knows here
    QStringList required;
    //! Makes it, or where \p physicalId names one that is there, makes it so; \p before: its properties until now.
    //! A physical id that differs from the old one says that the old one is to be removed.
    Result<MadeResource> (*apply)(const StackWork &work, const QString &logicalId, const QJsonObject &properties,
                                  const QString &physicalId, const QJsonObject &before);
    //! One that is not there any more is no error.
    Result<> (*remove)(const StackWork &work, const QString &physicalId, const QJsonObject &properties);
};

//! Null for a type that is not played.
const ResourceType *resourceType(const QString &name);

} // namespace keyturn::sandbox
