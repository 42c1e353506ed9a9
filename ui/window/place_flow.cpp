#include "ui/window/place_flow.h"

#include "core/workspace/workspace.h"
#include "ui/connect/add_keys_dialog.h"
#include "ui/connect/find_elsewhere_dialog.h"
#include "ui/connect/sso_sign_in_dialog.h"
#include "ui/connect/trust_command_dialog.h"
#include "ui/connect/trust_endpoint_dialog.h"
#include "ui/list/list_page.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/actions.h"
#include "ui/window/browser.h"
#include "ui/window/connection_health.h"
#include "ui/window/copy_flow.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"

#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

PlaceFlow::PlaceFlow(const WindowContext &context, QObject *parent) :
    QObject(parent), m_context(context), m_copies(new CopyFlow(context, *this, this))
{
    connect(m_copies, &CopyFlow::reviewWanted, this, &PlaceFlow::reviewWanted);
    connectActions();
    connectPlace();
}

void PlaceFlow::connectActions()
{
    using Id = Actions::Id;
    const auto on = [this](Id id, const auto &run) {
        connect(m_context.actions.action(id), &QAction::triggered, this, run);
    };
    on(Id::FindElsewhere, [this] { find(false); });
    on(Id::NextProfile, [this] { goToNextProfile(); });
    on(Id::AddAccessKeys, [this] { addAccessKeys(); });
    on(Id::UnlockWriting, [this] { m_context.workspace.place().unlockWriting(); });
}

void PlaceFlow::watch(Browser &browser)
{
    connect(&browser, &Browser::placeRequested, this, &PlaceFlow::goTo);
    connect(&browser, &Browser::placedEntryWanted, this, &PlaceFlow::goToEntry);
    connect(&browser, &Browser::copyWanted, m_copies, &CopyFlow::copy);
    connect(&browser.list(), &ListPage::signInRequested, this, &PlaceFlow::signIn);
    connect(&browser.list(), &ListPage::findingRequested, this, &PlaceFlow::find);
}

void PlaceFlow::connectPlace()
{
    Place &place = m_context.workspace.place();
    connect(&place, &Place::opened, this, &PlaceFlow::tellUnsupported);
    connect(&place, &Place::openFailed, this, [this](const Error &error) {
        if (error.refusal == Refusal::EndpointConsent)
            askAboutEndpoint();
        if (error.refusal == Refusal::ProcessConsent)
            askAboutCommand(error.detail);
        showPlaceError(error);
    });
    connect(&place, &Place::identityFailed, this, [this](const Error &error) {
        if (!isToldByTheList(error))
            showPlaceError(error);
    });
    connect(&place, &Place::identityChanged, this, [this] { // the first answer, and its Date
        const std::chrono::seconds ahead = m_context.workspace.place().connection()->transport().clockSkew();
        if (ahead != 0s)
            m_context.messages.warn(ErrorText::clockSkew(ahead).sentence);
    });
    connectListing();
}

void PlaceFlow::connectListing()
{
    const Listing &listing = m_context.workspace.listing();
    connect(&listing, &Listing::failed, this, [this](const Error &error) {
        if (isToldByTheList(error)) // which has no rows
            return;
        Message message = m_context.messages.ofError(error, ErrorText::message(error),
                                                     [this] { m_context.workspace.listing().reload(); });
        if (message.topic == Message::Topic::Other)
            message.topic = Message::Topic::Listing;
        m_context.messages.show(message);
    });
    connect(&listing, &Listing::finished, this, [this] {
        const QList<Error> &errors = m_context.workspace.listing().errors();
        if (errors.isEmpty())
            m_context.messages.settle(Message::Topic::Listing);
        else if (isToldByTheList(errors.constFirst()))
            m_context.messages.settle(Message::Topic::Connection);
    });
}

//! The list has nothing to show but why: one place is enough.
bool PlaceFlow::isToldByTheList(const Error &error) const
{
    const Listing &listing = m_context.workspace.listing();
    const auto isSameTrouble = [&error](const Error &other) {
        return ConnectionHealth::of(other) == ConnectionHealth::of(error);
    };
    return listing.entries().isEmpty() && std::any_of(listing.errors().begin(), listing.errors().end(), isSameTrouble);
}

void PlaceFlow::showPlaceError(const Error &error)
{
    m_context.messages.showError(error, ProfileText::name(m_context.workspace.place().profile()),
                                 [this] { openAgain(); });
}

void PlaceFlow::openAgain()
{
    m_context.workspace.open(m_context.workspace.place().profile(), m_context.workspace.place().region());
}

void PlaceFlow::signIn()
{
    auto *dialog = new SsoSignInDialog(m_context.workspace.place(), m_context.dialogs.window());
    connect(dialog, &QDialog::accepted, this, &PlaceFlow::goOnSignedIn);
    m_context.dialogs.open(dialog);
}

void PlaceFlow::goOnSignedIn()
{
    m_context.messages.settle(Message::Topic::Connection);
    Place &place = m_context.workspace.place();
    if (!place.isOpen()) {
        openAgain();
        return;
    }
    place.askIdentity();
    m_context.workspace.listing().reload();
    OpenEntry &entry = m_context.workspace.openEntry();
    if (entry.id() && !entry.content() && !entry.isReading())
        entry.open(*entry.id());
}

