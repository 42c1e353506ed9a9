#pragma once
#include <QWidget>

class QStackedWidget;
class QTableView;

namespace keyturn {

class EmptyState;
class TextLabel;
class VersionListModel;
class Workspace;

//! The history of the open entry: version, labels, when, by whom. Read when it is first shown.
class VersionsTab : public QWidget {
    Q_OBJECT

public:
    explicit VersionsTab(Workspace &workspace, QWidget *parent = nullptr);

signals:
    void counted(int versions);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();

    Workspace &m_workspace;
    VersionListModel *m_model;
    TextLabel *m_summary;
    QTableView *m_view;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    bool m_stale = true;
};

} // namespace keyturn
