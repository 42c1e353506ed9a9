#include "core/aws/json_client.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace keyturn {

JsonClient::JsonClient(AwsTransport &transport, const AwsService &service) : m_transport(transport), m_service(service)
{}

Task<Result<QJsonObject>> JsonClient::call(QByteArray operation, SecretString body, Repeat repeat) const
{
    const QByteArray contentType("application/x-amz-json-1.1");
    const Result<SecretString> answer = co_await m_transport.call(m_service, operation, contentType, body, repeat);
    if (!answer)
        co_return answer.error();
    if (answer->isEmpty())
        co_return QJsonObject();

    const QByteArrayView text = answer->bytes();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()), &problem);
    if (!document.isObject()) {
        const QString host = QString::fromLatin1(m_transport.endpoint(m_service).authority().toLatin1());
        const QString name = QString::fromLatin1(m_service.id) + u':' + QString::fromLatin1(operation);
        co_return Error{ErrorKind::Protocol, u"not-json"_s, problem.errorString(), {}, host, name};
    }
    co_return document.object();
}

} // namespace keyturn