bool PlaceFlow::goTo(const QString &name, const QString &region)
{
    Place &place = m_context.workspace.place();
    for (const Profile &profile : place.profiles()) {
        if (profile.name != name || profile.unusable != Refusal::None)
            continue;
        QString where = region.isEmpty() ? profile.region : region;
        if (where.isEmpty())
            where = u"us-east-1"_s;
        if (place.isOpen() && profile == place.profile() && where == place.region())
            emit browserWanted();
        else if (m_context.workspace.running().count() > 0)
            tellWhile(tr("Wait for the save to finish before switching."),
                      [this] { return m_context.workspace.running().count() > 0; });
        else if (!m_context.workspace.open(profile, where))
            tellUnsaved();
        return true;
    }
    return false;
}

void PlaceFlow::tellWhile(const QString &sentence, const std::function<bool()> &isTrue)
{
    Message message{MessageBar::Kind::Info, sentence};
    message.isStillTrue = isTrue;
    m_context.messages.show(message);
}

void PlaceFlow::tellUnsaved()
{
    Message message{MessageBar::Kind::Warning,
                    tr("You have unsaved changes in %1. Save or discard them before you switch.")
                        .arg(ProfileText::name(m_context.workspace.place().profile())),
                    tr("Review…"), [this] { emit reviewWanted(); }};
    message.isStillTrue = [this] { return !m_context.workspace.staging().edits().isEmpty(); };
    m_context.messages.show(message);
}

void PlaceFlow::goToSandbox()
{
    for (const Profile &profile : m_context.workspace.place().profiles()) {
        if (profile.kind == ProfileKind::Sandbox) {
            goTo(profile.name, profile.region);
            return;
        }
    }
}

void PlaceFlow::goToNextProfile()
{
    QStringList names;
    for (const Profile &profile : m_context.workspace.place().profiles()) {
        if (profile.unusable == Refusal::None)
            names.append(profile.name);
    }
    if (!names.isEmpty())
        goTo(names.at((names.indexOf(m_context.workspace.place().profile().name) + 1) % names.size()), {});
}

void PlaceFlow::addAccessKeys()
{
    auto *dialog = new AddKeysDialog(m_context.workspace, m_context.dialogs.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_context.dialogs.open(dialog);
}

void PlaceFlow::find(bool here)
{
    using Where = FindElsewhereDialog::Where;
    const auto *filter = m_context.dialogs.window()->findChild<QLineEdit *>(u"filterField"_s);
    auto *dialog = new FindElsewhereDialog(m_context.workspace, filter ? filter->text() : QString(),
                                           here ? Where::Anywhere : Where::Elsewhere, m_context.dialogs.window());
    connect(dialog, &FindElsewhereDialog::chosen, this, [this](const QString &region, const Entry &entry) {
        goToEntry(m_context.workspace.place().profile().name, region, entry);
    });
    m_context.dialogs.open(dialog);
}

void PlaceFlow::goToEntry(const QString &profile, const QString &region, const Entry &entry)
{
    const auto isThere = [this, profile, region] {
        const Place &place = m_context.workspace.place();
        return place.profile().name == profile && place.region() == region;
    };
    const auto openIt = [this, isThere, entry] {
        if (!isThere())
            return;
        if (!m_context.workspace.listing().entry(entry.id)) // whoever may not list it may still read it
            m_context.workspace.listing().merge({entry});
        emit entryWanted(entry.id);
    };
    if (isThere()) {
        openIt();
        return;
    }
    goTo(profile, region);
    if (isThere()) // else unsaved changes keep us here, and that was said
        connect(&m_context.workspace.listing(), &Listing::finished, this, openIt, Qt::SingleShotConnection);
}

//! The message behind the question stays when it is answered with no.
void PlaceFlow::askAboutEndpoint()
{
    const Profile profile = m_context.workspace.place().profile();
    const QString region = m_context.workspace.place().region();
    auto *question = new TrustEndpointDialog(profile, region, m_context.dialogs.window());
    connect(question, &QDialog::accepted, this, [this, profile, region] {
        const Result<> kept = m_context.workspace.place().source().trustEndpoints(profile, region);
        if (kept)
            m_context.workspace.open(profile, region);
        else
            m_context.messages.showError(kept.error(), ProfileText::name(profile), [this] { askAboutEndpoint(); });
    });
    m_context.dialogs.open(question);
}

void PlaceFlow::askAboutCommand(const QString &command)
{
    const Profile profile = m_context.workspace.place().profile();
    const QString region = m_context.workspace.place().region();
    auto *question = new TrustCommandDialog(profile, command, m_context.dialogs.window());
    connect(question, &QDialog::accepted, this, [this, profile, region, command] {
        const Result<> kept = m_context.workspace.place().source().trustCommand(profile);
        if (kept)
            m_context.workspace.open(profile, region);
        else
            m_context.messages.showError(kept.error(), ProfileText::name(profile),
                                         [this, command] { askAboutCommand(command); });
    });
    m_context.dialogs.open(question);
}

void PlaceFlow::tellUnsupported()
{
    const Profile &profile = m_context.workspace.place().profile();
    if (!profile.unsupported.isEmpty())
        m_context.messages.tell(tr("AWS tools obey these settings of %1 and Keyturn does not: %2.")
                                    .arg(ProfileText::name(profile), profile.unsupported.join(u", "_s)));
}

} // namespace keyturn

#include "moc_place_flow.cpp"
