#pragma once
#include "ui/search/entry_filter_proxy.h"

#include <QTimer>
#include <QWidget>

class QDialog;
class QHBoxLayout;
class QStackedWidget;
class QTreeView;

namespace keyturn {

struct MissingPermission;
class EntryDelegate;
class EntryListModel;
class FilterField;
class LinkButton;
class ListState;
class StillRow;
class TextLabel;
class ValueSearch;
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
    //! One line of 28 per row, more columns; for long lists on wide windows.
    void setCompact(bool compact);
    bool isCompact() const { return m_compact; }
    QList<EntryId> selected() const;
    //! The rows are not yet those of the text in the filter.
    bool isFiltering() const { return m_late || m_proxy->isFiltering(); }
    //! Asks for a value in a masked field, or for a look at all values, and shows what was found.
    void searchValues(bool duplicates, const QString &typed = {});
    void focusFilter();
    void focusList();
    void select(const EntryId &id);

signals:
    void entryChosen(const keyturn::EntryId &id);
    void severalChosen(const QList<keyturn::EntryId> &ids); //!< empty: not several any more
    void densityChanged();
    void dialogOpened(QDialog *dialog);
    void dueBoardRequested();
    void profilesRequested();
    void permissionAsked(const keyturn::MissingPermission &missing);
    void newEntryRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *makeBar();
    void makeView();
    void arrangeColumns();
    void filterChanged(const QString &text);
    void applyFilter();
    void chosen();
    void restoreSelection();
    void showState();
    void showCount();

    Workspace &m_workspace;
    EntryListModel &m_entries;
    EntryFilterProxy *m_proxy;
    ValueSearch *m_values;
    EntryDelegate *m_delegate;
    FilterField *m_filter;
    StillRow *m_line;
    TextLabel *m_count;
    TextLabel *m_time;
    TextLabel *m_sorted;
    LinkButton *m_stop;
    QTreeView *m_view;
    ListState *m_state;
    QStackedWidget *m_stack;
    QTimer m_pace;
    QList<EntryId> m_chosen;
    bool m_narrow = false;
    bool m_compact = false;
    bool m_askedForValue = false;
    bool m_late = false; // the rows are those of a text before
};

} // namespace keyturn
