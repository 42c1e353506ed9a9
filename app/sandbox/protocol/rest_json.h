#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/service/service.h"

#include <optional>

//! REST with JSON: the operation is told by method and path, its input lies in path, query and body.
namespace keyturn::sandbox::rest_json {

struct Route {
    const Service *service = nullptr;
    const Operation *operation = nullptr;
    QJsonObject named = {}; //!< the members that stand in the path
};

//! The path is one of a service that is asked so.
bool isFor(const QByteArray &path);
//! Nothing where no operation of \p services is asked so.
std::optional<Route> route(const std::vector<Service> &services, const Request &request);
//! SerializationException where the body is no JSON object.
Result<QJsonObject> input(const Route &route, const Request &request);
Response answer(const QJsonObject &output, const QByteArray &requestId);
Response refuse(const Error &error, const QByteArray &requestId);

} // namespace keyturn::sandbox::rest_json
