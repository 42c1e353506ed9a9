#include "app/sandbox/protocol/control_table.h"

#include "app/sandbox/protocol/query.h"
#include "app/sandbox/wire/json_text.h"

#include <QJsonDocument>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

const QByteArray prefix = "/sandbox-api/";
const QByteArray resetPath = "/moto-api/reset"; // the convention of test suites for AWS emulators

Response answer(int status, const QJsonObject &body)
{
    return {status, {{"Content-Type", "application/json"}}, jsonText(body)};
}

Response refuse(int status, const QString &why)
{
    return answer(status, {{u"error"_s, why}});
}

Result<QJsonObject> readBody(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return QJsonObject();
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parse);
    if (parse.error != QJsonParseError::NoError)
        return Error{ErrorKind::Invalid, u"not-json"_s,
                     u"the body is no JSON: %1 at byte %2"_s.arg(parse.errorString()).arg(parse.offset)};
    if (!document.isObject())
        return Error{ErrorKind::Invalid, u"not-json"_s, u"the body must be a JSON object"_s};
    return document.object();
}

} // namespace

bool ControlTable::isControlPath(const QByteArray &path)
{
    return path == resetPath || path.startsWith(prefix);
}

Response ControlTable::handle(const Request &request) const
{
    const QByteArray path = request.path();
    const QByteArray name = path == resetPath ? QByteArray("empty") : path.mid(prefix.size());
    const auto call = std::find_if(m_calls.begin(), m_calls.end(), [&name](const auto &c) { return c.name == name; });
    if (call == m_calls.end()) {
        QStringList known;
        for (const ControlCall &each : m_calls)
            known << QString::fromLatin1(each.name);
        return refuse(404, u"there is no such control call; there are: "_s + known.join(u", "_s));
    }
    const bool isPost = request.method == "POST";
    const ControlCall::Handler &handler = isPost ? call->post : call->get;
    if ((!isPost && request.method != "GET") || !handler) {
        Response refused = refuse(405, u"not this way"_s);
        refused.headers.emplaceBack("Allow", !call->get ? "POST" : call->post ? "GET, POST" : "GET");
        return refused;
    }
    const Result<QJsonObject> input = isPost ? readBody(request.body) : Result(query::fields(request.query()));
    if (!input)
        return refuse(400, input.error().detail);
    const Result<QJsonObject> done = handler(*input);
    if (!done)
        return refuse(done.error().kind == ErrorKind::Io ? 500 : 400, done.error().detail);
    return answer(200, *done);
}

} // namespace keyturn::sandbox
