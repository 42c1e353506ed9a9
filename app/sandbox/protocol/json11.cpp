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

} // namespace

Result<QJsonObject> input(const QByteArray &body)
{
    QJsonParseError parse;
    const QJsonDocument document = jsonDocument(body, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject())
        return refusal(u"SerializationException"_s, QString());
    return document.object();
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

} // namespace keyturn::sandbox::json11
