#pragma once
#include "ui/editor/open_entry_edits.h"
#include "ui/editor/value_views.h"

#include <QWidget>

class QToolButton;

namespace keyturn {

class Actions;
class BinaryView;
class Button;
class ClipboardGuard;
class FindBar;
class SecretValueModel;
class SegmentedControl;
class ValuesFoot;
class Workspace;

//! Keys and values of the open entry as table, tree or text, masked: three views of one staged text. Edits are staged,
//! never written from here.
class ValuesTab : public QWidget {
    Q_OBJECT

public:
    using Mode = ValueViews::Mode;
    static constexpr Mode Table = ValueViews::Table;
    static constexpr Mode Tree = ValueViews::Tree;
    static constexpr Mode Raw = ValueViews::Raw;

    ValuesTab(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent = nullptr);

    //! What the actions of the window do here; see ValueViews.
    void editCurrent();
    void copyCurrent();
    void removeCurrent() { m_views->remove(); }
    void renameCurrent() { m_views->rename(); }
    void duplicateCurrent() { m_views->duplicate(); }
    void moveCurrent(int by) { m_views->step(by); }
    void generateCurrent() { m_views->generate(); }
    void toggleMaskCurrent() { m_views->toggleMask(); }
    void addKey();
    void focusTable() { m_views->takeFocus(); }
    void openFind();
    void setMode(Mode mode);
    Mode mode() const { return m_views->mode(); }
    SecretValueModel &model() { return m_views->model(); }
    ValueOperations &operations() { return *m_operations; }

signals:
    //! Editing was asked for where writing is locked.
    void writingNeeded(const std::function<void()> &goOn);
    //! Why an edit was not staged.
    void warned(const QString &sentence);
    void notified(const QString &sentence);

protected:
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeBar();
    void layOut();
    void connectParts();
    void connectWorkspace();
    void showContent();
    void showEdits();
    void showView();
    bool isBinary() const;
    void openMenu(QAbstractItemView *view, const QPoint &at);
    void find(int step);
    void fitHeight();

    Workspace &m_workspace;
    Actions &m_actions;
    OpenEntryEdits m_entry;
    ValueOperations *m_operations;
    QWidget *m_bar;
    SegmentedControl *m_mode;
    QToolButton *m_search;
    Button *m_add;
    QToolButton *m_more;
    FindBar *m_find;
    ValueViews *m_views;
    BinaryView *m_binary;
    ValuesFoot *m_foot;
    std::optional<EntryId> m_shown;
};

} // namespace keyturn
