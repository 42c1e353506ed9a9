#include "app/sandbox/protocol/query.h"

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

QJsonObject input(const QByteArray &body)
{
    QJsonObject fields;
    for (const QByteArray &pair : body.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0)
            fields.insert(decoded(pair.left(equals)), decoded(pair.mid(equals + 1)));
    }
    return fields;
}

Response answer(const Service &service, const QString &action, const QJsonObject &output, const QByteArray &requestId)
{
    QByteArray body;
    QXmlStreamWriter xml(&body);
    xml.writeStartElement(action + u"Response"_s);
    xml.writeDefaultNamespace(QString::fromLatin1(service.xmlNamespace));
    if (!output.isEmpty())
        writeValue(xml, action + u"Result"_s, output);
    writeValue(xml, u"ResponseMetadata"_s, QJsonObject{{u"RequestId"_s, QString::fromLatin1(requestId)}});
    xml.writeEndElement();
    return {200, xmlHeaders(requestId), body};
}

Response refuse(const Service *service, const Error &error, const QByteArray &requestId)
{
    const Code code = queryCode(error.code);
    const int status = error.kind == ErrorKind::Io ? 500 : code.status;
    QByteArray body;
    QXmlStreamWriter xml(&body);
    xml.writeStartElement(u"ErrorResponse"_s);
    if (service)
        xml.writeDefaultNamespace(QString::fromLatin1(service->xmlNamespace));
    xml.writeStartElement(u"Error"_s);
    xml.writeTextElement(u"Type"_s, status < 500 ? u"Sender"_s : u"Receiver"_s);
    xml.writeTextElement(u"Code"_s, code.name);
    xml.writeTextElement(u"Message"_s, error.detail);
    xml.writeEndElement();
    xml.writeTextElement(u"RequestId"_s, QString::fromLatin1(requestId));
    xml.writeEndElement();
    return {status, xmlHeaders(requestId), body};
}

} // namespace keyturn::sandbox::query
