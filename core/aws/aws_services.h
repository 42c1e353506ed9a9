#pragma once
#include <QByteArrayView>
#include <QString>
#include <QUrl>

namespace keyturn {

//! One AWS service as the wire knows it (AWS service models).
struct AwsService {
    QByteArrayView id;           //!< "secretsmanager": IAM prefix and name in messages
    QByteArrayView endpointName; //!< host prefix
    QByteArrayView signingName;
    QByteArrayView targetPrefix; //!< JSON 1.1 only, with the dot
    QByteArrayView version;      //!< Query only
};

namespace aws_services {

extern const AwsService secretsManager;
extern const AwsService ssm;
extern const AwsService sts;
extern const AwsService kms;

//! The public regional endpoint; empty if \p region is not well formed. Unknown regions of a known form are accepted.
QUrl publicEndpoint(const AwsService &service, const QString &region);

} // namespace aws_services

} // namespace keyturn
