#include "ui/window/refresh_flow.h"

#include "core/workspace/workspace.h"
#include "ui/dialogs/refresh_text.h"
#include "ui/dialogs/unfinished_refresh_dialog.h"
#include "ui/text/wording.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"

using namespace Qt::StringLiterals;

namespace keyturn {

RefreshFlow::RefreshFlow(const WindowContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    connect(&refreshes, &Refreshes::found, this, [this](const EntryId &id) {
        emit unfinishedChanged();
        showUnfinished(id);
    });
    connect(&refreshes, &Refreshes::refreshed, this, &RefreshFlow::showRefreshed);
    connect(&refreshes, &Refreshes::failed, this, &RefreshFlow::showFailed);
}

void RefreshFlow::refreshOpenEntry()
{
    if (m_context.workspace.openEntry().id())
        m_context.workspace.refreshes().refresh(*m_context.workspace.openEntry().id());
}

void RefreshFlow::showRefreshed(const EntryId &id, const RefreshReceipt &receipt)
{
    emit unfinishedChanged();
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
            tr("The refresh token of %1 works. This layout keeps no access token, so nothing was written.").arg(name);
    if (receipt.writtenBack && receipt.expiresAt.isValid())
        sentence += u' ' + tr("It is valid until %1.").arg(Wording::time(receipt.expiresAt));
    if (receipt.replaced.isEmpty())
        m_context.messages.succeed(sentence);
    else
        m_context.messages.warn(sentence + u' '
                                + tr("A version that somebody saved meanwhile lies under it, as AWSPREVIOUS."));
}

void RefreshFlow::showFailed(const EntryId &id, const Error &error)
{
    emit unfinishedChanged();
    if (m_context.workspace.refreshes().unfinished(id)) {
        showUnfinished(id, &error);
        return;
    }
    const bool despiteRotation = error.code == "rotation-enabled"_L1;
    const ErrorMessage text = RefreshText::message(error, leafOf(id.name));
    Message message = m_context.messages.ofError(
        error, text, [this, id, despiteRotation] { m_context.workspace.refreshes().refresh(id, despiteRotation); });
    if (text.nextStep == NextStep::Authorise) {
        message.label = tr("Sign in again…");
        message.action = [this, id] { emit consentWanted(id); };
    }
    m_context.messages.show(message);
}

void RefreshFlow::showUnfinished(const EntryId &id, const Error *why)
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    const UnfinishedRefresh *refresh = refreshes.unfinished(id);
    if (!refresh)
        return;
    const ErrorMessage text =
        RefreshText::unfinished(*refresh, refreshes.holdsTokens(id), m_context.workspace.clock().utcNow());
    const bool decides = refresh->next == RefreshNext::Decide;
    const auto goOn = [this, id, decides] {
        if (decides)
            openUnfinished(id);
        else
            m_context.workspace.refreshes().finish(id);
    };
    m_context.messages.show({MessageBar::Kind::Warning, text.sentence, text.nextStepLabel, goOn,
                             why ? ErrorText::details(*why) : QString(), why ? why->requestId : QString()});
}

void RefreshFlow::openUnfinished(const EntryId &id)
{
    if (m_context.workspace.refreshes().unfinished(id))
        m_context.dialogs.open(new UnfinishedRefreshDialog(m_context.workspace, id, m_context.dialogs.window()));
}

//! What is left to do of refreshes stays in the keychain for the next start, unless the tokens are here only.
void RefreshFlow::tellUnfinished(const std::optional<EntryId> &id)
{
    if (id) {
        showUnfinished(*id);
        return;
    }
    const qsizetype count = m_context.workspace.refreshes().unfinishedEntries().size();
    const QString sentence =
        count == 1 ? tr("A refresh has not ended. What it got stays in the keychain, and the next start shows it.")
                   : tr("%n refreshes have not ended. What they got stays in the keychain, and the next start shows "
                        "them.",
                        nullptr, int(count));
    m_context.messages.show({MessageBar::Kind::Info, sentence, tr("Close"), [this] { emit closeWanted(); }});
}

} // namespace keyturn

#include "moc_refresh_flow.cpp"
