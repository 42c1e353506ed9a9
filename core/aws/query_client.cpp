#include "core/aws/query_client.h"

#include "core/aws/lost_answer.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QueryClient::QueryClient(AwsTransport &transport, const AwsService &service, qint64 longestAnswer) :
    m_transport(transport), m_service(service), m_longestAnswer(longestAnswer)
{}

Error QueryClient::badAnswer(const QByteArray &action, const QString &detail) const
{
    const QString host = m_transport.endpoint(m_service).authority();
    const QString operation = QString::fromLatin1(m_service.id) + u':' + QString::fromLatin1(action);
    Error error{ErrorKind::Protocol, Refusal::BadAnswer, detail, {}, host, operation};
    error.answerLost = isWrite(operation); // it was sent, and what it did is not known
    return error;
}

QByteArray QueryClient::form(const AwsService &service, const QByteArray &action, const Parameters &parameters)
{
    QByteArray form = "Action=" + action + "&Version=" + service.version.toByteArray();
    for (const auto &[name, value] : parameters)
        form += '&' + name.toPercentEncoding() + '=' + value.toUtf8().toPercentEncoding();
    return form;
}

Task<Result<XmlElement>> QueryClient::call(QByteArray action, Parameters parameters, Repeat repeat) const
{
    const QByteArray contentType("application/x-www-form-urlencoded; charset=utf-8");
    const SecretString body = SecretString::take(form(m_service, action, parameters));
    AwsTransport::Bounds bounds;
    bounds.answerBytes = m_longestAnswer;
    const Result<SecretString> answer = co_await m_transport.call(m_service, action, contentType, body, repeat, bounds);
    if (!answer)
        co_return answer.error();

    const QString name = QString::fromLatin1(action);
    const std::optional<XmlElement> root = XmlElement::parse(answer->bytes());
    if (!root || root->name != name + "Response"_L1)
        co_return badAnswer(action, u"the answer is not the XML of %1"_s.arg(name));
    const XmlElement *result = root->child(QString(name + "Result"_L1));
    if (result && !result->children.isEmpty())
        co_return *result;
    // Nothing else tells an answer of AWS from an empty one that somebody on the way made up.
    const XmlElement *metadata = root->child(u"ResponseMetadata");
    if (!metadata || metadata->textOf(u"RequestId").isEmpty())
        co_return badAnswer(action, u"the answer has neither a result nor a RequestId"_s);
    co_return result ? *result : XmlElement{};
}

} // namespace keyturn
