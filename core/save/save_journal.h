#pragma once
#include "core/base/result.h"

#include <QDateTime>
#include <QList>
#include <map>
#include <memory>

class QLockFile;

namespace keyturn {

//! What is being written, on disk before it is sent: a program that is killed amid it leaves it behind. Names, version
//! numbers and version ids, never a value or a fingerprint. One file for each save in a folder that only the user can
//! read; a lock beside it tells a save that runs from one left behind.
class SaveJournal {
public:
    struct Part {
        QString name;
        qint64 read = 0;    //!< the version that was read and may be replaced
        QDateTime readDate; //!< UTC, when that one was written: tells the parameter from another of its name
        bool sent = false;  //!< so it may have been written
        qint64 written = 0; //!< the version with the new value, once AWS has said so
    };
    struct Record {
        QString id; //!< a UUID; of a secret, the ClientRequestToken of the write
        QString account;
        QString region;
        QString entry;       //!< the name of the secret, the parameter or the group
        QString by;          //!< ARN of the caller; empty: not known
        QDateTime at;        //!< UTC, when the save began
        QList<Part> parts;   //!< parameters
        QString secret = {}; //!< a secret: its ARN or name
        QString base = {};   //!< a secret: the VersionId that was read
    };

    //! \p folder: made when it is first needed. Empty: nothing is kept, and nothing is refused.
    explicit SaveJournal(QString folder = {});
    ~SaveJournal();
    Q_DISABLE_COPY_MOVE(SaveJournal)

    //! Written as a whole or not at all, and on the disk when this returns. Error Io "journal".
    Result<> write(const Record &record);
    void remove(const QString &id);
    //! Every record that can be read, whoever wrote it.
    QList<Record> records() const;
    //! Files of its own that hold no record: cut off, too long, or not to be opened.
    QStringList unreadable() const;
    //! False where somebody is at it: this process, or another one that is still there.
    bool take(const QString &id);
    //! Leaves the record for whoever comes next.
    void release(const QString &id);

private:
    QStringList files() const;
    QString path(const QString &id, const char *suffix) const;

    const QString m_folder;
    std::map<QString, std::unique_ptr<QLockFile>> m_locks;
};

//! Where a save notes what is under way, and as whose. Without a journal it notes nothing.
struct SaveNotes {
    SaveJournal *journal = nullptr; //!< outlives the save
    QString by;                     //!< ARN of the caller; empty: not known
};

} // namespace keyturn
