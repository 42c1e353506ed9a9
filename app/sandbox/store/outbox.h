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

//! Keeps \p document behind the others of its kind. Numbers grow for ever, across clear() and restarts, so that a
//! client's last one stays good.
Result<> append(Store &store, const QString &kind, const QJsonObject &document);
//! The same in memory alone: see Store::noteDocument().
void note(Store &store, const QString &kind, const QJsonObject &document);
//! {"number": N, MEMBER: document}, oldest first, those with a number above \p since.
QJsonArray list(const Store &store, const QString &kind, const QString &member, qint64 since);
Result<> clear(Store &store, const QString &kind);

Result<> add(Store &store, const Scope &scope, const QDateTime &now, const Event &event);
//! {"number": N, "event": {envelope}}, oldest first, those with a number above \p since.
QJsonArray list(const Store &store, qint64 since = 0);
Result<> clear(Store &store);
extern const QString eventKind;

constexpr size_t capacity = 1000; //!< the oldest make room

} // namespace outbox
} // namespace keyturn::sandbox
