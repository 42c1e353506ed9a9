#pragma once
#include "core/document/key_map.h"

#include <QByteArrayList>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace keyturn {

//! What Keyturn knows of an OAuth provider: a row of the table in providers.cpp, and the only place that names it. Code
//! asks for what a row says, never for which one it is.
struct Provider {
    enum class Authentication { Form, Basic, Either }; //!< where client id and secret stand (RFC 6749 section 2.3.1)
    enum class Body { Form, Json };
    enum class Rotation {
        Never,     //!< the refresh token stays
        Sometimes, //!< what comes is stored; the old one may die
        Always,    //!< the old one dies with its use, at once or after the leeway
    };
    //! What may be done with a refresh token whose answer was lost.
    enum class Replay {
        Safe,         //!< ask again: the token does not change
        WithinLeeway, //!< ask again once, as long as `leeway` counts from the first request
        Ask,          //!< the token may be spent, and using a spent one may end the login: a person decides
    };
    //! A request that tells whether an access token works: a GET that changes nothing.
    struct Probe {
        //! One for each token URL, or one for all; references are resolved against the token URL.
        QStringList urls;
        QByteArray header = {};      //!< carries the bare token; empty: Authorization: Bearer (RFC 6750 section 2.1)
        bool anyOf = false;          //!< the token works at one of the URLs, and nothing tells at which
        bool refusesWith403 = false; //!< a dead token gets what elsewhere only one without the scope gets
        QList<CredentialKind> layouts = {}; //!< of these alone; empty: of all that no other probe is for
    };
    //! How a new client secret is ordered without the provider's console: it comes as a message into a queue of SQS.
    struct SecretByQueue {
        QStringList urls;       //!< of the request, one for each token URL; empty: there is no such way
        QByteArray header;      //!< carries the bare access token
        QByteArray scope;       //!< of the client_credentials grant that gives this token
        QString sender;         //!< ARN of the account that has to be let into the queue
        QString type;           //!< of the message that brings the secret
        QString member;         //!< of its payload, with clientId and newClientSecret
        QString enrolment = {}; //!< where in its console the queue is entered, for people
        QString api = {};       //!< what the provider calls it, for people
    };
    //! How the address that a consent comes back to must be registered (RFC 8252 section 7.3).
    enum class Redirect {
        LoopbackAnyPort, //!< any port of the loopback address that was registered
        LoopbackFixed,   //!< a loopback address, literally as it was registered
        PasteUrl,        //!< https only: the browser's address is pasted
    };

    QString id;   //!< of the command line, of tags and of the sandbox: never changes
    QString name; //!< for people
    //! The usual one first, then those of other regions. Their hosts may be asked without consent.
    QStringList tokenUrls = {};
    //! Hosts of single customers, '*' for one label or more: they tell the provider, but each needs consent.
    QStringList tenantHosts = {};
    Authentication authentication = Authentication::Form;
    Body body = Body::Form;
    bool hasPublicClients = false; //!< clients without a secret, which send their id alone
    QByteArrayList grants = {"refresh_token"};
    QByteArray scopeNeeded = {}; //!< belongs to every scope that is sent
    bool needsScope = false;     //!< no client_credentials without one
    Rotation rotation = Rotation::Never;
    Replay replay = Replay::Safe;
    std::chrono::seconds leeway{0};
    std::chrono::seconds accessLife{0};      //!< usual; 0: set per client, or not documented
    std::chrono::seconds refreshIdle{0};     //!< dies when not used for so long; 0: not documented
    std::chrono::seconds refreshAbsolute{0}; //!< dies so long after consent, however often used; 0: not documented
    std::chrono::seconds secretGrace{0};     //!< an old client secret after a new one was made; 0: not documented
    SecretByQueue secretByQueue = {};
    qsizetype longestToken = 2048; //!< bytes to reckon with where it must be known before whether an answer will fit
    int atOnce = 4;                //!< requests in flight when several entries are refreshed
    Redirect redirect = Redirect::PasteUrl;
    QString redirectUri = {}; //!< as applications usually have it registered; each may have another
    //! Where people agree (RFC 6749 section 3.1): one for each token URL, or one for all. References are resolved
    //! against the token URL. Empty: not known.
    QStringList authorizationUrls = {};
    QList<std::pair<QByteArray, QByteArray>> consentParameters = {};
    //! A reference likewise: answers name it (RFC 9207). Empty: they may name any of the hosts that were asked.
    QString issuer = {};
    QList<Probe> probes = {};           //!< empty: no such request is known
    bool failsWithSuccess = false;      //!< refuses with status 200 and an error in the body
    QStringList deadTokenWords = {};    //!< error codes besides invalid_grant, lower case: the refresh token is dead
    QString tokenObject = {};           //!< member that holds the tokens where they are not at the top
    QList<CredentialKind> layouts = {}; //!< layouts of secrets that are this provider's alone
    QStringList keyWords = {};          //!< words in names of keys that tell it, lower case, without separators
    QByteArrayList valuePrefixes = {};  //!< how its refresh tokens and client ids begin, and no other's

    bool rotates() const { return rotation != Rotation::Never; }
    QUrl usualTokenUrl() const { return QUrl(tokenUrls.value(0)); }
    //! Whether one of its own hosts; customers' hosts are not.
    bool ownsHost(const QString &host) const;
};

//! Every row, the generic one last: what is safe with a provider that nobody knows.
const QList<Provider> &providers();
const Provider &genericProvider();
//! Null where there is none of this id.
const Provider *providerOfId(const QString &id);
//! Whose host it is, its customers' included; null where nobody knows. \p host in lower case, as QUrl gives it.
const Provider *providerOfHost(const QString &host);
//! Null where the layout belongs to nobody in particular.
const Provider *providerOfLayout(CredentialKind kind);
//! Whose words are in the names of \p keys; null where nobody's are, or several providers'.
const Provider *providerOfKeys(const QStringList &keys);
//! Whose refresh tokens or client ids begin as \p value does.
const Provider *providerOfValue(QByteArrayView value);
//! An error code of any provider that says the refresh token is dead; lower case.
bool isDeadTokenWord(const QString &code);

} // namespace keyturn
