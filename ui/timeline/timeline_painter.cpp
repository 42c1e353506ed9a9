#include "ui/timeline/timeline_painter.h"

#include "ui/style/focus_ring.h"
#include "ui/style/theme.h"
#include "ui/timeline/timeline_shapes.h"
#include "ui/widgets/status_look.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int nameMargin = 16;
constexpr int bar = 10;
constexpr int labelGap = 6;
constexpr int markHalf = 14; // of what is hit, and of the ring

QColor spanColor(const ThemeColors &colors, Status status)
{
    const ColorToken fill = statusLook(status).fill;
    return fill ? colors.*fill : colors.neutralBg;
}

} // namespace

TimelineLayout TimelineLayout::in(const QRect &area)
{
    const QFontMetrics body(Theme::font(Theme::Font::BodyStrong));
    const QFontMetrics small(Theme::font(Theme::Font::Small));
    TimelineLayout layout;
    layout.area = area;
    layout.lane = std::max(layout.lane, body.height() + small.height() + 8);
    layout.axis = std::max(layout.axis, small.height() + 20);
    layout.names = std::clamp(area.width() / 4, 140, std::max(216, body.averageCharWidth() * 30));
    return layout;
}

QRect TimelineLayout::laneRect(int number) const
{
    return {area.left(), area.top() + axis + number * lane - scrolled, area.width(), lane};
}

int TimelineLayout::laneAt(int y) const
{
    const int inside = y - area.top() - axis + scrolled;
    return inside < 0 ? -1 : inside / lane;
}

TimelinePainter::TimelinePainter(QPainter &painter, const TimelineScene &scene, const ThemeColors &colors) :
    m_painter(painter), m_scene(scene), m_colors(colors)
{}

int TimelinePainter::visibleLanes(const QRect &clip, int &first) const
{
    const TimelineLayout &layout = m_scene.layout;
    const int top = std::max(clip.top(), layout.track().top());
    first = std::max(0, layout.laneAt(top));
    return std::min(int(m_scene.content.lanes.size()), layout.laneAt(clip.bottom()) + 1);
}

void TimelinePainter::paint(const QRect &clip)
{
    const TimelineLayout &layout = m_scene.layout;
    const QRect track = layout.track();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.fillRect(layout.area, m_colors.surface);
    const QList<TimelineTicks::Tick> ticks = TimelineTicks::of(m_scene.scale, track.width());
    int first = 0;
    const int end = visibleLanes(clip, first);
    m_painter.save();
    m_painter.setClipRect(track.adjusted(-layout.names, 0, 0, 0), Qt::IntersectClip);
    if (m_scene.current >= 0) {
        const int lane = m_scene.index.groups()[m_scene.current].lane;
        m_painter.fillRect(layout.laneRect(lane), m_colors.hover);
    }
    m_painter.setClipRect(track, Qt::IntersectClip);
    m_painter.setPen(m_colors.separator());
    for (const TimelineTicks::Tick &tick : ticks) {
        const double x = track.left() + std::round(m_scene.scale.x(tick.at)) + 0.5;
        m_painter.drawLine(QPointF(x, track.top()), QPointF(x, track.bottom() + 1));
    }
    for (int lane = first; lane < end; ++lane)
        paintSpans(lane, layout.laneRect(lane));
    paintToday();
    for (int lane = first; lane < end; ++lane)
        paintGroups(lane, layout.laneRect(lane));
    m_painter.restore();
    m_painter.save();
    m_painter.setClipRect(QRect(layout.area.left(), track.top(), layout.area.width(), track.height()),
                          Qt::IntersectClip);
    for (int lane = first; lane < end; ++lane)
        paintNames(lane, layout.laneRect(lane));
    m_painter.restore();
    paintAxis(ticks);
}

