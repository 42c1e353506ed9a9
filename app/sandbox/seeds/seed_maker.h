#pragma once
#include "app/sandbox/store/oauth_records.h"
#include "app/sandbox/store/store.h"

namespace keyturn::sandbox::seeds {

inline const Scope home{QStringLiteral("123456789012"), QStringLiteral("us-east-1")};
inline const QString tokenUrl = QStringLiteral("https://api.amazon.com/auth/o2/token");
inline const QString skillScope = QStringLiteral("alexa::enterprise:management profile");
constexpr int hour = 3600;
constexpr int day = 24 * hour;
constexpr int slack = 6 * hour;

struct Pair {
    QString key;
    QString value;
};

//! \p length characters that look random and are always the same for \p label.
QString text(const QString &label, qsizetype length);
//! Likewise of hexadecimal digits, at most 64.
QString hex(const QString &label, qsizetype length);
QString uuid(const QString &label);
QString lwaAccessToken(const QString &label);
QString lwaRefreshToken(const QString &label);
QString lwaClientId(const QString &label);
QString lwaClientSecret(const QString &label);
//! A flat object in the given order, as the console's key/value editor writes it.
QByteArray object(const QList<Pair> &pairs);

//! What the layouts are made of. Values are invented and always the same.
class SeedMaker {
public:
    SeedMaker(Store &store, const QDateTime &now) : m_store(store), m_now(now) {}

protected:
    //! A few hours less than whole days, so that "in 12 days" is still true when somebody looks.
    QDateTime ago(qint64 seconds) const { return m_now.addSecs(seconds < day ? -seconds : slack - seconds); }
    QString tagTime(qint64 secondsAgo) const
    {
        return ago(secondsAgo).toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
    }
    Secret secret(const QString &name, qint64 createdAgo, const QString &description = {}) const;
    //! Adds versions, oldest first; the last is AWSCURRENT, the one before it AWSPREVIOUS.
    void addVersions(Secret &secret, const QList<std::pair<qint64, QByteArray>> &agoAndValue) const;
    Parameter parameter(const QString &name, const QString &type, const QString &value, qint64 modifiedAgo) const;
    //! Six keys with an access token, or five without. \p oldSecret: the client secret before it was rotated.
    QByteArray lwa(const QString &label, bool withAccessToken, const QString &accessTokenLabel = {},
                   bool oldSecret = false) const;
    Result<> saveClient(const QString &label, const QString &scope);
    //! With the one refresh token that is alive at the provider.
    Result<> saveClient(const OAuthClient &client, const QString &refreshToken, const QDateTime &issuedAt,
                        const QDateTime &expiresAt = {});

    Store &m_store;
    const QDateTime m_now;
};

} // namespace keyturn::sandbox::seeds
