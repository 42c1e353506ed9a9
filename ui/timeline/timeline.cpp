#include "ui/timeline/timeline.h"

#include "ui/style/theme.h"
#include "ui/timeline/timeline_accessible.h"

#include <QPainter>
#include <QScrollBar>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 aYear = 366LL * 24 * 60 * 60 * 1000;
constexpr int linesInToolTip = 8;

} // namespace

Timeline::Timeline(QWidget *parent) : QAbstractScrollArea(parent)
{
    installTimelineAccessibility();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight); // time runs to the right in every language
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        spread();
        viewport()->update();
    });
}

TimelineLayout Timeline::sizes() const
{
    TimelineLayout layout = TimelineLayout::in(viewport()->rect());
    layout.scrolled = verticalScrollBar()->value();
    return layout;
}

TimelineScale Timeline::scale() const
{
    TimelineScale scale = TimelineScale::of(m_zoom, sizes().track().width());
    scale.start = m_from + qint64(horizontalScrollBar()->value() * scale.millisecondsPerPixel);
    return scale;
}

TimelineScene Timeline::scene() const
{
    return {m_content, m_index, m_words, scale(), sizes(), m_current, hasFocus()};
}

void Timeline::setContent(TimelineContent content, TimelineWords words)
{
    const qint64 start = m_start;
    const QList<int> sources = currentSources();
    m_content = std::move(content);
    m_words = std::move(words);
    m_current = -1;
    const int lanes = int(m_content.lanes.size());
    m_index.setMarks(std::exchange(m_content.marks, {}), lanes);
    m_index.setSpans(std::exchange(m_content.spans, {}), lanes);
    const qint64 now = m_content.now.toMSecsSinceEpoch();
    const auto [first, last] = m_index.extent().value_or(std::pair(now, now));
    m_from = std::min(first, now) - aYear;
    m_to = std::max(last, now) + aYear;
    spread();
    if (m_shown)
        horizontalScrollBar()->setValue(int(double(start - m_from) / scale().millisecondsPerPixel));
    else
        showToday();
    m_shown = true;
    m_start = scale().start;
    if (!sources.isEmpty())
        m_current = m_index.groupOf(sources.first());
    forgetTimelineChildren(this);
    viewport()->update();
    if (m_current < 0 && hasFocus())
        step(0); // there is always something to stand on
    emit currentChanged();
}

void Timeline::spread()
{
    const TimelineLayout layout = sizes();
    const TimelineScale now = TimelineScale::of(m_zoom, layout.track().width());
    m_index.setGap(qint64(TimelinePainter::markGap * now.millisecondsPerPixel));
    const int width = int(double(m_to - m_from) / now.millisecondsPerPixel);
    horizontalScrollBar()->setRange(0, std::max(0, width - layout.track().width()));
    horizontalScrollBar()->setPageStep(layout.track().width());
    horizontalScrollBar()->setSingleStep(40);
    const int height = int(m_content.lanes.size()) * layout.lane;
    verticalScrollBar()->setRange(0, std::max(0, height - layout.track().height()));
    verticalScrollBar()->setPageStep(layout.track().height());
    verticalScrollBar()->setSingleStep(layout.lane);
}

void Timeline::showMoment(qint64 at)
{
    const double perPixel = scale().millisecondsPerPixel;
    horizontalScrollBar()->setValue(int(double(at - m_from) / perPixel) - sizes().track().width() / 2);
}

void Timeline::showToday()
{
    // What has passed matters less than what comes: today is a quarter from the left.
    const int width = sizes().track().width();
    showMoment(m_content.now.toMSecsSinceEpoch() + qint64(width / 4.0 * scale().millisecondsPerPixel));
}

void Timeline::zoomAround(TimelineZoom zoom, double x)
{
    if (zoom == m_zoom)
        return;
    const qint64 at = scale().at(x);
    const QList<int> sources = currentSources();
    m_zoom = zoom;
    spread();
    const double perPixel = scale().millisecondsPerPixel;
    horizontalScrollBar()->setValue(int(double(at - m_from) / perPixel - x));
    m_current = sources.isEmpty() ? -1 : m_index.groupOf(sources.first());
    forgetTimelineChildren(this);
    viewport()->update();
    emit zoomChanged(zoom);
    emit currentChanged();
}

void Timeline::setZoom(TimelineZoom zoom)
{
    const TimelineScale now = scale();
    const double width = sizes().track().width();
    const double today = now.x(m_content.now.toMSecsSinceEpoch());
    double x = today >= 0 && today <= width ? today : width / 2;
    if (m_current >= 0) {
        const double mark = now.x(m_index.lead(m_index.groups()[m_current]).at);
        if (mark >= 0 && mark <= width)
            x = mark;
    }
    zoomAround(zoom, x);
}

