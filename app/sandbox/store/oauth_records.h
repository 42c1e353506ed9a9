#pragma once
#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace keyturn::sandbox {

//! An application registered with one of the sandbox's OAuth providers.
struct OAuthClient {
    QString id;
    QString secret;
    QString scope;             //!< what it may ask for, separated by spaces
    QString provider;          //!< a row of oauth::providers()
    QJsonObject behaviour;     //!< where this client is treated differently from that row
    QString oldSecret;         //!< the one before the last rotation
    QDateTime oldSecretUntil;  //!< until then it is accepted, too
    QDateTime secretChangedAt; //!< invalid: never rotated here
};

//! A token that was issued. What the text was is not kept, except that of the refresh token that follows a spent one.
struct OAuthToken {
    enum class Kind { Access, Refresh };

    QString hash; //!< SHA-256 of the token, hexadecimal
    Kind kind = Kind::Access;
    QString clientId;
    QString family; //!< hash of the refresh token that it all began with; empty: client_credentials
    QString scope;
    QDateTime issuedAt;
    QDateTime expiresAt; //!< invalid: never
    QDateTime spentAt;   //!< a refresh token that was replaced
    QString successor;   //!< by this one
    bool revoked = false;

    static QString hashOf(const QString &token);
    bool isLive(const QDateTime &now) const
    {
        return !revoked && !spentAt.isValid() && (!expiresAt.isValid() || now < expiresAt);
    }
};

//! How they are kept in the state file.
QByteArray toJson(const OAuthClient &client);
QByteArray toJson(const OAuthToken &token);
OAuthClient oauthClientFromJson(const QByteArray &json);
OAuthToken oauthTokenFromJson(const QByteArray &json);
//! Refresh tokens that a client of an older state file lists itself.
QList<OAuthToken> oauthTokensWithin(const QByteArray &clientJson);

} // namespace keyturn::sandbox
