#include "ui/window/console_flow.h"

#include "core/connection/console_link.h"
#include "core/entry/console_page.h"
#include "core/workspace/workspace.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/actions.h"
#include "ui/window/message_center.h"
#include "ui/window/writing_guard.h"

#include <QDesktopServices>

namespace keyturn {

namespace {

//! On the session it begins on, which lives as long as the task.
Task<Result<std::unique_ptr<ConsoleLink>>> consoleLinkOf(SessionPtr session, QByteArray page)
{
    Task<Result<std::unique_ptr<ConsoleLink>>> making = ConsoleLink::make(session->connection.get(), std::move(page));
    co_return co_await std::move(making);
}

} // namespace

ConsoleFlow::ConsoleFlow(const WindowContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    connect(&m_context.workspace.lock(), &WorkspaceLock::locking, this, &ConsoleFlow::forget);
    // Whoever is signed in there can write as well.
    connect(m_context.actions.action(Actions::Id::OpenConsole), &QAction::triggered, this,
            [this] { m_context.writing.run([this] { open(); }); });
}

ConsoleFlow::~ConsoleFlow() = default;

void ConsoleFlow::open()
{
    const Place &place = m_context.workspace.place();
    const std::optional<EntryId> id = m_context.workspace.openEntry().id();
    const Entry *entry = id ? m_context.workspace.listing().entry(*id) : nullptr;
    if (!entry || !place.session())
        return;
    forget();
    m_context.messages.tell(tr("Signing in to the AWS console…"));
    const QByteArray page = consolePageOf(*entry, place.connection()->region());
    m_tasks.launch(consoleLinkOf(place.session(), page),
                   [this, who = place.identity().displayName()](Result<std::unique_ptr<ConsoleLink>> link) {
                       if (link)
                           handOver(std::move(*link), who);
                       else
                           showFailed(link.error());
                   });
}

//! The browser's command line holds an address of this computer; the link goes there and nowhere else.
void ConsoleFlow::handOver(std::unique_ptr<ConsoleLink> link, const QString &who)
{
    m_link = std::move(link);
    m_tasks.launch(m_link->handOver(), [this, who](const Result<> &taken) {
        m_link.reset();
        if (!taken)
            return showFailed(taken.error());
        m_context.messages.succeed(who.isEmpty() ? tr("The AWS console opens in your browser.")
                                                 : tr("The AWS console opens in your browser, as %1.").arg(who));
    });
    if (QDesktopServices::openUrl(m_link->address()))
        return;
    forget();
    m_context.messages.warn(tr("No browser could be opened."));
}

void ConsoleFlow::showFailed(const Error &error)
{
    if (error.refusal == Refusal::NoAnswer)
        m_context.messages.warn(tr("The browser didn't open the page within a minute. Nobody was signed in."));
    else
        m_context.messages.showError(error, ProfileText::name(m_context.workspace.place().profile()), [this] {
            m_context.actions.action(Actions::Id::OpenConsole)->trigger(); // writing may be locked again by then
        });
}

void ConsoleFlow::forget()
{
    m_tasks.cancelAll();
    m_link.reset();
}

} // namespace keyturn

#include "moc_console_flow.cpp"
