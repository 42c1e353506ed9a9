#pragma once
#include "core/workspace/place_comparison.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QModelIndex;
class QSettings;
class QStackedWidget;

namespace keyturn {

class Button;
class DriftView;
class DueFilter;
class DueList;
class DueModel;
class ElidedLabel;
class EmptyState;
class EntryFilterProxy;
class EntryListModel;
class EntryView;
class FilterField;
class PlacesChoice;
class SegmentedControl;
class Workspace;

//! One list and one board over several profiles and regions, and what differs between them. Enter or a double-click
//! goes to the place of a row and opens the entry there: nothing is changed from here.
class PlacesPage : public QWidget {
    Q_OBJECT

public:
    explicit PlacesPage(Workspace &workspace, QWidget *parent = nullptr);

    void focusContent();
    //! "9,412 entries in 12 places".
    QString summary() const { return m_summary; }
    //! Which places are listed; they are listed anew by the next restoreLayout().
    void saveLayout(QSettings &settings) const;
    void restoreLayout(const QSettings &settings);
    SeveralPlaces &places() { return m_places; }

signals:
    void entryRequested(const QString &profile, const QString &region, const keyturn::Entry &entry);
    void copyWanted(const keyturn::PlacedKey &from, const keyturn::PlacedKey &to);
    void summaryChanged(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum View { Entries, DueDates, Differences };

    QBoxLayout *makeHead();
    QBoxLayout *makeFoot();
    void arrangeColumns();
    void connectParts();
    void toggle(const QString &profile, const QString &region, bool on);
    void showProfiles();
    void filter(const QString &text);
    void show();
    void showView();
    void showChoice();
    void open(const EntryId &id);
    QString profileOf(const EntryId &id) const;

    Workspace &m_workspace;
    SeveralPlaces m_places;
    EntryListModel *m_entries;
    EntryFilterProxy *m_filtered;
    EntryView *m_list;
    DueModel *m_due;
    DueFilter *m_dueFiltered;
    DueList *m_dates;
    DriftView *m_drift;
    PlacesChoice *m_choice;
    FilterField *m_filter;
    SegmentedControl *m_view;
    Button *m_reload;
    ElidedLabel *m_sentence;
    ElidedLabel *m_arn;
    EmptyState *m_state;
    QStackedWidget *m_stack;
    QTimer m_pace; // batches that come together are shown together
    QString m_summary;
};

} // namespace keyturn
