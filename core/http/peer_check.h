#pragma once
#include "core/base/refusal.h"

#include <QList>
#include <QString>
#include <memory>
#include <optional>

class QSslCertificate;

namespace keyturn {

//! Whether a server is who its certificate says, by OpenSSL's own verification: the chain up to a trusted certificate
//! with its name constraints, and the host in the subject alternative names. Qt 6.4 takes the common name where the
//! alternative names name somebody else, and does not look at constraints; so this is asked besides, after the
//! handshake and before the first byte of a request.
class PeerCheck {
public:
    struct Problem {
        Refusal refusal; //!< of an ErrorKind::Tls: TlsHostMismatch, TlsNameConstraints ...
        QString detail;
    };

    //! Trusts the system's authorities, each read when it is first needed.
    PeerCheck();
    explicit PeerCheck(const QList<QSslCertificate> &trusted);
    ~PeerCheck();
    Q_DISABLE_COPY_MOVE(PeerCheck)

    //! \p chain as the server sent it, its own certificate first. \p host: a name in its ASCII form, or an address.
    std::optional<Problem> problem(const QList<QSslCertificate> &chain, const QString &host) const;

private:
    struct Store;
    std::unique_ptr<Store> m_store;
};

} // namespace keyturn
