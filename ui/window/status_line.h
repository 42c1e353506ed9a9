#pragma once
#include <QFrame>

namespace keyturn {

class ClipboardGuard;
class ClipboardRing;
class ConnectionHealth;
class ElidedLabel;
class TextLabel;
class Workspace;

//! The line at the bottom: who one is signed in as, where requests go if not to AWS, what was read when, and what lies
//! on the clipboard.
class StatusLine : public QFrame {
    Q_OBJECT

public:
    //! All of them must outlive it.
    StatusLine(Workspace &workspace, const ConnectionHealth &health, ClipboardGuard &clipboard,
               QWidget *parent = nullptr);

    //! Drops the middle text where the window is narrow.
    void setCompact(bool compact);
    //! Instead of the load state, e.g. while the due board shows its own; empty goes back.
    void setMiddle(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Dot;
    void connectWorkspace();
    void connectClipboard(ClipboardGuard &clipboard);
    void showIdentity();
    void showEndpoint();
    void showLoad();
    void showCached();

    Workspace &m_workspace;
    const ConnectionHealth &m_health;
    Dot *m_dot;
    ElidedLabel *m_identity;
    ElidedLabel *m_endpoint;
    TextLabel *m_load;
    ClipboardRing *m_ring;
    QString m_middle;
    bool m_isNameless = false; // AWS was asked who one is, and did not say
};

} // namespace keyturn
