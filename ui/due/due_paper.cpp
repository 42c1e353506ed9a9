#include "ui/due/due_paper.h"

#include "ui/due/calendar_delegate.h"
#include "ui/due/calendar_model.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/timeline/timeline_painter.h"
#include "ui/widgets/status_look.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int pictureWidth = 1400;
constexpr int pictureMargin = 24;
constexpr int highestPicture = 8000; // at twice the scale still less than an image may be
constexpr int calendarHeight = 900;
constexpr int cellGap = 12;

const ThemeColors &paper()
{
    return ThemeColors::light();
}

int heightOf(Theme::Font font)
{
    return QFontMetrics(Theme::font(font)).height();
}

int headHeight()
{
    return heightOf(Theme::Font::Title) + heightOf(Theme::Font::Small) + 20;
}

//! Shares of the width: when, date, what, why, what resets it.
constexpr int shares[] = {13, 14, 27, 28, 18};

void paintProse(QPainter &painter, const QRect &cell, const QString &text, Theme::Font font, const QColor &color)
{
    painter.setFont(Theme::font(font));
    painter.setPen(color);
    painter.drawText(cell, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWrapAnywhere | Qt::TextWordWrap, text);
}

} // namespace

DuePaper::DuePaper(Subject subject) : m_subject(std::move(subject)), m_content(m_subject.marks.content())
{}

QString DuePaper::title()
{
    return tr("Due dates");
}

QString DuePaper::fileName() const
{
    return u"due-dates-"_s + m_subject.marks.now().toLocalTime().date().toString(Qt::ISODate);
}

int DuePaper::lines() const
{
    switch (m_subject.view) {
    case DueView::Timeline:
        return int(m_content.lanes.size());
    case DueView::Calendar:
        return 1;
    case DueView::List:
    case DueView::Reminders:
        break;
    }
    return int(m_subject.marks.rows().size());
}

int DuePaper::lineHeight() const
{
    if (m_subject.view == DueView::Timeline)
        return TimelineLayout::in(QRect(0, 0, pictureWidth, 100)).lane;
    return 2 * heightOf(Theme::Font::Small) + 12;
}

int DuePaper::linesOn(const QSize &page) const
{
    if (m_subject.view == DueView::Calendar)
        return 1;
    const int above = m_subject.view == DueView::Timeline ? TimelineLayout::in(QRect(QPoint(), page)).axis
                                                          : heightOf(Theme::Font::Caption) + 10;
    return qMax(1, (page.height() - headHeight() - above) / lineHeight());
}

int DuePaper::pages(const QSize &page) const
{
    const int each = linesOn(page);
    return qMax(1, (lines() + each - 1) / each);
}

QSize DuePaper::pictureSize() const
{
    if (m_subject.view == DueView::Calendar)
        return {pictureWidth, calendarHeight};
    const int height = headHeight() + 60 + lines() * lineHeight() + 2 * pictureMargin;
    return {pictureWidth, qMin(height, highestPicture)};
}

bool DuePaper::isCutInPicture() const
{
    return linesOn(pictureSize() - QSize(0, 2 * pictureMargin)) < lines();
}

QRect DuePaper::paintHead(QPainter &painter, const QSize &page, int number) const
{
    // A sheet has margins of its own, a picture has none.
    const bool isPicture = page.width() == pictureWidth;
    QRect body(QPoint(), page);
    painter.fillRect(body, paper().surface);
    if (isPicture)
        body.adjust(pictureMargin, pictureMargin, -pictureMargin, -pictureMargin);
    const int first = heightOf(Theme::Font::Title);
    const int second = heightOf(Theme::Font::Small);
    const QDateTime now = m_subject.marks.now();
    painter.setFont(Theme::font(Theme::Font::Title));
    painter.setPen(paper().text);
    painter.drawText(QRect(body.left(), body.top(), body.width(), first), Qt::AlignLeft | Qt::AlignVCenter, title());
    painter.setFont(Theme::font(Theme::Font::Small));
    painter.setPen(paper().text2);
    const QString when = QLocale().toString(now.toLocalTime().date(), QLocale::LongFormat);
    painter.drawText(QRect(body.left(), body.top() + first + 2, body.width(), second), Qt::AlignLeft | Qt::AlignVCenter,
                     u"%1 · %2"_s.arg(when, m_subject.place));
    if (const int all = isPicture ? 1 : pages(page); all > 1)
        painter.drawText(QRect(body.left(), body.top() + first + 2, body.width(), second),
                         Qt::AlignRight | Qt::AlignVCenter, tr("Page %1 of %2").arg(number + 1).arg(all));
    return body.adjusted(0, headHeight(), 0, 0);
}

void DuePaper::paint(QPainter &painter, const QSize &page, int number) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect body = paintHead(painter, page, number);
    const int each = linesOn({page.width(), body.height() + headHeight()});
    const int first = number * each;
    const int count = qMin(each, lines() - first);
    switch (m_subject.view) {
    case DueView::Timeline:
        paintTimeline(painter, body, first, count);
        break;
    case DueView::Calendar:
        paintCalendar(painter, body);
        break;
    case DueView::List:
    case DueView::Reminders:
        paintTable(painter, body, first, count);
        break;
    }
}

