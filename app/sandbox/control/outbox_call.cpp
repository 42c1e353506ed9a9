#include "app/sandbox/control/outbox_call.h"

#include "app/sandbox/sns/sns.h"
#include "app/sandbox/store/outbox.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

namespace {

ControlCall numbered(Store &store, const QByteArray &name, const QString &kind, const QString &member)
{
    const auto get = [&store, kind, member](const ControlInput &input) -> Result<QJsonObject> {
        bool isNumber = true;
        const qint64 since = input.contains(u"since") ? input[u"since"].toString().toLongLong(&isNumber) : 0;
        if (!isNumber || since < 0)
            return Error{ErrorKind::Invalid, u"not-a-number"_s, u"\"since\" is the number of an event seen before"_s};
        return QJsonObject{{member + u's', outbox::list(store, kind, member, since)}};
    };
    const auto post = [&store, kind, member](const ControlInput &input) -> Result<QJsonObject> {
        if (input != QJsonObject{{u"clear"_s, true}})
            return Error{
                ErrorKind::Invalid, u"not-clear"_s, u"all that can be asked is {\"clear\": true}"_s, {}, {}, {}};
        if (auto cleared = outbox::clear(store, kind); !cleared)
            return std::move(cleared).error();
        return QJsonObject{{member + u's', QJsonArray()}};
    };
    return {name, get, post};
}

} // namespace

ControlCall outboxCall(Store &store)
{
    return numbered(store, "outbox", outbox::eventKind, u"event"_s);
}

ControlCall messagesCall(Store &store)
{
    return numbered(store, "messages", topics::messageKind, u"message"_s);
}

} // namespace keyturn::sandbox
