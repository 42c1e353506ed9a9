#pragma once
#include "core/aws/json_client.h"

#include <QMap>

namespace keyturn {

struct EventRule {
    QString name;
    QString arn;
    QString pattern; //!< JSON text; empty: none
    QString description;
    bool isEnabled = false;
};

//! How a target gets its text from an event.
struct InputTransformer {
    QMap<QString, QString> paths; //!< placeholder -> "$.detail.parameter-name"
    QString text;                 //!< the template

    friend bool operator==(const InputTransformer &, const InputTransformer &) = default;
};

struct EventTarget {
    QString id;
    QString arn;
    InputTransformer input; //!< empty text: the target gets the event as it is

    friend bool operator==(const EventTarget &, const EventTarget &) = default;
};

//! The EventBridge verbs that reminders need (API reference 2015-10-07), on the default bus.
class EventBridgeClient {
public:
    explicit EventBridgeClient(AwsTransport &transport);

    //! Replaces the whole rule; its targets stay.
    Task<Result<>> putRule(EventRule rule) const;
    Task<Result<EventRule>> describeRule(QString name) const;
    //! Invalid with the service's own code where a target was refused, although the call was answered with 200.
    Task<Result<>> putTargets(QString rule, QList<EventTarget> targets) const;
    Task<Result<QList<EventTarget>>> listTargetsByRule(QString rule) const;
    Task<Result<bool>> testEventPattern(QString pattern, QString event) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
