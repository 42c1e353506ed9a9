#include "app/sandbox/control/reset_call.h"

#include "app/sandbox/seeds/seeds.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

ControlCall resetCall(Store &store, Timekeeper &timekeeper, FaultPlan &faults)
{
    const auto post = [&store, &timekeeper, &faults](const ControlInput &) -> Result<QJsonObject> {
        faults.clear();
        Result<> done = store.clear();
        if (done) {
            timekeeper.reset();
            done = seed(store, timekeeper.clock().utcNow());
        }
        if (!done)
            return std::move(done).error();
        timekeeper.runDue();
        return QJsonObject{{u"status"_s, u"ok"_s}};
    };
    return {"reset", {}, post};
}

} // namespace keyturn::sandbox
