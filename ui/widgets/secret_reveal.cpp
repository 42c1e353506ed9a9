#include "ui/widgets/secret_reveal.h"
#include "core/desktop/concealment.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QTimerEvent>

namespace keyturn {

SecretReveal::SecretReveal(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Concealment::instance(), &Concealment::requested, this, [this] { setRevealed(false); });
    describe();
}

void SecretReveal::setValue(SecretString value)
{
    m_value = std::move(value);
    setRevealed(false);
    describe();
    update();
}

void SecretReveal::setRevealed(bool revealed)
{
    if (revealed)
        m_timer.start(metrics::revealSeconds * 1000, this);
    else
        m_timer.stop();
    if (revealed == m_revealed)
        return;
    m_revealed = revealed;
    describe();
    updateGeometry();
    update();
    emit revealedChanged(revealed);
}

QSize SecretReveal::sizeHint() const
{
    return {240, metrics::controlHeight};
}

int SecretReveal::heightForWidth(int width) const
{
    if (!m_revealed)
        return metrics::controlHeight;
    QString text = m_value.reveal();
    const int height = QFontMetrics(Theme::font(Theme::Font::Mono))
                           .boundingRect(QRect(0, 0, width, 10'000), Qt::TextWrapAnywhere, text)
                           .height();
    wipe(text);
    return qMax(metrics::controlHeight, height);
}

void SecretReveal::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_value.isEmpty()) {
        rows::paintText(&painter, rect(), Wording::emptyValue(), Theme::font(Theme::Font::Small), colors().text3,
                        Qt::ElideRight, layoutDirection());
        return;
    }
    if (!m_revealed) {
        paintMask(&painter, rect(), metrics::maskDots, Wording::characters(m_value.characters()), layoutDirection());
        return;
    }
    QString text = m_value.reveal();
    painter.setFont(Theme::font(Theme::Font::Mono));
    painter.setPen(colors().text);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWrapAnywhere, text);
    wipe(text);
}

void SecretReveal::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        setRevealed(false);
}

void SecretReveal::hideEvent(QHideEvent *)
{
    setRevealed(false);
}

void SecretReveal::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow())
        setRevealed(false);
    QWidget::changeEvent(event);
}

void SecretReveal::describe()
{
    setAccessibleName(m_revealed ? m_value.reveal() : Wording::hidden(m_value.characters()));
}

} // namespace keyturn

#include "moc_secret_reveal.cpp"
