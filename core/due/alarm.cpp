#include "core/due/alarm.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 secondsOfDay = 24LL * 60 * 60;

int larger(int a, int b)
{
    return std::max(a, b);
}

bool asksSomebody(const DueItem &item, const QDateTime &now)
{
    const DueState state = dueState(item.due, now);
    if (state == DueState::Unknown || item.due.reason == DueReason::TokenExpiry)
        return false;
    const bool isAwsWork = item.due.reason == DueReason::Rotation || item.due.reason == DueReason::PendingRotation;
    return !isAwsWork || state == DueState::Stuck;
}

} // namespace

QList<Alarm> alarmsOf(const QList<DueItem> &board, const QDateTime &now)
{
    QList<Alarm> alarms;
    for (const DueItem &item : board) {
        const int first = std::accumulate(item.leadDays.begin(), item.leadDays.end(), 0, larger);
        // Most dates are far away; their days need not be counted every minute.
        if (now.secsTo(item.due.dueAt) > (first + 2) * secondsOfDay || !asksSomebody(item, now))
            continue;
        const qint64 left = daysUntil(item.due.dueAt, now);
        const bool isPast = item.due.dueAt <= now;
        QList<int> begun = item.leadDays + QList<int>{0};
        begun.removeIf([left, isPast](int days) { return left > days && !isPast; });
        if (begun.isEmpty())
            continue;
        const int lead = isPast ? 0 : *std::min_element(begun.begin(), begun.end());
        const QStringList parts{dueUid(item).section(u'@', 0, 0), QString::number(item.due.dueAt.toSecsSinceEpoch()),
                                QString::number(lead)};
        alarms.append({item, lead, parts.join(u'/')});
    }
    return alarms;
}

QString keyAfterSnooze(const Alarm &alarm, const QDateTime &until)
{
    return alarm.key + u'/' + QString::number(until.toSecsSinceEpoch());
}

} // namespace keyturn
