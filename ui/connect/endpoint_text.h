#pragma once
#include "core/connection/connection_setup.h"

#include <QCoreApplication>

namespace keyturn {

//! Where requests go, in words.
class EndpointText {
    Q_DECLARE_TR_FUNCTIONS(EndpointText)

public:
    static QString service(const AwsService &service);
    //! One line for the frame of the window: "at https://host", or each service with its own; empty where every service
    //! is asked at AWS's own endpoint.
    static QString line(const QList<ServiceEndpoint> &endpoints);
    //! A line for each service, with the whole URL.
    static QString list(const QList<ServiceEndpoint> &endpoints);
};

} // namespace keyturn
