#include "app/sandbox/protocol/query.h"

#include "app/sandbox/wire/json_text.h"

#include <QHash>
#include <QXmlStreamWriter>

namespace keyturn::sandbox::query {

namespace {

using namespace Qt::StringLiterals;

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

void writeValue(QXmlStreamWriter &xml, const QString &name, const QJsonValue &value)
{
    xml.writeStartElement(name);
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            writeValue(xml, it.key(), it.value());
    } else if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            writeValue(xml, u"member"_s, item);
    } else {
        xml.writeCharacters(value.toVariant().toString());
    }
    xml.writeEndElement();
}

Headers xmlHeaders(const QByteArray &requestId)
{
    return {{"Content-Type", "text/xml"}, {"x-amzn-RequestId", requestId}};
}

Response jsonResponse(int status, const QJsonObject &body, const QByteArray &requestId)
{
    return {status, {{"Content-Type", "application/json"}, {"x-amzn-RequestId", requestId}}, jsonText(body)};
}

struct Code {
    QString name;
    int status;
};

Code queryCode(const QString &jsonCode)
{
    static const QHash<QString, Code> codes{
        {u"MissingAuthenticationTokenException"_s, {u"MissingAuthenticationToken"_s, 403}},
        {u"UnrecognizedClientException"_s, {u"InvalidClientTokenId"_s, 403}},
        {u"InvalidSignatureException"_s, {u"SignatureDoesNotMatch"_s, 403}},
        {u"IncompleteSignatureException"_s, {u"IncompleteSignature"_s, 400}},
        {u"ExpiredTokenException"_s, {u"ExpiredToken"_s, 403}},
        {u"AccessDeniedException"_s, {u"AccessDenied"_s, 403}},
        {u"ValidationException"_s, {u"ValidationError"_s, 400}},
    };
    return codes.value(jsonCode, {jsonCode, 400});
}

} // namespace

QJsonObject fields(const QByteArray &form)
{
    QJsonObject found;
    for (const QByteArray &pair : form.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0)
            found.insert(decoded(pair.left(equals)), decoded(pair.mid(equals + 1)));
    }
    return found;
}

QJsonObject input(const Request &request)
{
    QJsonObject all = fields(request.query());
    const QJsonObject body = fields(request.body);
    for (auto it = body.begin(); it != body.end(); ++it)
        all.insert(it.key(), it.value());
    return all;
}

bool wantsJson(const Request &request)
{
    return request.header("accept").toLower().startsWith("application/json");
}

Response answer(const Service &service, const QString &action, const QJsonObject &output, const QByteArray &requestId,
                bool asJson)
{
    const QJsonObject metadata{{u"RequestId"_s, QString::fromLatin1(requestId)}};
    if (asJson)
        return jsonResponse(
            200,
            {{action + u"Response"_s, QJsonObject{{action + u"Result"_s, output}, {u"ResponseMetadata"_s, metadata}}}},
            requestId);
    QByteArray body;
    QXmlStreamWriter xml(&body);
    xml.writeStartElement(action + u"Response"_s);
    xml.writeDefaultNamespace(QString::fromLatin1(service.xmlNamespace));
    if (!output.isEmpty())
        writeValue(xml, action + u"Result"_s, output);
    writeValue(xml, u"ResponseMetadata"_s, metadata);
    xml.writeEndElement();
    return {200, xmlHeaders(requestId), body};
}

Response refuse(const Service *service, const Error &error, const QByteArray &requestId, bool asJson)
{
    const Code code = queryCode(error.code);
    const int status = error.kind == ErrorKind::Io ? 500 : code.status;
    const QString type = status < 500 ? u"Sender"_s : u"Receiver"_s;
    if (asJson)
        return jsonResponse(
            status,
            {{u"Error"_s, QJsonObject{{u"Type"_s, type}, {u"Code"_s, code.name}, {u"Message"_s, error.detail}}},
             {u"RequestId"_s, QString::fromLatin1(requestId)}},
            requestId);
    QByteArray body;
    QXmlStreamWriter xml(&body);
    xml.writeStartElement(u"ErrorResponse"_s);
    if (service)
        xml.writeDefaultNamespace(QString::fromLatin1(service->xmlNamespace));
    xml.writeStartElement(u"Error"_s);
    xml.writeTextElement(u"Type"_s, type);
    xml.writeTextElement(u"Code"_s, code.name);
    xml.writeTextElement(u"Message"_s, error.detail);
    xml.writeEndElement();
    xml.writeTextElement(u"RequestId"_s, QString::fromLatin1(requestId));
    xml.writeEndElement();
    return {status, xmlHeaders(requestId), body};
}

} // namespace keyturn::sandbox::query
