#include "core/rotation/refresh_request.h"

#include "core/document/value_size.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const EntryField *fieldOf(const EntryContent &content, KeyRole role)
{
    const QString key = content.keyMap.key(role);
    return key.isEmpty() ? nullptr : content.field(key);
}

//! Where a layout holds none, and neither does a tag.
QString usualTokenUrl(CredentialKind kind)
{
    if (isLwa(kind)) // seed 000 leaves it empty, SP-API has no such parameter
        return u"https://api.amazon.com/auth/o2/token"_s;
    if (kind == CredentialKind::Upwork)
        return u"https://www.upwork.com/api/v3/oauth2/token"_s;
    if (kind == CredentialKind::Genesys)
        return u"https://login.mypurecloud.com/oauth/token"_s;
    return {};
}

//! Of a layout that belongs to one provider.
std::optional<TokenProvider> providerOf(CredentialKind kind)
{
    if (isLwa(kind))
        return TokenProvider::Lwa;
    if (kind == CredentialKind::Upwork)
        return TokenProvider::Upwork;
    if (kind == CredentialKind::Genesys)
        return TokenProvider::Genesys;
    return std::nullopt;
}

//! The URL in the secret, else in its tag, else the provider's.
Result<QUrl> tokenUrlOf(const EntryContent &content)
{
    QString stored = valueOf(content, KeyRole::TokenUrl).reveal();
    if (stored.isEmpty())
        stored = content.entry.tags.value(QLatin1String(tokenUrlTag));
    if (stored.isEmpty())
        stored = usualTokenUrl(content.keyMap.kind);
    const Result<QUrl> url = tokenUrlFromText(stored);
    if (!url)
        return url;
    const Result<TokenProvider> provider = tokenProvider(*url);
    const std::optional<TokenProvider> wanted = providerOf(content.keyMap.kind);
    if (wanted && *provider != *wanted) {
        return Error{ErrorKind::Invalid,
                     u"token-url"_s,
                     u"%1 is no token host of %2"_s.arg(url->host(), ruleOf(*wanted).name),
                     {},
                     url->host(),
                     u"refresh_token"_s};
    }
    return url;
}

//! \p time as the secret writes it now: epoch milliseconds, epoch seconds or ISO 8601.
SecretString expiryLike(const SecretString &present, const QDateTime &time, CredentialKind kind)
{
    bool isNumber = false;
    const double number = present.bytes().toByteArray().toDouble(&isNumber);
    if (!isNumber && !present.isEmpty())
        return SecretString(time.toString(Qt::ISODate));
    const bool wantsMilliseconds = number > 1e11 || kind == CredentialKind::Upwork;
    return SecretString(QString::number(wantsMilliseconds ? time.toMSecsSinceEpoch() : time.toSecsSinceEpoch()));
}

qsizetype longestNext(const SecretString &present, const ProviderRule &rule)
{
    return std::max(rule.longestToken, present.size() + present.size() / 4);
}

QString obstacleOf(const EntryContent &content)
{
    const Entry &entry = content.entry;
    if (entry.deletedAt.isValid())
        return u"deleted"_s;
    if (!entry.editedBy.isEmpty())
        return entry.isReplica ? u"replica"_s : u"owned"_s;
    if (content.binary)
        return u"binary"_s;
    if (entry.id.store == Store::SecretsManager && content.document.isRaw())
        return u"raw"_s;
    if (entry.rotationPending)
        return u"rotation-pending"_s;
    if (valueOf(content, KeyRole::RefreshToken).isEmpty())
        return u"no-refresh-token"_s;
    if (valueOf(content, KeyRole::ClientId).isEmpty())
        return u"no-client-id"_s;
    if (valueOf(content, KeyRole::ClientSecret).isEmpty())
        return u"no-client-secret"_s;
    return {};
}

} // namespace

SecretString valueOf(const EntryContent &content, KeyRole role)
{
    const EntryField *field = fieldOf(content, role);
    return field ? field->value : SecretString();
}

bool holdsAccessToken(const EntryContent &content)
{
    return fieldOf(content, KeyRole::AccessToken) != nullptr;
}

RefreshReadiness refreshReadiness(const EntryContent &content)
{
    const QString obstacle = obstacleOf(content);
    if (obstacle.isEmpty() && !tokenUrlOf(content))
        return {false, u"token-url"_s};
    return {obstacle.isEmpty(), obstacle};
}

