#pragma once
#include "core/due/due_item.h"
#include "core/entry/entry.h"
#include "core/workspace/place_comparison.h"
#include "ui/widgets/actions.h"

#include <QSplitter>
#include <QTimer>

class QSettings;
class QStackedWidget;

namespace keyturn {

class BulkPage;
class ClipboardGuard;
class DetailPage;
class DuePage;
class EntryListModel;
class ListPage;
class PlacesPage;
class Sidebar;
class Workspace;

//! Sidebar, list and the open entry beside each other, or the due board in place of the last two. Gives each the room
//! that the window has for it.
class Browser : public QSplitter {
    Q_OBJECT

public:
    Browser(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, EntryListModel &entries,
            QWidget *parent = nullptr);

    ListPage &list() { return *m_list; }
    DetailPage &detail() { return *m_detail; }
    BulkPage &bulk() { return *m_bulk; }

    //! Chooses it in the list and reads it.
    void openEntry(const EntryId &id);
    //! What was chosen and is not read yet is not read any more.
    void forgetChoice();
    void openDueBoard();
    //! The board's list of what asks for something.
    void openReminders();
    //! The list and the board over several profiles and regions.
    void openPlaces();
    //! Back to the list and the open entry, from the due board or from several places.
    void leaveDueBoard();
    //! The list, all of it.
    void showAll();
    //! Gives the focus to what one works in: the list, its filter while it has no rows, or the due board.
    void focusContent();
    void showSeveral(const QList<EntryId> &ids); //!< empty: the open entry

    //! \p width and \p height of the window; \p rail: the user wants the sidebar narrow whatever the width.
    void arrange(int width, int height, bool rail);
    //! arrange() gives every area its usual size again, though nothing has changed.
    void arrangeAnew() { m_arrangement = -1; }
    void saveLayout(QSettings &settings) const;
    //! After arrange().
    void restoreLayout(const QSettings &settings);

    //! The areas for F6, in their order.
    QList<QWidget *> areas() const;
    //! Gives the focus to what is worth it in \p area, which is one of areas(); false: nothing in it takes the focus.
    bool focusArea(QWidget *area);

signals:
    void placeRequested(const QString &profile, const QString &region);
    void arrangementWanted();                //!< an area wants more or less room
    void middleChanged(const QString &text); //!< of the status line; empty: its own
    //! It is in another place than the one that is open, perhaps.
    void placedEntryWanted(const QString &profile, const QString &region, const keyturn::Entry &entry);
    void copyWanted(const keyturn::PlacedKey &from, const keyturn::PlacedKey &to);
    void notified(const QString &sentence); //!< what has been done, for the message bar
    void doneWanted(const keyturn::DueItem &item);
    void reminderEditWanted(const keyturn::DueItem &reminder);
    void reminderSettingsWanted(const keyturn::EntryId &entry);

private:
    void connectParts();
    void showArea(QWidget *area, Actions::Id action);

    Workspace &m_workspace;
    Actions &m_actions;
    Sidebar *m_sidebar;
    QStackedWidget *m_areas;
    QSplitter *m_split;
    ListPage *m_list;
    QStackedWidget *m_subject; // one entry, or several
    DetailPage *m_detail;
    BulkPage *m_bulk;
    DuePage *m_due = nullptr; // made when it is first shown
    PlacesPage *m_places = nullptr;
    QTimer m_openDelay;
    std::optional<EntryId> m_toOpen;
    int m_arrangement = -1;
};

} // namespace keyturn
