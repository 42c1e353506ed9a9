#pragma once
#include <QFrame>

class QAction;
class QMenu;
class QToolButton;

namespace keyturn {

class Actions;
class CommandField;
class IconButton;
class ProfileButton;
class StatusChip;
class Workspace;

//! The bar at the top: who and where, whether writing is possible, search, and the commands that are always there.
class TopBar : public QFrame {
    Q_OBJECT

public:
    TopBar(Workspace &workspace, Actions &actions, QWidget *parent = nullptr);

    //! Icons without text and a short guard, for narrow windows.
    void setCompact(bool compact);
    void openProfileMenu();
    //! To be filled: after how long the window locks.
    QMenu &idleMenu() { return *m_idle; }

signals:
    void placeRequested(const QString &profile, const QString &region);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void dressButtons();
    static void follow(QToolButton *button, QAction *action);
    void makeMenu();
    void layOut();
    void connectParts();
    void showPlace();
    void showAccess();

    Workspace &m_workspace;
    Actions &m_actions;
    ProfileButton *m_profile;
    StatusChip *m_access;
    CommandField *m_search;
    QToolButton *m_new;
    QToolButton *m_due;
    IconButton *m_reload;
    IconButton *m_lock;
    QToolButton *m_menu;
    QMenu *m_idle = nullptr;
    bool m_compact = false;
};

} // namespace keyturn
