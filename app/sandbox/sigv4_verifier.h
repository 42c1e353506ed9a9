#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/services/service.h"
#include "core/aws/signer_v4.h"

namespace keyturn::sandbox {

struct AccessKey {
    QByteArray id;
    SecretString secret;
    QByteArray sessionToken; //!< empty: a long-lived key
    bool expired = false;    //!< its session token ran out
    Caller caller;
};

//! The access keys the sandbox knows: "testing" for good, and temporary ones to rehearse with.
QList<AccessKey> accessKeys();

struct Signature {
    Caller caller;
    QByteArray region;
    QByteArray service; //!< signing name
};

//! Checks the Authorization header as AWS does; the refusals are in the words of the JSON services.
class Sigv4Verifier {
public:
    explicit Sigv4Verifier(QList<AccessKey> keys) : m_keys(std::move(keys)) {}

    Result<Signature> verify(const Request &request, const QDateTime &now) const;

    static constexpr int toleranceSeconds = 300;

private:
    SignerV4 m_signer;
    const QList<AccessKey> m_keys;
};

} // namespace keyturn::sandbox
