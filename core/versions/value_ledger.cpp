#include "core/versions/value_ledger.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"
#include "core/keychain/keychain.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestLedger = 16LL * 1024 * 1024; // bytes
const QString ledgerKeyName = u"keyturn/ledger-key"_s;

//! One value of one key that was seen.
struct Sight {
    QString entry;
    QString key;
    QString print;
    QDateTime at;
};

//! The same name elsewhere is another entry.
QString entryWord(const EntryId &id)
{
    return QStringList{QString::number(int(id.store)), id.account, id.region, id.name}.join(u'/');
}

QString printOf(const SecretString &key, const Sight &sight, const SecretString &value)
{
    QByteArray text = (sight.entry + QChar(0) + sight.key + QChar(0)).toUtf8();
    text += value.bytes();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    const QByteArrayView secret = key.bytes();
    const unsigned char *made =
        HMAC(EVP_sha256(), secret.data(), int(secret.size()), reinterpret_cast<const unsigned char *>(text.constData()),
             size_t(text.size()), digest.data(), &length);
    text.fill('\0');
    return made ? QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(digest.data()), int(length)).toHex())
                : QString();
}

QList<Sight> sightsIn(const QByteArray &text, const QString &entry)
{
    QList<Sight> sights;
    for (const QByteArray &line : text.split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.value("entry"_L1).toString() == entry)
            sights.append({entry, json.value("key"_L1).toString(), json.value("print"_L1).toString(),
                           QDateTime::fromString(json.value("at"_L1).toString(), Qt::ISODate).toUTC()});
    }
    return sights;
}

QByteArray lineOf(const Sight &sight)
{
    JsonWriter json;
    json.beginObject().key("entry").string(sight.entry).key("key").string(sight.key);
    json.key("print").string(sight.print).key("at").string(sight.at.toString(Qt::ISODate)).endObject();
    return json.text().toByteArray() + '\n';
}

//! A value that came back was first seen when it was there for the first time.
LedgerSight sightOf(const QList<Sight> &known, const Sight &now)
{
    LedgerSight found;
    for (const Sight &sight : known) {
        if (sight.key != now.key)
            continue;
        if (sight.print == now.print) {
            found.firstSeen = sight.at;
            return found;
        }
        found.sawOther = true;
    }
    found.firstSeen = now.at;
    return found;
}

} // namespace

Task<Result<SecretString>> ValueLedger::key() const
{
    const Result<std::optional<SecretString>> kept = co_await m_keychain.read(ledgerKeyName);
    if (!kept)
        co_return kept.error();
    if (*kept && (*kept)->size() == 64)
        co_return **kept;
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    const SecretString fresh = SecretString::take(bytes.toHex());
    words.fill(0);
    bytes.fill('\0');
    const Result<> written = co_await m_keychain.write(ledgerKeyName, fresh);
    if (!written)
        co_return written.error();
    co_return fresh;
}

Task<Result<QHash<QString, LedgerSight>>> ValueLedger::see(EntryContent content, QDateTime now) const
{
    QHash<QString, LedgerSight> seen;
    if (m_file.isEmpty())
        co_return seen;
    const Result<SecretString> secret = co_await key();
    if (!secret)
        co_return secret.error();
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        co_return folder.error();
    const Result<QByteArray> text = folder->read(place.fileName(), largestLedger);
    if (!text && text.error().kind != ErrorKind::NotFound)
        co_return text.error();
    const QString entry = entryWord(content.entry.id);
    const QList<Sight> known = text ? sightsIn(*text, entry) : QList<Sight>();
    for (const EntryField &field : std::as_const(content.fields)) {
        Sight sight{entry, field.key, {}, now};
        sight.print = printOf(*secret, sight, field.value);
        seen.insert(field.key, sightOf(known, sight));
        const auto last =
            std::find_if(known.rbegin(), known.rend(), [&](const Sight &s) { return s.key == field.key; });
        if (last != known.rend() && last->print == sight.print)
            continue;
        if (const Result<> noted = folder->append(place.fileName(), lineOf(sight)); !noted)
            co_return noted.error();
    }
    co_return seen;
}

} // namespace keyturn
