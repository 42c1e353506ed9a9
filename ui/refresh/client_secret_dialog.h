#pragma once
#include "core/rotation/client_secret_rotator.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;
class QScrollArea;

namespace keyturn {

class Button;
class ClientSecretOrderPart;
class SegmentedControl;
class TextLabel;
class Workspace;

//! Takes a client secret that was made anew in the provider's console, or has the provider's API make one where it has
//! such an API, and has it tried out; what the provider accepts is staged on every copy and the dialog closes. Nothing
//! is written to an entry by it.
class ClientSecretDialog : public FramedDialog {
    Q_OBJECT

public:
    ClientSecretDialog(Workspace &workspace, const EntryContent &content, QWidget *parent = nullptr);
    void reject() override;

private:
    enum Way { ByHand, ByApi };

    void makeWays(const EntryContent &content);
    QWidget *makeByHand();
    void layOut();
    void connectWorkspace();
    void connectOrders();
    bool isByApi() const;
    void showWay();
    void showState();
    void showOrder();
    QString obstacle() const;
    void tell(const QString &sentence, bool isProblem);
    void fit();
    void begin();

    Workspace &m_workspace;
    const Entry m_entry;
    SegmentedControl *m_way;
    TextLabel *m_noWay;
    QWidget *m_byHand;
    ClientSecretOrderPart *m_order = nullptr; //!< null: there is no such way
    QString m_ready;                          //!< what follows from an order
    QLineEdit *m_secret;
    QLineEdit *m_consumers;
    TextLabel *m_state;
    QScrollArea *m_scroll; //!< all but the head and the foot
    Button *m_cancel;
    bool m_ran = false; //!< when it was last shown
    Button *m_begin;
};

} // namespace keyturn
