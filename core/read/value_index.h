#pragma once
#include "core/entry/entry_content.h"

#include <QSet>

namespace keyturn {

//! Which entries hold which value, without holding a value: HMAC-SHA-256 under a key that is made at random for each
//! index, lives in memory only and is wiped with it. For "where is this used" and "what is used twice".
class ValueIndex {
public:
    ValueIndex();
    ~ValueIndex();
    Q_DISABLE_COPY_MOVE(ValueIndex)

    //! Replaces what was known of the entry.
    void put(const EntryContent &content);
    //! This very version was put already.
    bool knows(const Entry &entry) const;
    void clear();

    QSet<EntryId> find(const SecretString &value) const;
    //! Entries that share a sensitive value of 16 characters and more with another entry.
    QSet<EntryId> duplicates() const;
    qsizetype count() const { return m_known.size(); }

private:
    struct Place {
        EntryId id;
        bool telling = false; // sensitive and long: the same by accident it is not
    };
    QByteArray print(const SecretString &value) const;
    void forget(const EntryId &id);

    QByteArray m_key;
    QHash<QByteArray, QList<Place>> m_places;
    struct Known {
        QString version;
        QDateTime changedAt;
        QList<QByteArray> prints;
    };
    QHash<EntryId, Known> m_known;
};

} // namespace keyturn
