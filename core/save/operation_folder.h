#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace keyturn {

//! Small files that tell of operations under way, in a folder of which the user alone is the owner. A file is there as a
//! whole or not at all, and on the disk when write() returns. Errors are Io, code "journal".
class OperationFolder {
public:
    static constexpr qsizetype longestFile = 64 * 1024; //!< bytes

    //! Made when it is first written to.
    explicit OperationFolder(QString path) : m_path(std::move(path)) {}

    const QString &path() const { return m_path; }
    //! Whether \p bytes more can be written.
    Result<> check(qint64 bytes) const;
    Result<> write(const QString &name, QByteArrayView text) const;
    //! NotFound where there is no such file.
    Result<QByteArray> read(const QString &name) const;
    //! Of what is not there succeeds.
    Result<> remove(const QString &name) const;
    //! Sorted.
    QStringList names(const QString &pattern) const;

private:
    QString m_path;
};

} // namespace keyturn
