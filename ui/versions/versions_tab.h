#pragma once
#include <QWidget>

class QScrollArea;
class QStackedWidget;

namespace keyturn {

class Button;
class EmptyState;
class LinkButton;
class TextLabel;
class VersionComparison;
class VersionDiffModel;
class VersionListModel;
class VersionReader;
class VersionTable;
class Workspace;

//! The history of the open entry, read when it is first shown: who, when, which keys; two versions compared; the way
//! back to the older one and its labels as requests to whoever opens dialogs.
class VersionsTab : public QWidget {
    Q_OBJECT

public:
    explicit VersionsTab(Workspace &workspace, QWidget *parent = nullptr);
    ~VersionsTab() override;

    VersionReader &reader() { return *m_reader; }
    VersionListModel &versions() { return *m_model; }
    VersionDiffModel &diff();
    void focusTable();

signals:
    void counted(int versions);
    //! A is to become current again. Rows of the reader's history.
    void rollbackRequested(int row);
    void labelsRequested(int row);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHistory();
    QWidget *makeFoot();
    void read();
    void showList();
    void showState();
    void showDiff();
    void showFilter();
    void showFoot();
    QString sideTitle(const QString &letter, int historyRow) const;
    QString filterKey() const;

    Workspace &m_workspace;
    VersionReader *m_reader;
    VersionListModel *m_model;
    TextLabel *m_summary;
    LinkButton *m_reading;
    Button *m_only;
    Button *m_labels;
    VersionTable *m_view;
    VersionComparison *m_comparison;
    TextLabel *m_footText;
    Button *m_back;
    EmptyState *m_state;
    QScrollArea *m_scroll;
    QStackedWidget *m_stack;
    bool m_stale = true;
};

} // namespace keyturn
