#include "core/workspace/known_dates.h"

#include "core/rotation/refresh_marker.h"

#include <QFileInfo>

namespace keyturn {

namespace {

//! Differs when the file has been written.
QString stampOf(const QString &file)
{
    const QFileInfo info(file);
    return file.isEmpty() || !info.exists()
               ? QString()
               : QStringLiteral("%1 %2").arg(info.lastModified().toMSecsSinceEpoch()).arg(info.size());
}

} // namespace

QString KnownDates::stamp() const
{
    return QStringList{stampOf(m_files.logins.file()), stampOf(m_files.reminders.file()), stampOf(m_files.leads.file())}
        .join(u'/');
}

void KnownDates::keepIn(const Files &files)
{
    m_files = files;
    read();
}

void KnownDates::read()
{
    m_stamp = stamp();
    m_logins = m_files.logins.all();
    const Result<QList<Reminder>> reminders = m_files.reminders.read();
    m_error = reminders ? std::optional<Error>() : reminders.error();
    m_reminders = reminders ? *reminders : QList<Reminder>();
    m_leads = m_files.leads.read();
    emit changed();
}

void KnownDates::reload()
{
    if (m_stamp != stamp())
        read();
}

DueKnowledge KnownDates::knowledge(bool rehearsal) const
{
    DueKnowledge knowledge;
    if (!m_logins.isEmpty())
        knowledge.login = [logins = m_logins, rehearsal](const Entry &entry) {
            return logins.value(RefreshMarker::keyOf(entry.id, rehearsal));
        };
    knowledge.reminders = m_reminders;
    knowledge.leads = m_leads;
    return knowledge;
}

Result<QString> KnownDates::put(const Reminder &reminder)
{
    const Result<QString> id = m_files.reminders.put(reminder);
    if (id)
        read();
    return id;
}

Result<> KnownDates::remove(const QString &id)
{
    const Result<> removed = m_files.reminders.remove(id);
    if (removed)
        read();
    return removed;
}

Result<std::optional<Reminder>> KnownDates::done(const QString &id, const QDate &day)
{
    const Result<std::optional<Reminder>> next = m_files.reminders.done(id, day);
    if (next)
        read();
    return next;
}

Result<> KnownDates::setLeads(const LeadTimes &leads)
{
    const Result<> written = m_files.leads.write(leads);
    if (written)
        read();
    return written;
}

void KnownDates::snooze(const QString &uid, const QDateTime &until)
{
    m_files.told.snooze(uid, until);
    emit toldChanged();
}

void KnownDates::wake(const QString &uid)
{
    m_files.told.wake(uid);
    emit toldChanged();
}

QList<Alarm> KnownDates::takeAlarms(const QList<Alarm> &alarms, const QDateTime &now)
{
    const QList<Alarm> taken = m_files.told.take(alarms, now);
    if (!taken.isEmpty())
        emit toldChanged();
    return taken;
}

void KnownDates::noteLogin(const EntryId &entry, bool rehearsal, const LoginFacts &facts)
{
    m_files.logins.note(RefreshMarker::keyOf(entry, rehearsal), facts);
    reload();
}

} // namespace keyturn

#include "moc_known_dates.cpp"
