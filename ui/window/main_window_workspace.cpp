#include "ui/window/main_window.h"

#include "core/connection/connection.h"
#include "core/workspace/workspace.h"
#include "ui/connect/trust_endpoint_dialog.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/review/half_saved_dialog.h"
#include "ui/search/entry_list_model.h"
#include "ui/text/profile_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/close_guard.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

void MainWindow::connectWorkspace()
{
    connect(&m_workspace.place(), &Place::changed, this, [this] {
        m_toOpen.reset();
        m_openDelay.stop();
        m_message->dismiss();
        const QString name = ProfileText::name(m_workspace.place().profile());
        setWindowTitle(m_workspace.place().region().isEmpty()
                           ? tr("%1 – Keyturn").arg(name)
                           : tr("%1 · %2 – Keyturn").arg(name, m_workspace.place().region()));
        showBrowser();
        updateActions();
    });
    connect(&m_workspace.place(), &Place::opened, this, &MainWindow::tellUnsupported);
    connect(&m_workspace.place(), &Place::openFailed, this, [this](const Error &error) {
        if (error.code == "endpoint-consent"_L1)
            askAboutEndpoint();
        showError(error, ProfileText::name(m_workspace.place().profile()),
                  [this] { m_workspace.open(m_workspace.place().profile(), m_workspace.place().region()); });
        updateActions();
    });
    connect(&m_workspace.place(), &Place::identityFailed, this, [this](const Error &error) {
        showError(error, ProfileText::name(m_workspace.place().profile()),
                  [this] { m_workspace.open(m_workspace.place().profile(), m_workspace.place().region()); });
    });
    connect(&m_workspace.place(), &Place::identityChanged, this, [this] { // the first answer, and its Date
        const std::chrono::seconds ahead = m_workspace.place().connection()->transport().clockSkew();
        if (ahead != 0s)
            message(int(MessageBar::Kind::Warning), ErrorText::clockSkew(ahead).sentence);
    });
    connect(&m_workspace.listing(), &Listing::failed, this, [this](const Error &error) {
        if (!m_workspace.listing().entries().isEmpty()) // else the list itself says it
            showError(error, {}, [this] { m_workspace.listing().reload(); });
    });
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        rememberKeys();
        updateActions();
    });
    for (auto signal : {&Place::opened, &Place::accessChanged})
        connect(&m_workspace.place(), signal, this, &MainWindow::updateActions);
    for (auto signal : {&Listing::finished, &Listing::started})
        connect(&m_workspace.listing(), signal, this, &MainWindow::updateActions);
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (m_workspace.halfSaves().find(id)) // however often its message was closed
            showHalfSaved(id);
        else
            showUnfinishedRefresh(id);
        updateActions();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::failed, this, &MainWindow::updateActions);
    connect(&m_workspace.staging(), &Staging::changed, this, &MainWindow::updateStaged);
    connect(&m_workspace.running(), &RunningWrites::changed, this, &MainWindow::updateActions);
    const auto isHalfShown = std::make_shared<bool>(false);
    const auto saveEnded = [this, isHalfShown](const EntryId &id) {
        updateUnfinished();
        updateActions();
        if (m_workspace.halfSaves().find(id)) {
            showHalfSaved(id);
            *isHalfShown = true;
        } else if (*isHalfShown && m_workspace.halfSaves().entries().isEmpty()) {
            m_message->dismiss();
            *isHalfShown = false;
        }
    };
    connect(&m_workspace.saves(), &Saves::saved, this, saveEnded);
    connect(&m_workspace.saves(), &Saves::failed, this, saveEnded);
    connect(&m_workspace.halfSaves(), &HalfSaves::found, this, saveEnded);
    connect(&m_workspace.halfSaves(), &HalfSaves::ended, this, saveEnded);
    connect(&m_workspace.halfSaves(), &HalfSaves::cutOff, this, [this](const EntryId &id, const CutOffSave &save) {
        const bool isFine = save.outcome != CutOffSave::Outcome::Unclear && !save.labelError;
        message(int(isFine ? MessageBar::Kind::Info : MessageBar::Kind::Warning), cutOffText(id.name, save));
    });
    connect(&m_workspace.halfSaves(), &HalfSaves::recoveryFailed, this, [this](const EntryId &id, const Error &error) {
        const ErrorMessage text = ErrorText::message(error, id.name);
        message(int(MessageBar::Kind::Warning),
                tr("An earlier save of %1 was interrupted, and Keyturn couldn't read how far it got. %2")
                    .arg(id.name, text.sentence),
                tr("Try again"),
                [this] { m_workspace.open(m_workspace.place().profile(), m_workspace.place().region()); });
    });
    connectRefreshes();
}

