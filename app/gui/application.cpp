#include "app/gui/application.h"

#include "core/desktop/concealment.h"
#include "core/desktop/desktop_lock.h"
#include "core/profile/environment.h"
#include "ui/settings/preferences.h"
#include "ui/window/main_window.h"
#include "ui/window/reminder_flow.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {
constexpr auto lastProfile = "last/profile";
constexpr auto lastRegion = "last/region";
} // namespace

QString Application::stateFile(const QString &name)
{
    const QString folder = Environment().stateFolder();
    QDir().mkpath(folder);
    return folder + u'/' + name;
}

Application::Application(const Options &options) :
    m_options(options), m_sandbox(SandboxOptions{0, stateFile(u"sandbox.sqlite"_s), false}),
    m_connections(m_clock, m_keychain, m_sandbox, options), m_lists(stateFile(u"lists"_s)),
    m_workspace(m_connections, m_clock)
{
    m_lists.setKept(preferences::keepsLists());
    m_workspace.listing().keepIn(m_lists);
    m_workspace.writes().keepRecord(stateFile(u"writes.jsonl"_s));
    m_workspace.halfSaves().keepJournal(stateFile(u"ops"_s));
    m_workspace.lock().keepKeyIn(m_keychain);
    m_workspace.refreshes().keepJournal({stateFile(u"ops"_s), Environment().lockFolder(), &m_keychain});
    const QString config = Environment().configFolder();
    m_workspace.dates().keepIn({m_workspace.refreshes().journal().logins(), ReminderFile(config + u"/reminders"_s),
                                LeadTimesFile(config + u"/lead-times"_s), ToldReminders(stateFile(u"told"_s)),
                                BoardCache(stateFile(u"boards"_s))});
    m_workspace.refreshes().keepSettings(RefreshSettingsFile(config + u"/refresh-settings"_s));
    m_workspace.clientSecrets().keepRecord(ClientSecretRecord(stateFile(u"client-secrets"_s), &m_keychain));
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] {
        if (!m_window)
            return;
        QSettings settings;
        m_window->saveLayout(settings);
    });
    connect(&m_workspace.place(), &Place::opened, this, [this] {
        QSettings settings;
        settings.setValue(lastProfile, m_workspace.place().profile().name);
        settings.setValue(lastRegion, m_workspace.place().region());
    });
    connect(&m_workspace.listing(), &Listing::finished, this, &Application::openLinked);
    connect(&m_workspace.place(), &Place::identityChanged, this, &Application::openLinked);
    // What the pages of a long listing took lies between what is kept; libc gives it back only when asked.
    connect(
        &m_workspace.listing(), &Listing::finished, this, [] { ::malloc_trim(0); }, Qt::QueuedConnection);
}

Application::~Application() = default;

void Application::obey(int signal)
{
    const auto end = [signal] { QCoreApplication::exit(128 + signal); };
    const bool isSecond = std::exchange(m_signal, signal) != 0;
    if (isSecond || m_workspace.running().count() == 0)
        return end();
    connect(
        &m_workspace.running(), &RunningWrites::changed, this,
        [this, end] {
            if (m_workspace.running().count() == 0)
                end();
        },
        Qt::QueuedConnection);
    QTimer::singleShot(10s, this, end);
}

void Application::start()
{
    m_window = std::make_unique<MainWindow>(m_workspace);
    m_window->restoreFrame(QSettings());
    m_linked = m_options.entry;
    ReminderFlow &reminders = m_window->reminders();
    connect(&reminders, &ReminderFlow::windowWanted, this, &Application::showWindow);
    connect(&reminders, &ReminderFlow::linkWanted, this, [this](const QString &arn) { goOn({arn}); });
    if (m_options.background) // from what is known of dates: nobody is asked for a key
        reminders.start();
    else
        showWindow();
}

void Application::showWindow()
{
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    // The frame stands before its pages are made: they take longer than everything up to here.
    if (!std::exchange(m_hasBegun, true))
        QTimer::singleShot(0, this, &Application::begin);
}

void Application::begin()
{
    m_desktop = std::make_unique<DesktopLock>();
    connect(m_desktop.get(), &DesktopLock::locked, &Concealment::instance(), &Concealment::requested);
    connect(m_desktop.get(), &DesktopLock::locked, this,
            [this] { m_workspace.lock().lock(WorkspaceLock::Reason::Desktop); });
    connect(&m_workspace.lock(), &WorkspaceLock::settled, m_desktop.get(), &DesktopLock::letSleep);
    const QSettings settings;
    const bool knowsWhere =
        m_options.sandbox || !m_options.profile.isEmpty() || !settings.value(lastProfile).toString().isEmpty();
    if (knowsWhere)
        m_window->showBrowser();
    else
        m_window->showFirstRun();
    m_window->restoreAreas(settings);
    QString wanted = m_options.sandbox ? QString::fromLatin1(Connections::sandboxName) : m_options.profile;
    QString region = m_options.region;
    const bool asked = !wanted.isEmpty();
    if (!asked) {
        wanted = settings.value(lastProfile).toString();
        if (region.isEmpty())
            region = settings.value(lastRegion).toString();
    }
    connect(
        &m_workspace.place(), &Place::profilesChanged, this,
        [this, wanted, region, asked] {
            if (wanted.isEmpty() || m_window->goTo(wanted, region))
                return;
            m_window->showFirstRun();
            if (asked)
                m_window->warn(tr("Profile “%1” doesn't exist or can't be used. Choose another one.").arg(wanted));
        },
        Qt::SingleShotConnection);
    m_workspace.place().reloadProfiles();
    m_window->reminders().start();
}

void Application::goOn(const QStringList &arguments)
{
    const Result<Options> options = Options::parse(arguments);
    if (options && options->background) // it runs
        return;
    showWindow();
    if (!options || m_workspace.lock().isLocked())
        return;
    const QString profile = options->sandbox ? QString::fromLatin1(Connections::sandboxName) : options->profile;
    m_linked = options->entry;
    if (!profile.isEmpty())
        m_window->goTo(profile, options->region);
    else
        openLinked();
}

//! In the region that the link names; in another account it is not looked for.
void Application::openLinked()
{
    if (!m_linked || !m_workspace.place().isOpen() || m_workspace.place().identity().account.isEmpty()
        || m_workspace.listing().isRunning())
        return;
    if (m_linked->account != m_workspace.place().identity().account)
        return m_window->warn(tr("This entry is in account %1. Choose a profile of that account.")
                                  .arg(std::exchange(m_linked, {})->account));
    if (m_linked->region != m_workspace.place().region()) {
        m_window->goTo(m_workspace.place().profile().name, m_linked->region);
        return;
    }
    const EntryLink link = *std::exchange(m_linked, {});
    for (const Entry &entry : m_workspace.listing().entries()) {
        if (link.names(entry))
            return m_window->openEntry(entry.id);
    }
    m_window->warn(tr("“%1” is not in this region, or may not be listed.").arg(link.name));
}

} // namespace keyturn

#include "moc_application.cpp"
