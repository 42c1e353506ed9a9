#pragma once
#include "core/secrets/entry_store.h"

#include <QPointer>
#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QTableView;

namespace keyturn {

class Actions;
class Button;
class ClipboardGuard;
class SecretValueModel;
class SegmentedControl;
class TextLabel;
class Workspace;

//! Keys and values of the open entry, masked; edits are staged, never written from here.
class ValuesTab : public QWidget {
    Q_OBJECT

public:
    ValuesTab(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent = nullptr);

    //! Edits the focused row, or the first.
    void editCurrent();
    void copyCurrent();
    void removeCurrent();
    void toggleMaskCurrent();
    void addKey();
    void focusTable();
    SecretValueModel &model() { return *m_model; }

signals:
    //! Editing was asked for where writing is locked.
    void writingNeeded();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void showContent();
    void showEdits();
    void showFoot();
    void showRaw();
    void edit(int row);
    void copy(int row);
    void remove(int row);
    void fix(int row);
    void openMenu(const QPoint &at);
    int currentRow() const;
    void fitHeight();

    Workspace &m_workspace;
    Actions &m_actions;
    ClipboardGuard &m_clipboard;
    SecretValueModel *m_model;
    SegmentedControl *m_mode;
    Button *m_add;
    QTableView *m_view;
    QPlainTextEdit *m_raw;
    QStackedWidget *m_stack;
    QWidget *m_foot;
    TextLabel *m_layout;
    TextLabel *m_size;
    QPointer<QWidget> m_editor;
};

} // namespace keyturn
