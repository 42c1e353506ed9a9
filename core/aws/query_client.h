#pragma once
#include "core/aws/aws_transport.h"
#include "core/aws/xml_element.h"

namespace keyturn {

//! AWS Query over an AwsTransport: a form out, XML back.
class QueryClient {
public:
    //! Names as on the wire: "Attributes.entry.1.key", "Tags.member.2.Value".
    using Parameters = QList<std::pair<QByteArray, QString>>;

    QueryClient(AwsTransport &transport, const AwsService &service);

    //! The <ActionResult> element; an empty element for actions that answer nothing.
    Task<Result<XmlElement>> call(QByteArray action, Parameters parameters, Repeat repeat) const;

    //! "Action=...&Version=...&Name=value", percent-encoded as RFC 3986 (a space is %20).
    static QByteArray form(const AwsService &service, const QByteArray &action, const Parameters &parameters);

private:
    AwsTransport &m_transport;
    const AwsService &m_service;
};

} // namespace keyturn
