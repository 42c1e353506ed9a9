#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/service/service.h"

//! AWS JSON 1.0 and 1.1: operation in X-Amz-Target, one JSON object each way.
namespace keyturn::sandbox::json11 {

//! Decodes the body; SerializationException where it is no JSON object.
Result<QJsonObject> input(const QByteArray &body);
Response answer(const QJsonObject &output, const QByteArray &requestId);
Response refuse(const Error &error, const QByteArray &requestId);
//! \p response, which answers \p request, as JSON 1.0 has it where that was asked in it. \p queryCode: what a service
//! that spoke Query before calls the error there (the trait awsQueryCompatible).
Response inItsVersion(Response response, const Request &request, const QString &queryCode);

} // namespace keyturn::sandbox::json11
