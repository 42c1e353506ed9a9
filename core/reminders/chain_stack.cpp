#include "core/reminders/chain_stack.h"

#include "core/async/sleep_for.h"
#include "core/reminders/chain_export.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int mostLooks = 900; // half an hour; a chain takes one minute

//! Says which request an event belongs to, and makes its repetition harmless.
QString newToken()
{
    return u"keyturn-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Error stackFailed(const StackState &state)
{
    const QString why = state.reason.isEmpty() ? state.status : state.status + u": "_s + state.reason;
    return {ErrorKind::Conflict, Refusal::StackFailed, why};
}

} // namespace

Task<Result<std::optional<StackState>>> ChainStack::state(QString name) const
{
    const Result<StackState> found = co_await m_client.describeStack(name);
    if (found)
        co_return std::optional<StackState>(*found);
    if (CloudFormationClient::isNoStack(found.error()))
        co_return std::optional<StackState>();
    co_return found.error();
}

Task<Result<QStringList>> ChainStack::eventsOf(QString name) const
{
    const Result<QList<StackEvent>> events = co_await m_client.describeStackEvents(name);
    if (!events)
        co_return events.error();
    QStringList ids;
    for (const StackEvent &event : *events)
        ids.append(event.id);
    co_return ids;
}

Task<Result<StackState>> ChainStack::watch(QString id, QStringList known, Progress progress) const
{
    for (int look = 0; look < mostLooks; ++look) {
        // The state first: what happened until then is among the events.
        const Result<StackState> state = co_await m_client.describeStack(id);
        if (!state)
            co_return state.error();
        const Result<QList<StackEvent>> events = co_await m_client.describeStackEvents(id);
        if (!events)
            co_return events.error();
        for (qsizetype i = events->size(); i-- > 0;) {
            if (known.contains(events->at(i).id))
                continue;
            known.append(events->at(i).id);
            if (progress)
                progress(events->at(i));
        }
        if (!state->isInProgress())
            co_return *state;
        co_await sleepFor(m_pause);
    }
    co_return Error{ErrorKind::Timeout, Refusal::StackUnfinished, u"AWS has not finished the stack yet"_s};
}

Task<Result<>> ChainStack::wait(Begun begun, Progress progress) const
{
    const Result<StackState> end = co_await watch(begun.id, begun.known, progress);
    if (!end)
        co_return end.error();
    const bool isGood = begun.goodEnd.isEmpty() ? end->isGood() : end->status == begun.goodEnd;
    if (!isGood)
        co_return stackFailed(*end);
    co_return Result<>();
}

Task<Result<ChainStack::Begun>> ChainStack::begin(ReminderChain chain, Progress progress) const
{
    const QString body = QString::fromUtf8(chainTemplate(chain));
    const QString token = newToken();
    Result<std::optional<StackState>> before = co_await state(chain.name);
    if (!before)
        co_return before.error();
    if (*before && (*before)->status == "ROLLBACK_COMPLETE"_L1) {
        const Result<> removed = co_await remove(chain.name, progress);
        if (!removed)
            co_return removed.error();
        *before = std::nullopt;
    }
    if (!*before) {
        const Result<QString> id = co_await m_client.createStack(chain.name, body, token);
        if (!id)
            co_return id.error();
        co_return Begun{Change::Made, *id, u"CREATE_COMPLETE"_s};
    }
    const Result<QStringList> known = co_await eventsOf(chain.name);
    if (!known)
        co_return known.error();
    const Result<QString> id = co_await m_client.updateStack(chain.name, body, token);
    if (!id && CloudFormationClient::isNoUpdate(id.error()))
        co_return Begun{Change::Nothing, (*before)->id};
    if (!id)
        co_return id.error();
    co_return Begun{Change::Changed, *id, u"UPDATE_COMPLETE"_s, *known};
}

Task<Result<ChainStack::Change>> ChainStack::put(ReminderChain chain, Progress progress) const
{
    const Result<Begun> begun = co_await begin(chain, progress);
    if (!begun)
        co_return begun.error();
    if (begun->change != Change::Nothing) {
        const Result<> done = co_await wait(*begun, progress);
        if (!done)
            co_return done.error();
    }
    co_return begun->change;
}

Task<Result<ChainStack::Begun>> ChainStack::beginRemoval(QString name) const
{
    const Result<std::optional<StackState>> before = co_await state(name);
    if (!before)
        co_return before.error();
    if (!*before)
        co_return Error{ErrorKind::NotFound, Refusal::NoStack, name};
    const QString id = (*before)->id;
    const Result<QStringList> known = co_await eventsOf(id);
    if (!known)
        co_return known.error();
    const QString token = newToken();
    const Result<> asked = co_await m_client.deleteStack(id, token);
    if (!asked)
        co_return asked.error();
    co_return Begun{Change::Changed, id, u"DELETE_COMPLETE"_s, *known};
}

Task<Result<>> ChainStack::remove(QString name, Progress progress) const
{
    const Result<Begun> begun = co_await beginRemoval(name);
    if (!begun)
        co_return begun.error();
    co_return co_await wait(*begun, progress);
}

} // namespace keyturn
