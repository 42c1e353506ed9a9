#include "core/credentials/static_credentials.h"

using namespace Qt::StringLiterals;

namespace keyturn {

std::unique_ptr<CredentialProvider> StaticCredentials::ofSandbox()
{
    Credentials testing{"testing", SecretString(QByteArrayView("testing")), {}, {}};
    return std::make_unique<StaticCredentials>(std::move(testing), u"sandbox"_s);
}

} // namespace keyturn
