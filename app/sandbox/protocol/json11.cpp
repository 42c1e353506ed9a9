#include "app/sandbox/protocol/json11.h"

#include "app/sandbox/wire/json_text.h"

#include <QJsonDocument>

namespace keyturn::sandbox::json11 {

namespace {

using namespace Qt::StringLiterals;

Headers jsonHeaders(const QByteArray &requestId)
{
    return {{"Content-Type", "application/x-amz-json-1.1"}, {"x-amzn-RequestId", requestId}};
}

//! A member that is null is a member left out.
QJsonValue withoutNulls(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(withoutNulls(item));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject members;
    const QJsonObject all = value.toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!it.value().isNull())
            members.insert(it.key(), withoutNulls(it.value()));
    }
    return members;
}

} // namespace

Result<QJsonObject> input(const QByteArray &body)
{
    QJsonParseError parse;
    const QJsonDocument document = jsonDocument(body, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject())
        return refusal(u"SerializationException"_s, QString());
    return withoutNulls(document.object()).toObject();
}

Response answer(const QJsonObject &output, const QByteArray &requestId)
{
    return {200, jsonHeaders(requestId), jsonText(output)};
}

Response refuse(const Error &error, const QByteArray &requestId)
{
    QJsonObject body{{u"__type"_s, error.code}};
    addUnlessEmpty(body, u"message"_s, error.detail);
    const int status = error.kind == ErrorKind::Io ? 500 : 400;
    return {status, jsonHeaders(requestId), jsonText(body)};
}

Response inItsVersion(Response response, const Request &request, const QString &queryCode)
{
    if (!request.header("content-type").startsWith("application/x-amz-json-1.0"))
        return response;
    for (auto &[name, value] : response.headers) {
        if (name == "Content-Type")
            value = "application/x-amz-json-1.0";
    }
    if (!queryCode.isEmpty())
        response.headers.emplaceBack("x-amzn-query-error",
                                     queryCode.toLatin1() + (response.status < 500 ? ";Sender" : ";Receiver"));
    return response;
}

} // namespace keyturn::sandbox::json11
