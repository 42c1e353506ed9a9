#include "core/rotation/token_edits.h"

#include "core/document/key_name.h"
#include "core/document/secret_template.h"
#include "core/rotation/refresh_request.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr double leastEpochMilliseconds = 1e11; // 1973; a number below is seconds

//! "2024-05-17T09:30:00Z" with a blank, milliseconds, an offset or none, as \p present has them.
QString isoLike(const QString &present, const QDateTime &time)
{
    QString text = time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    if (present.size() > 10 && present.at(10) == u' ')
        text[10] = u' ';
    if (present.contains(u'.'))
        text += time.toUTC().toString(u".zzz"_s);
    const QString clock = present.mid(11);
    if (clock.contains(u'+') || clock.contains(u'-'))
        return text + (clock.contains(u':') && clock.right(3).startsWith(u':') ? u"+00:00"_s : u"+0000"_s);
    const bool isBare = !clock.isEmpty() && !clock.endsWith(u'Z', Qt::CaseInsensitive);
    return isBare ? text : text + u'Z';
}

//! The new expiry as the secret writes it now; nothing where the answer does not tell it.
std::optional<SecretString> expiryLike(const EntryField &present, const TokenSet &tokens, CredentialKind kind)
{
    if (isLifetimeName(present.key))
        return tokens.life.count() > 0 ? std::optional(SecretString(QString::number(tokens.life.count())))
                                       : std::nullopt;
    const QDateTime time = tokens.expiresAt;
    if (!time.isValid())
        return std::nullopt;
    bool isNumber = false;
    const double number = present.value.bytes().toByteArray().toDouble(&isNumber);
    const bool isUnset = present.value.isEmpty() || present.value.bytes() == "null";
    if (!isNumber && !isUnset)
        return SecretString(isoLike(present.value.reveal(), time));
    const SecretTemplate *layout = templateOf(kind);
    const bool isOfFixedLayout = layout && std::any_of(layout->keys.begin(), layout->keys.end(), [](const auto &key) {
                                     return key.role == KeyRole::ExpiresAt;
                                 });
    const bool wantsMilliseconds = number > leastEpochMilliseconds || isOfFixedLayout; // whose programs read them
    return SecretString(QString::number(wantsMilliseconds ? time.toMSecsSinceEpoch() : time.toSecsSinceEpoch()));
}

const EntryField *fieldWith(const EntryContent &content, KeyRole role)
{
    const QString key = content.keyMap.key(role);
    return key.isEmpty() ? nullptr : content.field(key);
}

} // namespace

QList<FieldEdit> editsFor(const EntryContent &content, const TokenSet &tokens)
{
    QList<FieldEdit> edits;
    const auto set = [&edits](const EntryField *field, const SecretString &value) {
        edits.append(FieldEdit{FieldEdit::Kind::Set, field->key, value});
    };
    const EntryField *accessToken = fieldWith(content, KeyRole::AccessToken);
    const EntryField *refreshToken = fieldWith(content, KeyRole::RefreshToken);
    const EntryField *expiry = fieldWith(content, KeyRole::ExpiresAt);
    if (tokens.refreshTokenRotated && refreshToken)
        set(refreshToken, tokens.refreshToken);
    if (!accessToken)
        return edits;
    set(accessToken, tokens.accessToken);
    if (expiry) {
        if (const std::optional<SecretString> value = expiryLike(*expiry, tokens, content.keyMap.kind))
            set(expiry, *value);
    }
    return edits;
}

TokenSet tokensIn(const EntryContent &content)
{
    TokenSet tokens;
    tokens.accessToken = valueOf(content, KeyRole::AccessToken);
    tokens.refreshToken = valueOf(content, KeyRole::RefreshToken);
    tokens.expiresAt = content.entry.tokenExpiresAt;
    if (isLifetimeName(content.keyMap.key(KeyRole::ExpiresAt)))
        tokens.life = std::chrono::seconds(valueOf(content, KeyRole::ExpiresAt).bytes().toByteArray().toLongLong());
    return tokens;
}

} // namespace keyturn
