#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/service/service.h"

//! AWS Query: a form in, in the query of the URL, the body or both; XML out, or JSON for those who ask for it.
namespace keyturn::sandbox::query {

//! Fields of an application/x-www-form-urlencoded text, all strings.
QJsonObject fields(const QByteArray &form);
QJsonObject input(const Request &request);
//! The input of an operation with these members: "Tags.member.1.Key" and "Attributes.entry.1.key" become lists and
//! maps, "true" and "12" what the members say.
QJsonObject nested(const QJsonObject &fields, const std::vector<Member> &members);
bool wantsJson(const Request &request);
Response answer(const Service &service, const QString &action, const QJsonObject &output, const QByteArray &requestId,
                bool asJson);
//! What a service that speaks Query calls an error.
struct Code {
    QString name;
    int status = 400;
};
Code codeOf(const Service *service, const QString &code);
//! Translates the codes of the JSON services' front door to those Query services use.
Response refuse(const Service *service, const Error &error, const QByteArray &requestId, bool asJson);

} // namespace keyturn::sandbox::query
