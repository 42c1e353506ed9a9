#include "core/reminders/scheduler_client.h"

#include "core/aws/lost_answer.h"
#include "core/aws/page_guard.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int schedulesPerPage = 100;
constexpr int mostSchedules = 20'000; // of a group of ours

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

OneTimeSchedule scheduleFrom(const SecretAnswer &answer)
{
    const SecretAnswer target = answer.needObject("Target");
    return {answer.needText("Name"),
            answer.needText("ScheduleExpression"),
            answer.text("ScheduleExpressionTimezone"),
            target.needText("Arn"),
            target.needText("RoleArn"),
            target.text("Input"),
            answer.needText("State") == "ENABLED"_L1,
            answer.text("ActionAfterCompletion") == "DELETE"_L1};
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

Task<Result<SecretString>> SchedulerClient::ask(QByteArray operation, AwsTransport::Way way, SecretString body) const
{
    const AwsTransport::Bounds bounds;
    const QByteArray contentType("application/json");
    co_return co_await m_transport.call(aws_services::scheduler, operation, contentType, std::move(body), Repeat::Safe,
                                        bounds, way);
}

Task<Result<>> SchedulerClient::write(QByteArray operation, AwsTransport::Way way, SecretString body) const
{
    const Result<SecretString> text = co_await ask(operation, way, std::move(body));
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("ScheduleArn");
    if (!answer.fault().isEmpty())
        co_return badAnswer(QString::fromLatin1(operation), answer.fault());
    co_return Result<>();
}

Task<Result<>> SchedulerClient::createSchedule(QString group, OneTimeSchedule schedule) const
{
    SecretString body = bodyOf(group, schedule);
    const AwsTransport::Way way = wayTo("POST", schedule.name);
    const Result<> done = co_await write("CreateSchedule", way, std::move(body));
    co_return done;
}

Task<Result<>> SchedulerClient::updateSchedule(QString group, OneTimeSchedule schedule) const
{
    SecretString body = bodyOf(group, schedule);
    const AwsTransport::Way way = wayTo("PUT", schedule.name);
    const Result<> done = co_await write("UpdateSchedule", way, std::move(body));
    co_return done;
}

Task<Result<OneTimeSchedule>> SchedulerClient::getSchedule(QString group, QString name) const
{
    SecretString none;
    const AwsTransport::Way way = wayTo("GET", name, group);
    const Result<SecretString> text = co_await ask("GetSchedule", way, std::move(none));
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const OneTimeSchedule schedule = scheduleFrom(answer);
    if (!answer.fault().isEmpty())
        co_return badAnswer(u"GetSchedule"_s, answer.fault());
    if (schedule.name != name)
        co_return badAnswer(u"GetSchedule"_s, u"the answer is not of that schedule"_s);
    co_return schedule;
}

//! AWS answers with an empty object, or with nothing.
Task<Result<>> SchedulerClient::deleteSchedule(QString group, QString name) const
{
    SecretString none;
    const AwsTransport::Way way = wayTo("DELETE", name, group);
    const Result<SecretString> text = co_await ask("DeleteSchedule", way, std::move(none));
    if (!text)
        co_return text.error();
    if (const QString fault = SecretAnswer(*text).fault(); !text->isEmpty() && !fault.isEmpty())
        co_return badAnswer(u"DeleteSchedule"_s, fault);
    co_return Result<>();
}

Task<Result<QStringList>> SchedulerClient::listSchedules(QString group) const
{
    QStringList names;
    PageGuard guard(schedulesPerPage, mostSchedules);
    QString token;
    do {
        AwsTransport::Way way{"GET", "/schedules", "MaxResults=" + QByteArray::number(schedulesPerPage)};
        if (!token.isEmpty())
            way.query += "&NextToken=" + token.toUtf8().toPercentEncoding();
        way.query += "&ScheduleGroup=" + group.toUtf8().toPercentEncoding();
        SecretString none;
        QElapsedTimer timer;
        timer.start();
        const Result<SecretString> text = co_await ask("ListSchedules", way, std::move(none));
        if (!text)
            co_return text.error();
        const SecretAnswer answer(*text);
        const QList<SecretAnswer> list = answer.needObjects("Schedules");
        size_t content = 0;
        for (const SecretAnswer &item : list) {
            names.append(item.needText("Name"));
            content = qHash(names.constLast(), content);
        }
        token = answer.text("NextToken");
        const std::chrono::milliseconds spent(timer.elapsed());
        const QString fault =
            answer.fault().isEmpty() ? guard.fault({list.size(), token, content, spent}) : answer.fault();
        if (!fault.isEmpty())
            co_return badAnswer(u"ListSchedules"_s, fault);
    } while (!token.isEmpty());
    co_return names;
}

} // namespace keyturn
