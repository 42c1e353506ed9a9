#include "app/sandbox/sandbox_server.h"

#include "app/sandbox/faulty_door.h"
#include "app/sandbox/front_door.h"
#include "app/sandbox/http/http_server.h"
#include "app/sandbox/oauth/consent_endpoint.h"
#include "app/sandbox/seeds/seeds.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace keyturn {

using namespace Qt::StringLiterals;

struct SandboxServer::Private {
    explicit Private(const Clock *given) : clock(given ? *given : systemClock) {}

    SystemClock systemClock;
    sandbox::SandboxClock clock;
    sandbox::Store store;
    sandbox::Timekeeper timekeeper{clock, store};
    sandbox::FaultPlan faults;
    sandbox::FrontDoor door{store, timekeeper, faults};
    sandbox::FaultyDoor faultyDoor{door, faults};
    sandbox::HttpServer http{[this](const sandbox::Request &request, const sandbox::HttpServer::Reply &reply) {
                                 sandbox::Response response = faultyDoor.handle(request);
                                 if (response.waitSeconds > 0 && !response.delivery)
                                     askAgain(request, reply, QDeadlineTimer(response.waitSeconds * 1000));
                                 else
                                     reply(std::move(response));
                             },
                             [this](const sandbox::Request &head) { return faultyDoor.refuses(head); },
                             [](const sandbox::Request &head) { return sandbox::oauth::isConsentPath(head.path()); }};

    //! Long polling: until there is something, or \p deadline.
    void askAgain(const sandbox::Request &request, const sandbox::HttpServer::Reply &reply, QDeadlineTimer deadline)
    {
        QTimer::singleShot(std::chrono::milliseconds(pollMs), &http, [this, request, reply, deadline] {
            sandbox::Response response = door.handle(request);
            if (response.waitSeconds > 0 && !deadline.hasExpired())
                askAgain(request, reply, deadline);
            else
                reply(std::move(response));
        });
    }
    static constexpr int pollMs = 50;
};

SandboxServer::SandboxServer(const Clock *clock) : m_d(std::make_unique<Private>(clock))
{}
SandboxServer::~SandboxServer() = default;

Result<> SandboxServer::start(const SandboxOptions &options)
{
    if (!options.clock.isEmpty()) {
        if (auto time = sandbox::readTime(options.clock, m_d->clock.computerNow()); !time)
            return std::move(time).error();
    }
    if (auto opened = m_d->store.open(options.stateFile, options.fresh); !opened)
        return opened;
    if (m_d->store.isEmpty()) {
        if (auto seeded = sandbox::seed(m_d->store, m_d->clock.utcNow()); !seeded)
            return seeded;
    }
    if (!m_d->http.listenOnLoopback(options.port)) {
        const QString where = u"127.0.0.1:%1"_s.arg(options.port);
        const bool taken = m_d->http.serverError() == QAbstractSocket::AddressInUseError;
        return Error{
            ErrorKind::Io,
            taken ? Refusal::PortInUse : Refusal::CannotListen,
            taken ? u"port %1 is in use by another program; choose another, or 0 for any free one"_s.arg(options.port)
                  : m_d->http.errorString(),
            {},
            where,
            {}};
    }
    m_d->door.rotator().setPrograms(options.rotationPrograms, url());
    // After listening: what is due may begin work that calls back.
    return m_d->timekeeper.start(options.clock);
}

QUrl SandboxServer::url() const
{
    return m_d->http.isListening() ? QUrl(u"http://127.0.0.1:%1"_s.arg(m_d->http.serverPort())) : QUrl();
}

} // namespace keyturn
