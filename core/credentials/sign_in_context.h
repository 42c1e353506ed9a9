#pragma once
#include "core/async/task.h"
#include "core/aws/aws_endpoints.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/http/http_client.h"
#include "core/keychain/keychain.h"
#include "core/profile/environment.h"

#include <QSet>
#include <memory>

namespace keyturn {

//! Why a code is asked for.
struct MfaQuestion {
    enum class Trouble {
        None,
        NotSixDigits,
        UsedBefore, //!< AWS takes each code once
        Refused,    //!< by AWS
    };
    QString profile;
    QString serial; //!< of the device
    QString role;   //!< ARN
    Trouble trouble = Trouble::None;
};

//! Where the person is asked who signs in.
class SignInPrompts {
public:
    virtual ~SignInPrompts() = default;
    //! Cancelled where the person gives none.
    virtual Task<Result<SecretString>> mfaCode(MfaQuestion question) = 0;
    //! \p program, which gives the credentials of \p profile, has not ended for longer than a person waits in patience.
    virtual void stillRuns(const QString & /*profile*/, const QString & /*program*/) {}
};

//! The codes that were sent to AWS from here, so that none is sent twice.
class MfaCodes {
public:
    //! False where it was used before.
    bool use(const QString &serial, const SecretString &code);

private:
    QSet<QByteArray> m_used; // hashes
};

//! What the sources of temporary credentials need beside the profile. The references and pointers outlive them.
struct SignInContext {
    Environment environment;
    HttpClient &http;
    const Clock &clock;
    QString region;                   //!< whose STS is asked
    AwsEndpoints endpoints;           //!< of the profile
    Keychain *keychain = nullptr;     //!< null: no keys and no SSO tokens of Keyturn's own
    SignInPrompts *prompts = nullptr; //!< null: nobody can be asked
    std::shared_ptr<MfaCodes> codes = std::make_shared<MfaCodes>(); //!< one for all connections of a program
};

} // namespace keyturn
