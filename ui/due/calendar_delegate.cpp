#include "ui/due/calendar_delegate.h"

#include "ui/due/calendar_model.h"
#include "ui/style/focus_ring.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/timeline/timeline_painter.h"
#include "ui/widgets/status_look.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int inset = 8;
constexpr double signScale = 0.6; // signs are smaller here than on the timeline

void paintNumber(QPainter &painter, const QRect &line, const QModelIndex &index, const ThemeColors &colors)
{
    const bool isToday = index.data(CalendarModel::TodayRole).toBool();
    const bool inMonth = index.data(CalendarModel::InMonthRole).toBool();
    painter.setFont(Theme::font(isToday ? Theme::Font::Chip : Theme::Font::Small));
    if (isToday) {
        const int width = qMax(line.height(), painter.fontMetrics().horizontalAdvance(index.data().toString()) + 10);
        const QRect disc(line.left() - 4, line.top(), width, line.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accentFill);
        painter.drawRoundedRect(disc, line.height() / 2.0, line.height() / 2.0);
        painter.setPen(colors.onAccent);
        painter.drawText(disc, Qt::AlignCenter, index.data().toString());
        return;
    }
    painter.setPen(inMonth ? colors.text : colors.text3);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
}

void paintMark(QPainter &painter, const QRect &line, const TimelineMark &mark, const DueMarks &marks,
               const ThemeColors &colors)
{
    painter.save();
    painter.translate(line.left() + 6, line.center().y() + 0.5);
    painter.scale(signScale, signScale);
    TimelinePainter::paintShape(painter, {}, mark.shape, mark.status, colors);
    painter.restore();
    const QFont font = Theme::font(Theme::Font::Small);
    const QFontMetrics measure(font);
    const QRect text = line.adjusted(17, 0, 0, 0);
    painter.setFont(font);
    painter.setPen(mark.status == Status::Fine ? colors.text2 : colors.*statusLook(mark.status).text);
    const QString name = leafOf(Wording::dueName(marks.rows()[mark.source].item));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, measure.elidedText(name, Qt::ElideMiddle, text.width()));
}

} // namespace

DayLines DayLines::of(int marks, int room)
{
    if (marks <= qMax(0, room))
        return {marks, false, false};
    if (room <= 1)
        return {qMax(0, room), true, false};
    return {room - 1, false, true};
}

CalendarDelegate::CalendarDelegate(QObject *parent) : QStyledItemDelegate(parent)
{}

void CalendarDelegate::paintDay(QPainter &painter, const QRect &cell, const QModelIndex &index,
                                const ThemeColors &colors)
{
    const auto *model = qobject_cast<const CalendarModel *>(index.model());
    if (!model)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const int height = QFontMetrics(Theme::font(Theme::Font::Small)).height() + 2;
    QRect line(cell.left() + inset, cell.top() + 5, cell.width() - 2 * inset, height);
    paintNumber(painter, line, index, colors);
    const QList<TimelineMark> marks = model->on(model->date(index));
    const DayLines lines = DayLines::of(int(marks.size()), (cell.bottom() - line.bottom() - 2) / height);
    if (lines.isCountBeside) {
        painter.setFont(Theme::font(Theme::Font::Caption));
        painter.setPen(colors.*statusLook(marks.constFirst().status).text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QString::number(marks.size()));
    }
    for (int i = 0; i < lines.marks; ++i) {
        line.translate(0, height);
        paintMark(painter, line, marks[i], model->marks(), colors);
    }
    if (lines.hasMore) {
        line.translate(0, height);
        painter.setFont(Theme::font(Theme::Font::Caption));
        painter.setPen(colors.text2);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         tr("%n more", nullptr, int(marks.size()) - lines.marks));
    }
}

void CalendarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const ThemeColors &c = colors();
    const bool inMonth = index.data(CalendarModel::InMonthRole).toBool();
    painter->fillRect(option.rect, rows::isSelected(option)  ? c.selected
                                   : rows::isHovered(option) ? c.hover
                                   : inMonth                 ? c.surface
                                                             : c.sunken);
    painter->setPen(c.separator());
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
    paintDay(*painter, option.rect, index, c);
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(painter, option.rect.adjusted(0, 0, -1, -1), 4);
    painter->restore();
}

} // namespace keyturn

#include "moc_calendar_delegate.cpp"
