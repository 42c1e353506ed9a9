#pragma once
#include "app/sandbox/faults/fault_plan.h"
#include "app/sandbox/http/http_message.h"

namespace keyturn::sandbox {

class FrontDoor;

//! The front door as the faults let it be seen. Control calls always pass.
class FaultyDoor {
public:
    FaultyDoor(FrontDoor &door, FaultPlan &plan) : m_door(door), m_plan(plan) {}

    //! True: reset the connection before the body is read.
    bool refuses(const Request &head);
    Response handle(const Request &request);

private:
    Response spoilt(const Fault &fault, const Request &request, const Aim &aim);

    FrontDoor &m_door;
    FaultPlan &m_plan;
};

} // namespace keyturn::sandbox
