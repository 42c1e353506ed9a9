#include "core/http/peer_user.h"

#include <QFile>
#include <QTcpSocket>
#include <QtEndian>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr quint32 thisComputer = 0x7f000001;

//! As the kernel prints an address: the bytes as they lie in memory, then the port.
QByteArray endAt(quint16 port)
{
    const auto hex = [](quint32 number, int digits) {
        return QByteArray::number(number, 16).toUpper().rightJustified(digits, '0');
    };
    return hex(qToBigEndian(thisComputer), 8) + ':' + hex(port, 4);
}

} // namespace

std::optional<unsigned> userIn(QByteArrayView table, quint16 itsPort, quint16 ourPort)
{
    const QByteArray its = endAt(itsPort);
    const QByteArray ours = endAt(ourPort);
    for (const QByteArray &line : table.toByteArray().split('\n')) {
        // "sl local remote state tx:rx timer:when retransmits uid ...": ours stands there once more, the other way
        // round
        const QByteArrayList columns = line.simplified().split(' ');
        if (columns.size() < 8 || !columns.at(1).endsWith(its) || !columns.at(2).endsWith(ours))
            continue;
        bool isNumber = false;
        const unsigned user = columns.at(7).toUInt(&isNumber);
        return isNumber ? std::optional(user) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<unsigned> userAtOtherEnd(const QTcpSocket &socket)
{
    // A program may speak IPv4 through a socket of IPv6, whose table has the address behind a prefix.
    for (const QString &name : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        QFile table(name);
        if (!table.open(QIODevice::ReadOnly))
            continue;
        if (const auto user = userIn(table.readAll(), socket.peerPort(), socket.localPort()))
            return user;
    }
    return std::nullopt;
}

unsigned ownUser()
{
    return ::getuid();
}

} // namespace keyturn
