#pragma once
#include "core/document/secret_document.h"

#include <QWidget>

namespace keyturn {

class Button;
class ClipboardGuard;
class IconButton;
class NewEntryDraft;
class SegmentedControl;
class ValueOperations;
class ValueViews;

//! The value of a new entry, edited as an existing one is: rows, tree or text, masked, with undo, pasted keys and
//! generated passwords.
class NewEntryValues : public QWidget {
    Q_OBJECT

public:
    explicit NewEntryValues(ClipboardGuard &clipboard, QWidget *parent = nullptr);
    ~NewEntryValues() override;

    //! Forgets what was typed. \p keys: shows rows, else the text.
    void begin(const SecretString &text, bool keys);
    void setName(const QString &name);
    SecretDocument document() const;

signals:
    void changed();
    void warned(const QString &sentence);

private:
    void makeBar();
    void addShortcut(const QKeySequence &keys, void (NewEntryValues::*act)());
    void refresh();
    void undo();
    void redo();
    void addKey();
    void paste();
    void generate();

    NewEntryDraft *m_draft;
    ValueOperations *m_operations;
    SegmentedControl *m_mode;
    IconButton *m_undo;
    IconButton *m_redo;
    Button *m_add;
    Button *m_paste;
    Button *m_generate;
    ValueViews *m_views;
};

} // namespace keyturn
