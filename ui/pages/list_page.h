#pragma once
#include "ui/models/entry_filter_proxy.h"

#include <QWidget>

class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace keyturn {

class EmptyState;
class EntryDelegate;
class EntryListModel;
class Workspace;

//! Every entry of both stores: filter, sort, choose. Says why when there is nothing to show.
class ListPage : public QWidget {
    Q_OBJECT

public:
    ListPage(Workspace &workspace, EntryListModel &entries, QWidget *parent = nullptr);

    void setScope(const EntryScope &scope);
    const EntryScope &scope() const { return m_proxy->scope(); }
    //! Two lines per row, name and due date only.
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }
    void focusFilter();
    void focusList();
    void select(const EntryId &id);

signals:
    void entryChosen(const keyturn::EntryId &id);
    void dueBoardRequested();
    void profilesRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Blocked { Nothing, Loading, NoMatch, NoEntries, NothingOverdue, Refused, Unreachable };
    void showState();
    void act(bool primary);

    Workspace &m_workspace;
    EntryListModel &m_entries;
    EntryFilterProxy *m_proxy;
    EntryDelegate *m_delegate;
    QLineEdit *m_filter;
    QTreeView *m_view;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    Blocked m_blocked = Blocked::Nothing;
    std::optional<Error> m_openError;
    bool m_narrow = false;
};

} // namespace keyturn
