#pragma once
#include <QByteArrayView>

#include <optional>

class QTcpSocket;

namespace keyturn {

//! The user whose program holds the other end of \p socket, which is connected over 127.0.0.1. None where the system
//! does not tell.
std::optional<unsigned> userAtOtherEnd(const QTcpSocket &socket);
//! The same, read from \p table, which is the text of /proc/net/tcp or tcp6, by the ports of that end and of this one.
std::optional<unsigned> userIn(QByteArrayView table, quint16 itsPort, quint16 ourPort);
//! Whose program this is.
unsigned ownUser();

} // namespace keyturn