void Timeline::zoomIn()
{
    setZoom(TimelineZoom(std::max(int(TimelineZoom::Week), int(m_zoom) - 1)));
}

void Timeline::zoomOut()
{
    setZoom(TimelineZoom(std::min(int(TimelineZoom::Year), int(m_zoom) + 1)));
}

void Timeline::setCurrent(qsizetype group)
{
    if (group == m_current)
        return;
    m_current = group;
    if (group >= 0)
        makeVisible(group);
    viewport()->update();
    tellFocus();
    emit currentChanged();
}

QList<int> Timeline::currentSources() const
{
    QList<int> sources;
    if (m_current < 0)
        return sources;
    const TimelineIndex::Group &group = m_index.groups()[m_current];
    sources.append(m_index.lead(group).source);
    for (qint32 i = group.first; i < group.first + group.count; ++i) {
        if (!sources.contains(m_index.marks()[i].source))
            sources.append(m_index.marks()[i].source);
    }
    return sources;
}

void Timeline::selectSource(int source)
{
    setCurrent(m_index.groupOf(source));
}

void Timeline::makeVisible(qsizetype group)
{
    const TimelineIndex::Group &shown = m_index.groups()[group];
    const TimelineLayout layout = sizes();
    const QRect track = layout.track();
    const double x = scale().x(m_index.lead(shown).at);
    if (x < TimelinePainter::markGap || x > track.width() - TimelinePainter::markGap)
        showMoment(m_index.lead(shown).at);
    const QRect row = layout.laneRect(shown.lane);
    if (row.top() < track.top())
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (track.top() - row.top()));
    else if (row.bottom() > track.bottom())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + row.bottom() - track.bottom());
}

QList<qsizetype> Timeline::visibleGroups() const
{
    const TimelineLayout layout = sizes();
    const QRect track = layout.track();
    const TimelineScale now = scale();
    QList<qsizetype> visible;
    const int end = std::min(int(m_content.lanes.size()), layout.laneAt(track.bottom()) + 1);
    for (int lane = std::max(0, layout.laneAt(track.top())); lane < end; ++lane) {
        const auto [first, last] = m_index.between(lane, now.at(0), now.at(track.width()));
        for (qsizetype group = first; group < last; ++group)
            visible.append(group);
    }
    return visible;
}

QRect Timeline::groupRect(qsizetype group) const
{
    return TimelinePainter::markRect(scene(), m_index.groups()[group]);
}

qsizetype Timeline::groupAt(const QPoint &position) const
{
    const TimelineLayout layout = sizes();
    if (!layout.track().contains(position))
        return -1;
    const int lane = layout.laneAt(position.y());
    const qsizetype found = m_index.nearest(lane, scale().at(position.x() - layout.track().left()));
    return found >= 0 && groupRect(found).contains(position) ? found : -1;
}

QString Timeline::groupTitle(qsizetype number) const
{
    const TimelineIndex::Group &group = m_index.groups()[number];
    const QString title = m_words.title ? m_words.title(m_index.lead(group)) : QString();
    return group.sources == 1 ? title : title + u", "_s + tr("and %n more", nullptr, group.sources - 1);
}

QString Timeline::groupToolTip(qsizetype number) const
{
    const TimelineIndex::Group &group = m_index.groups()[number];
    const TimelineMark &lead = m_index.lead(group);
    QStringList lines{m_words.title ? m_words.title(lead) : QString()};
    if (m_words.details)
        lines.append(m_words.details(lead));
    for (qint32 i = group.first; i < group.first + group.count; ++i) {
        if (i == group.lead)
            continue;
        if (lines.size() > linesInToolTip) {
            lines.append(u"…"_s);
            break;
        }
        lines.append(m_words.title ? m_words.title(m_index.marks()[i]) : QString());
    }
    return lines.join(u'\n');
}

void Timeline::tellFocus()
{
    if (m_current < 0 || !hasFocus() || !QAccessible::isActive())
        return;
    const qsizetype child = visibleGroups().indexOf(m_current);
    if (child < 0)
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(int(child));
    QAccessible::updateAccessibility(&event);
}

void Timeline::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    TimelinePainter(painter, scene(), colors()).paint(event->rect());
}

void Timeline::resizeEvent(QResizeEvent *event)
{
    const qint64 start = m_start;
    QAbstractScrollArea::resizeEvent(event);
    const QList<int> sources = currentSources();
    spread();
    horizontalScrollBar()->setValue(int(double(start - m_from) / scale().millisecondsPerPixel));
    m_start = start; // to the millisecond, whatever a pixel is
    m_current = sources.isEmpty() ? -1 : m_index.groupOf(sources.first());
    forgetTimelineChildren(this);
}

void Timeline::scrollContentsBy(int, int)
{
    m_start = scale().start;
    viewport()->update(); // the column of names stands still: nothing can be moved on screen
}

} // namespace keyturn

#include "moc_timeline.cpp"
