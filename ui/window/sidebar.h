#pragma once
#include "ui/search/entry_filter_proxy.h"
#include "ui/window/sidebar_model.h"

#include <QPersistentModelIndex>
#include <QTreeView>

namespace keyturn {

class EntryListModel;
class SidebarDelegate;
class Workspace;

//! Smart folders, profiles with regions, and the tree of names. In rail mode icons only. Folders are chosen by going to
//! their row; a profile opens by a click or Enter, never by the arrow keys that pass over it.
class Sidebar : public QTreeView {
    Q_OBJECT

public:
    Sidebar(Workspace &workspace, EntryListModel &entries, QWidget *parent = nullptr);

    void setRail(bool rail);
    void selectScope(const EntryScope &scope);
    //! Something else is shown than the entries of the chosen folder: it is not marked meanwhile.
    void setMarked(bool marked);

signals:
    void scopeChosen(const keyturn::EntryScope &scope);
    void placeChosen(const QString &profile, const QString &region);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showProfiles();
    void choose(const QModelIndex &index);
    bool goTo(const QModelIndex &index);
    bool isElsewhere(const QModelIndex &index) const;
    void showEntries();

    Workspace &m_workspace;
    EntryListModel &m_entries;
    SidebarModel *m_model;
    int m_pause = 60; // ms
    SidebarDelegate *m_delegate;
    QPersistentModelIndex m_pressed;
};

} // namespace keyturn
