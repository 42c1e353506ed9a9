#include "app/sandbox/control/clock_call.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

QJsonObject tell(const SandboxClock &clock)
{
    return {{u"now"_s, clock.utcNow().toString(Qt::ISODateWithMs)},
            {u"computer"_s, clock.computerNow().toString(Qt::ISODateWithMs)},
            {u"offsetSeconds"_s, clock.offset() / 1000}};
}

} // namespace

ControlCall clockCall(Timekeeper &timekeeper)
{
    const auto get = [&timekeeper](const ControlInput &) -> Result<QJsonObject> { return tell(timekeeper.clock()); };
    const auto post = [&timekeeper](const ControlInput &input) -> Result<QJsonObject> {
        const SandboxClock &clock = timekeeper.clock();
        const bool isMove = input.contains(u"move");
        if (input.size() != 1 || (!isMove && !input.contains(u"set")))
            return Error{ErrorKind::Invalid, Refusal::NotATime, u"give one of \"move\" and \"set\""_s};
        const QString text = input[isMove ? u"move"_s : u"set"_s].toString();
        const Result<QDateTime> time = readTime(text, isMove ? clock.utcNow() : clock.computerNow());
        if (!time)
            return time.error();
        if (auto moved = timekeeper.moveTo(*time); !moved)
            return std::move(moved).error();
        return tell(clock);
    };
    return {"clock", get, post};
}

} // namespace keyturn::sandbox
