#pragma once
#include "ui/list/value_search.h"
#include "ui/search/entry_filter_proxy.h"

#include <QTimer>
#include <QWidget>
#include <optional>

class QStackedWidget;

namespace keyturn {

struct MissingPermission;
class EntryListModel;
class EntryView;
class FilterField;
class FilterNotes;
class KeyReader;
class ListBar;
class ListLine;
class ListState;
class ValueCopy;
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
    void searchValues(ValueSearch::What what, const SecretString &typed = {});
    void focusFilter();
    void focusList();
    void select(const EntryId &id);

signals:
    void entryChosen(const keyturn::EntryId &id);
    void severalChosen(const QList<keyturn::EntryId> &ids); //!< empty: not several any more
    void densityChanged();
    void dueBoardRequested();
    void profilesRequested();
    void signInRequested(); //!< to IAM Identity Center
    void permissionAsked(const keyturn::MissingPermission &missing);
    void newEntryRequested();
    void findingRequested(bool here); //!< by a name, in other regions or also here
    //! For the clipboard: \p what names it.
    void valueCopied(const keyturn::SecretString &value, const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void connectFilter();
    void connectState();
    void connectWorkspace();
    void arrangeColumns();
    void filterChanged(const QString &text);
    void applyFilter();
    void showState();
    void showCount();
    bool filterKey(int key);

    Workspace &m_workspace;
    EntryListModel &m_entries;
    EntryFilterProxy *m_proxy;
    ValueSearch *m_values;
    KeyReader *m_keys;
    ListBar *m_bar;
    FilterField &m_filter;
    ListLine *m_line;
    FilterNotes *m_notes;
    EntryView *m_view;
    ListState *m_state;
    QStackedWidget *m_stack;
    ValueCopy *m_copy;
    QTimer m_pace;
    bool m_narrow = false;
    bool m_compact = false;
    SecretString m_typed;            // behind `value:`, taken out of the filter
    bool m_late = false;             // the rows are those of a text before
    std::optional<EntryId> m_wanted; // asked for, hidden until a longer list has been gone through
};

} // namespace keyturn
