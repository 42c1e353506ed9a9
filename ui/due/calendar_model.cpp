#include "ui/due/calendar_model.h"

#include "ui/text/wording.h"

#include <QLocale>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int spokenAtOnce = 8;
}

CalendarModel::CalendarModel(QObject *parent) : QAbstractTableModel(parent), m_month(QDate::currentDate())
{
    m_month.setDate(m_month.year(), m_month.month(), 1);
}

void CalendarModel::setMarks(const DueMarks &marks)
{
    m_marks = marks;
    m_days.clear();
    const TimelineContent content = marks.content();
    for (const TimelineMark &mark : content.marks)
        m_days[Wording::day(QDateTime::fromMSecsSinceEpoch(mark.at, Qt::UTC), marks.now())].append(mark);
    for (QList<TimelineMark> &day : m_days) {
        std::sort(day.begin(), day.end(), [](const TimelineMark &a, const TimelineMark &b) {
            return a.shape != b.shape ? a.shape > b.shape : a.at != b.at ? a.at < b.at : a.source < b.source;
        });
    }
    emit dataChanged(index(0, 0), index(weeks - 1, days - 1));
}

void CalendarModel::setMonth(QDate day)
{
    const QDate wanted(day.year(), day.month(), 1);
    if (!wanted.isValid() || wanted == m_month)
        return;
    m_month = wanted;
    emit dataChanged(index(0, 0), index(weeks - 1, days - 1));
}

QDate CalendarModel::first() const
{
    return m_month.addDays(-((m_month.dayOfWeek() - QLocale().firstDayOfWeek() + days) % days));
}

QDate CalendarModel::date(const QModelIndex &index) const
{
    return first().addDays(index.row() * days + index.column());
}

QModelIndex CalendarModel::indexOf(QDate day) const
{
    const qint64 at = first().daysTo(day);
    return at < 0 || at >= weeks * days ? QModelIndex() : index(int(at / days), int(at % days));
}

int CalendarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : weeks;
}

int CalendarModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : days;
}

QString CalendarModel::spoken(QDate day) const
{
    //: Date format of Qt: weekday, day, month and year.
    QStringList words{QLocale().toString(day, tr("dddd d MMMM yyyy"))};
    const QList<TimelineMark> marks = on(day);
    const int count = int(marks.size());
    words.append(count == 0 ? tr("no dates") : count == 1 ? tr("%n date", nullptr, 1) : tr("%n dates", nullptr, count));
    for (const TimelineMark &mark : marks.first(std::min(count, spokenAtOnce)))
        words.append(m_marks.title(mark));
    return words.join(u", "_s);
}

QString CalendarModel::toolTip(QDate day) const
{
    QStringList lines;
    const QList<TimelineMark> marks = on(day);
    for (const TimelineMark &mark : marks.first(std::min(int(marks.size()), spokenAtOnce)))
        lines.append(m_marks.title(mark));
    if (marks.size() > spokenAtOnce)
        lines.append(u"…"_s);
    return lines.join(u'\n');
}

QVariant CalendarModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QDate day = date(index);
    switch (role) {
    case Qt::DisplayRole:
        return QString::number(day.day());
    case Qt::AccessibleTextRole:
        return spoken(day);
    case Qt::ToolTipRole:
        return toolTip(day);
    case DateRole:
        return day;
    case InMonthRole:
        return day.month() == m_month.month();
    case TodayRole:
        return day == m_marks.now().toLocalTime().date();
    default:
        return {};
    }
}

QVariant CalendarModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return QLocale().standaloneDayName((QLocale().firstDayOfWeek() - 1 + section) % days + 1, QLocale::ShortFormat);
}

} // namespace keyturn

#include "moc_calendar_model.cpp"
