#include "app/sandbox/faulty_door.h"

#include "app/sandbox/federation/federation.h"
#include "app/sandbox/front_door.h"
#include "app/sandbox/oauth/resource_server.h"
#include "app/sandbox/oauth/token_endpoint.h"
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/protocol/json11.h"
#include "app/sandbox/protocol/query.h"
#include "app/sandbox/protocol/rest_json.h"
#include "app/sandbox/spapi/application_api.h"
#include "app/sandbox/sso/sso.h"

#include <QRandomGenerator>
#include <QUuid>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Fault::Kind;

//! Who asks for what, from the head and, unless that is all there is, from the body.
Aim aimOf(const Request &request)
{
    Aim aim;
    aim.method = QString::fromLatin1(request.method);
    aim.path = QString::fromLatin1(request.path());
    if (sso::isFor(request)) {
        aim.service = u"sso"_s;
        aim.operation = aim.path.section(u'/', -1);
        return aim;
    }
    if (Federation::isFor(request.path())) {
        aim.service = u"signin"_s;
        aim.operation = query::input(request)[u"Action"].toString();
        return aim;
    }
    if (oauth::isTokenPath(request.path())) {
        aim.service = u"oauth"_s;
        aim.operation = query::fields(request.body)[u"grant_type"].toString();
        return aim;
    }
    if (oauth::isResourcePath(request.path())) {
        aim.service = u"oauth"_s;
        aim.operation = u"probe"_s;
        return aim;
    }
    if (spapi::isFor(request.path())) {
        aim.service = u"spapi"_s;
        aim.operation = aim.path.section(u'/', -1);
        return aim;
    }
    const QJsonObject fields = query::input(request);
    QString credential = fields[u"X-Amz-Credential"].toString();
    const QString authorization = QString::fromLatin1(request.header("authorization"));
    if (const qsizetype start = authorization.indexOf(u"Credential="_s); start >= 0)
        credential = authorization.mid(start + 11).section(u',', 0, 0);
    // Access keys have no slash: ID/date/region/service/aws4_request.
    aim.accessKey = credential.section(u'/', 0, 0);
    aim.service = credential.section(u'/', 3, 3);
    const QByteArray target = request.header("x-amz-target");
    aim.operation =
        target.isEmpty() ? fields[u"Action"].toString() : QString::fromLatin1(target.mid(target.lastIndexOf('.') + 1));
    return aim;
}

//! What a service says to an error of that status where nobody gave a code.
QString usualCode(int status, const Aim &aim)
{
    const bool isOAuth = aim.service == u"oauth";
    if (status == 429)
        return isOAuth ? u"slow_down"_s : u"ThrottlingException"_s;
    if (status == 503)
        return isOAuth ? u"temporarily_unavailable"_s : u"ServiceUnavailable"_s;
    if (status >= 500)
        return isOAuth                 ? u"server_error"_s
               : aim.service == u"ssm" ? u"InternalServerError"_s
                                       : u"InternalServiceError"_s;
    return isOAuth ? u"invalid_request"_s : u"ValidationException"_s;
}

//! An error as the protocol of the request has it.
Response refusedAs(const Request &request, const Aim &aim, int status, const QString &code, const QString &message)
{
    const QByteArray requestId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    Response response;
    if (aim.service == u"oauth")
        response = oauth::refuse(status, code, message, requestId);
    else if (rest_json::isFor(request.path()))
        response = rest_json::refuse(refusal(code, message), requestId);
    else if (!request.header("x-amz-target").isEmpty())
        response = json11::refuse(refusal(code, message), requestId);
    else
        response = query::refuse(nullptr, refusal(code, message), requestId, query::wantsJson(request));
    response.status = status;
    return response;
}

Response throttled(const Request &request, const Aim &aim)
{
    if (aim.service == u"oauth")
        return refusedAs(request, aim, 429, u"slow_down"_s, u"Too many requests"_s);
    const bool isJson = !request.header("x-amz-target").isEmpty();
    return refusedAs(request, aim, 400, isJson ? u"ThrottlingException"_s : u"Throttling"_s, u"Rate exceeded"_s);
}

