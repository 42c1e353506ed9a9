#include "app/gui/single_instance.h"

#include <QDataStream>
#include <QLocalSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int patience = 2000; // ms
constexpr qint64 longest = 64LL * 1024;
constexpr char taken = '+';

} // namespace

SingleInstance::SingleInstance(const QString &folder) :
    m_socket(folder + u"/window"_s), m_lock(folder + u"/window.lock"_s)
{
    m_lock.setStaleLockTime(0); // only the end of its process ends it, however old it is
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
}

bool SingleInstance::claim()
{
    if (!m_lock.tryLock())
        return m_lock.error() != QLockFile::LockFailedError; // no folder to meet in: then everybody is alone
    QLocalServer::removeServer(m_socket);                    // of one that was killed
    m_server.listen(m_socket);
    return true;
}

Result<> SingleInstance::handOver(const QStringList &arguments)
{
    const auto hung = [] {
        return Error{ErrorKind::Io, Refusal::Hung, u"another Keyturn is running and does not answer"_s};
    };
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(patience))
        return hung();
    QDataStream stream(&socket);
    stream << arguments.join(QChar::Null).toUtf8();
    char answer = 0;
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(patience))
            return hung();
    }
    if (!socket.waitForReadyRead(patience) || !socket.getChar(&answer) || answer != taken)
        return hung();
    return {};
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        QTimer::singleShot(patience, socket, &QObject::deleteLater); // whoever says nothing does not stay
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > longest)
                return socket->deleteLater();
            QDataStream stream(socket);
            stream.startTransaction();
            QByteArray text;
            stream >> text;
            if (!stream.commitTransaction())
                return; // the rest will come
            socket->putChar(taken);
            socket->flush();
            emit handedOver(QString::fromUtf8(text).split(QChar::Null, Qt::SkipEmptyParts));
        });
    }
}

} // namespace keyturn

#include "moc_single_instance.cpp"
