#pragma once
#include "app/sandbox/http/delivery.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace keyturn::sandbox {

//! Writes one answer in the way a Delivery says, without ever blocking. Child of its socket.
class DeliveryWriter final : public QObject {
    Q_OBJECT
public:
    DeliveryWriter(QTcpSocket *socket, QByteArray bytes, std::shared_ptr<const Delivery> delivery);

    void start();
    //! Drops the connection with a TCP reset, not with an orderly end.
    static void resetConnection(QTcpSocket *socket);

signals:
    //! All was written and the connection is still good for more.
    void finished();

private:
    void step();
    void stall();
    qint64 end() const;

    QTcpSocket *const m_socket;
    const QByteArray m_bytes;
    const std::shared_ptr<const Delivery> m_delivery;
    QTimer m_timer;
    qint64 m_position = 0;
    bool m_waiting = false;
    bool m_hasStalled = false;
};

} // namespace keyturn::sandbox
