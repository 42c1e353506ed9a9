#pragma once
#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <functional>
#include <map>

namespace keyturn::sandbox {

//! One table of JSON rows in one SQLite file, locked for this process as long as it is open.
class Database {
public:
    struct Key {
        QString kind;
        QString account;
        QString region;
        QString name;
        QString part; //!< version id of a secret's value, else empty
    };

    Database() = default;
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    //! See Store::open().
    Result<> open(const QString &file, bool fresh);
    Result<> put(const Key &key, const QByteArray &data);
    //! Every part of it where the key names none.
    Result<> remove(const Key &key);
    Result<> clear();
    Result<> forEach(const std::function<void(const Key &, const QByteArray &)> &row);

    Result<> begin();
    Result<> commit();
    void rollback();

private:
    Result<> execute(const QString &sql, const QVariantList &values = {});
    Result<> prepareFile(bool fresh);
    Result<qint64> pragma(const QString &name);
    Error error(const QString &what) const;

    QSqlDatabase m_db;
    std::map<QString, QSqlQuery> m_prepared;
    QString m_connection;
    QString m_file;
};

} // namespace keyturn::sandbox
