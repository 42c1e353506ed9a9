#pragma once
#include "ui/widgets/actions.h"

#include <QCoreApplication>
#include <QHash>

namespace keyturn {

class Workspace;

//! What the actions of the window depend on, as a value.
struct WindowState {
    //! The open entry. Its reasons are words for people.
    struct OpenEntry {
        bool isRead = false;   //!< its values are there
        bool isListed = false; //!< its metadata is there
        bool isDeleted = false;
        bool isParameter = false;
        bool isBinary = false;
        bool isText = false;         //!< its value is no set of keys
        bool hasSeveralKeys = false; //!< or is several parameters
        bool isWriting = false;
        bool isHalfSaved = false;
        bool isRefreshing = false;
        bool isRefreshUnfinished = false;
        bool isStaged = false;
        QString whyNotWritable;   //!< AWS keeps it from being written; empty: nothing does
        QString whyNotAuthorised; //!< what a consent of its provider lacks; empty: nothing
        QString whyNotRefreshed;  //!< what its tokens lack for a refresh; empty: nothing
    };

    bool isWindowLocked = false; //!< nobody is there
    bool isPlaceOpen = false;
    bool isLocked = false;  //!< production, writing not unlocked: what writes offers to unlock it
    bool isRefused = false; //!< AWS does not accept who we are
    bool isOffline = false; //!< see ConnectionHealth
    bool isSandbox = false;
    bool hasOnlyAccessKeys = false; //!< long-lived ones, whatever is asked; others turn out when they are used
    bool isAnythingStaged = false;
    bool isAnythingHalfSaved = false;
    QString whyNotReviewed; //!< nothing of what is staged can be saved; empty: something can
    bool canUndo = false;
    bool canRedo = false;
    bool isAnythingWritten = false; //!< at this moment
    OpenEntry entry;
    bool areSeveralSelected = false;
    QString whyNotCompared; //!< the selected ones; empty: they can be
    QString whySaveNotUndone;

    //! All but isRefused, isOffline and the last three.
    static WindowState of(const Workspace &workspace);
};

//! Which action of the window may run, and else why not.
class ActionPolicy {
    Q_DECLARE_TR_FUNCTIONS(ActionPolicy)

public:
    //! Reasons for people; empty: it may run. Actions that are not in it always may.
    static QHash<Actions::Id, QString> obstacles(const WindowState &state);

private:
    static QHash<Actions::Id, QString> ofValues(const WindowState &state);
    static QHash<Actions::Id, QString> ofEntry(const WindowState &state);
    static QHash<Actions::Id, QString> ofStaged(const WindowState &state);
    static QHash<Actions::Id, QString> whileLocked();
    static QHash<Actions::Id, QString> ofPlace(const WindowState &state);
    static void stopOffline(QHash<Actions::Id, QString> &found);
    static QString noEdit(const WindowState &state);
    static QString noRefresh(const WindowState &state);
    //! Of tokens, for \p reason of their own.
    static QString noTokens(const WindowState &state, const QString &reason);
    static QString noWrite(const WindowState &state);
};

} // namespace keyturn
