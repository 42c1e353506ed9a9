#pragma once
#include "core/aws/aws_services.h"

#include <QByteArray>
#include <QMap>

namespace keyturn {

//! Where the requests of each service go. A value.
struct AwsEndpoints {
    AwsEndpoints() = default;
    //! \p everyService empty: the public endpoints.
    AwsEndpoints(QUrl everyService, QMap<QByteArray, QUrl> single = {}) :
        // NOLINT: one URL is the usual case
        all(std::move(everyService)), services(std::move(single))
    {}

    QUrl all;                        //!< in place of the public endpoints
    QMap<QByteArray, QUrl> services; //!< by service id, before `all`
    EndpointVariant variant = {};    //!< of the public endpoints

    //! Empty where the region is not one.
    QUrl of(const AwsService &service, const QString &region) const
    {
        const QUrl own = services.value(service.id.toByteArray(), all);
        return own.isEmpty() ? aws_services::publicEndpoint(service, region, variant) : own;
    }
};

} // namespace keyturn
