#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/service/service.h"

//! AWS Query: a form in, XML out.
namespace keyturn::sandbox::query {

//! Fields of an application/x-www-form-urlencoded body, all strings.
QJsonObject input(const QByteArray &body);
Response answer(const Service &service, const QString &action, const QJsonObject &output, const QByteArray &requestId);
//! Translates the codes of the JSON services' front door to those Query services use.
Response refuse(const Service *service, const Error &error, const QByteArray &requestId);

} // namespace keyturn::sandbox::query