void TimelinePainter::paintAxis(const QList<TimelineTicks::Tick> &ticks)
{
    const TimelineLayout &layout = m_scene.layout;
    const QRect track = layout.track();
    const QRect axis(layout.area.left(), layout.area.top(), layout.area.width(), layout.axis);
    m_painter.fillRect(axis, m_colors.sunken);
    m_painter.setPen(m_colors.border);
    m_painter.drawLine(axis.bottomLeft(), axis.bottomRight());
    m_painter.drawLine(QPoint(track.left(), axis.top()), QPoint(track.left(), layout.area.bottom()));
    m_painter.setFont(Theme::font(Theme::Font::Caption));
    m_painter.setPen(m_colors.text3);
    m_painter.drawText(axis.adjusted(nameMargin, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_scene.content.heading);
    m_painter.save();
    m_painter.setClipRect(QRect(track.left(), axis.top(), track.width(), axis.height()), Qt::IntersectClip);
    const QFont font = Theme::font(Theme::Font::Small);
    const QFontMetrics metrics(font);
    m_painter.setFont(font);
    const QString today = tr("Today");
    const QFont strong = Theme::font(Theme::Font::Chip);
    const int width = QFontMetrics(strong).horizontalAdvance(today) + 20;
    const double now = m_scene.scale.x(m_scene.content.now.toMSecsSinceEpoch());
    const QRectF pill(track.left() + now - width / 2.0, axis.center().y() - 11, width, 22);
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        const double from = std::max(0.0, m_scene.scale.x(ticks[i].at));
        const double to = i + 1 < ticks.size() ? m_scene.scale.x(ticks[i + 1].at) : track.width();
        const QRectF place(track.left() + from + 8, axis.top(), to - from - 10, axis.height());
        const double end = place.left() + metrics.horizontalAdvance(ticks[i].text);
        if (end > place.right() + 2 || (end > pill.left() - 4 && place.left() < pill.right() + 4))
            continue; // no half a word
        m_painter.setPen(m_colors.text2);
        m_painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, ticks[i].text);
    }
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.accentFill);
    m_painter.drawRoundedRect(pill, 11, 11);
    m_painter.setFont(strong);
    m_painter.setPen(m_colors.onAccent);
    m_painter.drawText(pill, Qt::AlignCenter, today);
    m_painter.restore();
}

void TimelinePainter::paintNames(int lane, const QRect &row)
{
    const QRect cell(row.left() + nameMargin, row.top(), m_scene.layout.names - nameMargin - 8, row.height());
    const TimelineLane &words = m_scene.content.lanes[lane];
    const QFont strong = Theme::font(Theme::Font::BodyStrong);
    const QFont small = Theme::font(Theme::Font::Small);
    const QFontMetrics first(strong);
    const QFontMetrics second(small);
    const int height = first.height() + (words.detail.isEmpty() ? 0 : second.height());
    QRect line(cell.left(), cell.top() + (cell.height() - height) / 2, cell.width(), first.height());
    m_painter.setFont(strong);
    m_painter.setPen(m_colors.text);
    m_painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                       first.elidedText(words.name, Qt::ElideMiddle, line.width()));
    if (!words.detail.isEmpty()) {
        line = QRect(line.left(), line.bottom() + 1, line.width(), second.height());
        m_painter.setFont(small);
        m_painter.setPen(m_colors.text2);
        m_painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                           second.elidedText(words.detail, Qt::ElideMiddle, line.width()));
    }
    m_painter.setPen(m_colors.separator());
    m_painter.drawLine(row.bottomLeft(), row.bottomRight());
}

void TimelinePainter::paintSpans(int lane, const QRect &row)
{
    const QRect track = m_scene.layout.track();
    const auto [begin, end] = m_scene.index.spansOf(lane);
    for (qsizetype i = begin; i < end; ++i) {
        const TimelineSpan &span = m_scene.index.spans()[i];
        const double from = std::max(-2.0, m_scene.scale.x(span.from));
        const double to = std::min(track.width() + 2.0, m_scene.scale.x(span.to));
        if (to <= from)
            continue;
        const QRectF shape(track.left() + from, row.center().y() - bar / 2.0, to - from, bar);
        if (span.hatched) {
            const QColor line = m_colors.*statusLook(span.status).text;
            m_painter.save();
            m_painter.setClipRect(shape, Qt::IntersectClip);
            m_painter.setPen(QPen(line, 1.2));
            for (double x = shape.left() - bar; x < shape.right(); x += 6)
                m_painter.drawLine(QPointF(x, shape.bottom()), QPointF(x + bar, shape.top()));
            m_painter.restore();
        } else {
            m_painter.fillRect(shape, spanColor(m_colors, span.status));
        }
        if (from >= 0) // where it begins, not where it is cut
            m_painter.fillRect(QRectF(shape.left(), shape.top() - 1, 1.5, bar + 2), m_colors.borderInput);
    }
}

QPointF TimelinePainter::centreOf(const TimelineIndex::Group &group) const
{
    const QRect row = m_scene.layout.laneRect(group.lane);
    return {m_scene.layout.track().left() + m_scene.scale.x(m_scene.index.lead(group).at), row.center().y() + 0.5};
}

