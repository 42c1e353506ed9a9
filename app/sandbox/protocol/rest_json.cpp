#include "app/sandbox/protocol/rest_json.h"

#include "app/sandbox/protocol/json11.h"
#include "app/sandbox/protocol/query.h"
#include "app/sandbox/wire/json_text.h"

namespace keyturn::sandbox::rest_json {

namespace {

using namespace Qt::StringLiterals;

std::optional<QJsonObject> fitted(const QByteArray &route, const Request &request)
{
    const qsizetype blank = route.indexOf(' ');
    if (blank < 0 || request.method != route.first(blank))
        return std::nullopt;
    const QList<QByteArray> wanted = route.mid(blank + 1).split('/');
    const QList<QByteArray> parts = request.path().split('/');
    if (wanted.size() != parts.size())
        return std::nullopt;
    QJsonObject named;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (wanted.at(i).startsWith('{') && !parts.at(i).isEmpty())
            named.insert(QString::fromLatin1(wanted.at(i).mid(1).chopped(1)),
                         QString::fromUtf8(QByteArray::fromPercentEncoding(parts.at(i))));
        else if (wanted.at(i) != parts.at(i))
            return std::nullopt;
    }
    return named;
}

int statusOf(const Error &error)
{
    static const QHash<QString, int> statuses{{u"ResourceNotFoundException"_s, 404},
                                              {u"ConflictException"_s, 409},
                                              {u"ThrottlingException"_s, 429},
                                              {u"AccessDeniedException"_s, 403},
                                              {u"MissingAuthenticationTokenException"_s, 403},
                                              {u"UnrecognizedClientException"_s, 403},
                                              {u"InvalidSignatureException"_s, 403},
                                              {u"ExpiredTokenException"_s, 403}};
    return error.kind == ErrorKind::Io ? 500 : statuses.value(error.code, 400);
}

} // namespace

bool isFor(const QByteArray &path)
{
    return path == "/schedules" || path.startsWith("/schedules/") || path == "/schedule-groups"
           || path.startsWith("/schedule-groups/");
}

std::optional<Route> route(const std::vector<Service> &services, const Request &request)
{
    for (const Service &service : services) {
        for (const Operation &operation : service.operations) {
            if (const auto named = operation.route.isEmpty() ? std::nullopt : fitted(operation.route, request))
                return Route{&service, &operation, *named};
        }
    }
    return std::nullopt;
}

Result<QJsonObject> input(const Route &route, const Request &request)
{
    Result<QJsonObject> body = request.body.isEmpty() ? QJsonObject() : json11::input(request.body);
    if (!body)
        return body;
    QJsonObject fields;
    const QJsonObject query = query::fields(request.query());
    for (auto it = query.begin(); it != query.end(); ++it) // "groupName" is GroupName
        fields.insert(it.key().left(1).toUpper() + it.key().mid(1), it.value());
    const QJsonObject told = query::nested(fields, route.operation->members);
    for (const QJsonObject &more : {told, route.named}) {
        for (auto it = more.begin(); it != more.end(); ++it)
            body->insert(it.key(), it.value());
    }
    return body;
}

Response answer(const QJsonObject &output, const QByteArray &requestId)
{
    return {200, {{"Content-Type", "application/json"}, {"x-amzn-RequestId", requestId}}, jsonText(output)};
}

Response refuse(const Error &error, const QByteArray &requestId)
{
    const Headers headers{{"Content-Type", "application/json"},
                          {"x-amzn-RequestId", requestId},
                          {"x-amzn-ErrorType", error.code.toLatin1()}};
    return {statusOf(error), headers, jsonText(QJsonObject{{u"Message"_s, error.detail}})};
}

} // namespace keyturn::sandbox::rest_json
