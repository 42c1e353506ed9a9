#include "app/sandbox/store/outbox.h"

#include <QUuid>

#include <algorithm>

namespace keyturn::sandbox::outbox {

using namespace Qt::StringLiterals;

const QString eventKind = u"event"_s;

namespace {

QString keyOf(qint64 number)
{
    return QString::number(number).rightJustified(16, u'0');
}

qint64 nextNumber(const Store &store, const QString &kind)
{
    const auto &events = store.documents(kind);
    const qint64 last = events.empty() ? 0 : events.rbegin()->first.toLongLong();
    return std::max(last + 1, QDateTime::currentMSecsSinceEpoch());
}

} // namespace

Result<> append(Store &store, const QString &kind, const QJsonObject &document)
{
    const auto &events = store.documents(kind);
    const qint64 number = nextNumber(store, kind);
    return store.transaction([&]() -> Result<> {
        while (events.size() >= capacity) {
            const QString oldest = events.begin()->first;
            if (auto removed = store.removeDocument(kind, oldest); !removed)
                return removed;
        }
        return store.saveDocument(kind, keyOf(number), document);
    });
}

void note(Store &store, const QString &kind, const QJsonObject &document)
{
    store.noteDocument(kind, keyOf(nextNumber(store, kind)), document, capacity);
}

QJsonArray list(const Store &store, const QString &kind, const QString &member, qint64 since)
{
    const auto &events = store.documents(kind);
    QJsonArray found;
    for (auto it = events.upper_bound(keyOf(since)); it != events.end(); ++it)
        found.append(QJsonObject{{u"number"_s, it->first.toLongLong()}, {member, it->second}});
    return found;
}

Result<> clear(Store &store, const QString &kind)
{
    return store.transaction([&store, &kind]() -> Result<> {
        while (!store.documents(kind).empty()) {
            const QString oldest = store.documents(kind).begin()->first;
            if (auto removed = store.removeDocument(kind, oldest); !removed)
                return removed;
        }
        return {};
    });
}

Result<> add(Store &store, const Scope &scope, const QDateTime &now, const Event &event)
{
    return append(store, eventKind,
                  {{u"version"_s, u"0"_s},
                   {u"id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                   {u"detail-type"_s, event.detailType},
                   {u"source"_s, event.source},
                   {u"account"_s, scope.account},
                   {u"time"_s, now.toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s)},
                   {u"region"_s, scope.region},
                   {u"resources"_s, QJsonArray::fromStringList(event.resources)},
                   {u"detail"_s, event.detail}});
}

QJsonArray list(const Store &store, qint64 since)
{
    return list(store, eventKind, u"event"_s, since);
}

Result<> clear(Store &store)
{
    return clear(store, eventKind);
}

} // namespace keyturn::sandbox::outbox
