#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/iam/access_keys.h"

#include <QDateTime>

#include <map>

namespace keyturn::sandbox {

//! The federation endpoint of the console's sign-in service: session credentials for a sign-in token, and a page in the
//! place of the console, since from here nothing leads to the real one.
class Federation {
public:
    static constexpr int lifeSeconds = 15 * 60; //!< of a sign-in token, by the sandbox's clock

    //! \p keys must outlive it.
    explicit Federation(const AccessKeys &keys) : m_keys(keys) {}

    static bool isFor(const QByteArray &path) { return path == "/federation"; }
    Response handle(const Request &request, const QDateTime &now);
    void forget() { m_signedIn.clear(); }

private:
    Response signinToken(const QJsonObject &fields, const QDateTime &now);
    Response login(const QJsonObject &fields, const QDateTime &now) const;

    struct SignedIn {
        QString arn;
        QDateTime until;
    };
    const AccessKeys &m_keys;
    std::map<QString, SignedIn> m_signedIn; //!< by their token, in memory: it is good for minutes
};

} // namespace keyturn::sandbox
