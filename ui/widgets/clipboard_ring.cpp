#include "ui/widgets/clipboard_ring.h"
#include "ui/style/theme.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace keyturn {

class ClipboardRing::Ring final : public QWidget {
public:
    explicit Ring(QWidget *parent) : QWidget(parent) { setFixedSize(16, 16); }
    void set(double share)
    {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF circle(2, 2, 12, 12);
        painter.setPen(QPen(colors().selected, 2));
        painter.drawEllipse(circle);
        painter.setPen(QPen(colors().accent, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(circle, 90 * 16, qRound(m_share * 360 * 16));
    }

private:
    double m_share = 1;
};

ClipboardRing::ClipboardRing(QWidget *parent) :
    QWidget(parent), m_ring(new Ring(this)), m_text(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_clear(new LinkButton(tr("Clear now")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_ring);
    layout->addWidget(m_text);
    layout->addWidget(m_clear);
    m_clear->setObjectName(QStringLiteral("clipboardClear"));
    connect(m_clear, &LinkButton::clicked, this, &ClipboardRing::clearRequested);
    hide();
}

void ClipboardRing::start(const QString &name, int totalSeconds)
{
    m_name = name;
    m_total = qMax(1, totalSeconds);
    setRemaining(totalSeconds);
    show();
    announce(tr("%1 copied, clears in %2 s").arg(m_name).arg(m_total));
}

void ClipboardRing::setRemaining(int seconds)
{
    m_remaining = seconds;
    m_ring->set(double(seconds) / m_total);
    // Named, a label tells nobody that its text is another every second.
    m_text->setAccessibleName(tr("%1 copied").arg(m_name));
    m_text->setText(tr("%1 copied, clears in %2 s").arg(m_name).arg(m_remaining));
}

void ClipboardRing::stop()
{
    if (!m_name.isEmpty())
        announce(tr("%1 was removed from the clipboard").arg(m_name));
    m_name.clear();
    m_text->clear();
    m_text->setAccessibleName({});
    setAccessibleName({});
    hide();
}

void ClipboardRing::announce(const QString &words)
{
    setAccessibleName(words);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace keyturn

#include "moc_clipboard_ring.cpp"
