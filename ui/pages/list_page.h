#pragma once
#include "ui/models/entry_filter_proxy.h"

#include <QWidget>

class QDialog;
class QHBoxLayout;
class QStackedWidget;
class QTreeView;

namespace keyturn {

class EmptyState;
class EntryDelegate;
class EntryListModel;
class FilterField;
class LinkButton;
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
    bool isFiltering() const { return m_proxy->isFiltering(); }
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

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Blocked {
        Nothing,
        Loading,
        NoMatch,
        Misspelt,
        NoValue,
        NoDuplicates,
        NoEntries,
        NothingOverdue,
        Refused,
        Unreachable
    };
    QHBoxLayout *makeBar();
    void makeView();
    void arrangeColumns();
    void filterChanged(const QString &text);
    void chosen();
    void restoreSelection();
    void showState();
    void showCount();
    void act(bool primary);

    Workspace &m_workspace;
    EntryListModel &m_entries;
    EntryFilterProxy *m_proxy;
    ValueSearch *m_values;
    EntryDelegate *m_delegate;
    FilterField *m_filter;
    QWidget *m_line;
    TextLabel *m_count;
    TextLabel *m_time;
    TextLabel *m_sorted;
    LinkButton *m_stop;
    QTreeView *m_view;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    Blocked m_blocked = Blocked::Nothing;
    QString m_suggested;
    QList<EntryId> m_chosen;
    std::optional<Error> m_openError;
    bool m_narrow = false;
    bool m_compact = false;
    bool m_askedForValue = false;
};

} // namespace keyturn
