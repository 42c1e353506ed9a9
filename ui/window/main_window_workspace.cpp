#include "ui/window/main_window.h"

#include "core/connection/connection.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/review/half_saved_dialog.h"
#include "ui/search/entry_list_model.h"
#include "ui/text/profile_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/workspace/workspace.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::placeChanged, this, [this] {
        m_toOpen.reset();
        m_openDelay.stop();
        m_message->dismiss();
        const QString name = ProfileText::name(m_workspace.profile());
        setWindowTitle(m_workspace.region().isEmpty() ? tr("%1 – Keyturn").arg(name)
                                                      : tr("%1 · %2 – Keyturn").arg(name, m_workspace.region()));
        showBrowser();
        updateActions();
    });
    connect(&m_workspace, &Workspace::openFailed, this, [this](const Error &error) {
        showError(error, ProfileText::name(m_workspace.profile()),
                  [this] { m_workspace.open(m_workspace.profile(), m_workspace.region()); });
        updateActions();
    });
    connect(&m_workspace, &Workspace::identityFailed, this, [this](const Error &error) {
        showError(error, ProfileText::name(m_workspace.profile()),
                  [this] { m_workspace.open(m_workspace.profile(), m_workspace.region()); });
    });
    connect(&m_workspace, &Workspace::identityChanged, this, [this] { // the first answer, and its Date
        const std::chrono::seconds ahead = m_workspace.connection()->transport().clockSkew();
        if (ahead != 0s)
            message(int(MessageBar::Kind::Warning), ErrorText::clockSkew(ahead).sentence);
    });
    connect(&m_workspace, &Workspace::listFailed, this, [this](const Error &error) {
        if (!m_workspace.entries().isEmpty()) // else the list itself says it
            showError(error, {}, [this] { m_workspace.reload(); });
    });
    connect(&m_workspace, &Workspace::contentChanged, this, [this] {
        rememberKeys();
        updateActions();
    });
    for (auto signal :
         {&Workspace::opened, &Workspace::accessChanged, &Workspace::listFinished, &Workspace::listStarted})
        connect(&m_workspace, signal, this, &MainWindow::updateActions);
    connect(&m_workspace, &Workspace::entryOpening, this, [this](const EntryId &id) {
        if (m_workspace.halfSaved(id)) // however often its message was closed
            showHalfSaved(id);
        else
            showUnfinishedRefresh(id);
        updateActions();
    });
    connect(&m_workspace, &Workspace::entryFailed, this, &MainWindow::updateActions);
    connect(&m_workspace, &Workspace::stagedChanged, this, &MainWindow::updateStaged);
    connect(&m_workspace, &Workspace::runningWritesChanged, this, [this] {
        updateActions();
        if (m_closing && m_workspace.runningWrites() == 0)
            close();
    });
    const auto isHalfShown = std::make_shared<bool>(false);
    const auto saveEnded = [this, isHalfShown](const EntryId &id) {
        updateUnfinished();
        updateActions();
        if (m_workspace.halfSaved(id)) {
            showHalfSaved(id);
            *isHalfShown = true;
        } else if (*isHalfShown && m_workspace.halfSavedEntries().isEmpty()) {
            m_message->dismiss();
            *isHalfShown = false;
        }
    };
    connect(&m_workspace, &Workspace::saved, this, saveEnded);
    connect(&m_workspace, &Workspace::saveFailed, this, saveEnded);
    connect(&m_workspace, &Workspace::halfSavedFound, this, saveEnded);
    connect(&m_workspace, &Workspace::halfSavedEnded, this, saveEnded);
    connect(&m_workspace, &Workspace::recoveryFailed, this, [this](const EntryId &id, const Error &error) {
        const ErrorMessage text = ErrorText::message(error, id.name);
        message(int(MessageBar::Kind::Warning),
                tr("An earlier save of %1 was interrupted, and it could not be read how far it came. %2")
                    .arg(id.name, text.sentence),
                tr("Try again"), [this] { m_workspace.open(m_workspace.profile(), m_workspace.region()); });
    });
    connectRefreshes();
}

void MainWindow::showHalfSaved(const EntryId &id)
{
    message(int(MessageBar::Kind::Warning),
            tr("%1 is half saved: some of its parameters hold the new value, others the old one.").arg(id.name),
            tr("Review…"), [this, id] { openHalfSaved(id); });
}

void MainWindow::openHalfSaved(const EntryId &id)
{
    const HalfSaved *half = m_workspace.halfSaved(id);
    if (half && !m_workspace.staged().item(id)) // found, or of a save that was being taken back
        openAction(new HalfSavedDialog(m_workspace, id, this));
    else
        openReview();
}

void MainWindow::rememberKeys()
{
    const EntryContent *content = m_workspace.content();
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
