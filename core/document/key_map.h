#pragma once
#include <QHash>
#include <QString>
#include <QStringList>

namespace keyturn {

//! What a key of a secret is for.
enum class KeyRole {
    Other,
    AccessToken,
    RefreshToken,
    ClientId,
    ClientSecret,
    Scope,
    TokenUrl,
    ExpiresAt,
};

//! Layouts that Keyturn recognises by their key names.
enum class CredentialKind {
    Unknown,  //!< not opened yet, and the name does not tell
    Plain,    //!< opened, or known to be no OAuth credential
    LwaSkill, //!< six keys, with api-access-token
    LwaCli,   //!< five keys, without an access token
    SpApi,    //!< three parameters: client identifier, client secret, refresh token
    Genesys,
    Upwork,
    OAuth, //!< has a refresh token and a client id under other names
};

//! Credentials of Login with Amazon, whatever their layout.
bool isLwa(CredentialKind kind);

//! Which key of a secret plays which role.
struct KeyMap {
    CredentialKind kind = CredentialKind::Plain;
    QHash<QString, KeyRole> roles; //!< key (or parameter name) -> role
    QStringList missing;           //!< keys the layout has and this secret lacks

    KeyRole role(const QString &key) const { return roles.value(key, KeyRole::Other); }
    //! The key that plays \p role; empty if none.
    QString key(KeyRole role) const;
    //! Values of sensitive roles are masked; so is everything in a layout we do not know.
    bool isSensitive(const QString &key) const;

    static KeyMap recognise(const QStringList &keys);
};

//! The role that the last part of a parameter's name tells, compared without case: clientidentifier, clientsecret (also
//! cliensecret, a misspelling in wide use), refreshToken.
KeyRole parameterRole(const QString &name);

//! Short word for lists: "LWA", "SP-API", "Genesys", "Upwork", "OAuth", "Plain". Not translated: product names.
QString kindLabel(CredentialKind kind);

} // namespace keyturn
