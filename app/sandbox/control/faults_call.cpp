#include "app/sandbox/control/faults_call.h"

#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

QJsonObject listFaults(const FaultPlan &plan)
{
    QJsonArray faults;
    for (const Fault &fault : plan.faults())
        faults.append(fault.toJson());
    return {{u"faults"_s, faults}};
}

Result<QJsonObject> changeFaults(FaultPlan &plan, const ControlInput &input)
{
    if (input.contains(u"clear") || input.contains(u"release")) {
        const QJsonValue clear = input[u"clear"_s];
        const bool all = clear.isBool() && clear.toBool();
        if (input.size() != 1 || (!all && clear.toString().isEmpty() && !input[u"release"_s].toBool()))
            return refusal(u"ValidationException"_s,
                           u"give {\"clear\": true}, {\"clear\": \"ID\"} or {\"release\": true}"_s);
        if (input.contains(u"release"))
            plan.release();
        else if (!plan.clear(clear.toString()))
            return refusal(u"ValidationException"_s, u"there is no fault \"%1\""_s.arg(clear.toString()));
        return listFaults(plan);
    }
    Result<Fault> fault = Fault::fromJson(input);
    if (!fault)
        return fault.error();
    const Result<Fault> added = plan.add(*fault);
    if (!added)
        return added.error();
    return added->toJson();
}

} // namespace

ControlCall faultsCall(FaultPlan &plan)
{
    return {"faults", [&plan](const ControlInput &) -> Result<QJsonObject> { return listFaults(plan); },
            [&plan](const ControlInput &input) -> Result<QJsonObject> { return changeFaults(plan, input); }};
}

} // namespace keyturn::sandbox
