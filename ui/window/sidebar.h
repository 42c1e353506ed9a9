#pragma once
#include "ui/search/entry_filter_proxy.h"
#include "ui/window/sidebar_model.h"

#include <QTreeView>

namespace keyturn {

class EntryListModel;
class SidebarDelegate;
class Workspace;

//! Smart folders, profiles with regions, and the tree of names. In rail mode icons only.
class Sidebar : public QTreeView {
    Q_OBJECT

public:
    Sidebar(Workspace &workspace, EntryListModel &entries, QWidget *parent = nullptr);

    void setRail(bool rail);
    void selectScope(const EntryScope &scope);

signals:
    void scopeChosen(const keyturn::EntryScope &scope);
    void placeChosen(const QString &profile, const QString &region);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showProfiles();
    void choose(const QModelIndex &index);

    Workspace &m_workspace;
    SidebarModel *m_model;
    int m_pause = 60; // ms
    SidebarDelegate *m_delegate;
};

} // namespace keyturn