Response inStatus(const Fault &fault, const Request &request, const Aim &aim)
{
    const int status = static_cast<int>(fault.number(u"status"));
    if (status < 300)
        return {status, {{"Content-Type", "application/json"}}, fault.text(u"message").toUtf8()};
    const QString code = fault.text(u"code").isEmpty() ? usualCode(status, aim) : fault.text(u"code");
    return refusedAs(request, aim, status, code, fault.text(u"message"));
}

void replaceHeader(Headers &headers, const QByteArray &name, const QByteArray &value)
{
    headers.removeIf([&name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
    headers.emplaceBack(name, value);
}

QByteArray garbage(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    if (bytes.startsWith('H')) // not even the beginning of a status line
        bytes[0] = '\0';
    return bytes;
}

} // namespace

bool FaultyDoor::refuses(const Request &head)
{
    return !m_plan.isEmpty() && !ControlTable::isControlPath(head.path()) && m_plan.take(aimOf(head), true);
}

Response FaultyDoor::handle(const Request &request)
{
    if (m_plan.isEmpty() || ControlTable::isControlPath(request.path()))
        return m_door.handle(request);
    const Aim aim = aimOf(request);
    const std::optional<Fault> fault = m_plan.take(aim, false);
    return fault ? spoilt(*fault, request, aim) : m_door.handle(request);
}

Response FaultyDoor::spoilt(const Fault &fault, const Request &request, const Aim &aim)
{
    Response response = {200, {{"Content-Type", "application/json"}}, {}};
    if (fault.workDone)
        response = m_door.handle(request);
    Delivery delivery;
    delivery.release = m_plan.gate();
    switch (fault.kind) {
    case Kind::Refuse:
    case Kind::Reset:
        delivery.reset = true;
        break;
    case Kind::Close:
        delivery.closeAfter = fault.number(u"bytes");
        break;
    case Kind::Stall:
        delivery.stallAfter = fault.number(u"bytes");
        delivery.stallMs = static_cast<int>(fault.number(u"seconds") * 1000);
        break;
    case Kind::Slow:
        delivery.bytesPerSecond = static_cast<int>(fault.number(u"bytesPerSecond"));
        break;
    case Kind::Garbage:
        delivery.raw = true;
        response.body = garbage(fault.number(u"bytes", 1024));
        break;
    case Kind::OversizedHeader:
        response.headers.emplaceBack("X-Padding", QByteArray(fault.number(u"bytes"), 'x'));
        break;
    case Kind::OversizedBody:
        delivery.padding = fault.number(u"bytes");
        break;
    case Kind::ContentType:
        if (!fault.text(u"body").isEmpty())
            response.body = fault.text(u"body").toUtf8();
        replaceHeader(response.headers, "Content-Type",
                      fault.text(u"contentType").isEmpty() ? QByteArray("text/html")
                                                           : fault.text(u"contentType").toUtf8());
        break;
    case Kind::Status:
        response = inStatus(fault, request, aim);
        break;
    case Kind::Redirect:
        response = {
            static_cast<int>(fault.number(u"status", 307)), {{"Location", fault.text(u"location").toUtf8()}}, {}};
        break;
    case Kind::Throttle:
        response = throttled(request, aim);
        break;
    }
    if (!fault.text(u"retryAfter").isEmpty())
        replaceHeader(response.headers, "Retry-After", fault.text(u"retryAfter").toUtf8());
    const bool isPlain = fault.kind == Kind::OversizedHeader || fault.kind == Kind::ContentType
                         || fault.kind == Kind::Status || fault.kind == Kind::Redirect || fault.kind == Kind::Throttle;
    if (!isPlain)
        response.delivery = std::make_shared<const Delivery>(delivery);
    return response;
}

} // namespace keyturn::sandbox
