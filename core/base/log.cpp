#include "core/base/log.h"

namespace keyturn {

Q_LOGGING_CATEGORY(httpLog, "keyturn.http", QtWarningMsg)
Q_LOGGING_CATEGORY(awsLog, "keyturn.aws", QtWarningMsg)
Q_LOGGING_CATEGORY(oauthLog, "keyturn.oauth", QtWarningMsg)
Q_LOGGING_CATEGORY(keychainLog, "keyturn.keychain", QtWarningMsg)
Q_LOGGING_CATEGORY(sandboxLog, "keyturn.sandbox", QtWarningMsg)

} // namespace keyturn