void MainWindow::connectCloseGuard()
{
    m_closeGuard = new CloseGuard(m_workspace, this);
    connect(m_closeGuard, &CloseGuard::writing, this, [this] {
        message(int(MessageBar::Kind::Info),
                tr("A write is under way. The window closes when it is done, at the latest in 10 seconds."));
    });
    connect(m_closeGuard, &CloseGuard::halfSaved, this, &MainWindow::showHalfSaved);
    connect(m_closeGuard, &CloseGuard::unfinishedRefreshes, this, &MainWindow::tellUnfinishedRefreshes);
    connect(m_closeGuard, &CloseGuard::unsavedChanges, this, &MainWindow::askDiscard);
    connect(m_closeGuard, &CloseGuard::closeNow, this, &QWidget::close);
}

//! The message behind the question stays when it is answered with no.
void MainWindow::askAboutEndpoint()
{
    const Profile profile = m_workspace.place().profile();
    const QString region = m_workspace.place().region();
    auto *question = new TrustEndpointDialog(profile, region, this);
    connect(question, &QDialog::accepted, this, [this, profile, region] {
        const Result<> kept = m_workspace.place().source().trustEndpoints(profile, region);
        if (kept)
            m_workspace.open(profile, region);
        else
            showError(kept.error(), ProfileText::name(profile), [this] { askAboutEndpoint(); });
    });
    openDialog(question);
}

void MainWindow::tellUnsupported()
{
    const QStringList &names = m_workspace.place().profile().unsupported;
    if (!names.isEmpty())
        message(int(MessageBar::Kind::Info),
                tr("AWS tools obey these settings of %1 and Keyturn does not: %2.")
                    .arg(ProfileText::name(m_workspace.place().profile()), names.join(u", "_s)));
}

void MainWindow::showHalfSaved(const EntryId &id)
{
    message(int(MessageBar::Kind::Warning),
            tr("%1 is partly saved: some of its parameters hold the new value, others the old one.").arg(id.name),
            tr("Review…"), [this, id] { openHalfSaved(id); });
}

void MainWindow::openHalfSaved(const EntryId &id)
{
    const HalfSaved *half = m_workspace.halfSaves().find(id);
    if (half && !m_workspace.staging().edits().item(id)) // found, or of a save that was being taken back
        openAction(new HalfSavedDialog(m_workspace, id, this));
    else
        openReview();
}

void MainWindow::rememberKeys()
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content)
        return;
    QStringList keys;
    for (const EntryField &field : content->fields)
        keys.append(field.key);
    m_entries->setKeys(content->entry.id, keys);
}

void MainWindow::message(int kind, const QString &sentence, const QString &label, Action action, const QString &details,
                         const QString &requestId)
{
    m_messageLife.stop();
    m_messageAction = std::move(action);
    m_message->showMessage(MessageBar::Kind(kind), sentence, label, details, requestId);
}

void MainWindow::warn(const QString &sentence)
{
    message(int(MessageBar::Kind::Warning), sentence);
}

void MainWindow::showError(const Error &error, const QString &subject, const Action &again)
{
    showMessage(error, ErrorText::message(error, subject), again);
}

void MainWindow::showMessage(const Error &error, const ErrorMessage &text, const Action &again)
{
    QString label = text.nextStepLabel;
    Action action;
    switch (text.nextStep) {
    case NextStep::None:
        label.clear();
        break;
    case NextStep::TryAgain:
    case NextStep::UnlockKeychain:
    case NextStep::CheckProxy:
        if (text.nextStep != NextStep::TryAgain)
            label = ErrorText::label(NextStep::TryAgain);
        action = again;
        break;
    case NextStep::Reload:
        action = [this] { m_actions->action(Actions::Id::Reload)->trigger(); };
        break;
    case NextStep::SignIn:
    case NextStep::CheckProfile:
        label = tr("Use another profile");
        action = [this] { showFirstRun(); };
        break;
    case NextStep::EnterClientSecret:
    case NextStep::Authorise:
    case NextStep::OpenRaw:
        action = [this] { m_actions->action(Actions::Id::Edit)->trigger(); };
        break;
    case NextStep::ShowPermission:
        if (const auto missing = MissingPermission::of(error))
            action = [this, missing] { openDialog(new PermissionDialog(*missing, this)); };
        else
            label.clear();
        break;
    case NextStep::ShowDetails:
        label.clear();
        break; // the details stand behind the copy button
    }
    message(int(MessageBar::Kind::Error), text.sentence, label, action, text.details, text.requestId);
}

} // namespace keyturn
