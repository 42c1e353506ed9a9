#pragma once
#include "core/entry/entry_content.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace keyturn {

class Actions;
class BinaryView;
class Button;
class ClipboardGuard;
class FindBar;
class RawView;
class SecretValueModel;
class SegmentedControl;
class ValueOperations;
class ValuesFoot;
class ValuesTable;
class ValuesTree;
class Workspace;

//! Keys and values of the open entry as table, tree or text, masked: three views of one staged text. Edits are staged,
//! never written from here.
class ValuesTab : public QWidget {
    Q_OBJECT

public:
    enum Mode { Table, Tree, Raw };

    ValuesTab(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent = nullptr);

    //! Of the focused row, or the first; in the text, of the text.
    void editCurrent();
    void copyCurrent();
    void removeCurrent();
    void renameCurrent();
    void duplicateCurrent();
    void moveCurrent(int by);
    void generateCurrent();
    void toggleMaskCurrent();
    void addKey();
    void focusTable();
    void openFind();
    void setMode(Mode mode);
    Mode mode() const;
    SecretValueModel &model();
    ValueOperations &operations() { return *m_operations; }

signals:
    //! Editing was asked for where writing is locked.
    void writingNeeded();
    //! Why an edit was not staged.
    void refused(const QString &sentence);
    void told(const QString &sentence);

protected:
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showContent();
    void showEdits();
    //! Makes the row or the place of a key the current one in whichever view is shown.
    void goTo(const QString &key);
    void showView();
    void showAges();
    void openMenu(const QPoint &at);
    void find(int step);
    //! Marks it even while the focus is in the find field.
    void showCurrentRow(bool shown);
    void fitHeight();

    Workspace &m_workspace;
    Actions &m_actions;
    ValueOperations *m_operations;
    SegmentedControl *m_mode;
    QToolButton *m_search;
    Button *m_add;
    QToolButton *m_more;
    FindBar *m_find;
    ValuesTable *m_table;
    ValuesTree *m_tree;
    RawView *m_raw;
    BinaryView *m_binary;
    QStackedWidget *m_stack;
    ValuesFoot *m_foot;
    std::optional<EntryId> m_shown;
};

} // namespace keyturn
