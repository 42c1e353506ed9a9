#include "ui/list/list_state.h"

#include "core/workspace/workspace.h"
#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"
#include "ui/search/query_suggestion.h"
#include "ui/text/error_text.h"
#include "ui/text/profile_text.h"
#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! The earliest date of all entries, for "nothing is overdue".
std::optional<DueDate> nextDue(const QList<Entry> &entries, const QDateTime &now)
{
    std::optional<DueDate> next;
    for (const Entry &entry : entries) {
        for (const DueDate &due : entry.due) {
            if (due.dueAt >= now && (!next || due.dueAt < next->dueAt))
                next = due;
        }
    }
    return next;
}

} // namespace

ListState::ListState(Workspace &workspace, EntryListModel &entries, QWidget *parent) :
    EmptyState(parent), m_workspace(workspace), m_entries(entries)
{
    connect(this, &EmptyState::primaryTriggered, this, [this] { act(true); });
    connect(this, &EmptyState::secondaryTriggered, this, [this] { act(false); });
}

void ListState::explain(const EntryFilterProxy &proxy, const QString &text, qsizetype unread)
{
    if (m_workspace.place().isOpening() || m_workspace.listing().isRunning()) {
        m_reason = Reason::Loading;
        const QString region = m_workspace.place().region();
        setIcon(u"view-refresh"_s, Tone::Neutral);
        setTexts(tr("Reading %1").arg(region.isEmpty() ? tr("the entries") : region),
                 tr("Reading secrets and parameters…"));
        setActions(m_workspace.listing().isRunning() ? tr("Stop") : QString());
        return;
    }
    if (m_openError || !m_workspace.listing().errors().isEmpty()) {
        explainError(m_openError ? *m_openError : m_workspace.listing().errors().constFirst());
        return;
    }
    if (proxy.query().asksForValue()) {
        m_reason = Reason::NoValue;
        setIcon(u"search"_s, Tone::Neutral);
        setTexts(tr("No entry has that value"),
                 tr("Keyturn reads the entries and compares fingerprints. The value is not stored."));
        setActions(tr("Enter the value…"), tr("Clear filter"));
        return;
    }
    if (text == u"is:duplicate") {
        m_reason = Reason::NoDuplicates;
        setIcon(u"search"_s, Tone::Neutral);
        setTexts(tr("No duplicates found"), tr("Keyturn reads the entries and shows those that share a credential."));
        setActions(tr("Look for duplicates…"), tr("Clear filter"));
        return;
    }
    if (!text.isEmpty()) {
        explainFilter(text, unread);
        return;
    }
    explainScope(proxy);
}

void ListState::explainFilter(const QString &text, qsizetype unread)
{
    setIcon(u"search"_s, Tone::Neutral);
    const QuerySuggestion better = QuerySuggestion::of(text, m_entries);
    const bool isBetter = !better.sentence.isEmpty();
    m_suggested = better.query;
    m_reason = isBetter ? Reason::Misspelt : unread > 0 ? Reason::Unread : Reason::NoMatch;
    setTexts(unread > 0 ? tr("Nothing matches “%1” so far").arg(text) : tr("Nothing matches “%1”").arg(text),
             isBetter     ? better.sentence
             : unread > 0 ? tr("%1 may match: their keys are not read yet.").arg(Wording::entries(unread))
                          : tr("No matches in %1.").arg(Wording::entries(m_entries.count())));
    if (m_reason == Reason::Unread)
        setActions(tr("Read them"), tr("Clear filter"));
    else if (isBetter)
        setActions(tr("Use %1").arg(better.word), tr("Clear filter"));
    else
        setActions(tr("Clear filter"));
}

void ListState::explainSignIn(const ErrorMessage &message)
{
    m_reason = Reason::SignedOut;
    setIcon(u"user-identity"_s, Tone::Info);
    setTexts(tr("You're not signed in"), message.sentence);
    setActions(message.nextStepLabel, tr("Use another profile"));
}

