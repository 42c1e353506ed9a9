#pragma once
#include "core/document/field_edit.h"
#include "core/entry/entry.h"
#include "core/save/half_saved.h"
#include "core/save/secret_save.h"

#include <optional>

namespace keyturn {

class Connection;

//! An entry with its values, as read at one moment. A value; edits are made against it and compared with AWS on save.
struct EntryContent {
    Entry entry;
    QDateTime readAt;
    QString versionId;       //!< secrets: the version that was read
    QDateTime savedAt;       //!< when that version was made; parameters: the last of them
    bool binary = false;     //!< SecretBinary: replaced as a whole, by FieldEdit::raw()
    SecretDocument document; //!< secrets
    KeyMap keyMap;
    QList<EntryField> fields; //!< in document order; parameters in the order identifier, secret, refresh token, rest

    const EntryField *field(const QString &key) const;
};

//! What was written.
struct SaveReceipt {
    QString versionId;               //!< secrets; empty when nothing had to be written
    QHash<QString, qint64> versions; //!< parameters: name -> new version
    bool changed = false;            //!< false: the edits left every byte as it was, nothing was sent
    //! The value is saved, but the date of the new client secret could not be noted in the tag keyturn:lwa-rotated-at.
    std::optional<Error> tagError;
    //! The value is saved, but the label under which it waited could not be taken off again.
    std::optional<Error> labelError;
    //! Parameters: neither saved nor as before. Keep it until resume() or rollBack() ended without another one.
    std::optional<HalfSaved> half;
};

//! Opens and saves entries of one connection. Saving re-reads first and refuses (Conflict) when AWS holds another
//! version than the one that was opened. Bytes that were not edited stay as they are.
class EntryStore {
public:
    explicit EntryStore(Connection &connection);

    //! For every save from now on; see ParameterSave.
    void keepNotes(const SaveNotes &notes) { m_notes = notes; }
    const SaveNotes &notes() const { return m_notes; }

    //! Finds an entry by name: a secret, a parameter, or the path of a parameter group.
    Task<Result<Entry>> find(QString name) const;
    Task<Result<EntryContent>> open(Entry entry) const;
    //! \p token: the ClientRequestToken, chosen by the caller before anything is sent, so that a repeated save is the
    //! same write. Secrets: see SecretSave. Parameters: one PutParameter each, with key, tier, pattern and
    //! description as they were; if a later one fails the earlier ones are put back and the error says so; where that
    //! fails too the receipt carries what is half saved.
    Task<Result<SaveReceipt>> save(EntryContent content, QList<FieldEdit> edits, QString token,
                                   SaveGuard guard = SaveGuard::MoveLabel) const;
    //! Finishes or undoes a half save of parameters, see ParameterSave. rollBack() ends with the error of the save.
    Task<Result<SaveReceipt>> resume(HalfSaved half) const;
    Task<Result<SaveReceipt>> rollBack(HalfSaved half) const;
    //! The text a save would write, without sending anything: for the review.
    //! Parameters have no common text: an empty document, if the edits are possible.
    static Result<SecretDocument> apply(const EntryContent &content, const QList<FieldEdit> &edits);

private:
    Task<Result<EntryContent>> openSecret(Entry entry) const;
    Task<Result<EntryContent>> openParameters(Entry entry) const;
    Task<Result<SaveReceipt>> saveSecret(EntryContent content, SecretDocument edited, QString token,
                                         SaveGuard guard) const;

    Connection &m_connection;
    SaveNotes m_notes;
};

} // namespace keyturn
