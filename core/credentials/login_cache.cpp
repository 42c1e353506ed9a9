#include "core/credentials/login_cache.h"

#include "core/base/json_writer.h"
#include "core/json/json_scanner.h"
#include "core/json/json_text.h"

#include <QCryptographicHash>
#include <QMap>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestLogin = 256LL * 1024;
constexpr qsizetype mostGrowth = 16LL * 1024; // of the file, by longer tokens

Error noLogin(const QString &why)
{
    return {ErrorKind::Auth, Refusal::Login, why};
}

//! Offsets of the values of a JSON object by their keys; nothing where it is none, or a key stands there twice.
std::optional<QMap<QByteArray, JsonSpan>> membersOf(QByteArrayView text)
{
    const JsonScan scan = scanJson(text);
    if (scan.fault != JsonScan::Fault::None)
        return {};
    QMap<QByteArray, JsonSpan> members;
    for (const JsonSpan &span : scan.members) {
        const std::optional<QByteArray> key =
            decodedJsonString(text.sliced(span.keyBegin, span.keyEnd - span.keyBegin));
        if (!key || members.contains(*key))
            return {};
        members.insert(*key, span);
    }
    return members;
}

QByteArrayView valueAt(QByteArrayView text, const JsonSpan &span)
{
    return text.sliced(span.valueBegin, span.valueEnd - span.valueBegin);
}

//! Empty where the value is no string.
SecretString stringAt(QByteArrayView text, const QMap<QByteArray, JsonSpan> &members, const QByteArray &key)
{
    const auto member = members.find(key);
    if (member == members.end() || !valueAt(text, *member).startsWith('"'))
        return {};
    std::optional<QByteArray> value = decodedJsonString(valueAt(text, *member));
    return value ? SecretString::take(*std::move(value)) : SecretString();
}

QByteArray quoted(const SecretString &value)
{
    return '"' + jsonEscaped(value.bytes()) + '"';
}

//! \p text with other values at some of \p members; a secret.
QByteArray replaced(QByteArrayView text, const QMap<QByteArray, JsonSpan> &members,
                    const QMap<QByteArray, QByteArray> &values)
{
    QMap<qsizetype, std::pair<qsizetype, QByteArray>> pieces; // in the order of the text
    for (auto value = values.begin(); value != values.end(); ++value) {
        const JsonSpan span = members.value(value.key());
        pieces.insert(span.valueBegin, {span.valueEnd, value.value()});
    }
    qsizetype length = text.size();
    for (const auto &[end, by] : pieces)
        length += by.size();
    QByteArray whole;
    whole.reserve(length); // growing would leave copies behind
    qsizetype from = 0;
    for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
        whole.append(text.sliced(from, piece.key() - from)).append(piece->second);
        from = piece->first;
    }
    whole.append(text.sliced(from));
    return whole;
}

} // namespace

std::optional<CachedLogin> CachedLogin::read(const SecretString &text)
{
    const QByteArrayView whole = text.bytes();
    const auto members = membersOf(whole);
    if (!members || !members->contains("accessToken"))
        return {};
    const QByteArrayView tokenText = valueAt(whole, members->value("accessToken"));
    const auto token = membersOf(tokenText);
    if (!token)
        return {};
    CachedLogin login;
    login.text = text;
    login.credentials.accessKeyId = stringAt(tokenText, *token, "accessKeyId").bytes().toByteArray();
    login.credentials.secretAccessKey = stringAt(tokenText, *token, "secretAccessKey");
    login.credentials.sessionToken = stringAt(tokenText, *token, "sessionToken");
    const QString end = stringAt(tokenText, *token, "expiresAt").reveal();
    login.credentials.expiresAt = QDateTime::fromString(end, Qt::ISODate);
    login.grant.clientId = stringAt(whole, *members, "clientId").reveal();
    login.grant.refreshToken = stringAt(whole, *members, "refreshToken");
    login.grant.key = stringAt(whole, *members, "dpopKey");
    // A time without a zone would be that of this computer.
    const bool hasZone = end.endsWith(u'Z') || end.endsWith("+00:00"_L1);
    if (login.credentials.accessKeyId.isEmpty() || login.credentials.secretAccessKey.isEmpty()
        || login.credentials.sessionToken.isEmpty() || !login.credentials.expiresAt.isValid() || !hasZone
        || login.grant.clientId.isEmpty() || login.grant.refreshToken.isEmpty() || login.grant.key.isEmpty())
        return {};
    login.credentials.expiresAt = login.credentials.expiresAt.toUTC();
    return login;
}

