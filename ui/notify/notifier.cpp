#include "ui/notify/notifier.h"

#include "core/workspace/workspace.h"
#include "ui/notify/reminder_words.h"
#include "ui/text/status.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr qsizetype mostAtOnce = 3; // notifications; more are one
constexpr int morning = 8;          // o'clock, when what was put off is back
const QString summaryTag = u"summary"_s;
const QString digestTag = u"digest"_s;
const QString answerTag = u"answer"_s;

bool isEarlierItem(const DueItem &a, const DueItem &b)
{
    if (a.due.dueAt.isValid() != b.due.dueAt.isValid())
        return a.due.dueAt.isValid();
    return a.due.dueAt < b.due.dueAt;
}

} // namespace

Notifier::Notifier(Workspace &workspace, QObject *parent) :
    QObject(parent), m_workspace(workspace), m_settings(NotifySettings::load())
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(200ms);
    connect(&m_soon, &QTimer::timeout, this, &Notifier::check);
    connect(&m_minute, &QTimer::timeout, this, &Notifier::check);
}

void Notifier::start()
{
    if (m_desktop)
        return;
    m_desktop = new DesktopNotifications(this);
    connect(m_desktop, &DesktopNotifications::invoked, this, &Notifier::obey);
    connect(m_desktop, &DesktopNotifications::failed, this, [this](const QString &tag) {
        if (tag == answerTag)
            emit windowWanted();
        else if (const QList<Alarm> alarms = m_told.take(tag); !alarms.isEmpty())
            emit notShown(alarms);
    });
    const Listing &listing = m_workspace.listing();
    connect(&listing, &Listing::finished, this, &Notifier::keepBoard);
    const auto soon = [this] {
        m_isChanged = true;
        if (!m_workspace.listing().isRunning()) // a long list comes in many pieces
            m_soon.start();
    };
    connect(&listing, &Listing::finished, this, soon);
    connect(&listing, &Listing::entriesRead, this, soon);
    connect(&m_workspace.dates(), &KnownDates::changed, this, soon);
    m_minute.start(60s);
    m_soon.start();
}

void Notifier::setSettings(const NotifySettings &settings)
{
    m_settings = settings;
    m_settings.save();
    m_soon.start();
}

QDateTime Notifier::now() const
{
    return m_workspace.clock().utcNow();
}

bool Notifier::hidesNames() const
{
    return m_settings.hideNames || m_workspace.lock().isLocked();
}

//! Of the place; entries tell it before AWS does.
QString Notifier::account() const
{
    const QList<Entry> &entries = m_workspace.listing().entries();
    return entries.isEmpty() ? m_workspace.place().identity().account : entries.first().id.account;
}

//! Of what was listed to its end; a rehearsal is nothing to be reminded of later.
void Notifier::keepBoard()
{
    const Listing &listing = m_workspace.listing();
    const Place &place = m_workspace.place();
    if (!place.isOpen() || place.access() == Place::Access::Rehearsal || !listing.errors().isEmpty()
        || listing.wasStopped() || account().isEmpty())
        return;
    (void)m_workspace.dates().boards().replace(account(), place.region(), listing.board());
    m_isCacheRead = false;
    m_isChanged = true;
}

void Notifier::gather()
{
    const QDateTime now = this->now();
    if (!std::exchange(m_isCacheRead, true))
        m_cached = m_workspace.dates().boards().read(now);
    const Listing &listing = m_workspace.listing();
    // Rows of an earlier run lack tags, so the kept board knows their dates better.
    const bool isListed = m_workspace.place().isOpen() && listing.listedAt().isValid() && !listing.cachedAt().isValid();
    const QList<DueItem> live = isListed ? listing.board() : QList<DueItem>();
    findRefreshable(live);
    const QString here = account();
    const QString region = m_workspace.place().region();
    QList<DueItem> board;
    for (const DueItem &item : std::as_const(m_cached)) {
        if (!isListed || item.entry.account != here || item.entry.region != region)
            board.append(item);
    }
    for (const DueItem &item : live) {
        if (item.due.reason != DueReason::Reminder)
            board.append(item);
    }
    board += reminderBoard(m_workspace.dates().reminders(), m_workspace.dates().leads(), now);
    std::stable_sort(board.begin(), board.end(), isEarlierItem);
    m_board = board;
}

