#include "app/sandbox/http/delivery_writer.h"

#include <algorithm>
#include <sys/socket.h>

namespace keyturn::sandbox {

namespace {

constexpr qint64 pieceBytes = 64LL * 1024;
constexpr int tickMs = 50;

} // namespace

DeliveryWriter::DeliveryWriter(QTcpSocket *socket, QByteArray bytes, std::shared_ptr<const Delivery> delivery) :
    QObject(socket), m_socket(socket), m_bytes(std::move(bytes)), m_delivery(std::move(delivery))
{
    m_timer.setSingleShot(true);
    const auto goOn = [this] {
        m_waiting = false;
        step();
    };
    connect(&m_timer, &QTimer::timeout, this, goOn);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (!m_waiting)
            step();
    });
    if (m_delivery->release)
        connect(m_delivery->release.get(), &Release::released, this, [this, goOn] {
            if (m_waiting && m_hasStalled)
                goOn();
        });
}

void DeliveryWriter::resetConnection(QTcpSocket *socket)
{
    const linger now{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    socket->abort();
}

void DeliveryWriter::start()
{
    if (m_delivery->reset)
        resetConnection(m_socket);
    else
        step();
}

qint64 DeliveryWriter::end() const
{
    const qint64 all = m_bytes.size() + m_delivery->padding;
    return m_delivery->closeAfter < 0 ? all : std::min(all, m_delivery->closeAfter);
}

void DeliveryWriter::stall()
{
    m_hasStalled = m_waiting = true;
    if (m_delivery->stallMs > 0)
        m_timer.start(m_delivery->stallMs);
}

void DeliveryWriter::step()
{
    const qint64 rate = m_delivery->bytesPerSecond;
    while (m_socket->state() == QAbstractSocket::ConnectedState && !m_waiting) {
        const bool stalls = m_delivery->stallAfter >= 0 && !m_hasStalled;
        const qint64 stop = stalls ? std::min(m_delivery->stallAfter, end()) : end();
        if (stalls && m_position >= stop)
            return stall();
        if (m_position >= stop) {
            disconnect(m_socket, nullptr, this, nullptr);
            if (m_delivery->closeAfter >= 0 || m_delivery->raw)
                m_socket->disconnectFromHost();
            else
                emit finished();
            deleteLater();
            return;
        }
        if (m_socket->bytesToWrite() > pieceBytes) // goes on when some of it is written
            return;
        const qint64 most = rate > 0 ? std::max<qint64>(1, rate * tickMs / 1000) : pieceBytes;
        qint64 piece = std::min(most, stop - m_position);
        if (m_position < m_bytes.size()) {
            piece = std::min(piece, m_bytes.size() - m_position);
            m_socket->write(m_bytes.constData() + m_position, piece);
        } else {
            m_socket->write(QByteArray(piece, ' '));
        }
        m_position += piece;
        if (rate > 0) {
            m_waiting = true;
            m_timer.start(static_cast<int>(std::max<qint64>(1, piece * 1000 / rate)));
        }
    }
}

} // namespace keyturn::sandbox

#include "moc_delivery_writer.cpp"
