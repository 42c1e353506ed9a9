#pragma once
#include "core/entry/entry.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;
class QStackedWidget;

namespace keyturn {

class Actions;
class Browser;
class ClipboardGuard;
class CloseGuard;
class CommandPalette;
class ConnectionHealth;
class ConsentFlow;
class DetailPage;
class DialogOpener;
class EntryFlow;
class EntryListModel;
class FirstRunPage;
class ListPage;
class LockFlow;
class MessageBar;
class MessageCenter;
class PlaceFlow;
class RefreshFlow;
class ReminderFlow;
class ReviewDialog;
class SaveFlow;
class StagedBar;
class StatusLine;
class TopBar;
class Workspace;
class WritingGuard;
struct WindowContext;

//! The one window. Arranges its parts and connects them with each other and with the workspace; what there is to do and
//! to say is theirs.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Workspace &workspace, QWidget *parent = nullptr);
    ~MainWindow() override;

    void saveLayout(QSettings &settings) const;
    //! Size, place and sidebar mode, before the window is shown; the sizes of the areas once they are there.
    void restoreFrame(const QSettings &settings);
    void restoreAreas(const QSettings &settings);

    //! The page that asks where the credentials live.
    void showFirstRun();
    void showBrowser();
    //! Opens a profile by its name; false if there is none that can be used.
    bool goTo(const QString &profile, const QString &region);
    //! A sentence in the message bar.
    void warn(const QString &sentence);
    void openEntry(const EntryId &id);
    void openDueBoard();
    void openPlaces();
    void openReminders();
    ReminderFlow &reminders() { return *m_reminders; }
    SaveFlow &saves() { return *m_saves; }
    RefreshFlow &refreshes() { return *m_refreshes; }
    void openPalette(const QString &text = {});
    ReviewDialog *openReview();
    //! Going back to, and the labels of, a row of the open entry's history.
    void openRollback(int row);
    void openLabels(int row);
    void openDeletion();
    void openComparison(const EntryId &a, std::optional<EntryId> b = {});
    Actions &actions() { return *m_actions; }
    ListPage &list();
    DetailPage &detail();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    WindowContext context() const;
    void connectFlows();
    void connectLock();
    void connectWorkspace();
    void connectActions();
    void connectPlaceActions();
    Browser &browser();
    void connectBrowser();
    void connectDetail();
    void updateActions();
    void updateStaged();
    void updateUnfinished();
    void arrange();
    void focusContent();
    void focusArea(int step);
    void rememberKeys();

    Workspace &m_workspace;
    Actions *m_actions;
    ClipboardGuard *m_clipboard;
    ConnectionHealth *m_health;
    EntryListModel *m_entries;
    TopBar *m_top;
    MessageBar *m_message;
    QStackedWidget *m_views;
    FirstRunPage *m_firstRun = nullptr; // pages are made when they are first shown
    Browser *m_browser = nullptr;
    StagedBar *m_staged;
    StatusLine *m_status;
    CommandPalette *m_palette = nullptr;
    MessageCenter *m_messages;
    DialogOpener *m_dialogs;
    WritingGuard *m_writing;
    PlaceFlow *m_places;
    EntryFlow *m_entryFlow;
    SaveFlow *m_saves;
    RefreshFlow *m_refreshes;
    ReminderFlow *m_reminders;
    ConsentFlow *m_consents;
    CloseGuard *m_closeGuard;
    LockFlow *m_lock;
    QTimer m_minute;
    bool m_railWanted = false;
};

} // namespace keyturn
