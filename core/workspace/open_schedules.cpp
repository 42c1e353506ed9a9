#include "core/workspace/open_schedules.h"

#include <QPointer>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QTime timeOfDayIn(const OneTimeSchedule &schedule)
{
    return QTime::fromString(schedule.expression.section(u'T', 1).chopped(1), u"HH:mm:ss"_s);
}

//! Entries that somebody wrote for another time zone are in step by that one. \p target is set to it.
bool goesByAnotherClock(const QList<ScheduleDrift> &drift, qsizetype wanted, ScheduleTarget &target)
{
    const auto differing = std::find_if(drift.begin(), drift.end(), [](const ScheduleDrift &each) {
        return each.kind == ScheduleDrift::Kind::Differs;
    });
    const auto known = std::count_if(drift.begin(), drift.end(), [](const ScheduleDrift &each) {
        return each.kind != ScheduleDrift::Kind::Unknown;
    });
    if (differing == drift.end() || known < wanted)
        return false;
    const QTime at = timeOfDayIn(differing->found);
    const QString zone = differing->found.zone;
    if (!at.isValid() || !QTimeZone::isTimeZoneIdAvailable(zone.toLatin1()))
        return false;
    const bool isOther = at != target.at || zone != target.zone;
    target.at = at;
    target.zone = zone;
    return isOther;
}

} // namespace

OpenSchedules::OpenSchedules(Place &place, const Listing &listing, KnownDates &dates, Writes &writes,
                             const QString &chain, const Message &message, QObject *parent) :
    QObject(parent),
    m_place(place), m_listing(listing), m_dates(dates), m_writes(writes), m_chain(chain), m_message(message)
{
    connect(&place, &Place::changed, this, &OpenSchedules::forget); // what was found is of another account now
}

OpenSchedules::~OpenSchedules()
{
    m_progress->isStopped = true;
}

void OpenSchedules::forget()
{
    m_progress->isStopped = true;
    m_looks.cancelAll();
    m_isFound = false;
    m_wanted.clear();
    m_drift.clear();
    emit changed();
}

Task<Result<OpenSchedules::Found>> OpenSchedules::lookAt(SessionPtr session, Asked asked)
{
    AwsTransport &transport = session->connection->transport();
    const StsClient &sts = session->connection->sts();
    const Result<CallerIdentity> caller = co_await sts.getCallerIdentity();
    if (!caller)
        co_return caller.error();
    const ChainPlace place = ChainPlace::of(*caller, session->connection->region());
    ReminderChain chain;
    chain.name = asked.chain;
    Found found;
    found.target = asked.target;
    found.target.group = chain.name;
    found.target.topicArn = chain.topicArn(place);
    found.target.roleArn = chain.roleArn(place);
    found.wanted = schedulesFor(asked.items, found.target, asked.now, asked.message);
    Result<QList<ScheduleDrift>> drift = co_await scheduleDrift(transport, chain.name, found.wanted);
    if (drift && asked.takesFound && goesByAnotherClock(*drift, found.wanted.size(), found.target)) {
        found.wanted = schedulesFor(asked.items, found.target, asked.now, asked.message);
        Result<QList<ScheduleDrift>> again = co_await scheduleDrift(transport, chain.name, found.wanted);
        drift = std::move(again);
    }
    if (!drift && drift.error().kind == ErrorKind::NotFound)
        co_return found;
    if (!drift)
        co_return drift.error();
    found.hasGroup = true;
    found.drift = *drift;
    co_return found;
}

void OpenSchedules::begin(const QString &zone, const QTime &at, bool takesFound)
{
    if (m_isWriting)
        return;
    m_target.zone = zone;
    m_target.at = at;
    m_takesFound = takesFound;
    lookAgain();
}

void OpenSchedules::lookAgain()
{
    if (!m_place.isOpen() || m_isWriting)
        return;
    m_looks.cancelAll();
    m_dates.reload();
    if (!isListed() || m_dates.error()) {
        m_isFound = false;
        emit changed();
        if (m_dates.error()) // they count as none, and their entries would seem left over
            emit failed(*m_dates.error());
        return;
    }
    const auto looked = [this](const Result<Found> &found) {
        m_isFound = found.has_value();
        if (found) {
            m_takesFound = false;
            m_hasGroup = found->hasGroup;
            m_target = found->target;
            m_wanted = found->wanted;
            m_drift = found->drift;
        }
        emit changed();
        if (!found)
            emit failed(found.error());
    };
    const Asked asked{m_chain, m_target, m_takesFound, m_listing.board(), m_place.clock().utcNow(), m_message};
    m_looks.launch(lookAt(m_place.session(), asked), looked);
    emit changed();
}

//! One by one, so that it can be told how far it is, and stopped.
Task<Result<>> OpenSchedules::mendEach(Connection *connection, QString group, QList<ScheduleDrift> drift,
                                       std::shared_ptr<Progress> progress)
{
    for (const ScheduleDrift &each : std::as_const(drift)) {
        if (progress->isStopped)
            break;
        const QList<ScheduleDrift> one(1, each);
        const Result<> mended = co_await mendSchedules(connection->transport(), group, one, true);
        if (!mended)
            co_return mended.error();
        ++progress->written;
        progress->tell();
    }
    co_return Result<>();
}

bool OpenSchedules::mend(bool prune)
{
    if (isBusy() || !m_isFound || !m_hasGroup)
        return false;
    QList<ScheduleDrift> chosen = m_drift;
    if (!prune)
        chosen.removeIf([](const ScheduleDrift &each) { return each.kind == ScheduleDrift::Kind::Unknown; });
    if (chosen.isEmpty())
        return false;
    const auto progress = std::make_shared<Progress>();
    progress->all = static_cast<int>(chosen.size());
    progress->tell = [self = QPointer<OpenSchedules>(this)] {
        if (self) // called inside the coroutine: a slot there must not end a task
            QMetaObject::invokeMethod(self, &OpenSchedules::changed, Qt::QueuedConnection);
    };
    const auto write = [group = m_target.group, chosen, progress](Connection &connection) {
        return mendEach(&connection, group, chosen, progress);
    };
    const auto written = [this](const Result<> &result) {
        m_isWriting = false;
        lookAgain();
        emit changed();
        if (result)
            emit done();
        else
            emit failed(result.error());
    };
    if (!m_writes.runOther(write, this, written))
        return false;
    m_progress = progress;
    m_isWriting = true;
    emit changed();
    return true;
}

void OpenSchedules::stop()
{
    if (m_isWriting)
        m_progress->isStopped = true;
    else
        m_looks.cancelAll();
    emit changed();
}

bool OpenSchedules::isListed() const
{
    return m_listing.listedAt().isValid() && !m_listing.isRunning() && !m_listing.wasStopped()
           && m_listing.errors().isEmpty();
}

int OpenSchedules::count(ScheduleDrift::Kind kind) const
{
    return static_cast<int>(
        std::count_if(m_drift.begin(), m_drift.end(), [kind](const ScheduleDrift &each) { return each.kind == kind; }));
}

OpenSchedules::State OpenSchedules::state() const
{
    if (!m_isFound)
        return isListed() ? State::NotKnown : State::NotListed;
    if (!m_hasGroup)
        return State::NoGroup;
    if (count(ScheduleDrift::Kind::Unknown) < m_drift.size())
        return State::Drift;
    return m_wanted.isEmpty() ? State::NothingDue : State::InStep;
}

} // namespace keyturn

#include "moc_open_schedules.cpp"
