#pragma once
#include "ui/dialogs/action_dialog.h"

namespace keyturn {

//! Asks before the stack of a reminder chain is deleted. Deletes nothing itself: deletionWanted() follows.
class DeleteChainDialog : public ActionDialog {
    Q_OBJECT

public:
    DeleteChainDialog(Workspace &workspace, const QString &chain, QWidget *parent = nullptr);

signals:
    void deletionWanted();

protected:
    void act() override;
    QString obstacle() const override { return {}; }
};

} // namespace keyturn
