#include "core/workspace/workspace.h"
#include "ui/dialogs/refresh_text.h"
#include "ui/dialogs/unfinished_refresh_dialog.h"
#include "ui/search/entry_list_model.h"
#include "ui/text/wording.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/main_window.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

void MainWindow::connectRefreshes()
{
    connect(&m_workspace.refreshes(), &Refreshes::found, this, [this](const EntryId &id) {
        updateUnfinished();
        updateActions();
        showUnfinishedRefresh(id);
    });
    connect(&m_workspace.refreshes(), &Refreshes::refreshed, this,
            [this](const EntryId &id, const RefreshReceipt &receipt) {
                updateUnfinished();
                const QString name = leafOf(id.name);
                QString sentence;
                if (receipt.discarded)
                    sentence = tr("Nothing is left of the refresh of %1.").arg(name);
                else if (receipt.takenOver)
                    sentence = tr("%1 was refreshed elsewhere at the same time; AWS holds that token.").arg(name);
                else if (receipt.writtenBack)
                    sentence = tr("The token of %1 was refreshed.").arg(name);
                else
                    sentence =
                        tr("The refresh token of %1 works. This layout keeps no access token, so nothing was written.")
                            .arg(name);
                if (receipt.writtenBack && receipt.expiresAt.isValid())
                    sentence += u' ' + tr("It is valid until %1.").arg(Wording::time(receipt.expiresAt));
                if (!receipt.replaced.isEmpty())
                    sentence += u' ' + tr("A version that somebody saved meanwhile lies under it, as AWSPREVIOUS.");
                message(int(receipt.replaced.isEmpty() ? MessageBar::Kind::Success : MessageBar::Kind::Warning),
                        sentence);
                if (receipt.replaced.isEmpty())
                    m_messageLife.start(8s);
            });
    connect(&m_workspace.refreshes(), &Refreshes::failed, this, [this](const EntryId &id, const Error &error) {
        updateUnfinished();
        if (m_workspace.refreshes().unfinished(id)) {
            showUnfinishedRefresh(id, &error);
            return;
        }
        const bool despiteRotation = error.code == "rotation-enabled"_L1;
        showMessage(error, RefreshText::message(error, leafOf(id.name)),
                    [this, id, despiteRotation] { m_workspace.refreshes().refresh(id, despiteRotation); });
    });
}

void MainWindow::showUnfinishedRefresh(const EntryId &id, const Error *why)
{
    const UnfinishedRefresh *refresh = m_workspace.refreshes().unfinished(id);
    if (!refresh)
        return;
    const ErrorMessage text =
        RefreshText::unfinished(*refresh, m_workspace.refreshes().holdsTokens(id), m_workspace.clock().utcNow());
    const bool decides = refresh->next == RefreshNext::Decide;
    message(
        int(MessageBar::Kind::Warning), text.sentence, text.nextStepLabel,
        [this, id, decides] {
            if (decides)
                openUnfinishedRefresh(id);
            else
                m_workspace.refreshes().finish(id);
        },
        why ? ErrorText::details(*why) : QString(), why ? why->requestId : QString());
}

void MainWindow::openUnfinishedRefresh(const EntryId &id)
{
    if (m_workspace.refreshes().unfinished(id))
        openAction(new UnfinishedRefreshDialog(m_workspace, id, this));
}

void MainWindow::updateUnfinished()
{
    const QList<EntryId> half = m_workspace.halfSaves().entries();
    const QList<EntryId> refreshes = m_workspace.refreshes().unfinishedEntries();
    QSet<EntryId> unfinished(half.begin(), half.end());
    unfinished.unite(QSet<EntryId>(refreshes.begin(), refreshes.end()));
    m_entries->setUnfinished(unfinished);
}

//! What is left to do of refreshes stays in the keychain for the next start, unless the tokens are here only.
void MainWindow::tellUnfinishedRefreshes(const std::optional<EntryId> &id)
{
    if (id) {
        showUnfinishedRefresh(*id);
        return;
    }
    const qsizetype count = m_workspace.refreshes().unfinishedEntries().size();
    message(int(MessageBar::Kind::Info),
            count == 1
                ? tr("A refresh has not ended. What it got stays in the keychain, and the next start shows it.")
                : tr("%n refreshes have not ended. What they got stays in the keychain, and the next start shows "
                     "them.",
                     nullptr, int(count)),
            tr("Close"), [this] { close(); });
}

} // namespace keyturn
