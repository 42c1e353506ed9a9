#include "app/sandbox/control/reset_call.h"

#include "app/sandbox/seeds/seeds.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

namespace {

Result<> forget(const Everything &everything)
{
    everything.faults.reset();
    everything.forgetMemory();
    auto cleared = everything.store.clear();
    if (cleared)
        everything.timekeeper.reset();
    return cleared;
}

ControlCall::Handler answering(const std::function<Result<>()> &work)
{
    return [work](const ControlInput &) -> Result<QJsonObject> {
        if (auto done = work(); !done)
            return std::move(done).error();
        return QJsonObject{{u"status"_s, u"ok"_s}};
    };
}

} // namespace

ControlCall resetCall(const Everything &everything)
{
    return {"reset", {}, answering([everything]() -> Result<> {
                if (auto forgotten = forget(everything); !forgotten)
                    return forgotten;
                if (auto seeded = seed(everything.store, everything.timekeeper.clock().utcNow()); !seeded)
                    return seeded;
                everything.timekeeper.runDue();
                return {};
            })};
}

ControlCall emptyCall(const Everything &everything)
{
    return {"empty", {}, answering([everything]() -> Result<> {
                if (auto forgotten = forget(everything); !forgotten)
                    return forgotten;
                return everything.store.saveDocument(u"empty"_s, u"empty"_s, {}); // or the next start would seed it
            })};
}

} // namespace keyturn::sandbox
