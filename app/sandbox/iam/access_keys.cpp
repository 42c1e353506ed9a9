#include "app/sandbox/iam/access_keys.h"

#include "app/sandbox/iam/built_in_keys.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox {

QString userIdOf(const QString &arn)
{
    const bool isRole = arn.contains(QLatin1String(":assumed-role/"));
    const QString who = isRole ? arn.section(QLatin1Char('/'), 0, -2) : arn;
    const QByteArray digest = QCryptographicHash::hash(who.toUtf8(), QCryptographicHash::Sha256).toHex().toUpper();
    const QString id = QLatin1String(isRole ? "AROA" : "AIDA") + QString::fromLatin1(digest.first(17));
    return isRole ? id + QLatin1Char(':') + arn.section(QLatin1Char('/'), -1) : id;
}

namespace {

using namespace Qt::StringLiterals;

const QString kind = u"access-key"_s;

Error invalidKey(const QString &message)
{
    return {ErrorKind::Invalid, u"invalid-access-key"_s, message};
}

bool fits(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

Result<AccessKey> read(const QJsonObject &json)
{
    static const QStringList members{u"id"_s,  u"secret"_s,       u"policy"_s,   u"account"_s,
                                     u"arn"_s, u"sessionToken"_s, u"expiresAt"_s};
    for (const QString &member : json.keys()) {
        if (!members.contains(member))
            return invalidKey(u"an access key has no \"%1\" (%2)"_s.arg(member, members.join(u", "_s)));
        if (member != u"policy" && !json[member].isString())
            return invalidKey(u"\"%1\" must be a string"_s.arg(member));
    }
    const QString id = json[u"id"].toString();
    if (!fits(id, u"[A-Za-z0-9_]{3,128}"_s))
        return invalidKey(u"\"id\" must be 3 to 128 letters, digits and underscores"_s);
    if (json[u"secret"].toString().isEmpty())
        return invalidKey(u"\"secret\" is missing"_s);
    const QString account = json[u"account"].toString(u"123456789012"_s);
    if (!fits(account, u"[0-9]{12}"_s))
        return invalidKey(u"\"account\" must be 12 digits"_s);
    const QString arn = json[u"arn"].toString(u"arn:aws:iam::%1:user/%2"_s.arg(account, id));
    if (!fits(arn,
              u"arn:aws:(iam::%1:user|sts::%1:assumed-role/[A-Za-z0-9_+=,.@-]+)/[A-Za-z0-9_+=,.@/-]+"_s.arg(account)))
        return invalidKey(u"\"arn\" must be that of a user or of an assumed role of account "_s + account);
    AccessKey key;
    key.id = id.toLatin1();
    key.secret = SecretString(json[u"secret"].toString());
    key.sessionToken = json[u"sessionToken"].toString().toUtf8();
    key.expiresAt = QDateTime::fromString(json[u"expiresAt"].toString(), Qt::ISODateWithMs);
    if (json.contains(u"expiresAt") && (key.sessionToken.isEmpty() || !key.expiresAt.isValid()))
        return invalidKey(u"\"expiresAt\" is an instant, and needs a \"sessionToken\""_s);
    key.caller = {account, arn, userIdOf(arn)};
    Result<iam::PolicyDocument> policy = iam::PolicyDocument::read(json[u"policy"]);
    if (!policy)
        return std::move(policy).error();
    key.policy = std::make_shared<const iam::PolicyDocument>(std::move(*policy));
    return key;
}

QJsonObject tell(const AccessKey &key, bool isBuiltIn)
{
    QJsonObject told{{u"id"_s, QString::fromLatin1(key.id)},
                     {u"account"_s, key.caller.account},
                     {u"arn"_s, key.caller.arn},
                     {u"builtIn"_s, isBuiltIn},
                     {u"temporary"_s, !key.sessionToken.isEmpty()},
                     {u"policy"_s, key.policy->json()}};
    if (key.expiresAt.isValid())
        told.insert(u"expiresAt"_s, key.expiresAt.toString(Qt::ISODateWithMs));
    return told;
}

} // namespace

Result<TemporaryKey> issueTemporaryKey(Store &store, const QString &account, const QString &arn,
                                       const QJsonObject &policy, const QDateTime &now, const QDateTime &expiresAt)
{
    QStringList old;
    for (const auto &[id, document] : store.documents(kind)) {
        const QDateTime end = QDateTime::fromString(document[u"expiresAt"].toString(), Qt::ISODateWithMs);
        if (end.isValid() && end.addDays(1) < now)
            old.append(id);
    }
    const auto random = [](int bytes) {
        QByteArray text(bytes, Qt::Uninitialized);
        for (char &byte : text)
            byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
        return QString::fromLatin1(text.toHex());
    };
    const TemporaryKey key{u"ASIA"_s + random(8).toUpper(), random(20), u"sandbox-session-"_s + random(24), expiresAt};
    const QJsonObject document{{u"id"_s, key.id},
                               {u"secret"_s, key.secret},
                               {u"sessionToken"_s, key.sessionToken},
                               {u"account"_s, account},
                               {u"arn"_s, arn},
                               {u"policy"_s, policy},
                               {u"expiresAt"_s, expiresAt.toString(Qt::ISODateWithMs)}};
    const Result<> saved = store.transaction([&]() -> Result<> {
        for (const QString &id : old) {
            if (auto removed = store.removeDocument(kind, id); !removed)
                return removed;
        }
        return store.saveDocument(kind, key.id, document);
    });
    if (!saved)
        return saved.error();
    return key;
}

AccessKeys::AccessKeys(Store &store) : m_store(store), m_builtIn(builtInKeys())
{}

const AccessKey *AccessKeys::find(const QByteArray &id) const
{
    const auto known = std::find_if(m_builtIn.begin(), m_builtIn.end(), [&id](const auto &k) { return k.id == id; });
    if (known != m_builtIn.end())
        return &*known;
    const auto &documents = m_store.documents(kind);
    const auto document = documents.find(QString::fromLatin1(id));
    if (document == documents.end())
        return nullptr;
    auto it = m_read.find(id);
    if (it == m_read.end() || it->second.first != document->second) {
        Result<AccessKey> key = read(document->second);
        if (!key)
            return nullptr; // written by another version of this program
        it = m_read.insert_or_assign(id, std::pair(document->second, std::move(*key))).first;
    }
    return &it->second.second;
}

QJsonArray AccessKeys::list() const
{
    QJsonArray list;
    for (const AccessKey &key : m_builtIn)
        list.append(tell(key, true));
    for (const auto &[id, document] : m_store.documents(kind)) {
        if (const AccessKey *key = find(id.toLatin1()))
            list.append(tell(*key, false));
    }
    return list;
}

Result<> AccessKeys::add(const QJsonObject &json)
{
    const Result<AccessKey> key = read(json);
    if (!key)
        return key.error();
    const bool isBuiltIn =
        std::any_of(m_builtIn.begin(), m_builtIn.end(), [&key](const auto &k) { return k.id == key->id; });
    if (isBuiltIn)
        return invalidKey(u"access key \"%1\" is built in"_s.arg(json[u"id"].toString()));
    return m_store.saveDocument(kind, json[u"id"].toString(), json);
}

Result<> AccessKeys::remove(const QString &id)
{
    if (!m_store.documents(kind).contains(id))
        return invalidKey(u"no access key \"%1\" was added"_s.arg(id));
    return m_store.removeDocument(kind, id);
}

} // namespace keyturn::sandbox