Result<RefreshRequest> refreshRequest(const EntryContent &content)
{
    const QString obstacle = obstacleOf(content);
    if (!obstacle.isEmpty()) {
        const bool isPlace = obstacle == "replica"_L1 || obstacle == "owned"_L1;
        const QString detail = obstacle == "replica"_L1 ? u"this is a replica; it is edited in %1"_s
                               : isPlace                ? u"the secret is managed by %1"_s
                                                        : u"this entry cannot be refreshed"_s;
        return Error{isPlace ? ErrorKind::Invalid : ErrorKind::Unsupported,
                     obstacle,
                     isPlace ? detail.arg(content.entry.editedBy) : detail,
                     {},
                     {},
                     u"refresh_token"_s};
    }
    const Result<QUrl> url = tokenUrlOf(content);
    if (!url)
        return url.error();
    RefreshRequest request;
    request.rule = ruleOf(*tokenProvider(*url));
    request.grant.tokenUrl = *url;
    request.grant.clientId = valueOf(content, KeyRole::ClientId).bytes().toByteArray();
    request.grant.clientSecret = valueOf(content, KeyRole::ClientSecret);
    request.grant.refreshToken = valueOf(content, KeyRole::RefreshToken);
    request.grant.scope = valueOf(content, KeyRole::Scope).bytes().toByteArray();
    request.grant.authentication = request.rule.authentication;
    return request;
}

QList<FieldEdit> editsFor(const EntryContent &content, const TokenSet &tokens)
{
    QList<FieldEdit> edits;
    const auto set = [&edits](const EntryField *field, const SecretString &value) {
        edits.append(FieldEdit{FieldEdit::Kind::Set, field->key, value});
    };
    const EntryField *accessToken = fieldOf(content, KeyRole::AccessToken);
    const EntryField *refreshToken = fieldOf(content, KeyRole::RefreshToken);
    if (tokens.refreshTokenRotated && refreshToken)
        set(refreshToken, tokens.refreshToken);
    if (accessToken)
        set(accessToken, tokens.accessToken);
    const EntryField *expiry = fieldOf(content, KeyRole::ExpiresAt);
    if (accessToken && expiry && tokens.expiresAt.isValid())
        set(expiry, expiryLike(expiry->value, tokens.expiresAt, content.keyMap.kind));
    return edits;
}

QStringList keysToWrite(const EntryContent &content, const ProviderRule &rule)
{
    QStringList keys;
    if (rule.rotates)
        keys.append(content.keyMap.key(KeyRole::RefreshToken));
    if (holdsAccessToken(content))
        keys.append({content.keyMap.key(KeyRole::AccessToken), content.keyMap.key(KeyRole::ExpiresAt)});
    keys.removeAll(QString());
    return keys;
}

bool onlyOthersChanged(const EntryContent &before, const EntryContent &now, const QList<FieldEdit> &edits)
{
    QStringList keys{before.keyMap.key(KeyRole::RefreshToken)};
    for (const FieldEdit &edit : edits)
        keys.append(edit.key);
    return std::all_of(keys.cbegin(), keys.cend(), [&before, &now](const QString &key) {
        const EntryField *was = before.field(key);
        const EntryField *is = now.field(key);
        return was && is && was->isString == is->isString && was->value == is->value;
    });
}

std::optional<Error> roomFault(const EntryContent &content, const ProviderRule &rule)
{
    const auto tooSmall = [](const QString &what, qsizetype bytes, qsizetype limit) {
        return Error{ErrorKind::Limit,
                     u"size"_s,
                     u"%1 might have %2 bytes with new tokens, the limit is %3"_s.arg(what).arg(bytes).arg(limit),
                     {},
                     {},
                     u"refresh_token"_s};
    };
    const bool isSecret = content.entry.id.store == Store::SecretsManager;
    qsizetype size = isSecret ? content.document.text().size() : 0;
    for (const QString &key : keysToWrite(content, rule)) {
        const EntryField *field = content.field(key);
        if (!field || field->role == KeyRole::ExpiresAt)
            continue;
        const qsizetype next = longestNext(field->value, rule);
        size += next - field->value.size();
        for (const ParameterMetadata &parameter : content.entry.parameters) {
            const qsizetype limit = parameterSize(field->value, parameter.tier).limit;
            if (parameter.name == key && next > limit)
                return tooSmall(key, next, limit);
        }
    }
    if (isSecret && size > secretSizeLimit)
        return tooSmall(u"the secret"_s, size, secretSizeLimit);
    return std::nullopt;
}

} // namespace keyturn
