#pragma once
#include "core/rotation/client_secret_rotator.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace keyturn {

class Button;
class TextLabel;
class Workspace;

//! Takes a client secret that was made anew in the provider's console, and has it tried out; what the provider accepts
//! is staged on every copy and the dialog closes. Nothing is written by it.
class ClientSecretDialog : public FramedDialog {
    Q_OBJECT

public:
    ClientSecretDialog(Workspace &workspace, const Entry &entry, QWidget *parent = nullptr);
    void reject() override;

private:
    void layOut();
    void connectWorkspace();
    void showState();
    void tell(const QString &sentence, bool isProblem);
    void begin();

    Workspace &m_workspace;
    const Entry m_entry;
    QLineEdit *m_secret;
    QLineEdit *m_consumers;
    TextLabel *m_state;
    Button *m_begin;
};

} // namespace keyturn
