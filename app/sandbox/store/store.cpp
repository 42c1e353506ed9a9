#include "app/sandbox/store/store.h"

#include "app/sandbox/store/database.h"
#include "app/sandbox/store/record_json.h"
#include "app/sandbox/wire/json_text.h"

#include <QJsonDocument>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

Database::Key key(const QString &kind, const Scope &scope, const QString &name, const QString &part = u""_s)
{
    // SQLite lets NULLs repeat in a primary key, and Qt binds a null QString as NULL.
    return {kind, scope.account, scope.region, name, part};
}

const QString secretKind = u"secret"_s;
const QString secretValueKind = u"secret-value"_s; // sorts after secretKind, so load() meets the secret first
const QString parameterKind = u"parameter"_s;
const QString clientKind = u"oauth-client"_s;
const QString documentPrefix = u"document/"_s; // before the document's own kind
const QString tokenKind = u"oauth-token"_s;
const Scope everywhere{u""_s, u""_s};

} // namespace

Store::Store() : m_database(std::make_unique<Database>())
{}
Store::~Store() = default;

Result<> Store::open(const QString &file, bool fresh)
{
    if (auto opened = m_database->open(file, fresh); !opened)
        return opened;
    return load();
}

Result<> Store::load()
{
    return m_database->forEach([this](const Database::Key &key, const QByteArray &data) {
        m_empty = false;
        const Scope scope{key.account, key.region};
        if (key.kind == secretKind) {
            m_secrets[scope].insert_or_assign(key.name, secretFromJson(data));
        } else if (key.kind == secretValueKind) {
            const auto secret = m_secrets[scope].find(key.name);
            SecretVersion *version = secret == m_secrets[scope].end() ? nullptr : secret->second.version(key.part);
            if (version)
                version->value = data;
        } else if (key.kind == parameterKind) {
            m_parameters[scope].insert_or_assign(key.name, parameterFromJson(data));
        } else if (key.kind == clientKind) {
            m_clients.insert_or_assign(key.name, oauthClientFromJson(data));
            for (const OAuthToken &token : oauthTokensWithin(data))
                m_tokens.insert_or_assign(token.hash, token);
        } else if (key.kind == tokenKind) {
            m_tokens.insert_or_assign(key.name, oauthTokenFromJson(data));
        } else if (key.kind.startsWith(documentPrefix)) {
            const QString kind = key.kind.mid(documentPrefix.size());
            m_documents[kind].insert_or_assign(key.name, jsonDocument(data).object());
        }
    });
}

Result<> Store::clear()
{
    auto cleared = m_database->clear();
    if (cleared) {
        m_secrets.clear();
        m_parameters.clear();
        m_clients.clear();
        m_documents.clear();
        m_tokens.clear();
        m_empty = true;
    }
    return cleared;
}

const Store::Secrets &Store::secrets(const Scope &scope) const
{
    static const Secrets none;
    const auto it = m_secrets.find(scope);
    return it == m_secrets.end() ? none : it->second;
}

QList<Scope> Store::secretScopes() const
{
    QList<Scope> scopes;
    for (const auto &[scope, secrets] : m_secrets) {
        if (!secrets.empty())
            scopes << scope;
    }
    return scopes;
}

const Store::Parameters &Store::parameters(const Scope &scope) const
{
    static const Parameters none;
    const auto it = m_parameters.find(scope);
    return it == m_parameters.end() ? none : it->second;
}

QList<Scope> Store::parameterScopes() const
{
    QList<Scope> scopes;
    for (const auto &[scope, parameters] : m_parameters)
        scopes << scope;
    return scopes;
}

const Store::Documents &Store::documents(const QString &kind) const
{
    static const Documents none;
    const auto it = m_documents.find(kind);
    return it == m_documents.end() ? none : it->second;
}

Result<> Store::transaction(const std::function<Result<>()> &work)
{
    if (m_inTransaction)
        return work();
    if (auto begun = m_database->begin(); !begun)
        return begun;
    m_inTransaction = true;
    auto done = work();
    m_inTransaction = false;
    if (done)
        done = m_database->commit();
    if (!done)
        m_database->rollback();
    return done;
}