//! While everything is locked there is no list; what it told before still holds.
void Notifier::findRefreshable(const QList<DueItem> &live)
{
    if (m_workspace.lock().isLocked())
        return;
    m_refreshable.clear();
    for (const DueItem &item : live) {
        const Entry *entry = m_workspace.listing().entry(item.entry);
        if (entry && entry->isWritable() && entry->kind != CredentialKind::Unknown
            && entry->kind != CredentialKind::Plain)
            m_refreshable.insert(entry->id);
    }
}

int Notifier::urgentCount() const
{
    const QDateTime now = this->now();
    return int(std::count_if(m_board.begin(), m_board.end(), [&now](const DueItem &item) {
        const DueState state = dueState(item.due, now);
        return item.due.reason != DueReason::TokenExpiry && (state == DueState::Overdue || state == DueState::Stuck);
    }));
}

QList<DueItem> Notifier::next(int count) const
{
    const QDateTime now = this->now();
    QList<DueItem> items;
    for (const DueItem &item : m_board) {
        const DueState state = dueState(item.due, now);
        const bool isAwsWork = item.due.reason == DueReason::Rotation || item.due.reason == DueReason::PendingRotation;
        if (state != DueState::Unknown && item.due.reason != DueReason::TokenExpiry
            && (!isAwsWork || state == DueState::Stuck))
            items.append(item);
    }
    std::stable_sort(items.begin(), items.end(), [&now](const DueItem &a, const DueItem &b) {
        return statusOf(a.due, now).status < statusOf(b.due, now).status;
    });
    return items.first(std::min<qsizetype>(count, items.size()));
}

void Notifier::check()
{
    m_workspace.dates().reload();
    if (std::exchange(m_isChanged, false))
        gather();
    emit boardChanged(); // days have passed, perhaps
    if (!m_desktop || !m_settings.isOn)
        return;
    const QDateTime now = this->now();
    tell(m_workspace.dates().takeAlarms(alarmsOf(m_board, now), now));
    if (m_settings.weeklyDigest)
        tellDigest();
}

void Notifier::tell(const QList<Alarm> &alarms)
{
    const QDateTime now = this->now();
    if (alarms.size() > mostAtOnce) {
        m_told.insert(summaryTag, alarms);
        m_desktop->show(summaryTag, ReminderWords::of(alarms, now, hidesNames()));
        return;
    }
    for (const Alarm &alarm : alarms) {
        m_told.insert(alarm.key, {alarm});
        m_desktop->show(alarm.key, ReminderWords::of(alarm, now, hidesNames()));
    }
}

//! On the morning of a Monday, or when the program runs for the first time in a week.
void Notifier::tellDigest()
{
    const QDateTime here = now().toLocalTime();
    if (here.time().hour() < morning || m_board.isEmpty() || !m_workspace.dates().takeDigest(here.date()))
        return;
    m_desktop->show(digestTag, ReminderWords::digest(m_board, here.toUTC(), hidesNames()));
}

void Notifier::answer(const Notification &answer)
{
    if (m_desktop && m_settings.isOn)
        m_desktop->show(answerTag, answer);
    else
        emit windowWanted();
}

void Notifier::obey(const QString &tag, const QString &action)
{
    if (tag == answerTag) {
        emit windowWanted();
        m_desktop->close(tag);
        return;
    }
    const QList<Alarm> alarms = m_told.value(tag);
    if (alarms.size() != 1) {
        emit remindersWanted();
        return;
    }
    const DueItem &item = alarms.first().item;
    if (action == QLatin1StringView(ReminderWords::snooze)) {
        const QDate tomorrow = now().toLocalTime().date().addDays(1);
        m_workspace.dates().snooze(dueUid(item), QDateTime(tomorrow, QTime(morning, 0)));
    } else if (action == QLatin1StringView(ReminderWords::done)) {
        emit doneWanted(item);
    } else {
        emit entryWanted(item);
    }
    m_desktop->close(tag);
}

} // namespace keyturn

#include "moc_notifier.cpp"
