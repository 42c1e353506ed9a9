#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/service/service.h"

//! AWS JSON 1.1: operation in X-Amz-Target, one JSON object each way.
namespace keyturn::sandbox::json11 {

//! Decodes the body; SerializationException where it is no JSON object.
Result<QJsonObject> input(const QByteArray &body);
Response answer(const QJsonObject &output, const QByteArray &requestId);
Response refuse(const Error &error, const QByteArray &requestId);

} // namespace keyturn::sandbox::json11
