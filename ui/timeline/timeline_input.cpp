// Keys, wheel and mouse of the timeline.
#include "ui/timeline/timeline.h"

#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>

namespace keyturn {

namespace {
constexpr int wheelStep = 120;
}

void Timeline::step(int groups)
{
    const qsizetype count = m_index.groups().size();
    if (count == 0)
        return;
    if (m_current < 0) { // from today, in the first lane that is seen
        const qint64 now = m_content.now.toMSecsSinceEpoch();
        for (int lane = std::max(0, sizes().laneAt(sizes().track().top())); lane < m_content.lanes.size(); ++lane) {
            if (const qsizetype found = m_index.nearest(lane, now); found >= 0)
                return setCurrent(found);
        }
        return setCurrent(0);
    }
    const int lane = m_index.groups()[m_current].lane;
    const auto [begin, end] = m_index.ofLane(lane);
    setCurrent(std::clamp(m_current + groups, begin, end - 1));
}

void Timeline::stepLane(int lanes)
{
    if (m_current < 0)
        return step(0);
    const TimelineIndex::Group group = m_index.groups()[m_current];
    const qint64 at = m_index.lead(group).at;
    for (int lane = group.lane + lanes; lane >= 0 && lane < m_content.lanes.size(); lane += lanes) {
        if (const qsizetype found = m_index.nearest(lane, at); found >= 0)
            return setCurrent(found);
    }
}

void Timeline::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = horizontalScrollBar();
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1);
        break;
    case Qt::Key_Right:
        step(1);
        break;
    case Qt::Key_Up:
        stepLane(-1);
        break;
    case Qt::Key_Down:
        stepLane(1);
        break;
    case Qt::Key_PageUp:
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        break;
    case Qt::Key_PageDown:
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        break;
    case Qt::Key_Home:
        showToday();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit activated(m_index.lead(m_index.groups()[m_current]).source);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

void Timeline::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        m_turned += turned.y();
        const int steps = m_turned / wheelStep;
        m_turned -= steps * wheelStep;
        const int zoom = std::clamp(int(m_zoom) - steps, int(TimelineZoom::Week), int(TimelineZoom::Year));
        zoomAround(TimelineZoom(zoom), event->position().x() - sizes().track().left());
    } else if (event->modifiers() & Qt::ShiftModifier) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turned.y());
    } else if (turned.x() != 0) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turned.x());
    } else {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - turned.y());
    }
    event->accept();
}

void Timeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint where = event->position().toPoint();
    if (const qsizetype group = groupAt(where); group >= 0) {
        setCurrent(group);
        return;
    }
    if (sizes().track().contains(where)) {
        m_grabbed = where;
        m_scrolledAtGrab = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint where = event->position().toPoint();
    if (!m_grabbed) {
        if (groupAt(where) >= 0)
            viewport()->setCursor(Qt::PointingHandCursor);
        else
            viewport()->unsetCursor();
        return;
    }
    const QPoint moved = where - *m_grabbed;
    horizontalScrollBar()->setValue(m_scrolledAtGrab.x() - moved.x());
    verticalScrollBar()->setValue(m_scrolledAtGrab.y() - moved.y());
}

void Timeline::mouseReleaseEvent(QMouseEvent *)
{
    m_grabbed.reset();
    viewport()->unsetCursor();
}

void Timeline::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const qsizetype group = groupAt(event->position().toPoint()); group >= 0) {
        setCurrent(group);
        emit activated(m_index.lead(m_index.groups()[group]).source);
    }
}

void Timeline::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        step(0);
    tellFocus();
    viewport()->update();
}

void Timeline::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void Timeline::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
}

bool Timeline::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qsizetype group = groupAt(help->pos());
        if (group >= 0)
            QToolTip::showText(help->globalPos(), groupToolTip(group), viewport(), groupRect(group));
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace keyturn
