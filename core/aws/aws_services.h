#pragma once
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QUrl>

namespace keyturn {

//! One AWS service as the wire knows it (AWS service models).
struct AwsService {
    QByteArrayView id;           //!< "secretsmanager": IAM prefix and name in messages
    QByteArrayView endpointName; //!< host prefix
    QByteArrayView signingName;
    QByteArrayView targetPrefix; //!< JSON only, with the dot
    QByteArrayView version;      //!< Query only
    QByteArrayView json = "1.1"; //!< version of AWS JSON
};

//! Which of a service's public endpoints: `use_fips_endpoint`, `use_dualstack_endpoint`.
struct EndpointVariant {
    bool fips = false;
    bool dualstack = false;

    friend bool operator==(const EndpointVariant &, const EndpointVariant &) = default;
};

namespace aws_services {

extern const AwsService secretsManager;
extern const AwsService ssm;
extern const AwsService sts;
extern const AwsService kms;
extern const AwsService sns;
extern const AwsService sqs;
extern const AwsService events; //!< EventBridge
extern const AwsService scheduler;
extern const AwsService cloudFormation;
extern const AwsService cloudTrail;
//! IAM Identity Center: signing in, and the credentials of its roles. Not among all(): only sign-in asks them.
extern const AwsService ssoOidc;
extern const AwsService ssoPortal;
//! The console's sign-in service, which renews what `aws login` has brought. Not among all() either.
extern const AwsService signIn;

//! All that are asked.
const QList<const AwsService *> &all();

//! The public regional endpoint, as the services' endpoint rule sets name it; empty if \p region is not well formed.
//! Unknown regions of a known form are accepted.
QUrl publicEndpoint(const AwsService &service, const QString &region, const EndpointVariant &variant = {});

} // namespace aws_services

} // namespace keyturn
