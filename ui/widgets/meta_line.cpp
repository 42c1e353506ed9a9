#include "ui/widgets/meta_line.h"

#include "ui/style/focus_ring.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace keyturn {

MetaLine::MetaLine(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("metaLine"));
    setToolTip(tr("Reload (F5)"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

QSize MetaLine::sizeHint() const
{
    const QFontMetrics metrics(Theme::font(Theme::Font::Small));
    return QSize(metrics.horizontalAdvance(text()) + 8, std::max(24, metrics.height() + 6));
}

QSize MetaLine::minimumSizeHint() const
{
    return QSize(80, sizeHint().height());
}

void MetaLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont font = Theme::font(Theme::Font::Small);
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(underMouse() ? colors().accent : colors().text2);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    if (hasFocus())
        paintFocusRing(&painter, rect(), 4);
}

} // namespace keyturn

#include "moc_meta_line.cpp"
