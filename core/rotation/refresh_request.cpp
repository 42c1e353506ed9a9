#include "core/rotation/refresh_request.h"

#include "core/document/value_size.h"
#include "core/oauth/token_url_policy.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const EntryField *fieldOf(const EntryContent &content, KeyRole role)
{
    const QString key = content.keyMap.key(role);
    return key.isEmpty() ? nullptr : content.field(key);
}

//! Who is said to be the provider, by a person or by a layout that is nobody else's; null: nobody says.
const Provider *declaredProvider(const EntryContent &content, const RefreshSettings &settings)
{
    if (const Provider *given = providerOfId(settings.provider))
        return given;
    if (const Provider *tagged = providerOfId(content.entry.tags.value(QLatin1String(providerTag))))
        return tagged;
    return providerOfLayout(content.keyMap.kind);
}

//! Whose tokens these look like; null: anybody's.
const Provider *issuerOf(const EntryContent &content)
{
    for (const KeyRole role : {KeyRole::RefreshToken, KeyRole::ClientId}) {
        if (const Provider *issuer = providerOfValue(valueOf(content, role).bytes()))
            return issuer;
    }
    return nullptr;
}

struct TokenTarget {
    QUrl url;
    Provider provider;
};

Error noTokenUrl()
{
    return Error{ErrorKind::Invalid,
                 Refusal::TokenUrl,
                 u"the entry names no token URL, and nothing tells its provider"_s,
                 {},
                 {},
                 u"refresh_token"_s};
}

//! The URL in the secret, else in its tag, else the provider's; and who is asked there.
Result<TokenTarget> targetOf(const EntryContent &content, const RefreshSettings &settings)
{
    QString stored = valueOf(content, KeyRole::TokenUrl).reveal();
    if (stored.isEmpty())
        stored = content.entry.tags.value(QLatin1String(tokenUrlTag));
    const Provider *declared = declaredProvider(content, settings);
    const Provider *told = declared ? declared : issuerOf(content);
    if (stored.isEmpty()) {
        const Provider *provider = told ? told : providerOfKeys(content.keyMap.roles.keys());
        if (!provider || provider->tokenUrls.isEmpty())
            return noTokenUrl();
        return TokenTarget{provider->usualTokenUrl(), *provider};
    }
    const Result<QUrl> url = tokenUrlFromText(stored);
    if (!url)
        return url.error();
    const Provider *there = providerOfHost(url->host());
    if (told && there && told != there && told != &genericProvider()) {
        return Error{
            ErrorKind::Invalid, Refusal::TokenUrl, u"%1 is no token host of %2"_s.arg(url->host(), told->name), {},
            url->host(),        u"refresh_token"_s};
    }
    // At a host that nobody knows, the looks of a token promise nothing about how it is treated.
    const Provider *provider = declared ? declared : there;
    return TokenTarget{*url, provider ? *provider : genericProvider()};
}

//! A client that has no refresh token and asks for an access token on its own behalf (RFC 6749 section 4.4).
bool asksForItself(const EntryContent &content, const Provider &provider)
{
    const bool hasScope = !provider.needsScope || !valueOf(content, KeyRole::Scope).isEmpty();
    return content.keyMap.key(KeyRole::RefreshToken).isEmpty() && provider.grants.contains("client_credentials")
           && holdsAccessToken(content) && hasScope;
}

qsizetype longestNext(const SecretString &present, const Provider &provider)
{
    return std::max(provider.longestToken, present.size() + present.size() / 4);
}

//! Of the entry, whoever its provider is.
Refusal obstacleOf(const EntryContent &content)
{
    const Entry &entry = content.entry;
    if (entry.deletedAt.isValid())
        return Refusal::Deleted;
    if (!entry.editedBy.isEmpty())
        return entry.isReplica ? Refusal::Replica : Refusal::Owned;
    if (content.binary)
        return Refusal::Binary;
    if (entry.id.isSecret() && content.document.isRaw())
        return Refusal::Raw;
    return entry.rotationPending ? Refusal::RotationPending : Refusal::None;
}

//! Of what is asked with.
Refusal obstacleOf(const EntryContent &content, const Provider &provider, bool isConsent)
{
    const bool isAlone = !isConsent && asksForItself(content, provider);
    const bool hasToken = isConsent ? fieldOf(content, KeyRole::RefreshToken) != nullptr
                                    : !valueOf(content, KeyRole::RefreshToken).isEmpty();
    if (!hasToken && !isAlone)
        return Refusal::NoRefreshToken;
    if (valueOf(content, KeyRole::ClientId).isEmpty())
        return Refusal::NoClientId;
    const bool isPublic = provider.hasPublicClients && !isAlone && content.keyMap.key(KeyRole::ClientSecret).isEmpty();
    return valueOf(content, KeyRole::ClientSecret).isEmpty() && !isPublic ? Refusal::NoClientSecret : Refusal::None;
}

