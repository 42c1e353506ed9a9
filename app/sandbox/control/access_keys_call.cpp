#include "app/sandbox/control/access_keys_call.h"

#include "app/sandbox/clock/sandbox_clock.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

Result<> changeKeys(AccessKeys &keys, const Clock &clock, const ControlInput &input)
{
    if (input.size() == 1 && input[u"remove"].isString())
        return keys.remove(input[u"remove"].toString());
    if (input.size() != 1 || !input[u"add"].isObject())
        return Error{ErrorKind::Invalid, u"not-a-change"_s, u"give one of \"add\" and \"remove\""_s};
    QJsonObject key = input[u"add"].toObject();
    if (key.contains(u"expiresAt")) {
        const Result<QDateTime> time = readTime(key[u"expiresAt"].toString(), clock.utcNow());
        if (!time)
            return time.error();
        key.insert(u"expiresAt"_s, time->toString(Qt::ISODateWithMs));
    }
    return keys.add(key);
}

} // namespace

ControlCall accessKeysCall(AccessKeys &keys, const Clock &clock)
{
    const auto tell = [&keys] { return QJsonObject{{u"accessKeys"_s, keys.list()}}; };
    const auto get = [tell](const ControlInput &) -> Result<QJsonObject> { return tell(); };
    const auto post = [&keys, &clock, tell](const ControlInput &input) -> Result<QJsonObject> {
        if (auto changed = changeKeys(keys, clock, input); !changed)
            return std::move(changed).error();
        return tell();
    };
    return {"access-keys", get, post};
}

} // namespace keyturn::sandbox
