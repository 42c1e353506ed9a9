#include "ui/window/command_field.h"

#include "ui/style/focus_ring.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QKeySequence>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

CommandField::CommandField(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(u"commandField"_s);
    setText(tr("Search entries and commands"));
    setAccessibleName(text());
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(420);
    setAttribute(Qt::WA_Hover);
}

void CommandField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &theme = colors();
    painter.setPen(theme.border);
    painter.setBrush(underMouse() ? theme.hover : theme.sunken);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                            metrics::controlRadius);
    icons::paint(&painter, QRect(12, height() / 2 - 8, 16, 16), u"search"_s, theme.text2);

    painter.setFont(Theme::font(Theme::Font::Caption));
    const QString keys = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
    const int keysWidth = painter.fontMetrics().horizontalAdvance(keys) + 12;
    const QRectF cap(width() - keysWidth - 7.5, height() / 2 - 9.5, keysWidth, 19);
    painter.setPen(theme.border);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(cap, 4, 4);
    painter.setPen(theme.text2);
    painter.drawText(cap, Qt::AlignCenter, keys);

    painter.setFont(font());
    painter.setPen(theme.text3);
    const QRect area = rect().adjusted(36, 0, -keysWidth - 16, 0);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
    if (hasFocus())
        paintFocusRing(&painter, rect(), metrics::controlRadius);
}

} // namespace keyturn

#include "moc_command_field.cpp"
