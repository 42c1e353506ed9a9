#pragma once
#include "ui/editor/edited_entry.h"

#include <QObject>

namespace keyturn {

//! The text of an entry that does not exist yet, with undo. There is nothing in AWS to compare it with, so edits are
//! taken into the text at once and no row counts as changed.
class NewEntryDraft : public QObject, public EditedEntry {
    Q_OBJECT

public:
    explicit NewEntryDraft(QObject *parent = nullptr);

    //! Another text to start with; ends undo. \p keys: it is to be a set of keys.
    void begin(const SecretString &text, bool keys);
    //! What titles of dialogs call it.
    void setName(const QString &name);

    const EntryContent *content() const override { return &m_content; }
    QList<FieldEdit> edits() const override { return {}; }
    SecretDocument document() const override { return m_content.document; }
    Access access() const override { return Access::Open; }
    bool expectsKeys() const override { return m_expectsKeys; }
    bool isHeld() const override { return false; }
    Result<> stage(const QList<FieldEdit> &edits, const QString &what, bool joins) override;
    void revert(const QString &) override {}

    bool canUndo() const { return !m_undo.isEmpty(); }
    bool canRedo() const { return !m_redo.isEmpty(); }
    void undo() { move(m_undo, m_redo); }
    void redo() { move(m_redo, m_undo); }

signals:
    void changed();

private:
    void show(const SecretString &text);
    void move(QList<SecretString> &from, QList<SecretString> &to);

    EntryContent m_content;
    QList<SecretString> m_undo;
    QList<SecretString> m_redo;
    bool m_expectsKeys = false;
    QString m_last; // name of the step before, for one that joins it
};

} // namespace keyturn
