#pragma once
#include "app/sandbox/iam/policy_document.h"
#include "app/sandbox/store/store.h"
#include "core/base/secret_string.h"

#include <QJsonArray>
#include <memory>

namespace keyturn::sandbox {

//! Who signed the request.
struct Caller {
    QString account;
    QString arn;
    QString userId;
};

//! The unique id of a user or of a role's session, the same for every key of theirs: "AIDA..." or "AROA...:session".
QString userIdOf(const QString &arn);

struct AccessKey {
    QByteArray id;
    SecretString secret;
    QByteArray sessionToken; //!< empty: a long-lived key
    QDateTime expiresAt;     //!< of the session token, by the sandbox's clock; invalid: never
    Caller caller;
    std::shared_ptr<const iam::PolicyDocument> policy;
};

//! What STS and the SSO portal hand out.
struct TemporaryKey {
    QString id;
    QString secret;
    QString sessionToken;
    QDateTime expiresAt;
};
//! A new one for \p arn with \p policy. Those that ran out more than a day ago are forgotten. \p now and \p expiresAt
//! are the sandbox's time.
Result<TemporaryKey> issueTemporaryKey(Store &store, const QString &account, const QString &arn,
                                       const QJsonObject &policy, const QDateTime &now, const QDateTime &expiresAt);

//! The access keys the sandbox knows: built-in ones to rehearse with, and those added, which the store keeps.
class AccessKeys {
public:
    //! \p store must outlive it.
    explicit AccessKeys(Store &store);

    const AccessKey *find(const QByteArray &id) const;
    //! Without their secrets.
    QJsonArray list() const;

    //! {"id", "secret", "policy"} and if wanted "account", "arn", "sessionToken", "expiresAt". Invalid says what is
    //! wrong; the built-in ones cannot be replaced.
    Result<> add(const QJsonObject &key);
    Result<> remove(const QString &id);

private:
    Store &m_store;
    const std::vector<AccessKey> m_builtIn;
    mutable std::map<QByteArray, std::pair<QJsonObject, AccessKey>> m_read; // of the store's documents, as last read
};

} // namespace keyturn::sandbox
