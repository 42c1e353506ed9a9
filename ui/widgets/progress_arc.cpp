#include "ui/widgets/progress_arc.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QTimerEvent>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {
constexpr int frame = 40; // ms
constexpr int degreesPerFrame = 360 * frame / 1000;
} // namespace

ProgressArc::ProgressArc(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ProgressArc::setText(const QString &text)
{
    setAccessibleName(text);
    setToolTip(text);
}

void ProgressArc::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_timer.isActive()) {
        icons::paint(&painter, rect(), u"view-refresh"_s, colors().accent);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(0, 0, 13, 13).translated((width() - 13) / 2.0, (height() - 13) / 2.0);
    painter.setPen(QPen(colors().selected, 2));
    painter.drawEllipse(circle);
    painter.setPen(QPen(colors().accent, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(circle, -m_angle * 16, 100 * 16);
}

void ProgressArc::showEvent(QShowEvent *)
{
    if (Theme::duration(1) > 0)
        m_timer.start(frame, this);
}

void ProgressArc::hideEvent(QHideEvent *)
{
    m_timer.stop();
}

void ProgressArc::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_angle = (m_angle + degreesPerFrame) % 360;
    update();
}

} // namespace keyturn

#include "moc_progress_arc.cpp"
