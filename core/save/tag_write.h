#pragma once
#include "core/async/task.h"
#include "core/entry/entry.h"

namespace keyturn {

class Connection;

//! Writes tags and looks whether they are there: both stores answer such a call with nothing, which proves nothing.
//! Where it may not look, it believes the answer.
class TagWrite {
public:
    //! \p connection outlives the object and its tasks. \p id: of a secret, or a parameter's name.
    TagWrite(Connection &connection, Store store, QString id) :
        m_connection(connection), m_store(store), m_id(std::move(id))
    {}

    Task<Result<>> set(QMap<QString, QString> tags) const;
    //! Keys that are not there are no error.
    Task<Result<>> remove(QStringList keys) const;

private:
    Task<Result<QMap<QString, QString>>> present() const;
    Task<Result<>> look(QMap<QString, QString> wanted, QStringList unwanted) const;

    Connection &m_connection;
    const Store m_store;
    const QString m_id;
};

} // namespace keyturn
