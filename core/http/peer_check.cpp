#include "core/http/peer_check.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

template <auto free>
struct Freed {
    template <typename T>
    void operator()(T *what) const
    {
        free(what);
    }
};
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Verification = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;

void freeStack(STACK_OF(X509) * stack)
{
    sk_X509_pop_free(stack, X509_free);
}
using Certificates = std::unique_ptr<STACK_OF(X509), Freed<freeStack>>;

Certificate parsed(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    return Certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
}

Refusal refusalOf(int error)
{
    switch (error) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return Refusal::TlsHostMismatch;
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
    case X509_V_ERR_SUBTREE_MINMAX:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX:
    case X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:
        return Refusal::TlsNameConstraints;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return Refusal::TlsCertificateDate;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return Refusal::TlsUnknownIssuer;
    default:
        return Refusal::TlsCertificate;
    }
}

//! False where OpenSSL cannot take it; then nothing is trusted.
bool demand(X509_VERIFY_PARAM *what, const QString &host)
{
    // The common name is never a host's name: RFC 9110 section 4.3.4, and what browsers and Python do.
    X509_VERIFY_PARAM_set_hostflags(what, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    // What OpenSSL asks of a chain in a handshake by default: Qt has no word for a key or a digest that is too weak.
    X509_VERIFY_PARAM_set_auth_level(what, 2);
    const QByteArray name = host.toLatin1();
    const bool isAddress = !QHostAddress(host).isNull();
    return X509_VERIFY_PARAM_set_purpose(what, X509_PURPOSE_SSL_SERVER) == 1
           && (isAddress ? X509_VERIFY_PARAM_set1_ip_asc(what, name.constData())
                         : X509_VERIFY_PARAM_set1_host(what, name.constData(), static_cast<size_t>(name.size())))
                  == 1;
}

} // namespace

struct PeerCheck::Store {
    std::unique_ptr<X509_STORE, Freed<X509_STORE_free>> trusted{X509_STORE_new()};

    void add(const QList<QSslCertificate> &certificates)
    {
        for (const QSslCertificate &certificate : certificates) {
            if (const Certificate one = parsed(certificate); one && trusted)
                X509_STORE_add_cert(trusted.get(), one.get());
        }
    }
};

//! Qt trusts the same folder; reading all of it takes longer than many requests.
PeerCheck::PeerCheck() : m_store(std::make_unique<Store>())
{
    const QString folder = QFile::decodeName(X509_get_default_cert_dir());
    const bool isHashed = !QDir(folder).entryList({u"*.0"_s}, QDir::Files).isEmpty();
    X509_STORE *store = m_store->trusted.get();
    X509_LOOKUP *lookup = store && isHashed ? X509_STORE_add_lookup(store, X509_LOOKUP_hash_dir()) : nullptr;
    if (!lookup || X509_LOOKUP_add_dir(lookup, X509_get_default_cert_dir(), X509_FILETYPE_PEM) != 1)
        m_store->add(QSslConfiguration::systemCaCertificates());
}

PeerCheck::PeerCheck(const QList<QSslCertificate> &trusted) : m_store(std::make_unique<Store>())
{
    m_store->add(trusted);
}

PeerCheck::~PeerCheck() = default;

std::optional<PeerCheck::Problem> PeerCheck::problem(const QList<QSslCertificate> &chain, const QString &host) const
{
    const Problem unusable{Refusal::TlsCertificate, u"the server's certificate cannot be checked"_s};
    const Certificates others(sk_X509_new_null());
    const Verification verification(X509_STORE_CTX_new());
    const Certificate leaf = chain.isEmpty() ? nullptr : parsed(chain.constFirst());
    if (!leaf || !others || !verification || !m_store->trusted || host.isEmpty())
        return unusable;
    for (const QSslCertificate &certificate : chain.sliced(1)) {
        Certificate one = parsed(certificate);
        if (one && sk_X509_push(others.get(), one.get()) > 0)
            (void)one.release(); // the stack's now
    }
    if (X509_STORE_CTX_init(verification.get(), m_store->trusted.get(), leaf.get(), others.get()) != 1
        || !demand(X509_STORE_CTX_get0_param(verification.get()), host))
        return unusable;
    if (X509_verify_cert(verification.get()) == 1)
        return {};
    const int error = X509_STORE_CTX_get_error(verification.get());
    const QString issuer = chain.constFirst().issuerDisplayName();
    return Problem{refusalOf(error),
                   u"%1 (issuer: %2)"_s.arg(QString::fromLatin1(X509_verify_cert_error_string(error)), issuer)};
}

} // namespace keyturn
