#include "core/due/told_reminders.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestTold = 16LL * 1024 * 1024; // bytes
constexpr int keptDays = 400;                      // longer than the longest usual lead time

QDateTime timeIn(const QJsonValue &json)
{
    return QDateTime::fromString(json.toString(), Qt::ISODate).toUTC();
}

ToldState toldFrom(const QByteArray &text)
{
    ToldState state;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    for (const QJsonValue &told : json.value("told"_L1).toArray())
        state.told.insert(told["key"_L1].toString(), {told["uid"_L1].toString(), timeIn(told["at"_L1])});
    for (const QJsonValue &snoozed : json.value("snoozed"_L1).toArray())
        state.snoozed.insert(snoozed["uid"_L1].toString(), timeIn(snoozed["until"_L1]));
    state.digestOf = QDate::fromString(json.value("digest"_L1).toString(), Qt::ISODate);
    return state;
}

QByteArray textOf(const ToldState &state)
{
    JsonWriter json;
    json.beginObject().key("told").beginArray();
    for (auto it = state.told.cbegin(); it != state.told.cend(); ++it) {
        json.beginObject().key("key").string(it.key()).key("uid").string(it->uid);
        json.key("at").string(it->at.toString(Qt::ISODate)).endObject();
    }
    json.endArray().key("snoozed").beginArray();
    for (auto it = state.snoozed.cbegin(); it != state.snoozed.cend(); ++it) {
        json.beginObject().key("uid").string(it.key());
        json.key("until").string(it->toString(Qt::ISODate)).endObject();
    }
    json.endArray().key("digest").string(state.digestOf.toString(Qt::ISODate)).endObject();
    return json.text().toByteArray() + '\n';
}

//! Held by one process at a time, for as long as this lives.
class ToldLock {
public:
    explicit ToldLock(const PrivateFolder &folder) : m_file(folder.lockable(u"told.lock"_s))
    {
        m_isHeld = m_file && ::flock(*m_file, LOCK_EX) == 0; // held for a few milliseconds
    }
    ~ToldLock()
    {
        if (m_file)
            ::close(*m_file);
    }
    Q_DISABLE_COPY_MOVE(ToldLock)

    bool isHeld() const { return m_isHeld; }

private:
    Result<int> m_file;
    bool m_isHeld = false;
};

void forgetOld(ToldState &state, const QDateTime &now)
{
    state.told.removeIf([&now](const auto &told) { return told->at.daysTo(now) > keptDays; });
    state.snoozed.removeIf([&now](const auto &snooze) { return snooze->daysTo(now) > keptDays; });
}

QDate mondayOf(const QDate &day)
{
    return day.addDays(1 - day.dayOfWeek());
}

} // namespace

QDateTime ToldState::toldAt(const QString &uid) const
{
    QDateTime last;
    for (const Told &one : told) {
        if (one.uid == uid && (!last.isValid() || last < one.at))
            last = one.at;
    }
    return last;
}

bool ToldState::isSnoozed(const QString &uid, const QDateTime &now) const
{
    const QDateTime until = snoozed.value(uid);
    return until.isValid() && now < until;
}

ToldState ToldReminders::read() const
{
    if (m_file.isEmpty())
        return m_unkept;
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::open(place.absolutePath());
    const Result<QByteArray> text =
        folder ? folder->read(place.fileName(), largestTold) : Result<QByteArray>(folder.error());
    return text ? toldFrom(*text) : ToldState();
}

//! \p change gets the state as it is now, whoever wrote it, and tells whether it changed it.
template <typename Change>
bool ToldReminders::change(const QDateTime &now, Change change)
{
    if (m_file.isEmpty())
        return change(m_unkept);
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return false;
    const ToldLock lock(*folder);
    if (!lock.isHeld())
        return false;
    ToldState state = read();
    if (!change(state))
        return false;
    forgetOld(state, now);
    return folder->write(place.fileName(), textOf(state)).has_value();
}

QList<Alarm> ToldReminders::take(const QList<Alarm> &alarms, const QDateTime &now)
{
    QList<Alarm> taken;
    const bool isNoted = change(now, [&](ToldState &state) {
        for (const Alarm &alarm : alarms) {
            const QString uid = dueUid(alarm.item);
            if (state.isSnoozed(uid, now))
                continue;
            Alarm told = alarm;
            if (const QDateTime until = state.snoozed.value(uid); until.isValid())
                told.key = keyAfterSnooze(alarm, until);
            if (state.told.contains(told.key))
                continue;
            state.told.insert(told.key, {uid, now});
            state.told.insert(alarm.key, {uid, now});
            taken.append(told);
        }
        return !taken.isEmpty();
    });
    return isNoted ? taken : QList<Alarm>();
}

bool ToldReminders::takeDigest(const QDate &day)
{
    const QDate week = mondayOf(day);
    return change(day.startOfDay(), [&week](ToldState &state) {
        if (state.digestOf.isValid() && state.digestOf >= week)
            return false;
        state.digestOf = week;
        return true;
    });
}

void ToldReminders::snooze(const QString &uid, const QDateTime &until)
{
    change(until, [&](ToldState &state) {
        state.snoozed.insert(uid, until.toUTC());
        return true;
    });
}

void ToldReminders::wake(const QString &uid)
{
    change(QDateTime(), [&uid](ToldState &state) { return state.snoozed.remove(uid); });
}

} // namespace keyturn
