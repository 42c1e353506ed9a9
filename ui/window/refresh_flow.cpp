#include "ui/window/refresh_flow.h"

#include "core/oauth/token_url_policy.h"
#include "core/workspace/key_choice.h"
#include "core/workspace/workspace.h"
#include "ui/dialogs/refresh_text.h"
#include "ui/dialogs/unfinished_refresh_dialog.h"
#include "ui/entry/detail_page.h"
#include "ui/refresh/client_secret_dialog.h"
#include "ui/refresh/key_map_dialog.h"
#include "ui/refresh/probe_address_dialog.h"
#include "ui/refresh/probe_words.h"
#include "ui/refresh/refresh_batch_dialog.h"
#include "ui/refresh/token_host_dialog.h"
#include "ui/text/wording.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"
#include "ui/window/rotation_flow.h"
#include "ui/window/writing_guard.h"

using namespace Qt::StringLiterals;

namespace keyturn {

RefreshFlow::RefreshFlow(const WindowContext &context, QObject *parent) :
    QObject(parent), m_context(context), m_rotations(new RotationFlow(context, this))
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    connect(&refreshes, &Refreshes::found, this, [this](const EntryId &id) {
        emit unfinishedChanged();
        showUnfinished(id);
    });
    connect(&refreshes, &Refreshes::refreshed, this, &RefreshFlow::showRefreshed);
    connect(&refreshes, &Refreshes::failed, this, &RefreshFlow::showFailed);
    connect(&m_context.workspace.clientSecrets(), &ClientSecrets::changed, this, &RefreshFlow::unfinishedChanged);
    connect(&m_context.workspace.place(), &Place::ready, this, &RefreshFlow::unfinishedChanged);
    connect(&m_context.workspace.clientSecrets(), &ClientSecrets::staged, this,
            [this](const EntryId &id, const QList<EntryId> &copies) {
                if (copies.isEmpty())
                    m_context.messages.succeed(tr("Wrote every copy of the client secret of %1.").arg(leafOf(id.name)));
                else // the dialog closes first
                    QMetaObject::invokeMethod(this, &RefreshFlow::reviewWanted, Qt::QueuedConnection);
            });
}

void RefreshFlow::watch(DetailPage &detail)
{
    connect(&detail, &DetailPage::keyMapWanted, this, &RefreshFlow::openKeyMap);
    connect(&detail, &DetailPage::probeAddressWanted, this, &RefreshFlow::openProbeAddress);
    connect(&detail, &DetailPage::clientSecretWanted, this, &RefreshFlow::openClientSecret);
    connect(&detail, &DetailPage::rotationMade, m_rotations, &RotationFlow::connectTo);
}

void RefreshFlow::refresh(const QList<EntryId> &several)
{
    if (several.isEmpty())
        refreshOpenEntry();
    else
        refreshSeveral(several);
}

void RefreshFlow::refreshOpenEntry()
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    const EntryContent *content = m_context.workspace.openEntry().content();
    if (!content)
        return;
    const EntryContent mapped = refreshes.mapped(*content);
    const Refusal obstacle = refreshes.readiness(*content).obstacle;
    if (obstacle == Refusal::TokenUrlConsent)
        askAboutHost(mapped);
    else if (canBeAnswered(obstacle, mapped))
        askForKeys(*content, true);
    else
        refreshes.refresh(content->entry.id);
}

void RefreshFlow::openKeyMap()
{
    if (const EntryContent *content = m_context.workspace.openEntry().content())
        askForKeys(*content, false);
}

void RefreshFlow::openProbeAddress()
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    if (const EntryContent *content = m_context.workspace.openEntry().content())
        m_context.dialogs.open(
            new ProbeAddressDialog(m_context.workspace, refreshes.mapped(*content), m_context.dialogs.window()));
}

void RefreshFlow::openClientSecret()
{
    if (const EntryContent *content = m_context.workspace.openEntry().content())
        m_context.dialogs.open(new ClientSecretDialog(m_context.workspace, *content, m_context.dialogs.window()));
}

void RefreshFlow::askForKeys(const EntryContent &content, bool wantsRefresh)
{
    auto *dialog = new KeyMapDialog(m_context.workspace, content,
                                    wantsRefresh ? KeyMapDialog::Purpose::Refresh : KeyMapDialog::Purpose::Look,
                                    m_context.dialogs.window());
    connect(dialog, &KeyMapDialog::remembered, this, [this, name = content.entry.leafName()] {
        m_context.messages.succeed(tr("Saved the key mapping of %1.").arg(name));
    });
    connect(dialog, &KeyMapDialog::refreshWanted, this, [this](const EntryId &id) {
        if (m_context.workspace.openEntry().id() == id)
            refreshOpenEntry();
    });
    m_context.dialogs.open(dialog);
}

void RefreshFlow::askAboutHost(const EntryContent &mapped)
{
    const Result<RefreshRequest> request =
        refreshRequest(mapped, m_context.workspace.refreshes().settingsOf(mapped.entry));
    if (request || request.error().refusal != Refusal::TokenUrlConsent)
        return;
    const QString origin = request.error().detail;
    auto *dialog = new TokenHostDialog(m_context.workspace, mapped, origin, m_context.dialogs.window());
    connect(dialog, &QDialog::accepted, this, [this, entry = mapped.entry, origin] { trust(entry, origin); });
    connect(dialog, &QDialog::rejected, this, [this, name = mapped.entry.leafName()] {
        m_context.messages.tell(tr("%1 was not refreshed. Nothing was sent.").arg(name));
    });
    m_context.dialogs.open(dialog);
}

