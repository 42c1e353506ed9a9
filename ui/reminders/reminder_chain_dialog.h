#pragma once
#include "core/workspace/open_chain.h"
#include "ui/reminders/chain_files.h"
#include "ui/widgets/dialog_frame.h"

class QVBoxLayout;

namespace keyturn {

class Button;
class ChainFindings;
class ChainForm;
class ChainProgress;
class ChainStateCard;
class ChainSteps;
class TextLabel;
class Workspace;

//! The reminders that AWS sends by itself: whether one would arrive, what keeps it from arriving and the repair of
//! that, and the stack that sends them, made, changed and deleted. Closing it ends nothing that AWS was asked for.
class ReminderChainDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit ReminderChainDialog(Workspace &workspace, QWidget *parent = nullptr);

    const OpenChain &chain() const { return *m_chain; }

private:
    QWidget *makePage();
    QWidget *makeTools();
    void makeFoot();
    void connectParts();
    void connectChain();
    void check();
    void put();
    void askDeletion();
    void sendTest();
    void fill();
    void present();
    void showObstacles();
    void tell(const QString &sentence);
    void complain(const QString &sentence, const QString &details = {});
    void orderRepairs();
    bool isStackThere() const;
    QString whyNotWrite() const;
    QString whyNotPut() const;

    Workspace &m_workspace;
    OpenChain *m_chain;
    ChainStateCard *m_state;
    ChainSteps *m_steps;
    ChainFindings *m_findings;
    ChainProgress *m_progress;
    ChainForm *m_form;
    ChainFiles *m_files;
    Button *m_schedules;
    Button *m_export;
    Button *m_test;
    Button *m_delete;
    TextLabel *m_notice;
    Button *m_close;
    Button *m_put;
    bool m_isFilled = false; //!< the form has begun with what there is in AWS
};

} // namespace keyturn
