#pragma once
#include "core/async/completion.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class QTcpSocket;

namespace keyturn {

//! Waits on this computer for the one GET that a browser is sent back with (RFC 8252 section 7.3). Whatever else comes,
//! in whatever number, is turned away and costs a few kilobytes for a few seconds: other methods, paths and Hosts, and
//! what `accepts` does not take. Tells nobody what it was sent.
class LoopbackListener final : public QObject {
    Q_OBJECT

public:
    //! Whether a query (behind the '?', still encoded) is the one that is waited for.
    using Accepts = std::function<bool(QByteArrayView query)>;

    static constexpr int mostConnections = 16; //!< the oldest gives way, so that slow ones keep nobody out
    static constexpr qsizetype longestHead = 16LL * 1024;

    //! Listens at \p address, "http://127.0.0.1[:PORT]/PATH" or the same with localhost or [::1]; without a port at any
    //! free one. Io "port-in-use" or "cannot-listen"; Invalid "redirect-uri" for addresses elsewhere.
    static Result<std::unique_ptr<LoopbackListener>> listen(const QUrl &address);
    ~LoopbackListener() override;

    //! With the port.
    QUrl address() const { return m_address; }

    //! The query that was accepted, of a browser of our own user: others may read the address that it has to know from
    //! its command line. Nothing listens any more when it is there. Timeout "no-answer" after \p patience. Given
    //! \p sendOn, a percent-encoded address, the browser is sent on to it in place of a page, and none whose user the
    //! system does not tell. Once. This outlives the task.
    Task<Result<QByteArray>> answer(Accepts accepts, std::chrono::milliseconds patience, SecretString sendOn = {});

private:
    explicit LoopbackListener(QUrl address) : m_address(std::move(address)) {}
    Result<> open(const QHostAddress &host, quint16 port);
    void take(QTcpServer *server);
    void read(QTcpSocket *socket);
    void send(QTcpSocket *socket, int status);
    void close();

    QUrl m_address;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    QList<QTcpSocket *> m_peers; // oldest first; children of their server
    Accepts m_accepts;
    SecretString m_sendOn;
    std::function<void(Result<QByteArray>)> m_done;
};

} // namespace keyturn
