#pragma once
#include <QDateTime>
#include <QString>

#include <deque>

namespace keyturn::sandbox::oauth {

//! What somebody has agreed to: a code that is redeemed once.
struct Authorization {
    QString clientId;
    QString redirectUri; //!< as it was asked for, letter by letter
    QString scope;
    QString challenge;     //!< of PKCE, S256
    bool isOffline = true; //!< a refresh token comes with it
    QDateTime expiresAt;
    bool used = false;
    QString family; //!< of the tokens it led to; see OAuthToken

    bool isVerifiedBy(const QString &verifier) const; //!< RFC 7636 section 4.6
};

//! Those of this run, in memory: a code is good for a minute.
class Authorizations {
public:
    static constexpr int lifeSeconds = 60; //!< by the sandbox's clock

    //! The code that stands for it.
    QString issue(const Authorization &authorization);
    //! Spent and expired ones too; null: there is none. Good until the next call of issue().
    Authorization *find(const QString &code);
    void forget() { m_known.clear(); }

private:
    static constexpr size_t most = 1000; //!< the oldest give way

    struct Known {
        QString codeHash;
        Authorization authorization;
    };
    std::deque<Known> m_known;
};

} // namespace keyturn::sandbox::oauth
