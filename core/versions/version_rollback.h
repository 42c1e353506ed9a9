#pragma once
#include "core/async/task.h"
#include "core/save/save_journal.h"
#include "core/versions/version_history.h"

namespace keyturn {

class Connection;

enum class RollbackWay {
    MoveLabel,  //!< AWSCURRENT goes to the old version: no value leaves AWS
    NewVersion, //!< the old value is written again
};

//! Which way back there is, and which is the better one.
struct RollbackAdvice {
    enum class Reason {
        None,
        Parameters, //!< they know no other way
        Pending,    //!< AWSPENDING: moving AWSCURRENT there would look like a rotation that ended well
        LabelsFull, //!< the old version takes no further label
    };
    RollbackWay way = RollbackWay::MoveLabel;
    bool canMove = true;
    Reason reason = Reason::None;

    static RollbackAdvice of(const VersionRow &target);
};

//! Goes back to an old version, unless somebody has changed the secret since it was read (Conflict,
//! "changed-elsewhere"). After a lost answer it looks what became of it, so it may be run again.
class VersionRollback {
public:
    struct Request {
        Entry entry;
        QString from; //!< AWSCURRENT as it was read
        QString to;   //!< the version to go back to
        RollbackWay way = RollbackWay::MoveLabel;
        QString token; //!< NewVersion: the ClientRequestToken, the same for every attempt
        //! keyturn:lwa-rotated-at afterwards, empty: none; see rotatedAtAfter(). Nothing: it stays as it is.
        std::optional<QString> rotatedAt = {};
    };
    struct Receipt {
        QString versionId; //!< AWSCURRENT now
        //! It is done, but our own label could not be taken off the new version.
        std::optional<Error> labelError;
        //! It is done, but the tag that dates the client secret could not be written.
        std::optional<Error> tagError = {};
    };

    //! \p notes: of a new version, see SecretSave.
    explicit VersionRollback(Connection &connection, SaveNotes notes = {}) :
        m_connection(connection), m_notes(std::move(notes))
    {}

    //! A secret.
    Task<Result<Receipt>> run(Request request) const;
    //! Parameters go back by being saved with the values they held; one that did not exist then stays as it is.
    static QList<FieldEdit> edits(const EntryContent &now, const EntryContent &then);
    //! The tag that says since when the client secret of the version at \p row exists, as far as \p history knows;
    //! empty where it does not. Nothing where that version has the same client secret as the current one, or none.
    static std::optional<QString> rotatedAtAfter(const VersionHistory &history, qsizetype row);

private:
    Task<Result<Receipt>> change(Request request) const;
    Task<Result<Receipt>> moveCurrent(Request request) const;
    Task<Result<Receipt>> writeAgain(Request request) const;
    Task<Result<>> tag(QString secretId, QString rotatedAt) const;

    Connection &m_connection;
    const SaveNotes m_notes;
};

} // namespace keyturn