void TimelinePainter::paintGroups(int lane, const QRect &row)
{
    const QRect track = m_scene.layout.track();
    const auto [begin, end] =
        m_scene.index.between(lane, m_scene.scale.at(-markHalf), m_scene.scale.at(track.width() + markHalf));
    for (qsizetype i = begin; i < end; ++i)
        paintLabel(i, row);
    for (qsizetype i = begin; i < end; ++i) {
        const TimelineIndex::Group &group = m_scene.index.groups()[i];
        const TimelineMark &mark = m_scene.index.lead(group);
        const QPointF centre = centreOf(group);
        paintShape(m_painter, centre, mark.shape, mark.status, m_colors);
        if (i == m_scene.current)
            paintFocusRing(&m_painter, markRect(m_scene, group), 6,
                           m_scene.focused ? m_colors.accent : m_colors.borderInput);
        if (group.sources > 1)
            paintCount(group, centre);
    }
}

//! Right of the mark, or left of it where another one follows; nowhere if there is no room.
void TimelinePainter::paintLabel(qsizetype number, const QRect &row)
{
    const QList<TimelineIndex::Group> &groups = m_scene.index.groups();
    const TimelineMark &mark = m_scene.index.lead(groups[number]);
    const QString text = m_scene.words.label ? m_scene.words.label(mark) : QString();
    if (text.isEmpty())
        return;
    const QFont font = Theme::font(Theme::Font::Chip);
    const double width = QFontMetrics(font).horizontalAdvance(text) + 2;
    const double x = centreOf(groups[number]).x();
    const auto neighbour = [&](qsizetype at) {
        return at >= 0 && at < groups.size() && groups[at].lane == groups[number].lane
                   ? std::optional(centreOf(groups[at]).x())
                   : std::nullopt;
    };
    const double right = neighbour(number + 1).value_or(x + 10'000) - markHalf;
    const double left = neighbour(number - 1).value_or(x - 10'000) + markHalf;
    const QRect track = m_scene.layout.track();
    const double badge = groups[number].sources > 1 ? 8 : 0;
    double at = x + markHalf + badge + labelGap;
    if (at + width > right || at + width > track.right())
        at = x - markHalf - labelGap - width;
    if (at < left || at < track.left())
        return;
    // Not on top of a hatched bar, nor of the line of today.
    const bool isCurrent = m_scene.current >= 0 && groups[m_scene.current].lane == mark.lane;
    m_painter.fillRect(QRectF(at - 3, row.center().y() - bar, width + 6, 2 * bar),
                       isCurrent ? m_colors.hover : m_colors.surface);
    m_painter.setFont(font);
    m_painter.setPen(mark.status == Status::Fine ? m_colors.text : m_colors.*statusLook(mark.status).text);
    m_painter.drawText(QRectF(at, row.top(), width, row.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
}

void TimelinePainter::paintCount(const TimelineIndex::Group &group, const QPointF &centre)
{
    const QString text = group.sources > 99 ? u"99+"_s : QString::number(group.sources);
    const QFont font = Theme::font(Theme::Font::Caption);
    const QFontMetrics metrics(font);
    const double height = metrics.height() - 1;
    const QRectF badge(centre.x() + 4, centre.y() - height - 2, std::max(height, metrics.horizontalAdvance(text) + 7.0),
                       height);
    m_painter.setPen(m_colors.borderInput);
    m_painter.setBrush(m_colors.raised);
    m_painter.drawRoundedRect(badge, height / 2, height / 2);
    m_painter.setFont(font);
    m_painter.setPen(m_colors.text);
    m_painter.drawText(badge, Qt::AlignCenter, text);
}

void TimelinePainter::paintToday()
{
    const QRect track = m_scene.layout.track();
    const double x = track.left() + std::round(m_scene.scale.x(m_scene.content.now.toMSecsSinceEpoch()));
    m_painter.fillRect(QRectF(x - 1, track.top(), 2, track.height()), m_colors.accentFill);
}

void TimelinePainter::paintShape(QPainter &painter, const QPointF &centre, TimelineMark::Shape shape, Status status,
                                 const ThemeColors &colors)
{
    const StatusLook look = statusLook(status);
    paintTimelineShape(painter, centre, shape, colors.*look.text, look.fill ? colors.*look.fill : colors.neutralBg,
                       colors.surface);
}

QRect TimelinePainter::markRect(const TimelineScene &scene, const TimelineIndex::Group &group)
{
    const QRect row = scene.layout.laneRect(group.lane);
    const int x = scene.layout.track().left() + int(std::round(scene.scale.x(scene.index.lead(group).at)));
    return {x - markHalf, row.center().y() - markHalf + 1, 2 * markHalf, 2 * markHalf};
}

} // namespace keyturn
