#include "core/read/value_index.h"

#include "core/document/fingerprint.h"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace keyturn {

namespace {
constexpr int keyBytes = 32;
constexpr int printBytes = 16;
} // namespace

ValueIndex::ValueIndex() : m_key(keyBytes, '\0')
{
    if (RAND_bytes(reinterpret_cast<unsigned char *>(m_key.data()), keyBytes) != 1)
        qFatal("no random numbers");
}

ValueIndex::~ValueIndex()
{
    wipe(m_key);
}

QByteArray ValueIndex::print(const SecretString &value) const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    const QByteArrayView text = value.bytes();
    HMAC(EVP_sha256(), m_key.constData(), keyBytes, reinterpret_cast<const unsigned char *>(text.data()),
         size_t(text.size()), digest.data(), &length);
    return {reinterpret_cast<const char *>(digest.data()), printBytes};
}

void ValueIndex::forget(const EntryId &id)
{
    const Known known = m_known.take(id);
    for (const QByteArray &print : known.prints) {
        const auto places = m_places.find(print);
        if (places == m_places.end())
            continue;
        places->removeIf([&id](const Place &place) { return place.id == id; });
        if (places->isEmpty())
            m_places.erase(places);
    }
}

void ValueIndex::put(const EntryContent &content)
{
    const EntryId &id = content.entry.id;
    forget(id);
    Known known{content.entry.currentVersion, content.entry.lastChangedAt, {}};
    for (const EntryField &field : content.fields) {
        if (field.value.isEmpty())
            continue;
        const QByteArray key = print(field.value);
        const bool telling = field.sensitive && field.value.characters() >= fingerprintMinimum;
        QList<Place> &places = m_places[key];
        if (places.isEmpty() || !(places.constLast().id == id))
            places.append(Place{id, telling});
        known.prints.append(key);
    }
    m_known.insert(id, known);
}

bool ValueIndex::knows(const Entry &entry) const
{
    const auto known = m_known.constFind(entry.id);
    return known != m_known.constEnd() && known->version == entry.currentVersion
           && known->changedAt == entry.lastChangedAt;
}

void ValueIndex::clear()
{
    m_places.clear();
    m_known.clear();
}

QSet<EntryId> ValueIndex::find(const SecretString &value) const
{
    QSet<EntryId> found;
    if (value.isEmpty())
        return found;
    for (const Place &place : m_places.value(print(value)))
        found.insert(place.id);
    return found;
}

QSet<EntryId> ValueIndex::duplicates() const
{
    QSet<EntryId> shared;
    for (const QList<Place> &places : m_places) {
        if (places.size() < 2
            || std::none_of(places.begin(), places.end(), [](const Place &place) { return place.telling; }))
            continue;
        for (const Place &place : places)
            shared.insert(place.id);
    }
    return shared;
}

} // namespace keyturn
