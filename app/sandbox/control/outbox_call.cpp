#include "app/sandbox/control/outbox_call.h"

#include "app/sandbox/store/outbox.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

ControlCall outboxCall(Store &store)
{
    const auto get = [&store](const ControlInput &input) -> Result<QJsonObject> {
        bool isNumber = true;
        const qint64 since = input.contains(u"since") ? input[u"since"].toString().toLongLong(&isNumber) : 0;
        if (!isNumber || since < 0)
            return Error{ErrorKind::Invalid, u"not-a-number"_s, u"\"since\" is the number of an event seen before"_s};
        return QJsonObject{{u"events"_s, outbox::list(store, since)}};
    };
    const auto post = [&store](const ControlInput &input) -> Result<QJsonObject> {
        if (input != QJsonObject{{u"clear"_s, true}})
            return Error{
                ErrorKind::Invalid, u"not-clear"_s, u"all that can be asked is {\"clear\": true}"_s, {}, {}, {}};
        if (auto cleared = outbox::clear(store); !cleared)
            return std::move(cleared).error();
        return QJsonObject{{u"events"_s, QJsonArray()}};
    };
    return {"outbox", get, post};
}

} // namespace keyturn::sandbox
