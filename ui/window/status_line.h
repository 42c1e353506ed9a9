#pragma once
#include <QFrame>

namespace keyturn {

class ClipboardGuard;
class ClipboardRing;
class ElidedLabel;
class TextLabel;
class Workspace;

//! The line at the bottom: who one is signed in as, where requests go if not to AWS, what was read when, and what lies
//! on the clipboard.
class StatusLine : public QFrame {
    Q_OBJECT

public:
    StatusLine(Workspace &workspace, ClipboardGuard &clipboard, QWidget *parent = nullptr);

    //! Drops the middle text where the window is narrow.
    void setCompact(bool compact);
    //! Instead of the load state, e.g. while the due board shows its own; empty goes back.
    void setMiddle(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Dot;
    void showIdentity();
    void showEndpoint();
    void showLoad();

    Workspace &m_workspace;
    Dot *m_dot;
    ElidedLabel *m_identity;
    ElidedLabel *m_endpoint;
    TextLabel *m_load;
    ClipboardRing *m_ring;
    QString m_middle;
    bool m_refused = false;
};

} // namespace keyturn
