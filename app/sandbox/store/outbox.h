#pragma once
#include "app/sandbox/store/store.h"

#include <QJsonArray>

namespace keyturn::sandbox {

//! What a service would send to EventBridge.
struct Event {
    QString source;     //!< "aws.ssm"
    QString detailType; //!< "Parameter Store Change"
    QStringList resources;
    QJsonObject detail;
};

//! Events are kept in the store, in the envelope EventBridge delivers (user guide, "Events"), instead of being sent.
//! Within Store::transaction() an event lives and dies with the change it tells of.
namespace outbox {

Result<> add(Store &store, const Scope &scope, const QDateTime &now, const Event &event);
//! {"number": N, "event": {envelope}}, oldest first, those with a number above \p since.
QJsonArray list(const Store &store, qint64 since = 0);
Result<> clear(Store &store);

constexpr size_t capacity = 1000; //!< the oldest make room

} // namespace outbox
} // namespace keyturn::sandbox
