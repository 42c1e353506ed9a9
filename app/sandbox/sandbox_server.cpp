#include "app/sandbox/sandbox_server.h"

namespace keyturn {

struct SandboxServer::Private {
    QUrl url;
};

SandboxServer::SandboxServer() : m_d(std::make_unique<Private>()) {}
SandboxServer::~SandboxServer() = default;

QUrl SandboxServer::url() const
{
    return m_d->url;
}

} // namespace keyturn
