#pragma once
#include "core/base/result.h"
#include "core/entry/entry.h"
#include "ui/text/error_text.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <functional>

class QDialog;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace keyturn {

class ActionDialog;
class Actions;
class BulkPage;
class ClipboardGuard;
class CloseGuard;
class CommandPalette;
class DetailPage;
class DuePage;
class EntryListModel;
class FirstRunPage;
class ListPage;
class MessageBar;
class ReviewDialog;
class SaveUndo;
class Scrim;
class Sidebar;
class StagedBar;
class StatusLine;
class TopBar;
class Workspace;
struct CutOffSave;

//! The one window. Arranges the pages, connects them with the workspace, and keeps every action's reason up to date.
//! Holds no workflow.
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
    void openPalette(const QString &text = {});
    ReviewDialog *openReview();
    //! Going back to, and the labels of, a row of the open entry's history.
    void openRollback(int row);
    void openLabels(int row);
    void openDeletion();
    void openHalfSaved(const EntryId &id);
    void openUnfinishedRefresh(const EntryId &id);
    void restoreEntry();
    void openComparison(const EntryId &a, std::optional<EntryId> b = {});
    Actions &actions() { return *m_actions; }
    ListPage &list();
    DetailPage &detail();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    using Action = std::function<void()>;
    void connectWorkspace();
    void connectActions();
    void connectVersionActions();
    void connectDetailVersions();
    void updateVersionActions();
    void openDialog(QDialog *dialog);
    void openAction(ActionDialog *dialog);
    void makeBrowser();
    void updateActions();
    void updateStaged();
    void arrange();
    void connectBulk();
    void exportNames();
    void goToSandbox();
    void message(int kind, const QString &sentence, const QString &label = {}, Action action = {},
                 const QString &details = {}, const QString &requestId = {});
    void showError(const Error &error, const QString &subject, const Action &again);
    void askAboutEndpoint();
    void tellUnsupported();
    void showMessage(const Error &error, const ErrorMessage &text, const Action &again);
    void addAccessKeys();
    void newEntry();
    void askDiscard();
    void leaveDueBoard();
    void focusArea(int step);
    void nextProfile();
    void rememberKeys();
    void updateUnfinished();
    void showHalfSaved(const EntryId &id);
    static QString cutOffText(const QString &name, const CutOffSave &save);
    void connectRefreshes();
    void showUnfinishedRefresh(const EntryId &id, const Error *why = nullptr);
    void tellUnfinishedRefreshes(const std::optional<EntryId> &id);
    void connectSaveUndo();
    void connectCloseGuard();
    void showSaved(int entries, const QString &remark);

    Workspace &m_workspace;
    Actions *m_actions;
    ClipboardGuard *m_clipboard;
    EntryListModel *m_entries;
    TopBar *m_top;
    MessageBar *m_message;
    QStackedWidget *m_views;
    FirstRunPage *m_firstRun = nullptr; // pages are made when they are first shown
    QSplitter *m_browser = nullptr;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_areas = nullptr;
    QSplitter *m_split = nullptr;
    ListPage *m_list = nullptr;
    QStackedWidget *m_subject = nullptr; // one entry, or several
    DetailPage *m_detail = nullptr;
    BulkPage *m_bulk = nullptr;
    DuePage *m_due = nullptr;
    StagedBar *m_staged;
    StatusLine *m_status;
    CommandPalette *m_palette = nullptr;
    Scrim *m_scrim;
    QPointer<ReviewDialog> m_review;
    SaveUndo *m_saveUndo;
    CloseGuard *m_closeGuard;
    Action m_messageAction;
    QTimer m_minute;
    QTimer m_openDelay;
    std::optional<EntryId> m_toOpen;
    QTimer m_messageLife;
    bool m_railWanted = false;
    int m_arrangement = -1;
};

} // namespace keyturn