void ListState::explainError(const Error &error)
{
    m_missing = MissingPermission::of(error);
    if (error.refusal == Refusal::SsoLogin) {
        explainSignIn(ErrorText::message(error, ProfileText::name(m_workspace.place().profile())));
        return;
    }
    m_reason = Reason::Refused;
    const ErrorMessage message = ErrorText::message(error);
    const bool ended = error.kind == ErrorKind::Expired;
    const bool refused = error.kind == ErrorKind::AccessDenied || error.kind == ErrorKind::Auth || ended
                         || error.kind == ErrorKind::NotFound;
    setIcon(ended     ? u"user-identity"_s
            : refused ? u"object-locked"_s
                      : u"network-disconnect"_s,
            ended     ? Tone::Info
            : refused ? Tone::Warn
                      : Tone::Danger);
    QString title = tr("Can't reach AWS");
    if (error.kind == ErrorKind::AccessDenied)
        title = tr("You don't have permission to list secrets");
    else if (ended)
        title = tr("Session expired");
    else if (refused)
        title = tr("AWS rejected this profile");
    else if (error.kind != ErrorKind::Network && error.kind != ErrorKind::Timeout)
        title = tr("Couldn't load entries");
    // The title has said the first half of the sentence.
    setTexts(title, ended ? tr("Renew your credentials, then try again.") : message.sentence,
             ErrorText::requestLine(message));
    if (m_missing)
        setActions(tr("Show the permission"), m_workspace.place().isOpen() ? tr("Open by name…") : tr("Try again"));
    else
        setActions(tr("Try again"), tr("Use another profile"), false, u"view-refresh"_s);
}

void ListState::explainScope(const EntryFilterProxy &proxy)
{
    if (m_entries.count() == 0) {
        m_reason = Reason::NoEntries;
        setIcon(u"kt-secret"_s, Tone::Info);
        setTexts(tr("No secrets in %1").arg(m_workspace.place().region()),
                 tr("This account has no entries in this region yet."));
        m_offersNew = m_workspace.place().canWrite();
        if (m_offersNew)
            setActions(tr("New secret…"), tr("Find in other regions…"), true, u"list-add"_s);
        else
            setActions(tr("Find in other regions…"), tr("Use another profile"), false, u"search"_s);
        return;
    }
    m_reason = Reason::NothingInScope;
    const QDateTime now = m_workspace.clock().utcNow();
    const auto next = nextDue(m_workspace.listing().entries(), now);
    const auto kind = proxy.scope().kind;
    const QString title = kind == EntryScope::Kind::Overdue      ? tr("Nothing is overdue")
                          : kind == EntryScope::Kind::DueSoon    ? tr("Nothing is due in 30 days")
                          : kind == EntryScope::Kind::Unfinished ? tr("Nothing is unfinished")
                          : kind == EntryScope::Kind::Stuck      ? tr("No rotation is stuck")
                          : kind == EntryScope::Kind::Deleting   ? tr("Nothing is scheduled for deletion")
                                                                 : tr("Nothing here");
    setIcon(u"kt-ok"_s, Tone::Ok);
    setTexts(title, next ? tr("The next date is %1, %2.").arg(Wording::date(next->dueAt, now), next->name)
                         : tr("There are no upcoming dates."));
    setActions(tr("Open due board"), {}, false, u"view-calendar-timeline"_s);
}

bool ListState::isOfFilter() const
{
    return m_reason == Reason::NoMatch || m_reason == Reason::Misspelt || m_reason == Reason::NoValue
           || m_reason == Reason::NoDuplicates || m_reason == Reason::Unread;
}

void ListState::act(bool primary)
{
    if (!primary && isOfFilter()) {
        emit filterWanted({});
        return;
    }
    if (m_reason == Reason::NoEntries && m_offersNew) {
        if (primary)
            emit newEntryWanted();
        else
            emit findingWanted(false);
        return;
    }
    if (m_reason == Reason::Refused && m_missing) {
        if (primary)
            emit permissionAsked(*m_missing);
        else if (m_workspace.place().isOpen())
            emit findingWanted(true);
        else
            readAgain();
        return;
    }
    if (!primary) {
        emit profilesWanted();
        return;
    }
    switch (m_reason) {
    case Reason::Loading:
        m_workspace.listing().stop();
        break;
    case Reason::NoMatch:
        emit filterWanted({});
        break;
    case Reason::Misspelt:
        emit filterWanted(m_suggested);
        break;
    case Reason::Unread:
        emit readingWanted();
        break;
    case Reason::NoValue:
        emit valueSearchWanted(ValueSearch::What::Value);
        break;
    case Reason::NoDuplicates:
        emit valueSearchWanted(ValueSearch::What::Duplicates);
        break;
    case Reason::NothingInScope:
        emit dueBoardWanted();
        break;
    case Reason::NoEntries:
        emit findingWanted(false);
        break;
    case Reason::SignedOut:
        emit signInWanted();
        break;
    case Reason::Refused:
        readAgain();
        break;
    }
}

void ListState::readAgain()
{
    if (m_workspace.place().isOpen())
        m_workspace.listing().reload();
    else
        m_workspace.open(m_workspace.place().profile(), m_workspace.place().region());
}

} // namespace keyturn

#include "moc_list_state.cpp"
