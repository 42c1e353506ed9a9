#pragma once
#include <QDateTime>
#include <QHash>
#include <QString>

namespace keyturn {

//! Which versions were written from this installation, and as whom: one line of JSON for each in a file that only the
//! user can read. Ids and names, never a value or a fingerprint. Several processes may append to the same file.
class WriteRecord {
public:
    struct Line {
        QString versionId;
        QString secret; //!< ARN
        QString by;     //!< ARN of the caller
        QDateTime at;   //!< UTC
    };

    //! \p file empty: nothing is kept. Made with its folder when the first line is written.
    explicit WriteRecord(QString file = {}) : m_file(std::move(file)) {}

    //! False where the file cannot be written; the write it tells of has happened all the same.
    bool add(const Line &line);
    //! Who wrote a version; empty if it was not from here.
    QString writer(const QString &versionId) const;

private:
    void read() const;

    QString m_file;
    mutable QHash<QString, QString> m_writers;
    mutable qint64 m_readTo = 0;
};

} // namespace keyturn
