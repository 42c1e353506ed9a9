#pragma once
#include "ui/dialogs/action_dialog.h"

namespace keyturn {

//! A refresh whose answer was lost, and about which a person has to decide: what is known, what asking again can do,
//! and the way to let go of it.
class UnfinishedRefreshDialog : public ActionDialog {
    Q_OBJECT

public:
    //! \p id: unfinishedRefresh() of the workspace.
    UnfinishedRefreshDialog(Workspace &workspace, const EntryId &id, QWidget *parent = nullptr);

protected:
    void act() override;
    QString obstacle() const override;

private:
    void addForgetting();
    void show();
    void ended(const RefreshReceipt &receipt);

    const EntryId m_id;
    TextLabel *m_state;
    Button *m_forget;
    bool m_isForgotten = false;
};

} // namespace keyturn