void RefreshFlow::trust(const Entry &entry, const QString &origin)
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    RefreshSettings settings = refreshes.settingsOf(entry);
    settings.agreedOrigins.append(origin);
    const Result<> kept = refreshes.remember(entry, settings);
    if (kept) // writing may have been locked while the question stood there
        m_context.writing.run([this, id = entry.id] { m_context.workspace.refreshes().refresh(id); });
    else
        m_context.messages.showError(kept.error(), entry.leafName(), [this, entry, origin] { trust(entry, origin); });
}

void RefreshFlow::refreshSeveral(const QList<EntryId> &ids)
{
    m_several = new RefreshBatchDialog(m_context.workspace, ids, m_context.dialogs.window());
    m_context.dialogs.open(m_several.data());
}

//! Its dialog tells what becomes of it.
bool RefreshFlow::isTold(const EntryId &id) const
{
    return m_several && m_several->isVisible() && m_several->batch().owns(id);
}

void RefreshFlow::showRefreshed(const EntryId &id, const RefreshReceipt &receipt)
{
    emit unfinishedChanged();
    if (isTold(id))
        return;
    const QString name = leafOf(id.name);
    QString sentence;
    if (receipt.discarded)
        sentence = tr("Removed the unfinished refresh of %1.").arg(name);
    else if (receipt.takenOver)
        sentence = tr("%1 was refreshed elsewhere at the same time; AWS holds that token.").arg(name);
    else if (receipt.pending)
        sentence = tr("New tokens of %1 wait in AWSPENDING. Finish the rotation to make them current.").arg(name);
    else if (receipt.writtenBack)
        sentence = tr("The token of %1 was refreshed.").arg(name);
    else
        sentence =
            tr("The refresh token of %1 works. This layout keeps no access token, so nothing was written.").arg(name);
    if (receipt.writtenBack && !receipt.pending && receipt.expiresAt.isValid())
        sentence += u' ' + tr("It is valid until %1.").arg(Wording::time(receipt.expiresAt));
    if (receipt.probed)
        sentence += u' ' + ProbeWords::trial(receipt.probed);
    if (!receipt.scopes.lost.isEmpty())
        sentence += u' ' + tr("It no longer allows: %1.").arg(receipt.scopes.lost.join(u' '));
    const bool isDoubtful = (receipt.probed && !receipt.probed->isAccepted()) || !receipt.scopes.lost.isEmpty();
    if (receipt.replaced.isEmpty() && !isDoubtful)
        m_context.messages.succeed(sentence);
    else if (receipt.replaced.isEmpty())
        m_context.messages.warn(sentence);
    else
        m_context.messages.warn(sentence + u' ' + tr("Someone else's version from just before is now AWSPREVIOUS."));
    emit told(id, true, sentence);
}

void RefreshFlow::showFailed(const EntryId &id, const Error &error)
{
    emit unfinishedChanged();
    if (m_context.workspace.refreshes().unfinished(id)) {
        showUnfinished(id, &error);
        return;
    }
    if (isTold(id))
        return;
    const bool despiteRotation = error.refusal == Refusal::RotationEnabled;
    const ErrorMessage text = RefreshText::message(error, leafOf(id.name));
    Message message = m_context.messages.ofError(
        error, text, [this, id, despiteRotation] { m_context.workspace.refreshes().refresh(id, despiteRotation); });
    if (text.nextStep == NextStep::Authorise) {
        message.label = tr("Sign in again…");
        message.action = [this, id] { emit consentWanted(id); };
    }
    m_context.messages.show(message);
    emit told(id, false, text.sentence);
}

void RefreshFlow::showUnfinished(const EntryId &id, const Error *why)
{
    Refreshes &refreshes = m_context.workspace.refreshes();
    const UnfinishedRefresh *refresh = refreshes.unfinished(id);
    if (!refresh)
        return;
    const ErrorMessage text =
        RefreshText::unfinished(*refresh, refreshes.holdsTokens(id), m_context.workspace.clock().utcNow());
    m_context.messages.show({MessageBar::Kind::Warning, text.sentence, text.nextStepLabel, [this, id] { goOn(id); },
                             why ? ErrorText::details(*why) : QString(), why ? why->requestId : QString()});
    emit told(id, false, text.sentence);
}

void RefreshFlow::goOn(const EntryId &id)
{
    const UnfinishedRefresh *refresh = m_context.workspace.refreshes().unfinished(id);
    if (refresh && refresh->next == RefreshNext::Decide)
        openUnfinished(id);
    else
        m_context.workspace.refreshes().finish(id);
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
        count == 1
            ? tr("A refresh is unfinished. Its tokens stay in the keychain, and Keyturn shows it at the next start.")
            : tr("%n refreshes are unfinished. Their tokens stay in the keychain, and Keyturn shows them at the next "
                 "start.",
                 nullptr, int(count));
    m_context.messages.show({MessageBar::Kind::Info, sentence, tr("Close"), [this] { emit closeWanted(); }});
}

} // namespace keyturn

#include "moc_refresh_flow.cpp"
