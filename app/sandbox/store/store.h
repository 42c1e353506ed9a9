#pragma once
#include "app/sandbox/store/oauth_records.h"
#include "app/sandbox/store/records.h"
#include "core/base/result.h"

#include <functional>
#include <map>
#include <memory>

namespace keyturn::sandbox {

class Database;

//! Everything the sandbox knows: maps in memory, one SQLite file behind them. A save returns after its transaction is
//! committed, so what was acknowledged survives kill -9. Errors are Io.
class Store {
public:
    Store();
    ~Store();
    Q_DISABLE_COPY_MOVE(Store)

    //! \p file empty: in memory only. Refuses files that another server has open, that are not ours, or that were
    //! written with another schema; \p fresh empties it first (a foreign schema of ours too, a foreign file never).
    Result<> open(const QString &file, bool fresh);
    //! Nothing was stored yet, or everything was cleared.
    bool isEmpty() const { return m_empty; }
    Result<> clear();

    //! Reference valid until the next clear(); callers change records through save and remove only.
    using Secrets = std::map<QString, Secret>;       // by name
    using Parameters = std::map<QString, Parameter>; // by name without its leading slash
    const Secrets &secrets(const Scope &scope) const;
    const Parameters &parameters(const Scope &scope) const;
    //! Those that hold a secret.
    QList<Scope> secretScopes() const;
    QList<Scope> parameterScopes() const;
    const std::map<QString, OAuthClient> &oauthClients() const { return m_clients; }
    const std::map<QString, OAuthToken> &oauthTokens() const { return m_tokens; } // by hash
    const OAuthToken *oauthToken(const QString &hash) const;

    //! Writes the record and the values of versions the file does not hold yet.
    Result<> save(const Scope &scope, Secret secret);
    Result<> save(const Scope &scope, Parameter parameter);
    Result<> save(OAuthClient client);
    //! All or none. Tokens that can serve no more, expired as of the newest, are forgotten now and then.
    Result<> save(const QList<OAuthToken> &tokens);
    Result<> revokeFamily(const QString &family);
    Result<> removeSecret(const Scope &scope, const QString &name);
    Result<> removeParameter(const Scope &scope, const QString &name);

    //! What belongs to none of the above, by kind and name. A kind is one word of the code that uses it.
    using Documents = std::map<QString, QJsonObject>;
    const Documents &documents(const QString &kind) const;
    Result<> saveDocument(const QString &kind, const QString &name, QJsonObject document);
    Result<> removeDocument(const QString &kind, const QString &name);
    //! In memory alone, what is not worth a write: gone with the process. Beyond \p most of a kind the first names go.
    void noteDocument(const QString &kind, const QString &name, QJsonObject document, size_t most);

    //! Several saves as one transaction. \p work must only save.
    Result<> transaction(const std::function<Result<>()> &work);

    static QString parameterKey(const QString &name) { return name.startsWith(u'/') ? name.mid(1) : name; }
    static constexpr int schemaVersion = 1;

private:
    Result<> load();
    Result<> forgetExpiredTokens(const QDateTime &now);

    std::unique_ptr<Database> m_database;
    std::map<Scope, Secrets> m_secrets;
    std::map<Scope, Parameters> m_parameters;
    std::map<QString, OAuthClient> m_clients;
    std::map<QString, Documents> m_documents;
    std::map<QString, OAuthToken> m_tokens;
    size_t m_forgetAt = 1000; //!< tokens
    bool m_empty = true;
    bool m_inTransaction = false;
};

} // namespace keyturn::sandbox
