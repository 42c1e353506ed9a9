#pragma once
#include "core/aws/aws_transport.h"

#include <QStringList>

namespace keyturn {

//! One entry of EventBridge Scheduler that goes off once and is deleted then.
struct OneTimeSchedule {
    QString name;       //!< [0-9a-zA-Z-_.]{1,64}
    QString expression; //!< "at(2027-01-31T09:00:00)", by the clocks of `zone`
    QString zone;       //!< IANA
    QString topicArn;
    QString roleArn;
    QString message;
    bool isEnabled = true;
    bool isDeletedAfterwards = true;

    friend bool operator==(const OneTimeSchedule &, const OneTimeSchedule &) = default;
};

//! The EventBridge Scheduler verbs that reminders need (API reference 2021-06-30): REST with JSON.
class SchedulerClient {
public:
    explicit SchedulerClient(AwsTransport &transport) : m_transport(transport) {}

    //! Conflict where there is one of that name.
    Task<Result<>> createSchedule(QString group, OneTimeSchedule schedule) const;
    //! Replaces all of it.
    Task<Result<>> updateSchedule(QString group, OneTimeSchedule schedule) const;
    Task<Result<OneTimeSchedule>> getSchedule(QString group, QString name) const;
    Task<Result<>> deleteSchedule(QString group, QString name) const;
    //! The names of all schedules in a group.
    Task<Result<QStringList>> listSchedules(QString group) const;

private:
    //! The answer, not read yet.
    Task<Result<SecretString>> ask(QByteArray operation, AwsTransport::Way way, SecretString body) const;
    Task<Result<>> write(QByteArray operation, AwsTransport::Way way, SecretString body) const;
    Error badAnswer(const QString &operation, const QString &detail) const;

    AwsTransport &m_transport;
};

} // namespace keyturn
