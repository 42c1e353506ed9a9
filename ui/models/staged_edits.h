#pragma once
#include "core/secrets/entry_store.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace keyturn {

//! Edits that are not written yet, per entry, with undo. Knows nothing of AWS: it compares with what was opened.
//! An edit that restores the opened value disappears.
class StagedEdits {
public:
    struct Item {
        EntryContent base; //!< the content the edits were made against
        QList<FieldEdit> edits;
        QString token; //!< idempotency token of the next save; new whenever the edits change
    };

    bool isEmpty() const { return m_items.isEmpty(); }
    //! Edits over all entries.
    int count() const;
    //! Entries with edits, in the order of their first edit.
    QList<EntryId> entries() const { return m_order; }
    const Item *item(const EntryId &id) const;
    //! The staged edit of \p key; nullptr if it is untouched.
    const FieldEdit *edit(const EntryId &id, const QString &key) const;

    void stage(const EntryContent &content, FieldEdit edit);
    //! Takes back the edit of one key, as a step that can be undone.
    void revert(const EntryId &id, const QString &key);
    //! Puts the same edits onto a newer content of the entry; what it already holds falls away. Ends undo for the
    //! entry.
    void rebase(const EntryContent &content);
    //! As rebase(), with other edits: what a merge made of them.
    void adopt(const EntryContent &content, const QList<FieldEdit> &edits);
    //! Forgets an entry's edits and every undo step of it: after a save, or on purpose.
    void drop(const EntryId &id);
    void clear();

    bool canUndo() const { return !m_undo.isEmpty(); }
    bool canRedo() const { return !m_redo.isEmpty(); }
    void undo();
    void redo();

private:
    struct Step {
        EntryContent base;
        QList<FieldEdit> before;
    };
    void apply(const EntryContent &base, QList<FieldEdit> edits);
    QList<FieldEdit> editsOf(const EntryId &id) const;
    void move(QList<Step> &from, QList<Step> &to);

    QHash<EntryId, Item> m_items;
    QList<EntryId> m_order;
    QList<Step> m_undo;
    QList<Step> m_redo;
};

} // namespace keyturn
