#pragma once
#include "core/desktop/idle_watch.h"
#include "ui/window/window_context.h"

class QMenu;
class QStackedWidget;

namespace keyturn {

class EntryListModel;
class LockPage;

//! Locks the window: when asked, when nobody has used it for a while, and with the screen (see WorkspaceLock). Dialogs
//! close, and what they held is gone, but for a new entry that is being typed (see NewEntryDialog); the lock page takes
//! the place of every other one.
class LockFlow : public QObject {
    Q_OBJECT

public:
    LockFlow(const WindowContext &context, const EntryListModel &entries, QStackedWidget &views, QObject *parent);

    //! Not at once: whatever asks for it may be about to go.
    void lockSoon();
    bool isLocked() const;
    //! After how many minutes, kept in the settings.
    void fillIdleMenu(QMenu &menu);
    //! Without input; 0: never. Kept in the settings.
    void setIdleMinutes(int minutes);
    //! Quitting would lose edits; the page says so.
    void warnOfEdits();

signals:
    void locked();               //!< the lock page is shown; whatever holds values goes now
    void unlocked(bool returns); //!< to the place that was left
    void quitWanted();

private:
    void show();
    void closeDialogs();

    WindowContext m_context;
    const EntryListModel &m_entries;
    QStackedWidget &m_views;
    LockPage *m_page = nullptr;
    IdleWatch m_idle;
};

} // namespace keyturn
