#include "ui/due/due_marks.h"

#include "ui/text/wording.h"

#include <QHash>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using MarkShape = TimelineMark::Shape;

bool isReminder(DueReason reason)
{
    return reason == DueReason::NoChangeNotification || reason == DueReason::ExpirationNotification
           || reason == DueReason::Reminder;
}

MarkShape shapeOf(const DueRow &row, const QDateTime &now)
{
    const DueReason reason = row.item.due.reason;
    if (row.status.status == Status::RotationStuck)
        return MarkShape::Stuck;
    if (reason == DueReason::Expiration || reason == DueReason::ScheduledDeletion)
        return MarkShape::Deletion;
    if (isReminder(reason))
        return row.item.due.dueAt <= now ? MarkShape::ReminderSent : MarkShape::ReminderAhead;
    return MarkShape::Due;
}

QDateTime momentOf(const TimelineMark &mark)
{
    return QDateTime::fromMSecsSinceEpoch(mark.at, Qt::UTC);
}

} // namespace

DueMarks::DueMarks(QList<DueRow> rows, const QDateTime &now) : m_rows(std::move(rows)), m_now(now)
{}

TimelineContent DueMarks::content() const
{
    TimelineContent content;
    content.heading = tr("Application");
    content.now = m_now;
    QHash<EntryId, qint32> lanes;
    for (qint32 number = 0; number < m_rows.size(); ++number) {
        const DueItem &item = m_rows[number].item;
        if (!item.due.dueAt.isValid())
            continue;
        auto lane = lanes.constFind(item.entry);
        if (lane == lanes.cend()) {
            lane = lanes.insert(item.entry, qint32(content.lanes.size()));
            const QString name = item.entry.name.isEmpty() ? Wording::dueName(item) : item.entry.name;
            const QString leaf = leafOf(name);
            const QString folder = name.chopped(leaf.size() + (name.size() > leaf.size() ? 1 : 0));
            content.lanes.append({leaf, folder.isEmpty() ? item.entry.region : folder});
        }
        addMarks(content, *lane, number);
        addSpans(content, *lane, m_rows[number]);
    }
    // What matters most is painted last.
    std::stable_sort(content.spans.begin(), content.spans.end(),
                     [](const auto &a, const auto &b) { return a.status > b.status; });
    return content;
}

void DueMarks::addMarks(TimelineContent &content, qint32 lane, qint32 number) const
{
    const DueRow &row = m_rows[number];
    const DueDate &due = row.item.due;
    const qint64 now = m_now.toMSecsSinceEpoch();
    const auto add = [&](const QDateTime &at, MarkShape shape, Status status) {
        content.marks.append({at.toMSecsSinceEpoch(), lane, number, shape, status});
    };
    add(due.dueAt, shapeOf(row, m_now), row.status.status);
    for (const int days : row.item.leadDays) {
        const QDateTime at = due.dueAt.addDays(-days);
        if (!due.since.isValid() || at > due.since)
            add(at, at.toMSecsSinceEpoch() <= now ? MarkShape::ReminderSent : MarkShape::ReminderAhead,
                row.status.status);
    }
    if (row.item.graceEnd.isValid() && row.item.graceEnd > m_now)
        add(row.item.graceEnd, MarkShape::GraceEnd, Status::Grace);
}

void DueMarks::addSpans(TimelineContent &content, qint32 lane, const DueRow &row) const
{
    const DueDate &due = row.item.due;
    if (isReminder(due.reason))
        return; // reminds of a life, and is none
    const auto add = [&](const QDateTime &from, const QDateTime &to, Status status, bool hatched) {
        content.spans.append({from.toMSecsSinceEpoch(), to.toMSecsSinceEpoch(), lane, status, hatched});
    };
    if (due.since.isValid() && due.since < due.dueAt)
        add(due.since, due.dueAt, row.status.status, false);
    if (due.dueAt < m_now && row.status.status != Status::Unknown)
        add(due.dueAt, m_now, row.status.status, true);
    if (row.item.graceEnd.isValid() && row.item.graceEnd > m_now)
        add(due.since, row.item.graceEnd, Status::Grace, true);
}

TimelineWords DueMarks::words() const
{
    return {[marks = *this](const TimelineMark &mark) { return marks.label(mark); },
            [marks = *this](const TimelineMark &mark) { return marks.title(mark); },
            [marks = *this](const TimelineMark &mark) { return marks.details(mark); }};
}

bool DueMarks::isTheDate(const TimelineMark &mark) const
{
    return mark.at == m_rows[mark.source].item.due.dueAt.toMSecsSinceEpoch() && mark.shape != MarkShape::GraceEnd;
}

QString DueMarks::label(const TimelineMark &mark) const
{
    return isTheDate(mark) || mark.shape == MarkShape::GraceEnd ? Wording::shortDate(momentOf(mark), m_now) : QString();
}

QString DueMarks::title(const TimelineMark &mark) const
{
    const DueRow &row = m_rows[mark.source];
    const DueDate &due = row.item.due;
    const QString whole = Wording::dueName(row.item);
    const QString name = due.key.isEmpty() ? whole : u"%1, %2"_s.arg(whole, due.key);
    const QString left = StatusText::inDays(daysUntil(momentOf(mark), m_now));
    if (mark.shape == MarkShape::GraceEnd)
        //: A name, a date, "in 4 days".
        return tr("%1: the old client secret works until %2, %3").arg(name, Wording::date(momentOf(mark), m_now), left);
    if (!isTheDate(mark)) {
        const qint64 before = momentOf(mark).daysTo(due.dueAt);
        const QString date = Wording::date(momentOf(mark), m_now);
        //: A name, a date, "90 days", "client secret".
        return tr("%1: reminder on %2, %3 before the end (%4)")
            .arg(name, date, Wording::days(before), Wording::dueWhat(due));
    }
    const bool isCounted = row.status.status != Status::RotationStuck && row.status.status != Status::Unknown;
    const QString when = isCounted ? left : StatusText::dueChip(row.status);
    return u"%1: %2, %3"_s.arg(name, Wording::dueTitle(due, m_now), when);
}

QString DueMarks::details(const TimelineMark &mark) const
{
    const DueDate &due = m_rows[mark.source].item.due;
    if (mark.shape == MarkShape::GraceEnd)
        return tr("Amazon accepts the old client secret for %1 after a new one was made.")
            .arg(Wording::days(lwaGraceDays));
    const QString reset = tr("What resets it: %1").arg(Wording::dueReset(due));
    const QString utc = momentOf(mark).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
    return QStringList{Wording::dueReason(m_rows[mark.source].item, m_now), reset, utc}.join(u'\n');
}

} // namespace keyturn