CachedLogin CachedLogin::with(const SignInClient::Renewed &renewed) const
{
    const QByteArrayView whole = text.bytes();
    const auto members = membersOf(whole).value_or(QMap<QByteArray, JsonSpan>());
    const QByteArrayView tokenText = valueAt(whole, members.value("accessToken"));
    const auto token = membersOf(tokenText).value_or(QMap<QByteArray, JsonSpan>());
    const QByteArray end = renewed.credentials.expiresAt.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s).toLatin1();
    QByteArray inside = replaced(tokenText, token,
                                 {{"accessKeyId", '"' + jsonEscaped(renewed.credentials.accessKeyId) + '"'},
                                  {"secretAccessKey", quoted(renewed.credentials.secretAccessKey)},
                                  {"sessionToken", quoted(renewed.credentials.sessionToken)},
                                  {"expiresAt", '"' + end + '"'}});
    CachedLogin login;
    login.text = SecretString::take(
        replaced(whole, members, {{"accessToken", inside}, {"refreshToken", quoted(renewed.refreshToken)}}));
    wipe(inside);
    login.credentials = renewed.credentials;
    login.grant = {grant.clientId, renewed.refreshToken, grant.key};
    return login;
}

LoginCache::LoginCache(QString folder, const QString &session) :
    m_folder(std::move(folder)),
    m_name(QString::fromLatin1(QCryptographicHash::hash(session.toUtf8(), QCryptographicHash::Sha256).toHex())
           + u".json"_s)
{}

Result<CachedLogin> LoginCache::read() const
{
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    Result<QByteArray> text = folder ? folder->read(m_name, longestLogin) : folder.error();
    if (!text && text.error().kind == ErrorKind::NotFound)
        return noLogin(u"nobody has signed in yet"_s);
    if (!text)
        return text.error();
    std::optional<CachedLogin> login = CachedLogin::read(SecretString::take(*std::move(text)));
    if (!login)
        return noLogin(u"%1/%2 does not hold a sign-in"_s.arg(m_folder, m_name));
    return *std::move(login);
}

Result<> LoginCache::prepare() const
{
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    if (!folder)
        return folder.error();
    const Result<QByteArray> text = folder->read(m_name, longestLogin);
    if (!text)
        return text.error();
    return folder->write(aside(), QByteArray(text->size() + mostGrowth, ' '));
}

Result<bool> LoginCache::keep(const CachedLogin &sent, const CachedLogin &login) const
{
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    if (!folder)
        return folder.error();
    const QByteArray text = QByteArray::fromRawData(login.text.bytes().data(), login.text.size());
    if (auto kept = folder->write(aside(), text); !kept)
        return std::move(kept).error();
    Result<QByteArray> now = folder->read(m_name, longestLogin);
    const bool isGone = !now && now.error().kind == ErrorKind::NotFound;
    const SecretString found = now ? SecretString::take(*std::move(now)) : SecretString();
    const std::optional<CachedLogin> theirs = CachedLogin::read(found);
    // What cannot be read is half of a write by somebody who holds no other token than the one that was sent.
    if (isGone || (theirs && !(theirs->grant.refreshToken == sent.grant.refreshToken))) {
        folder->remove(aside());
        return false;
    }
    if (auto written = folder->write(m_name, text); !written)
        return std::move(written).error();
    const Result<QByteArray> back = folder->read(m_name, longestLogin);
    if (!back)
        return back.error();
    if (*back != text)
        return Error{ErrorKind::Io, Refusal::FileWrite, folder->pathOf(m_name) + u" reads otherwise than written"_s};
    folder->remove(aside());
    return true;
}

void LoginCache::recover() const
{
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    Result<QByteArray> left = folder ? folder->read(aside(), longestLogin) : folder.error();
    if (!left)
        return;
    const std::optional<CachedLogin> newer = CachedLogin::read(SecretString::take(*std::move(left)));
    const Result<CachedLogin> current = read();
    // Renewals end later and later: who has renewed or signed in since is in the cache.
    if (newer && current && newer->credentials.expiresAt > current->credentials.expiresAt
        && !folder->write(m_name, newer->text.bytes().toByteArray()))
        return; // and stays where it is
    folder->remove(aside());
}

void LoginCache::giveUp() const
{
    if (const Result<PrivateFolder> folder = PrivateFolder::open(m_folder); folder)
        folder->remove(aside());
}

} // namespace keyturn
