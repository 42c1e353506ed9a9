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

QJsonValue valueOf(const QJsonObject &fields, const Member &member, const QString &path);

QJsonArray itemsOf(const QJsonObject &fields, const Member &item, const QString &path)
{
    QJsonArray items;
    for (int i = 1;; ++i) {
        const QJsonValue value = valueOf(fields, item, u"%1.%2"_s.arg(path).arg(i));
        if (value.isUndefined())
            return items;
        items.append(value);
    }
}

//! \p path.1.NAME and \p path.1.VALUE as a map.
QJsonObject entriesOf(const QJsonObject &fields, const QString &path, const QString &name, const QString &value)
{
    QJsonObject map;
    for (int i = 1;; ++i) {
        const QString entry = u"%1.%2."_s.arg(path).arg(i);
        if (!fields.contains(entry + name))
            return map;
        map.insert(fields[QString(entry + name)].toString(), fields[QString(entry + value)].toString());
    }
}

//! Without an element around it: Attribute.1.Name and Attribute.1.Value, Tag.1.Key and Tag.1.Value.
QJsonObject flatEntriesOf(const QJsonObject &fields, const QString &path)
{
    const QString name = fields.contains(path + u".1.Key"_s) ? u"Key"_s : u"Name"_s;
    return entriesOf(fields, path, name, u"Value"_s);
}

//! Undefined where the form has nothing of it.
QJsonValue valueOf(const QJsonObject &fields, const Member &member, const QString &path)
{
    if (member.kind == Member::Kind::List) {
        const QString first = member.flat.isEmpty() ? path + u".member"_s : member.flat;
        const QJsonArray items = itemsOf(fields, member.inner.front(), first);
        return items.isEmpty() && !fields.contains(path) ? QJsonValue(QJsonValue::Undefined) : items;
    }
    if (member.kind == Member::Kind::Map || member.kind == Member::Kind::Structure) {
        QJsonObject object = member.flat.isEmpty() ? entriesOf(fields, path + u".entry"_s, u"key"_s, u"value"_s)
                                                   : flatEntriesOf(fields, member.flat);
        for (const Member &each : member.inner) {
            if (const QJsonValue value = valueOf(fields, each, path + u'.' + each.name); !value.isUndefined())
                object.insert(each.name, value);
        }
        return object.isEmpty() ? QJsonValue(QJsonValue::Undefined) : object;
    }
    const QJsonValue text = fields.value(path);
    if (member.kind == Member::Kind::Boolean && text.isString())
        return text == u"true"_s ? QJsonValue(true) : text == u"false"_s ? QJsonValue(false) : text;
    if (member.kind == Member::Kind::Integer && text.isString()) {
        bool isNumber = false;
        const qint64 number = text.toString().toLongLong(&isNumber);
        return isNumber ? QJsonValue(number) : text;
    }
    return text;
}

using FlatNames = std::map<QString, QString>;

//! The items of a list or map that stand without an element around them.
QJsonArray flatItems(const QJsonValue &value)
{
    QJsonArray items = value.toArray();
    const QJsonObject map = value.toObject();
    for (auto it = map.begin(); it != map.end(); ++it)
        items.append(QJsonObject{{u"Name"_s, it.key()}, {u"Value"_s, it.value()}});
    return items;
}

void writeValue(QXmlStreamWriter &xml, const QString &name, const QJsonValue &value, const FlatNames &flat)
{
    xml.writeStartElement(name);
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const auto known = flat.find(it.key());
            const bool isMap = it.key() == u"entry" && it.value().isArray(); // see Call
            if (known == flat.end() && !isMap) {
                writeValue(xml, it.key(), it.value(), flat);
                continue;
            }
            for (const QJsonValue &entry : flatItems(it.value()))
                writeValue(xml, isMap ? it.key() : known->second, entry, flat);
        }
    } else if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            writeValue(xml, u"member"_s, item, flat);
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

//! SNS has words of its own for what the others have in common.
Code snsCode(const Code &common)
{
    static const QHash<QString, Code> codes{{u"AccessDenied"_s, {u"AuthorizationError"_s, 403}},
                                            {u"ValidationError"_s, {u"InvalidParameter"_s, 400}},
                                            {u"NotFound"_s, {u"NotFound"_s, 404}}};
    return codes.value(common.name, common);
}

//! SQS spells most of its own out (service model of the Query protocol).
Code sqsCode(const Code &common)
{
    static const QHash<QString, Code> codes{
        {u"QueueDoesNotExist"_s, {u"AWS.SimpleQueueService.NonExistentQueue"_s, 400}},
        {u"QueueNameExists"_s, {u"QueueAlreadyExists"_s, 400}},
        {u"QueueDeletedRecently"_s, {u"AWS.SimpleQueueService.QueueDeletedRecently"_s, 400}},
        {u"PurgeQueueInProgress"_s, {u"AWS.SimpleQueueService.PurgeQueueInProgress"_s, 403}},
        {u"MessageNotInflight"_s, {u"AWS.SimpleQueueService.MessageNotInflight"_s, 400}},
        {u"KmsAccessDenied"_s, {u"KMS.AccessDeniedException"_s, 400}}};
    return codes.value(common.name, common);
}

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
        {u"SerializationException"_s, {u"MalformedInput"_s, 400}},
        {u"NoSuchEntity"_s, {u"NoSuchEntity"_s, 404}},
        {u"EntityAlreadyExists"_s, {u"EntityAlreadyExists"_s, 409}},
    };
    return codes.value(jsonCode, {jsonCode, 400});
}

} // namespace

Code codeOf(const Service *service, const QString &code)
{
    const Code common = queryCode(code);
    if (!service)
        return common;
    return service->signingName == "sns" ? snsCode(common) : service->signingName == "sqs" ? sqsCode(common) : common;
}

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

QJsonObject nested(const QJsonObject &fields, const std::vector<Member> &members)
{
    QJsonObject input;
    for (const Member &member : members) {
        if (const QJsonValue value = valueOf(fields, member, member.name); !value.isUndefined())
            input.insert(member.name, value);
    }
    return input;
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
    // Clients look for the element of what they expect, empty or not, where it may be a list of nothing.
    if (!output.isEmpty() || !service.flat.empty())
        writeValue(xml, action + u"Result"_s, output, service.flat);
    writeValue(xml, u"ResponseMetadata"_s, metadata, {});
    xml.writeEndElement();
    return {200, xmlHeaders(requestId), body};
}

Response refuse(const Service *service, const Error &error, const QByteArray &requestId, bool asJson)
{
    const Code code = codeOf(service, error.code);
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