void DuePaper::paintTimeline(QPainter &painter, const QRect &body, int first, int count) const
{
    TimelineLayout layout = TimelineLayout::in(body);
    layout.area.setHeight(layout.axis + count * layout.lane);
    layout.scrolled = first * layout.lane;
    TimelineScale scale = TimelineScale::of(m_subject.zoom, layout.track().width());
    scale.start = m_content.now.toMSecsSinceEpoch() - qint64(layout.track().width() / 4.0 * scale.millisecondsPerPixel);
    TimelineIndex index;
    index.setMarks(m_content.marks, int(m_content.lanes.size()));
    index.setSpans(m_content.spans, int(m_content.lanes.size()));
    index.setGap(qint64(TimelinePainter::markGap * scale.millisecondsPerPixel));
    const TimelineWords words = m_subject.marks.words();
    const TimelineScene scene{m_content, index, words, scale, layout, -1, false};
    TimelinePainter(painter, scene, paper()).paint(layout.area);
    painter.setPen(paper().border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(layout.area);
}

void DuePaper::paintCalendar(QPainter &painter, const QRect &body) const
{
    CalendarModel model;
    model.setMarks(m_subject.marks);
    model.setMonth(m_subject.day);
    painter.setFont(Theme::font(Theme::Font::Heading));
    painter.setPen(paper().text);
    const int name = heightOf(Theme::Font::Heading);
    painter.drawText(QRect(body.left(), body.top(), body.width(), name), Qt::AlignLeft | Qt::AlignVCenter,
                     QLocale().toString(model.month(), tr("MMMM yyyy")));
    const int days = heightOf(Theme::Font::Caption) + 8;
    const QRect grid = body.adjusted(0, name + days + 6, -1, -1);
    const int width = grid.width() / CalendarModel::days;
    const int height = grid.height() / CalendarModel::weeks;
    for (int column = 0; column < CalendarModel::days; ++column) {
        painter.setFont(Theme::font(Theme::Font::Caption));
        painter.setPen(paper().text3);
        painter.drawText(QRect(grid.left() + column * width + 8, grid.top() - days, width, days),
                         Qt::AlignLeft | Qt::AlignVCenter, model.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < CalendarModel::weeks; ++row) {
            const QRect cell(grid.left() + column * width, grid.top() + row * height, width, height);
            painter.setPen(paper().border);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(cell);
            CalendarDelegate::paintDay(painter, cell, model.index(row, column), paper());
        }
    }
}

void DuePaper::paintTable(QPainter &painter, const QRect &body, int first, int count) const
{
    const QString heads[] = {tr("When"), tr("Date"), tr("What"), tr("Why it is due"), tr("What resets it")};
    const int head = heightOf(Theme::Font::Caption) + 10;
    int x = body.left();
    painter.setFont(Theme::font(Theme::Font::Caption));
    painter.setPen(paper().text3);
    for (int column = 0; column < 5; ++column) {
        const int width = body.width() * shares[column] / 100;
        painter.drawText(QRect(x, body.top(), width, head), Qt::AlignLeft | Qt::AlignVCenter, heads[column]);
        x += width;
    }
    for (int i = 0; i < count; ++i)
        paintRow(painter, QRect(body.left(), body.top() + head + i * lineHeight(), body.width(), lineHeight()),
                 first + i);
}

void DuePaper::paintRow(QPainter &painter, const QRect &row, int number) const
{
    const DueRow &shown = m_subject.marks.rows()[number];
    const DueDate &due = shown.item.due;
    const QDateTime now = m_subject.marks.now();
    painter.setPen(paper().border);
    painter.drawLine(row.topLeft(), row.topRight());
    int x = row.left();
    const auto next = [&x, &row](int column) {
        const int width = row.width() * shares[column] / 100;
        const QRect cell(x, row.top(), width - cellGap, row.height());
        x += width;
        return cell;
    };
    const ColorToken fg = statusLook(shown.status.status).text;
    paintProse(painter, next(0), StatusText::dueChip(shown.status), Theme::Font::Chip, paper().*fg);
    // Paper has no tooltip.
    const QString date = due.dueAt.isValid() ? Wording::shortDate(due.dueAt, now) + u'\n'
                                                   + due.dueAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s)
                                             : QString();
    paintProse(painter, next(1), date, Theme::Font::Small, paper().text);
    const QString part = Wording::duePart(shown.item);
    const QFontMetrics measure(Theme::font(Theme::Font::Small));
    const QRect what = next(2);
    const QString name = measure.elidedText(Wording::dueName(shown.item), Qt::ElideMiddle, what.width());
    paintProse(painter, what, name + u'\n' + part, Theme::Font::Small, paper().text);
    paintProse(painter, next(3), Wording::dueReason(shown.item, now), Theme::Font::Small, paper().text2);
    paintProse(painter, next(4), Wording::dueReset(due), Theme::Font::Small, paper().text2);
}

} // namespace keyturn