Result<> Store::save(const Scope &scope, Secret secret)
{
    Secrets &secrets = m_secrets[scope];
    const auto known = secrets.find(secret.name);
    const auto write = [&]() -> Result<> {
        if (auto put = m_database->put(key(secretKind, scope, secret.name), toJson(secret)); !put)
            return put;
        for (const SecretVersion &version : std::as_const(secret.versions)) {
            const SecretVersion *before = known == secrets.end() ? nullptr : known->second.version(version.id);
            if (!version.hasValue || (before && before->hasValue))
                continue;
            const QByteArray value = version.value.isNull() ? QByteArray("") : version.value;
            if (auto put = m_database->put(key(secretValueKind, scope, secret.name, version.id), value); !put)
                return put;
        }
        for (const SecretVersion &old : known == secrets.end() ? QList<SecretVersion>() : known->second.versions) {
            if (secret.version(old.id))
                continue;
            if (auto gone = m_database->remove(key(secretValueKind, scope, secret.name, old.id)); !gone)
                return gone;
        }
        return {};
    };
    auto done = transaction(write);
    if (done) {
        m_empty = false;
        const QString name = secret.name;
        secrets.insert_or_assign(name, std::move(secret));
    }
    return done;
}

Result<> Store::save(const Scope &scope, Parameter parameter)
{
    const QString name = parameterKey(parameter.name);
    auto done = transaction([&] { return m_database->put(key(parameterKind, scope, name), toJson(parameter)); });
    if (done) {
        m_empty = false;
        m_parameters[scope].insert_or_assign(name, std::move(parameter));
    }
    return done;
}

Result<> Store::save(OAuthClient client)
{
    auto done = transaction([&] { return m_database->put(key(clientKind, everywhere, client.id), toJson(client)); });
    if (done) {
        m_empty = false;
        const QString id = client.id;
        m_clients.insert_or_assign(id, std::move(client));
    }
    return done;
}

const OAuthToken *Store::oauthToken(const QString &hash) const
{
    const auto it = m_tokens.find(hash);
    return it == m_tokens.end() ? nullptr : &it->second;
}

Result<> Store::save(const QList<OAuthToken> &tokens)
{
    auto done = transaction([&]() -> Result<> {
        for (const OAuthToken &token : tokens) {
            if (auto put = m_database->put(key(tokenKind, everywhere, token.hash), toJson(token)); !put)
                return put;
        }
        return {};
    });
    if (!done)
        return done;
    m_empty = m_empty && tokens.isEmpty();
    for (const OAuthToken &token : tokens)
        m_tokens.insert_or_assign(token.hash, token);
    return m_tokens.size() < m_forgetAt || tokens.isEmpty() ? done : forgetExpiredTokens(tokens.constLast().issuedAt);
}

Result<> Store::revokeFamily(const QString &family)
{
    QList<OAuthToken> changed;
    for (const auto &[hash, token] : m_tokens) {
        if (token.family != family || token.revoked)
            continue;
        changed << token;
        changed.last().revoked = true;
    }
    return save(changed);
}

Result<> Store::forgetExpiredTokens(const QDateTime &now)
{
    QStringList gone;
    for (const auto &[hash, token] : m_tokens) {
        if (token.expiresAt.isValid() && token.expiresAt <= now)
            gone << hash;
    }
    auto done = transaction([&]() -> Result<> {
        for (const QString &hash : std::as_const(gone)) {
            if (auto removed = m_database->remove(key(tokenKind, everywhere, hash)); !removed)
                return removed;
        }
        return {};
    });
    if (done) {
        for (const QString &hash : std::as_const(gone))
            m_tokens.erase(hash);
        m_forgetAt = std::max<size_t>(1000, 2 * m_tokens.size());
    }
    return done;
}

Result<> Store::removeSecret(const Scope &scope, const QString &name)
{
    auto done = transaction([&]() -> Result<> {
        if (auto removed = m_database->remove(key(secretKind, scope, name)); !removed)
            return removed;
        return m_database->remove(key(secretValueKind, scope, name));
    });
    if (done)
        m_secrets[scope].erase(name);
    return done;
}

Result<> Store::removeParameter(const Scope &scope, const QString &name)
{
    const QString stored = parameterKey(name);
    auto done = transaction([&] { return m_database->remove(key(parameterKind, scope, stored)); });
    if (done)
        m_parameters[scope].erase(stored);
    return done;
}

Result<> Store::saveDocument(const QString &kind, const QString &name, QJsonObject document)
{
    auto done =
        transaction([&] { return m_database->put(key(documentPrefix + kind, everywhere, name), jsonText(document)); });
    if (done)
        m_documents[kind].insert_or_assign(name, std::move(document));
    return done;
}

Result<> Store::removeDocument(const QString &kind, const QString &name)
{
    auto done = transaction([&] { return m_database->remove(key(documentPrefix + kind, everywhere, name)); });
    if (done)
        m_documents[kind].erase(name);
    return done;
}

void Store::noteDocument(const QString &kind, const QString &name, QJsonObject document, size_t most)
{
    Documents &noted = m_documents[kind];
    noted.insert_or_assign(name, std::move(document));
    while (noted.size() > most)
        noted.erase(noted.begin());
}

} // namespace keyturn::sandbox
