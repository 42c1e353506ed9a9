#pragma once
#include "app/sandbox/control/reset_call.h"
#include "app/sandbox/federation/federation.h"
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/protocol/sigv4_verifier.h"
#include "app/sandbox/rotation/rotator.h"
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! Turns an HTTP request into a call of an operation and back: paths, signature, dispatch, protocol.
class FrontDoor {
public:
    FrontDoor(Store &store, Timekeeper &timekeeper, FaultPlan &faults);

    Response handle(const Request &request);
    Rotator &rotator() { return m_rotator; }

private:
    Everything everything(FaultPlan &faults);
    Response handleJson(const Request &request, const QByteArray &requestId);
    Response handleRest(const Request &request, const QByteArray &requestId);
    Response handleQuery(const Request &request, const QByteArray &requestId);
    //! A call that is signed and read; \p request tells where it came to.
    struct Asked {
        const Service &service;
        const Signature &signature;
        const Request &request;
    };
    Answer run(const Asked &asked, const QString &name, const QJsonObject &input);

    Store &m_store;
    Timekeeper &m_timekeeper;
    const SandboxClock &m_clock;
    AccessKeys m_keys;
    oauth::Authorizations m_authorizations;
    Rotator m_rotator;
    Federation m_federation;
    int m_waitSeconds = 0; //!< of the call that ran last
    const ControlTable m_control;
    const Sigv4Verifier m_verifier;
    const std::vector<Service> m_services;
};

} // namespace keyturn::sandbox
