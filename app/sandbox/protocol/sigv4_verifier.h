#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/iam/access_keys.h"
#include "core/aws/signer_v4.h"

namespace keyturn::sandbox {

struct Signature {
    Caller caller;
    std::shared_ptr<const iam::PolicyDocument> policy;
    QByteArray region;
    QByteArray service; //!< signing name
    QByteArray accessKeyId = {};
};

//! Checks the Authorization header, or the query of a presigned URL, as AWS does; the refusals are in the words of the
//! JSON services.
class Sigv4Verifier {
public:
    //! \p keys must outlive it.
    explicit Sigv4Verifier(const AccessKeys &keys) : m_keys(keys) {}

    //! \p now is the time the client's clock should show; session tokens run out by the \p sandboxTime.
    Result<Signature> verify(const Request &request, const QDateTime &now, const QDateTime &sandboxTime) const;

    //! It says that it is signed, rightly or not.
    static bool isSigned(const Request &request);

    static constexpr int toleranceSeconds = 300;
    static constexpr int presignedSeconds = 900; //!< STS: whatever X-Amz-Expires says

private:
    SignerV4 m_signer;
    const AccessKeys &m_keys;
};

} // namespace keyturn::sandbox
