#pragma once
#include <QtGlobal>

namespace keyturn {

//! A bound for what Qt takes from the server in answer to one request and shows nobody: a head, the extension of a
//! chunk and the page behind a 401 or 407 are collected in memory until they end. The kernel counts (TCP_INFO, tcp(7);
//! FIONREAD for what nobody has taken yet): a connection of which far more was taken than has been read of its answers
//! is shut down, by a thread that looks every few milliseconds, since a server nearby sends megabytes before an event
//! loop does. Exists as long as its request runs. Where the kernel does not count (before Linux 4.1), nothing is shut
//! down.
class WireMeter final {
public:
    //! What Qt holds of a body that nobody has read yet; the bound goes by it. In bytes.
    static constexpr qint64 readAhead = 256LL * 1024;

    WireMeter();
    ~WireMeter();
    Q_DISABLE_COPY_MOVE(WireMeter)

    //! The body comes in chunks, and Qt shows a chunk when it has all that has come of it.
    void expectChunks();
    //! So many bytes of a body have been read.
    void account(qint64 bytes);
    //! A connection was shut down since the request began: its error is none of the network's.
    bool hasShutDown() const;

private:
    const int m_shutDownBefore;
    bool m_expectsChunks = false;
};

} // namespace keyturn
