#pragma once
#include "core/entry/detail_changes.h"
#include "core/entry/entry_content.h"

#include <QHash>
#include <QList>
#include <QStringList>
#include <functional>

namespace keyturn {

//! What a step of undo would undo, for whoever puts it into words. Names, never a value.
struct StagedStep {
    struct Edit {
        FieldEdit::Kind kind = FieldEdit::Kind::Set;
        QStringList path; //!< the key and what lies below it; an empty key: the whole text
        QString newKey;
        bool operator==(const Edit &) const = default;
    };
    enum class Reason { Edited, TakenBack, Settled };

    QString what;      //!< as the caller named it; empty: the edits name it
    QList<Edit> edits; //!< TakenBack: the key alone; Settled: none
    Reason reason = Reason::Edited;
    bool operator==(const StagedStep &) const = default;
};

//! Edits that are not written yet, per entry, with undo. Knows nothing of AWS: it compares with what was opened. Edits
//! are kept in their shortest form, so one that restores the opened text disappears.
class StagedEdits {
public:
    struct Item {
        EntryContent base; //!< the content the edits were made against
        QList<FieldEdit> edits;
        DetailChanges details; //!< from what was read of them to what they become
        QString token;         //!< idempotency token of the next save; new whenever the edits change
    };

    bool isEmpty() const { return m_items.isEmpty(); }
    //! Edits and changed details over all entries.
    int count() const { return count(entries()); }
    int count(const QList<EntryId> &ids) const;
    //! Entries with edits, in the order of their first edit.
    QList<EntryId> entries() const { return m_order; }
    const Item *item(const EntryId &id) const;
    //! The staged edit of \p key; nullptr if it is untouched.
    const FieldEdit *edit(const EntryId &id, const QString &key) const;
    //! The text as it would be saved; of \p content itself where nothing is staged. Empty for parameters.
    SecretDocument document(const EntryContent &content) const;

    //! One step of undo, named by \p what ("renaming a to b", never a value) or by the edits themselves. \p joins:
    //! belongs to the step before if that has the same name (typing). Refused, with nothing changed, where an edit is
    //! not possible.
    Result<> stage(const EntryContent &content, const QList<FieldEdit> &edits, const QString &what = {},
                   bool joins = false);
    //! The same for details, from what was read of them to what they become.
    void stageDetails(const EntryContent &content, const DetailChanges &changes, const QString &what,
                      bool joins = false);
    //! Somebody else has written \p key: their text counts as read from now on, and \p mine replaces it, or the change
    //! is given up.
    void settleDetail(const EntryId &id, const DetailKey &key, const std::optional<QString> &theirs, bool mine);
    //! After a save that wrote all but \p left. Ends undo for the entry.
    void keepDetails(const EntryId &id, const DetailChanges &left);
    //! Takes back the edits of one key, as a step that can be undone. \p key as it is named now.
    void revert(const EntryId &id, const QString &key);
    //! Puts what a merge made of the edits onto a newer content of the entry; what it already holds, or cannot take,
    //! falls away. Ends undo for the entry.
    void adopt(const EntryContent &content, const QList<FieldEdit> &edits);
    //! Forgets an entry's edits and every undo step of it: after a save, or on purpose.
    void drop(const EntryId &id);
    void clear();
    //! Calls \p replace with every value in it, in an order that depends on the edits alone, and keeps what it returns
    //! in its place. Ends undo.
    void replaceValues(const std::function<SecretString(const SecretString &)> &replace);

    bool canUndo() const { return !m_undo.isEmpty(); }
    bool canRedo() const { return !m_redo.isEmpty(); }
    //! What they would undo or redo; null: nothing. Valid until something is staged.
    const StagedStep *undoStep() const { return m_undo.isEmpty() ? nullptr : &m_undo.constLast().name; }
    const StagedStep *redoStep() const { return m_redo.isEmpty() ? nullptr : &m_redo.constLast().name; }
    void undo();
    void redo();

private:
    struct Step {
        EntryContent base;
        QList<FieldEdit> before;
        DetailChanges details; // before
        StagedStep name;
    };
    struct State {
        QList<FieldEdit> edits;
        DetailChanges details;
    };
    void remember(const EntryContent &base, const StagedStep &name, bool joins);
    void apply(const EntryContent &base, State state);
    State stateOf(const EntryId &id) const;
    const EntryContent &baseOf(const EntryContent &content) const;
    void move(QList<Step> &from, QList<Step> &to);

    QHash<EntryId, Item> m_items;
    QList<EntryId> m_order;
    QList<Step> m_undo;
    QList<Step> m_redo;
};

} // namespace keyturn
