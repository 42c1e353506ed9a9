#pragma once
#include "app/sandbox/sigv4_verifier.h"
#include "core/base/clock.h"

namespace keyturn::sandbox {

//! Turns an HTTP request into a call of an operation and back: paths, signature, dispatch, protocol.
class FrontDoor {
public:
    FrontDoor(Store &store, const Clock &clock);

    Response handle(const Request &request);

private:
    Response handleJson(const Request &request, const QByteArray &requestId);
    Response handleQuery(const Request &request, const QByteArray &requestId);
    Response handleReset(const Request &request);
    Answer run(const Service &service, const QString &name, const Signature &signature, const QJsonObject &input);

    Store &m_store;
    const Clock &m_clock;
    const Sigv4Verifier m_verifier;
    const std::vector<Service> m_services;
};

} // namespace keyturn::sandbox
