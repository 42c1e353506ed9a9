#pragma once
#include "core/read/entry_store.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStackedWidget;
class QStandardItemModel;

namespace keyturn {

class EmptyState;
class SegmentedControl;
class TextLabel;
class VersionDiffModel;
class VersionDiffView;

//! Two entries side by side, secrets or parameters: A is given, B is chosen. Keys of other names that play the same
//! role stand in one row.
class CompareDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p b: chosen already.
    CompareDialog(Workspace &workspace, const EntryId &a, std::optional<EntryId> b = {}, QWidget *parent = nullptr);

    VersionDiffModel &diff() { return *m_diff; }

private:
    QWidget *makeChoice();
    QWidget *makeDiff();
    void choose(const EntryId &id);
    void read(const EntryId &id, bool isA);
    void showDiff();
    void showWait(const QString &title, const QString &text, bool failed = false);

    Workspace &m_workspace;
    const EntryId m_a;
    std::optional<EntryId> m_b;
    std::optional<EntryContent> m_contentA;
    std::optional<EntryContent> m_contentB;
    QStandardItemModel *m_names;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QListView *m_list;
    VersionDiffModel *m_diff;
    VersionDiffView *m_view;
    TextLabel *m_summary;
    SegmentedControl *m_mode;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    std::shared_ptr<Connection> m_connection;
    std::unique_ptr<EntryStore> m_store;
    TaskScope m_readA;
    TaskScope m_readB;
};

} // namespace keyturn