Error obstructed(const EntryContent &content, Refusal obstacle)
{
    Error error{ErrorKind::Unsupported, obstacle, u"this entry cannot be refreshed"_s, {}, {}, u"refresh_token"_s};
    if (obstacle == Refusal::Replica || obstacle == Refusal::Owned) {
        const QString detail = obstacle == Refusal::Replica ? u"this is a replica; it is edited in %1"_s
                                                            : u"the secret is managed by %1"_s;
        error.kind = ErrorKind::Invalid;
        error.detail = detail.arg(content.entry.editedBy);
    }
    if (obstacle == Refusal::NoRefreshToken || obstacle == Refusal::NoClientId || obstacle == Refusal::NoClientSecret) {
        QStringList words;
        for (const KeyRole role : missingRoles(content.keyMap))
            words.append(roleWord(role));
        if (!words.isEmpty())
            error.detail = words.join(u", "_s);
    }
    return error;
}

//! With what the provider wants to see in every scope.
QByteArray scopeFor(const EntryContent &content, const Provider &provider, TokenGrant::Type type)
{
    const QByteArray scope = valueOf(content, KeyRole::Scope).bytes().toByteArray();
    const bool isComplete = scope.isEmpty() || provider.scopeNeeded.isEmpty()
                            || type == TokenGrant::Type::ClientCredentials
                            || scope.split(' ').contains(provider.scopeNeeded);
    return isComplete ? scope : scope + ' ' + provider.scopeNeeded;
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

Provider expectedProvider(const EntryContent &content, const RefreshSettings &settings)
{
    const Result<TokenTarget> target = targetOf(content, settings);
    if (target)
        return target->provider;
    const Provider *declared = declaredProvider(content, settings);
    const Provider *told = declared ? declared : issuerOf(content);
    return told ? *told : genericProvider();
}

RefreshReadiness refreshReadiness(const EntryContent &content, const RefreshSettings &settings)
{
    const Result<RefreshRequest> request = refreshRequest(content, settings);
    return {request.has_value(), request ? Refusal::None : request.error().refusal};
}

namespace {

Result<RefreshRequest> requestFor(const EntryContent &content, const RefreshSettings &settings, bool isConsent)
{
    if (const Refusal obstacle = obstacleOf(content); obstacle != Refusal::None)
        return obstructed(content, obstacle);
    const Result<TokenTarget> target = targetOf(content, settings);
    const Provider &expected = target ? target->provider : genericProvider();
    if (const Refusal obstacle = obstacleOf(content, expected, isConsent); obstacle != Refusal::None)
        return obstructed(content, obstacle);
    if (!target)
        return target.error();
    RefreshRequest request;
    request.provider = target->provider;
    TokenGrant &grant = request.grant;
    grant.tokenUrl = target->url;
    if (!isOwnTokenUrl(grant.tokenUrl)) {
        grant.agreedOrigin = tokenOrigin(grant.tokenUrl);
        if (!settings.agreedOrigins.contains(grant.agreedOrigin))
            return tokenUrlNeedsConsent(grant.tokenUrl);
    }
    if (isConsent) {
        grant.type = TokenGrant::Type::AuthorizationCode;
        request.provider.rotation = Provider::Rotation::Always;
        request.provider.replay = Provider::Replay::Ask;
    } else if (asksForItself(content, request.provider)) {
        grant.type = TokenGrant::Type::ClientCredentials;
        request.provider.rotation = Provider::Rotation::Never; // nothing is spent, so nothing can be lost
        request.provider.replay = Provider::Replay::Safe;
    }
    grant.clientId = valueOf(content, KeyRole::ClientId).bytes().toByteArray();
    grant.clientSecret = valueOf(content, KeyRole::ClientSecret);
    grant.refreshToken = valueOf(content, KeyRole::RefreshToken);
    grant.scope = scopeFor(content, request.provider, grant.type);
    for (const QString &parameter : settings.parameters)
        grant.parameters.append({parameter.section(u'=', 0, 0).toUtf8(), parameter.section(u'=', 1).toUtf8()});
    grant.authentication = request.provider.authentication;
    grant.body = request.provider.body;
    return request;
}

} // namespace

Result<RefreshRequest> refreshRequest(const EntryContent &content, const RefreshSettings &settings)
{
    return requestFor(content, settings, false);
}

Result<RefreshRequest> consentRequest(const EntryContent &content, const RefreshSettings &settings)
{
    return requestFor(content, settings, true);
}

QStringList keysToWrite(const EntryContent &content, const Provider &provider)
{
    QStringList keys;
    if (provider.rotates())
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
    keys.removeAll(QString()); // a client may have no refresh token
    return std::all_of(keys.cbegin(), keys.cend(), [&before, &now](const QString &key) {
        const EntryField *was = before.field(key);
        const EntryField *is = now.field(key);
        return was && is && was->isString == is->isString && was->value == is->value;
    });
}

std::optional<Error> roomFault(const EntryContent &content, const Provider &provider)
{
    const auto tooSmall = [](const QString &what, qsizetype bytes, qsizetype limit) {
        return Error{ErrorKind::Limit,
                     Refusal::Size,
                     u"%1 might have %2 bytes with new tokens, the limit is %3"_s.arg(what).arg(bytes).arg(limit),
                     {},
                     {},
                     u"refresh_token"_s};
    };
    const bool isSecret = content.entry.id.isSecret();
    qsizetype size = isSecret ? content.document.text().size() : 0;
    for (const QString &key : keysToWrite(content, provider)) {
        const EntryField *field = content.field(key);
        if (!field || field->role == KeyRole::ExpiresAt)
            continue;
        const qsizetype next = longestNext(field->value, provider);
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
