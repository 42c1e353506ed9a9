#pragma once
#include <QtGlobal>

namespace keyturn {

//! A bound for all that the server sends in answer to one request, its head and framing included. Qt collects a head,
//! the extension of a chunk and the page behind a 401 or 407 in memory and shows nothing of it before the end. The
//! kernel counts them (TCP_INFO, tcp(7)): a connection that has brought more than the answers of this time account for
//! is shut down, by a thread that looks every few milliseconds, since a server nearby sends megabytes before an event
//! loop does. Exists as long as its request runs. Where the kernel does not count (before Linux 4.1), nothing is shut
//! down.
class WireMeter final {
public:
    //! \p longestBody: of an answer that is still taken, in bytes.
    explicit WireMeter(qint64 longestBody);
    ~WireMeter();
    Q_DISABLE_COPY_MOVE(WireMeter)

    //! So many bytes of a body have been read.
    void account(qint64 bytes);
    //! A connection was shut down since the request began: its error is none of the network's.
    bool hasShutDown() const;

private:
    const qint64 m_longestBody;
    const int m_shutDownBefore;
};

} // namespace keyturn
