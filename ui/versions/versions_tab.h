#pragma once
#include <QWidget>

class QScrollArea;
class QStackedWidget;

namespace keyturn {

class EmptyState;
struct EntryContent;
class RollbackCard;
class VersionComparison;
class VersionDiffModel;
class VersionListModel;
class VersionReader;
class VersionTable;
class VersionsBar;
class Workspace;
struct EntryContent;

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
    //! Of \p entry as it stands; -1 unless they were read since its last write.
    int count(const EntryContent &entry) const;

signals:
    void counted(int versions);
    //! A is to become current again. Rows of the reader's history.
    void rollbackRequested(int row);
    void labelsRequested(int row);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHistory();
    QWidget *makeScroll();
    void connectWorkspace();
    void connectReader();
    void shareHeight();
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
    VersionsBar *m_bar;
    VersionTable *m_view;
    VersionComparison *m_comparison;
    RollbackCard *m_rollback;
    EmptyState *m_state;
    QScrollArea *m_scroll;
    QStackedWidget *m_stack;
    bool m_stale = true;
};

} // namespace keyturn
