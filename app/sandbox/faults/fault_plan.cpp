#include "app/sandbox/faults/fault_plan.h"

#include "app/sandbox/service/service.h"

#include <algorithm>

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

FaultPlan::FaultPlan() : m_release(std::make_shared<Release>())
{}

Result<Fault> FaultPlan::add(Fault fault)
{
    if (m_faults.size() >= capacity)
        return refusal(u"LimitExceededException"_s, u"there are %1 faults; clear them first"_s.arg(capacity));
    fault.id = u"fault-%1"_s.arg(++m_lastId);
    m_faults.push_back(fault);
    return fault;
}

std::optional<Fault> FaultPlan::take(const Aim &request, bool refusals)
{
    for (Fault &fault : m_faults) {
        if (fault.times == 0 || (fault.kind == Fault::Kind::Refuse) != refusals || !fault.matches(request))
            continue;
        if (fault.skip > 0) {
            --fault.skip;
            continue;
        }
        --fault.times;
        ++fault.hits;
        return fault;
    }
    return std::nullopt;
}

bool FaultPlan::clear(const QString &id)
{
    const size_t before = m_faults.size();
    std::erase_if(m_faults, [&id](const Fault &fault) { return id.isEmpty() || fault.id == id; });
    release();
    return id.isEmpty() || m_faults.size() < before;
}

void FaultPlan::reset()
{
    clear();
    m_lastId = 0;
}

void FaultPlan::release()
{
    emit m_release->released();
}

} // namespace keyturn::sandbox
