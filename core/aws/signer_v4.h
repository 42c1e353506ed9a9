#pragma once
#include "core/aws/credentials.h"
#include "core/http/http_client.h"

#include <memory>

namespace keyturn {

//! AWS Signature Version 4 for every service but S3 (IAM guide, "Create a signed AWS API request"). Pure: no clock, no
//! I/O. Keeps the derived signing keys of the last few scopes, wiped on destruction. Not for two threads at once.
class SignerV4 {
public:
    //! As the bytes on the wire. \p headers holds host, repeats and order as sent; \p body must outlive the call.
    struct Request {
        QByteArray method;
        QByteArray target; //!< path, and query after '?'
        HttpHeaders headers;
        QByteArrayView body;
    };
    struct Scope {
        QByteArray timestamp; //!< "20150830T123600Z"
        QByteArray region;
        QByteArray service; //!< signing name

        //! "20150830/us-east-1/service/aws4_request"
        QByteArray credentialScope() const;
    };
    struct CanonicalRequest {
        QByteArray text;          //!< holds the session token where one is signed
        QByteArray signedHeaders; //!< "host;x-amz-date"
    };

    SignerV4();
    ~SignerV4();
    Q_DISABLE_COPY_MOVE(SignerV4)

    //! Covers every header that may be signed, or (to verify) only those named in \p only, as in SignedHeaders.
    CanonicalRequest canonicalRequest(const Request &request, QByteArrayView only = {}) const;
    QByteArray stringToSign(QByteArrayView canonicalRequest, const Scope &scope) const;
    //! 64 lower-case hex digits.
    QByteArray signature(QByteArrayView stringToSign, const Scope &scope, const SecretString &secretAccessKey) const;

    //! The headers to add to \p request: x-amz-date, x-amz-security-token where there is one, authorization. Earlier
    //! headers of these names are neither signed nor kept: the caller sends its own headers without them.
    HttpHeaders sign(const Request &request, const Scope &scope, const Credentials &credentials) const;

    static QByteArray timestamp(const QDateTime &utc);
    //! The host header of \p url: lower case, port only where it is not the scheme's own, IPv6 in brackets.
    static QByteArray host(const QUrl &url);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace keyturn
