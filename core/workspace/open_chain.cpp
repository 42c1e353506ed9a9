#include "core/workspace/open_chain.h"

#include "core/reminders/chain_found.h"
#include "core/reminders/chain_repair.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using BegunPtr = std::shared_ptr<ChainStack::Begun>;

// Each keeps its parameters for as long as it runs.

Task<Result<>> beginPut(Connection *connection, ReminderChain chain, ChainStack::Progress progress, BegunPtr begun)
{
    const ChainStack stack(connection->transport());
    Result<ChainStack::Begun> asked = co_await stack.begin(chain, progress);
    if (!asked)
        co_return asked.error();
    *begun = std::move(*asked);
    co_return Result<>();
}

Task<Result<>> beginRemoval(Connection *connection, QString name, BegunPtr begun)
{
    const ChainStack stack(connection->transport());
    Result<ChainStack::Begun> asked = co_await stack.beginRemoval(name);
    if (!asked)
        co_return asked.error();
    *begun = std::move(*asked);
    co_return Result<>();
}

Task<Result<>> waitFor(SessionPtr session, ChainStack::Begun begun, ChainStack::Progress progress)
{
    const ChainStack stack(session->connection->transport());
    co_return co_await stack.wait(begun, progress);
}

Task<Result<>> repairOne(Connection *connection, ChainState state, ChainPlace place)
{
    const QList<ChainRepair> repairs = co_await repairChain(connection->transport(), state, place);
    for (const ChainRepair &repair : repairs) {
        if (repair.outcome == ChainRepair::Outcome::Failed)
            co_return repair.error;
    }
    co_return Result<>();
}

Task<Result<>> publish(Connection *connection, QString topicArn, QString subject, QString message)
{
    const SnsClient client(connection->transport());
    const Result<QString> sent = co_await client.publish(topicArn, subject, message);
    if (!sent)
        co_return sent.error();
    co_return Result<>();
}

bool has(const ChainState &state, ChainFault fault)
{
    return std::any_of(state.findings.begin(), state.findings.end(),
                       [fault](const ChainFinding &finding) { return finding.fault == fault; });
}

} // namespace

OpenChain::OpenChain(Place &place, const Listing &listing, Writes &writes, QObject *parent) :
    QObject(parent), m_place(place), m_listing(listing), m_writes(writes)
{}

OpenChain::~OpenChain() = default;

Task<Result<OpenChain::Found>> OpenChain::lookAt(SessionPtr session, ReminderChain wanted, QStringList names)
{
    AwsTransport &transport = session->connection->transport();
    const StsClient &sts = session->connection->sts();
    const Result<CallerIdentity> caller = co_await sts.getCallerIdentity();
    if (!caller)
        co_return caller.error();
    Found found;
    found.place = ChainPlace::of(*caller, session->connection->region());
    found.names = names;
    found.chain.wanted = wanted;
    const ChainStack stacks(transport);
    const Result<std::optional<StackState>> stack = co_await stacks.state(wanted.name);
    if (stack)
        found.stack = *stack;
    if (found.stack && found.stack->isInProgress())
        co_return found; // half of a chain: nothing is to be said of it yet
    ChainState chain = co_await checkChain(transport, wanted, found.place, names);
    found.chain = std::move(chain);
    if (!stack) // who may not look at stacks may still see whether mails arrive
        found.chain.findings.append({ChainFault::NotKnown, stack.error().operation, stack.error()});
    co_return found;
}

void OpenChain::look(const ReminderChain &wanted)
{
    if (m_isWriting || isWaiting())
        return;
    if (wanted.name != m_wanted.name)
        m_isFound = false;
    m_wanted = wanted;
    m_takesFound = false;
    m_events.clear();
    lookAgain();
}

void OpenChain::open(const QString &name)
{
    ReminderChain chain;
    chain.name = name;
    look(chain);
    m_takesFound = true;
}

void OpenChain::lookAgain()
{
    if (!m_place.isOpen() || m_isWriting || isWaiting())
        return;
    m_looks.cancelAll();
    const auto looked = [this](const Result<Found> &found) {
        if (!found) {
            emit changed();
            emit failed(found.error());
            return;
        }
        m_found = *found;
        m_isFound = true;
        if (m_found.stack && m_found.stack->isInProgress()) {
            m_events.clear();
            wait({ChainStack::Change::Changed, m_found.stack->id}, std::nullopt);
        } else if (std::exchange(m_takesFound, false)) {
            m_wanted = chainFound(m_found.chain, m_found.stack ? &*m_found.stack : nullptr);
            m_found.chain.wanted = m_wanted;
        }
        emit changed();
    };
    m_looks.launch(lookAt(m_place.session(), m_wanted, announcedNames(m_listing.entries())), looked);
    emit changed();
}

