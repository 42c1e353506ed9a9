#include "app/sandbox/store/database.h"

#include "app/sandbox/store/store.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 applicationId = 0x4b54524e; // "KTRN"

} // namespace

Database::~Database()
{
    m_prepared.clear();
    m_db.close();
    m_db = QSqlDatabase();
    if (!m_connection.isEmpty())
        QSqlDatabase::removeDatabase(m_connection);
}

Error Database::error(const QString &what) const
{
    const QString where = m_file.isEmpty() ? u"the sandbox's memory"_s : m_file;
    return {ErrorKind::Io, u"sandbox-state"_s, where + u": "_s + what};
}

Result<> Database::open(const QString &file, bool fresh)
{
    m_file = file;
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return error(u"the SQLite driver of Qt is not installed (package libqt6sql6-sqlite)"_s);
    if (!file.isEmpty() && !QDir().mkpath(QFileInfo(file).absolutePath()))
        return error(u"its folder cannot be made"_s);
    m_connection = QUuid::createUuid().toString();
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_db.setDatabaseName(file.isEmpty() ? u":memory:"_s : file);
    m_db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=200"_s);
    if (!m_db.open())
        return error(u"cannot be opened (%1)"_s.arg(m_db.lastError().databaseText()));
    // The kernel drops the lock with the process, so a killed server leaves nothing behind that blocks the next.
    if (auto done = execute(u"PRAGMA locking_mode=EXCLUSIVE"_s); !done)
        return done;
    if (auto done = execute(u"BEGIN EXCLUSIVE"_s); !done) {
        const QString code = m_db.lastError().nativeErrorCode();
        if (done.error().detail.contains(u"locked"_s) || code == u"5"_s)
            return error(u"another sandbox is using this state file; stop it or choose another file"_s);
        if (done.error().detail.contains(u"not a database"_s))
            return error(u"is not a sandbox state file; choose another file"_s);
        return done;
    }
    if (auto done = execute(u"COMMIT"_s); !done)
        return done;
    return prepareFile(fresh);
}

Result<> Database::prepareFile(bool fresh)
{
    Result<qint64> application = pragma(u"application_id"_s);
    if (!application)
        return std::move(application).error();
    Result<qint64> schema = pragma(u"user_version"_s);
    if (!schema)
        return std::move(schema).error();
    const bool isNew = *application == 0 && m_db.tables(QSql::Tables).isEmpty();
    if (!isNew && *application != applicationId)
        return error(u"is not a sandbox state file; choose another file"_s);
    if (!isNew && *schema != Store::schemaVersion) {
        if (!fresh)
            return error(u"was written by another version of Keyturn (schema %1, this one reads %2); "
                         "start with --fresh to begin again"_s.arg(*schema)
                             .arg(Store::schemaVersion));
        if (auto done = execute(u"DROP TABLE IF EXISTS record"_s); !done)
            return done;
    }
    const QStringList statements{
        u"PRAGMA journal_mode=WAL"_s,
        // What is committed is with the kernel, so that kill -9 loses nothing. A power cut may lose the last writes,
        // but never half of one; FULL would wait for the disk on every write, which a rehearsal does not need.
        u"PRAGMA synchronous=NORMAL"_s,
        u"PRAGMA application_id=%1"_s.arg(applicationId),
        u"PRAGMA user_version=%1"_s.arg(Store::schemaVersion),
        u"CREATE TABLE IF NOT EXISTS record (kind TEXT, account TEXT, region TEXT, name TEXT, part TEXT, data BLOB, "
        "PRIMARY KEY (kind, account, region, name, part))"_s,
    };
    for (const QString &statement : statements) {
        if (auto done = execute(statement); !done)
            return done;
    }
    return fresh ? clear() : Result<>();
}

Result<> Database::execute(const QString &sql, const QVariantList &values)
{
    // Preparing costs more than a small write.
    auto known = m_prepared.find(sql);
    if (known == m_prepared.end()) {
        QSqlQuery query(m_db);
        if (!query.prepare(sql))
            return error(query.lastError().databaseText());
        known = m_prepared.insert_or_assign(sql, std::move(query)).first;
    }
    QSqlQuery &query = known->second;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    const bool done = query.exec();
    const QString why = query.lastError().databaseText();
    query.finish(); // holds no lock until it is used again
    return done ? Result<>() : error(why);
}

Result<qint64> Database::pragma(const QString &name)
{
    QSqlQuery query(m_db);
    if (!query.exec(u"PRAGMA "_s + name) || !query.next())
        return error(query.lastError().databaseText());
    return query.value(0).toLongLong();
}

Result<> Database::put(const Key &key, const QByteArray &data)
{
    return execute(u"INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)"_s,
                   {key.kind, key.account, key.region, key.name, key.part, data});
}

Result<> Database::remove(const Key &key)
{
    return execute(u"DELETE FROM record WHERE kind = ? AND account = ? AND region = ? AND name = ? "
                   "AND (part = ? OR ? = '')"_s,
                   {key.kind, key.account, key.region, key.name, key.part, key.part});
}

Result<> Database::clear()
{
    return execute(u"DELETE FROM record"_s);
}

Result<> Database::forEach(const std::function<void(const Key &, const QByteArray &)> &row)
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT kind, account, region, name, part, data FROM record ORDER BY kind"_s))
        return error(query.lastError().databaseText());
    while (query.next()) {
        const Key key{query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
                      query.value(3).toString(), query.value(4).toString()};
        row(key, query.value(5).toByteArray());
    }
    return {};
}

Result<> Database::begin()
{
    return execute(u"BEGIN"_s);
}

Result<> Database::commit()
{
    return execute(u"COMMIT"_s);
}

void Database::rollback()
{
    (void)execute(u"ROLLBACK"_s);
}

} // namespace keyturn::sandbox
