#include "ui/reminders/delete_chain_dialog.h"

#include "ui/dialogs/place_line.h"
#include "ui/widgets/button.h"

using namespace Qt::StringLiterals;

namespace keyturn {

DeleteChainDialog::DeleteChainDialog(Workspace &workspace, const QString &chain, QWidget *parent) :
    ActionDialog(workspace, tr("Delete the stack %1?").arg(chain), placeLine(workspace.place()), parent)
{
    setObjectName(u"deleteChainDialog"_s);
    resize(560, 0);
    setFacts({tr("AWS deletes the rule, the topic, and every subscription to it."),
              tr("If it has a group for EventBridge Scheduler, the entries in it are deleted too."),
              tr("Parameter policies stay as they are. Subscribers of a new chain have to confirm again.")});
    setDestructive();
    askFor(chain, tr("AWS will no longer remind anyone by e-mail or SMS."));
    primary()->setText(tr("Delete the stack"));
    updateAction();
    fitHeight();
}

void DeleteChainDialog::act()
{
    emit deletionWanted();
    accept();
}

} // namespace keyturn

#include "moc_delete_chain_dialog.cpp"
