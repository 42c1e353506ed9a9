#include "core/workspace/running_writes.h"

namespace keyturn {

void RunningWrites::begin(const EntryId &id, SessionPtr session)
{
    m_sessions.insert(id, std::move(session));
    emit changed();
}

SessionPtr RunningWrites::end(const EntryId &id)
{
    SessionPtr session = m_sessions.take(id);
    emit changed();
    return session;
}

void RunningWrites::beginOther()
{
    ++m_others;
    emit changed();
}

void RunningWrites::endOther()
{
    --m_others;
    emit changed();
}

} // namespace keyturn

#include "moc_running_writes.cpp"
