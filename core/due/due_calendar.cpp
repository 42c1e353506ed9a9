#include "core/due/due_calendar.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype longestLine = 75; // octets

QString stamp(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
}

QString dayStamp(const QDate &day)
{
    return day.toString(u"yyyyMMdd"_s);
}

class EventWriter {
public:
    void line(const QString &text) { m_text += foldedCalendarLine(text); }
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

struct Event {
    QString uid;
    QString summary;
    QString description;
    QString link;
    QDate day;
    QDateTime moment; // valid: not a whole day
    QDateTime changedAt;
};

void writeEvent(EventWriter &out, const Event &event, const QDateTime &now)
{
    out.line(u"BEGIN:VEVENT"_s);
    out.line(u"UID:"_s + event.uid);
    out.line(u"DTSTAMP:"_s + stamp(now));
    // A date that moves is a later one as a rule; calendars take the higher number.
    out.line(u"SEQUENCE:%1"_s.arg(qMax<qint64>(0, QDate(2020, 1, 1).daysTo(event.day))));
    if (event.changedAt.isValid())
        out.line(u"LAST-MODIFIED:"_s + stamp(event.changedAt));
    if (event.moment.isValid()) {
        out.line(u"DTSTART:"_s + stamp(event.moment));
    } else {
        out.line(u"DTSTART;VALUE=DATE:"_s + dayStamp(event.day));
        out.line(u"DTEND;VALUE=DATE:"_s + dayStamp(event.day.addDays(1))); // the first day that is not in it
    }
    out.line(u"TRANSP:TRANSPARENT"_s);
    out.line(u"SUMMARY:"_s + calendarText(event.summary));
    if (!event.description.isEmpty())
        out.line(u"DESCRIPTION:"_s + calendarText(event.description));
    if (!event.link.isEmpty())
        out.line(u"URL:"_s + QString(event.link).remove(u'\r').remove(u'\n'));
    out.line(u"END:VEVENT"_s);
}

} // namespace

QString calendarText(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'\n')
            escaped += u"\\n"_s;
        else if (c == u'\\' || c == u';' || c == u',')
            escaped += QString(u'\\') + c;
        else if (c == u'\t' || c.category() != QChar::Other_Control)
            escaped += c;
    }
    return escaped;
}

QByteArray foldedCalendarLine(const QString &line)
{
    const QByteArray bytes = line.toUtf8();
    QByteArray folded;
    qsizetype room = longestLine;
    for (qsizetype i = 0; i < bytes.size();) {
        qsizetype length = 1;
        while (i + length < bytes.size() && (static_cast<unsigned char>(bytes.at(i + length)) & 0xC0) == 0x80)
            ++length;
        if (length > room) {
            folded += "\r\n ";
            room = longestLine - 1; // the blank counts
        }
        folded += bytes.mid(i, length);
        room -= length;
        i += length;
    }
    return folded + "\r\n";
}

QByteArray dueCalendar(const QList<DueItem> &items, const CalendarOptions &options, const QDateTime &now)
{
    EventWriter out;
    out.line(u"BEGIN:VCALENDAR"_s);
    out.line(u"VERSION:2.0"_s);
    out.line(u"PRODID:-//Keyturn//due dates//EN"_s);
    out.line(u"CALSCALE:GREGORIAN"_s);
    out.line(u"X-WR-CALNAME:Keyturn"_s);
    out.line(u"REFRESH-INTERVAL;VALUE=DURATION:PT12H"_s);
    out.line(u"X-PUBLISHED-TTL:PT12H"_s);
    for (const DueItem &item : items) {
        if (!item.due.dueAt.isValid())
            continue;
        Event event;
        event.uid = dueUid(item);
        event.day = item.due.dueAt.toLocalTime().date();
        if (item.due.reason == DueReason::TokenExpiry)
            event.moment = item.due.dueAt;
        if (item.due.since.isValid() && item.due.since <= now)
            event.changedAt = item.due.since;
        event.summary = options.hideNames ? options.hiddenSummary : options.summary(item);
        event.description = options.hideNames ? QString() : options.description(item);
        event.link = options.hideNames ? QString() : item.note.link;
        writeEvent(out, event, now);
        for (const int days : options.leadEvents ? item.leadDays : QList<int>()) {
            Event lead = event;
            lead.uid = u"lead%1-%2"_s.arg(days).arg(event.uid);
            lead.day = event.day.addDays(-days);
            lead.moment = {};
            lead.summary = options.hideNames ? options.hiddenSummary : options.leadSummary(item, days);
            writeEvent(out, lead, now);
        }
    }
    out.line(u"END:VCALENDAR"_s);
    return out.text();
}

} // namespace keyturn
