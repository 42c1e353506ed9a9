#pragma once
#include <QHash>
#include <QString>

namespace keyturn {

enum class Store { SecretsManager, ParameterStore };

//! What identifies an entry across accounts and regions.
struct EntryId {
    Store store = Store::SecretsManager;
    QString account; //!< 12 digits
    QString region;
    QString name; //!< secret name, parameter name, or the common path of a parameter group

    bool isSecret() const { return store == Store::SecretsManager; }
    bool isParameter() const { return store == Store::ParameterStore; } //!< or a group of them

    friend bool operator==(const EntryId &, const EntryId &) = default;
};

inline size_t qHash(const EntryId &id, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(id.store), id.account, id.region, id.name);
}

} // namespace keyturn
