#include "core/desktop/idle_watch.h"

#include <QCoreApplication>
#include <QEvent>

using namespace std::chrono_literals;

namespace keyturn {

IdleWatch::IdleWatch(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::check);
    m_since.start();
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleWatch::setLimit(std::chrono::milliseconds limit)
{
    m_limit = limit;
    m_since.start();
    m_timer.stop();
    if (limit > 0ms)
        m_timer.start(limit);
}

bool IdleWatch::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        m_since.start(); // cheap; the timer looks at it when its time has come
        if (m_limit > 0ms && !m_timer.isActive())
            m_timer.start(m_limit);
        break;
    default:
        break;
    }
    return false;
}

void IdleWatch::check()
{
    const std::chrono::milliseconds left = m_limit - std::chrono::milliseconds(m_since.elapsed());
    if (left > 0ms)
        m_timer.start(left);
    else
        emit idle();
}

} // namespace keyturn

#include "moc_idle_watch.cpp"
