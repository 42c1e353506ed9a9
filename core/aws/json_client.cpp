#include "core/aws/json_client.h"

#include "core/aws/lost_answer.h"
#include "core/base/redaction.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace keyturn {

JsonClient::JsonClient(AwsTransport &transport, const AwsService &service) : m_transport(transport), m_service(service)
{}

Task<Result<SecretString>> JsonClient::text(QByteArray operation, SecretString body, Repeat repeat,
                                            AwsTransport::Bounds bounds) const
{
    const QByteArray contentType = "application/x-amz-json-" + m_service.json.toByteArray();
    co_return co_await m_transport.call(m_service, operation, contentType, body, repeat, bounds);
}

Task<Result<QJsonObject>> JsonClient::call(QByteArray operation, SecretString body, Repeat repeat) const
{
    const Result<SecretString> answer = co_await text(operation, std::move(body), repeat);
    if (!answer)
        co_return answer.error();
    if (answer->isEmpty())
        co_return QJsonObject();

    const QByteArrayView bytes = answer->bytes();
    QJsonParseError problem;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &problem);
    if (!document.isObject())
        co_return badAnswer(operation, u"the answer is no JSON object: %1"_s.arg(problem.errorString()));
    co_return document.object();
}

Task<Result<>> JsonClient::run(QByteArray operation, SecretString body, Repeat repeat) const
{
    const Result<QJsonObject> answer = co_await call(operation, std::move(body), repeat);
    if (!answer)
        co_return answer.error();
    co_return Result<>();
}

Error JsonClient::badAnswer(const QByteArray &operation, const QString &detail) const
{
    const QString host = QString::fromLatin1(m_transport.endpoint(m_service).authority().toLatin1());
    const QString name = QString::fromLatin1(m_service.id) + u':' + QString::fromLatin1(operation);
    Error error{ErrorKind::Protocol, Refusal::BadAnswer, redacted(detail), {}, host, name};
    error.answerLost = isWrite(name); // it was sent, and what it did is not known
    return error;
}

} // namespace keyturn
