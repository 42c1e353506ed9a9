#pragma once
#include "core/entry/entry_content.h"

#include <QMap>

#include <optional>

namespace keyturn {

//! "app/env/service", with or without a slash in front; the service may have slashes of its own.
struct DriftName {
    QString app;
    QString env;
    QString service;
};
std::optional<DriftName> driftNameOf(const QString &name);

//! A key of an entry, where it was read.
struct DriftSource {
    EntryId entry;
    std::optional<QString>
        key; //!< as the entry has it: of a group, the name of the parameter; none: it has no such key
};

//! What differs between environments, regions and accounts, without holding a value: HMAC-SHA-256 under a key made at
//! random for each matrix, which is wiped with it.
class DriftMatrix {
public:
    DriftMatrix();
    ~DriftMatrix();
    Q_DISABLE_COPY_MOVE(DriftMatrix)

    //! \p place: account and region, for people.
    void put(const QString &place, const DriftName &name, const EntryContent &content);
    //! It is there and could not be read.
    void putUnread(const QString &place, const DriftName &name);

    //! Environments of places, in their order: "prod 123456789012 us-east-1".
    QStringList columns() const { return m_columns; }
    struct Row {
        QString entry; //!< "app/service"
        QString key;   //!< empty: the whole value
        //! For each column: a letter, the same for the same value; "?" not read; empty: not there.
        QStringList cells;
        bool differs = false; //!< the letters do, or one is not there
        //! For each column: what the cell was read from; none where it was not read, or is not there.
        QList<std::optional<DriftSource>> sources = {};
    };
    QList<Row> rows() const;

private:
    struct Cells {
        QMap<QString, QMap<QString, QByteArray>> prints; // key -> column -> print of the value
        QMap<QString, QMap<QString, QString>> keys;      // the same -> as the entry has it
        QMap<QString, EntryId> seen;                     // by column
        QStringList unread;                              // columns
    };
    QString column(const QString &place, const DriftName &name);
    static std::optional<DriftSource> source(const Cells &cells, const QString &key, const QString &column);
    QByteArray print(const SecretString &value) const;

    QByteArray m_key;
    QStringList m_columns;
    QMap<QString, Cells> m_entries;
};

} // namespace keyturn
