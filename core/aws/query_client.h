#pragma once
#include "core/aws/aws_transport.h"
#include "core/aws/xml_element.h"

namespace keyturn {

//! AWS Query over an AwsTransport: a form out, XML back.
class QueryClient {
public:
    //! Names as on the wire: "Attributes.entry.1.key", "Tags.member.2.Value".
    using Parameters = QList<std::pair<QByteArray, QString>>;

    //! \p longestAnswer in bytes: a tree of it is many times its size.
    QueryClient(AwsTransport &transport, const AwsService &service, qint64 longestAnswer = 64LL * 1024);

    //! The <ActionResult> element; an empty element for actions that answer nothing but the id of their request.
    Task<Result<XmlElement>> call(QByteArray action, Parameters parameters, Repeat repeat) const;

    //! What to say of a 2xx answer without what an answer to \p action must have.
    Error badAnswer(const QByteArray &action, const QString &detail) const;

    //! "Action=...&Version=...&Name=value", percent-encoded as RFC 3986 (a space is %20).
    static QByteArray form(const AwsService &service, const QByteArray &action, const Parameters &parameters);

private:
    AwsTransport &m_transport;
    const AwsService &m_service;
    const qint64 m_longestAnswer;
};

} // namespace keyturn
