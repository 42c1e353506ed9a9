#pragma once
#include "core/entry/entry_content.h"

#include <QMap>

namespace keyturn::cli {

//! "app/env/service", with or without a slash in front; the service may have slashes of its own.
struct DriftName {
    QString app;
    QString env;
    QString service;
};
std::optional<DriftName> driftNameOf(const QString &name);

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
    };
    QList<Row> rows() const;

private:
    struct Cells {
        QMap<QString, QMap<QString, QByteArray>> prints; // key -> column -> print of the value
        QStringList seen;                                // columns
        QStringList unread;                              // columns
    };
    QString column(const QString &place, const DriftName &name);
    QByteArray print(const SecretString &value) const;

    QByteArray m_key;
    QStringList m_columns;
    QMap<QString, Cells> m_entries;
};

} // namespace keyturn::cli
