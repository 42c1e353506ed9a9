#pragma once
#include "app/sandbox/http/http_message.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <functional>
#include <vector>

namespace keyturn::sandbox {

//! The arguments of a control call: the body's JSON object of a POST, the query's fields (all strings) of a GET.
using ControlInput = QJsonObject;

//! One thing a rehearsal can ask of the sandbox, at /sandbox-api/NAME. An Error of kind Invalid is answered 400.
struct ControlCall {
    using Handler = std::function<Result<QJsonObject>(const ControlInput &)>;

    QByteArray name;
    Handler get = {};  //!< changes nothing; empty: the call has only a POST
    Handler post = {}; //!< empty: the call has only a GET
};

//! The control calls. JSON in, JSON out; {"error": "..."} where one is refused. They are not signed; what keeps pages
//! in a browser away from them is HttpServer.
class ControlTable {
public:
    explicit ControlTable(std::vector<ControlCall> calls) : m_calls(std::move(calls)) {}

    static bool isControlPath(const QByteArray &path);
    Response handle(const Request &request) const;

private:
    const std::vector<ControlCall> m_calls;
};

} // namespace keyturn::sandbox
