#pragma once
#include "core/document/field_edit.h"
#include "ui/editor/edited_entry.h"

#include <QObject>
#include <functional>

namespace keyturn {

class ClipboardGuard;

//! What can be done with a value of an entry, whichever view it is done in: staged, copied, never written. A value is
//! named by its path, see JsonPath; a whole text by a path of one empty step.
class ValueOperations : public QObject {
    Q_OBJECT

public:
    //! \p window is the parent of dialogs.
    ValueOperations(EditedEntry &entry, ClipboardGuard &clipboard, QWidget *window);

    const EditedEntry &entry() const { return m_entry; }
    //! False where nothing can be edited, or where writing is locked: \p goOn then waits behind writingNeeded().
    bool mayWrite(const std::function<void()> &goOn);
    //! The text as it would be saved.
    SecretDocument document() const { return m_entry.document(); }
    //! False and refused() where it is not possible.
    bool stage(const QList<FieldEdit> &edits, const QString &what = {}, bool joins = false);

    void set(const QStringList &path, const SecretString &value);
    void setJson(const QStringList &path, const SecretString &json);
    void remove(const QStringList &path);
    void rename(const QStringList &path, const QString &key);
    //! A copy behind it, under the first free name.
    void duplicate(const QString &key);
    //! One place up (-1) or down (1).
    void step(const QStringList &path, int by);
    void revert(const QString &key);
    void copy(const SecretString &value, const QString &name);
    //! In a dialog, for what does not fit into a cell: several lines, or JSON.
    void editText(const QStringList &path, const SecretString &present, bool sensitive, bool json);
    void addKey();
    //! Previews the merge of what is on the clipboard, or in a file, into the keys.
    void paste();
    //! The clipboard becomes the value at \p path, as JSON where \p json; several keys with values are previewed as
    //! paste() does.
    void pasteInto(const QStringList &path, bool json);
    void importFile();
    void exportKeys();
    //! Generates a password for the value at \p path.
    void generate(const QStringList &path);
    //! \p use gets the password, as long as \p receiver is there.
    void generateFor(const QString &name, QObject *receiver, const std::function<void(const SecretString &)> &use);
    //! "lwa-oauth" for a path of one empty step.
    QString name(const QStringList &path) const;

signals:
    //! Editing was asked for where writing is locked; \p goOn is what was asked.
    void writingNeeded(const std::function<void()> &goOn);
    //! Why it was not staged.
    void warned(const QString &sentence);
    //! A key was staged under this name: the views make it the current one.
    void madeCurrent(const QString &key);
    //! Something was done that has no place of its own in the window.
    void notified(const QString &sentence);

private:
    void preview(const SecretString &text);
    static FieldEdit at(const QStringList &path, FieldEdit::Kind kind, const SecretString &value = {});

    EditedEntry &m_entry;
    ClipboardGuard &m_clipboard;
    QWidget *m_window;
};

} // namespace keyturn
