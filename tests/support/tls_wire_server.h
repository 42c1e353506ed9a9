#pragma once
#include "tests/support/certificates.h"
#include "tests/support/wire_server.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

namespace keyturn {

//! A WireServer behind TLS at https://localhost:PORT, with a certificate of an authority of its own.
class TlsWireServer {
public:
    TlsWireServer()
    {
        m_certificates.authority(QStringLiteral("corp"));
        m_certificates.server(QStringLiteral("server"), QStringLiteral("corp"),
                              {QStringLiteral("subjectAltName=DNS:localhost")}, QStringLiteral("server"));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(m_certificates.file(QStringLiteral("server.pem"))));
        tls.setPrivateKey(QSslKey(m_certificates.file(QStringLiteral("server.key")), QSsl::Ec));
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_listener.setSslConfiguration(tls);
        QObject::connect(&m_listener, &QTcpServer::pendingConnectionAvailable, &wire, [this] {
            while (QTcpSocket *socket = m_listener.nextPendingConnection())
                wire.serve(socket);
        });
        m_listener.listen(QHostAddress::LocalHost);
    }
    QString origin() const { return QStringLiteral("https://localhost:%1").arg(m_listener.serverPort()); }
    //! Names the authority; for AWS_CA_BUNDLE.
    QString bundle() const { return m_certificates.path(QStringLiteral("corp.pem")); }
    const Certificates &certificates() const { return m_certificates; }

    WireServer wire; //!< what came through the encryption

private:
    Certificates m_certificates;
    QSslServer m_listener;
};

} // namespace keyturn