bool OpenChain::write(const Writes::Write &write, const std::function<void()> &then)
{
    if (isBusy())
        return false;
    const auto written = [this, then](const Result<> &result) {
        m_isWriting = false;
        if (result)
            then();
        else
            lookAgain();
        emit changed();
        if (!result)
            emit failed(result.error());
    };
    m_isWriting = m_writes.runOther(write, this, written);
    if (m_isWriting)
        emit changed();
    return m_isWriting;
}

ChainStack::Progress OpenChain::progress()
{
    return [self = QPointer<OpenChain>(this)](const StackEvent &event) {
        if (!self)
            return;
        self->m_events.append(event);
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(self, &OpenChain::changed, Qt::QueuedConnection);
    };
}

void OpenChain::wait(const ChainStack::Begun &begun, std::optional<Outcome> outcome)
{
    const SessionPtr session = m_place.session();
    if (!session)
        return; // left meanwhile
    const auto ended = [this, outcome](const Result<> &result) {
        lookAgain();
        // What somebody else asked AWS for may end as it likes.
        if (!result && (outcome || result.error().refusal != Refusal::StackFailed))
            emit failed(result.error());
        else if (result && outcome)
            emit done(*outcome);
    };
    m_waits.launch(waitFor(session, begun, progress()), ended);
}

bool OpenChain::put(const ReminderChain &chain)
{
    if (isBusy())
        return false;
    m_wanted = chain;
    m_takesFound = false;
    m_events.clear();
    const auto begun = std::make_shared<ChainStack::Begun>();
    const auto ask = [chain, begun, told = progress()](Connection &connection) {
        return beginPut(&connection, chain, told, begun);
    };
    const auto asked = [this, begun] {
        if (begun->change == ChainStack::Change::Nothing) {
            lookAgain();
            emit done(Outcome::Unchanged);
            return;
        }
        wait(*begun, begun->change == ChainStack::Change::Made ? Outcome::Made : Outcome::Changed);
    };
    return write(ask, asked);
}

bool OpenChain::remove()
{
    if (isBusy())
        return false;
    m_events.clear();
    const auto begun = std::make_shared<ChainStack::Begun>();
    const QString name = m_wanted.name;
    const auto ask = [name, begun](Connection &connection) { return beginRemoval(&connection, name, begun); };
    return write(ask, [this, begun] { wait(*begun, Outcome::Deleted); });
}

bool OpenChain::repair(const ChainFinding &finding)
{
    ChainState one = m_found.chain;
    one.findings = {finding};
    const ChainPlace where = m_found.place;
    const Outcome outcome = finding.fault == ChainFault::Unconfirmed ? Outcome::AskedAgain : Outcome::Repaired;
    return write([one, where](Connection &connection) { return repairOne(&connection, one, where); },
                 [this, outcome] {
                     lookAgain();
                     emit done(outcome);
                 });
}

bool OpenChain::sendTest(const QString &subject, const QString &message)
{
    const QString topicArn = m_found.chain.topicArn;
    const auto send = [topicArn, subject, message](Connection &connection) {
        return publish(&connection, topicArn, subject, message);
    };
    return write(send, [this] { emit done(Outcome::Sent); });
}

void OpenChain::stopWaiting()
{
    m_waits.cancelAll();
    emit changed();
}

bool OpenChain::canRepair(const ChainFinding &finding) const
{
    return isRepairable(m_found.chain, m_found.place, finding);
}

OpenChain::State OpenChain::state() const
{
    const ChainState &chain = m_found.chain;
    if (isWaiting())
        return State::Working;
    if (!m_isFound)
        return State::NotKnown;
    if (m_found.stack && m_found.stack->isInProgress())
        return State::Working;
    if (!m_found.stack && has(chain, ChainFault::RuleMissing) && has(chain, ChainFault::TopicMissing))
        return State::Absent;
    if (chain.wouldArrive())
        return State::Works;
    const bool isAllUnknown =
        std::all_of(chain.findings.begin(), chain.findings.end(),
                    [](const ChainFinding &finding) { return finding.fault == ChainFault::NotKnown; });
    return isAllUnknown && !chain.findings.isEmpty() ? State::NotKnown : State::Broken;
}

} // namespace keyturn

#include "moc_open_chain.cpp"
