#pragma once
#include "core/entry/entry_content.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace keyturn {

class Button;
class TextLabel;
class Workspace;

//! Where the access tokens of one entry are tried out. A host that is not in the table is agreed to here, by the exact
//! origin that is shown; another one is asked about again.
class ProbeAddressDialog : public FramedDialog {
    Q_OBJECT

public:
    ProbeAddressDialog(Workspace &workspace, const EntryContent &content, QWidget *parent = nullptr);

private:
    void layOut();
    void showState();
    void remember();

    Workspace &m_workspace;
    const EntryContent m_content;
    QLineEdit *m_address;
    TextLabel *m_origin;
    TextLabel *m_problem;
    Button *m_remember;
};

} // namespace keyturn
