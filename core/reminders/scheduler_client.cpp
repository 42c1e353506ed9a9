#include "core/reminders/scheduler_client.h"

#include "core/aws/lost_answer.h"
#include "core/aws/page_guard.h"
#include "core/base/json_writer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int schedulesPerPage = 100;

SecretString bodyOf(const QString &group, const OneTimeSchedule &schedule)
{
    JsonWriter json;
    json.beginObject().key("GroupName").string(group).key("ScheduleExpression").string(schedule.expression);
    json.key("ScheduleExpressionTimezone").string(schedule.zone);
    json.key("FlexibleTimeWindow").beginObject().key("Mode").string(u"OFF").endObject();
    json.key("ActionAfterCompletion").string(schedule.isDeletedAfterwards ? u"DELETE" : u"NONE");
    json.key("State").string(schedule.isEnabled ? u"ENABLED" : u"DISABLED");
    json.key("Target").beginObject().key("Arn").string(schedule.topicArn).key("RoleArn").string(schedule.roleArn);
    json.key("Input").string(schedule.message).endObject().endObject();
    return std::move(json).take();
}

OneTimeSchedule scheduleFrom(const QJsonObject &json)
{
    const QJsonValue target = json["Target"_L1];
    return {json["Name"_L1].toString(),
            json["ScheduleExpression"_L1].toString(),
            json["ScheduleExpressionTimezone"_L1].toString(),
            target["Arn"_L1].toString(),
            target["RoleArn"_L1].toString(),
            target["Input"_L1].toString(),
            json["State"_L1].toString() == "ENABLED"_L1,
            json["ActionAfterCompletion"_L1].toString() == "DELETE"_L1};
}

AwsTransport::Way wayTo(const char *method, const QString &name, const QString &group = {})
{
    AwsTransport::Way way{method, "/schedules/" + name.toUtf8().toPercentEncoding(), {}};
    if (!group.isEmpty())
        way.query = "groupName=" + group.toUtf8().toPercentEncoding();
    return way;
}

} // namespace

Error SchedulerClient::badAnswer(const QString &operation, const QString &detail) const
{
    const QString host = m_transport.endpoint(aws_services::scheduler).authority();
    Error error{ErrorKind::Protocol, Refusal::BadAnswer, detail, {}, host, u"scheduler:"_s + operation};
    error.answerLost = isWrite(error.operation);
    return error;
}

Task<Result<QJsonObject>> SchedulerClient::ask(QByteArray operation, AwsTransport::Way way, SecretString body) const
{
    const AwsTransport::Bounds bounds;
    const QByteArray contentType("application/json");
    const Result<SecretString> answer = co_await m_transport.call(aws_services::scheduler, operation, contentType,
                                                                  std::move(body), Repeat::Safe, bounds, way);
    if (!answer)
        co_return answer.error();
    if (answer->isEmpty())
        co_return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(answer->bytes().toByteArray());
    if (!document.isObject())
        co_return badAnswer(QString::fromLatin1(operation), u"the answer is no JSON object"_s);
    co_return document.object();
}

Task<Result<>> SchedulerClient::createSchedule(QString group, OneTimeSchedule schedule) const
{
    SecretString body = bodyOf(group, schedule);
    const AwsTransport::Way way = wayTo("POST", schedule.name);
    const Result<QJsonObject> answer = co_await ask("CreateSchedule", way, std::move(body));
    if (!answer)
        co_return answer.error();
    co_return Result<>();
}

Task<Result<>> SchedulerClient::updateSchedule(QString group, OneTimeSchedule schedule) const
{
    SecretString body = bodyOf(group, schedule);
    const AwsTransport::Way way = wayTo("PUT", schedule.name);
    const Result<QJsonObject> answer = co_await ask("UpdateSchedule", way, std::move(body));
    if (!answer)
        co_return answer.error();
    co_return Result<>();
}

Task<Result<OneTimeSchedule>> SchedulerClient::getSchedule(QString group, QString name) const
{
    SecretString none;
    const AwsTransport::Way way = wayTo("GET", name, group);
    const Result<QJsonObject> answer = co_await ask("GetSchedule", way, std::move(none));
    if (!answer)
        co_return answer.error();
    const OneTimeSchedule schedule = scheduleFrom(*answer);
    if (schedule.name != name || schedule.expression.isEmpty())
        co_return badAnswer(u"GetSchedule"_s, u"the answer is not of that schedule"_s);
    co_return schedule;
}

Task<Result<>> SchedulerClient::deleteSchedule(QString group, QString name) const
{
    SecretString none;
    const AwsTransport::Way way = wayTo("DELETE", name, group);
    const Result<QJsonObject> answer = co_await ask("DeleteSchedule", way, std::move(none));
    if (!answer)
        co_return answer.error();
    co_return Result<>();
}

Task<Result<QStringList>> SchedulerClient::listSchedules(QString group) const
{
    QStringList names;
    PageGuard guard(schedulesPerPage);
    QString token;
    do {
        AwsTransport::Way way{"GET", "/schedules", "MaxResults=" + QByteArray::number(schedulesPerPage)};
        if (!token.isEmpty())
            way.query += "&NextToken=" + token.toUtf8().toPercentEncoding();
        way.query += "&ScheduleGroup=" + group.toUtf8().toPercentEncoding();
        SecretString none;
        QElapsedTimer timer;
        timer.start();
        const Result<QJsonObject> answer = co_await ask("ListSchedules", way, std::move(none));
        if (!answer)
            co_return answer.error();
        if (!answer->value("Schedules"_L1).isArray())
            co_return badAnswer(u"ListSchedules"_s, u"the answer has no Schedules"_s);
        const QJsonArray list = answer->value("Schedules"_L1).toArray();
        size_t content = 0;
        for (const QJsonValue item : list) {
            names.append(item["Name"_L1].toString());
            content = qHash(names.constLast(), content);
        }
        token = answer->value("NextToken"_L1).toString();
        const std::chrono::milliseconds spent(timer.elapsed());
        const QString fault = guard.fault({list.size(), token, content, spent});
        if (!fault.isEmpty())
            co_return badAnswer(u"ListSchedules"_s, fault);
    } while (!token.isEmpty());
    co_return names;
}

} // namespace keyturn
