#include "app/sandbox/clock/timekeeper.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

const QString kind = u"clock"_s;
const QString offsetMember = u"offset"_s; // milliseconds

} // namespace

Timekeeper::Timekeeper(SandboxClock &clock, Store &store) : m_clock(clock), m_store(store)
{
    m_timer.setInterval(intervalMs);
    m_soon.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { runDue(); });
    QObject::connect(&m_soon, &QTimer::timeout, &m_soon, [this] { runDue(); });
}

Result<> Timekeeper::start(const QString &time)
{
    const auto &documents = m_store.documents(kind);
    if (const auto known = documents.find(kind); known != documents.end())
        m_clock.setOffset(known->second[offsetMember].toInteger());
    if (!time.isEmpty()) {
        const QDateTime computer = m_clock.computerNow();
        const Result<QDateTime> wanted = readTime(time, computer);
        if (!wanted)
            return wanted.error();
        if (auto moved = setOffset(computer.msecsTo(*wanted)); !moved)
            return moved;
    }
    m_timer.start();
    runDue();
    return {};
}

Result<> Timekeeper::moveTo(const QDateTime &time)
{
    auto moved = setOffset(m_clock.computerNow().msecsTo(time));
    if (moved)
        runDue();
    return moved;
}

Result<> Timekeeper::setOffset(qint64 milliseconds)
{
    auto saved = m_store.saveDocument(kind, kind, {{offsetMember, milliseconds}});
    if (saved)
        m_clock.setOffset(milliseconds);
    return saved;
}

void Timekeeper::reset()
{
    m_clock.setOffset(0);
}

void Timekeeper::wake()
{
    m_soon.start(0);
}

void Timekeeper::runDue()
{
    const QDateTime now = m_clock.utcNow();
    for (const Job &job : m_jobs)
        job(now);
}

} // namespace keyturn::sandbox
