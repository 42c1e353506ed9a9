#include "ui/widgets/status_chip_painter.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/shaped_texts.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QtMath>

namespace keyturn::chips {

namespace {

int chipHeight(const QFontMetrics &text)
{
    return qMax(metrics::chipHeight, text.height() + 6);
}

void paintShape(QPainter *painter, const QRect &rect, const QColor &outline, const QColor &fill, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outline);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

} // namespace

QSize statusSize(const StatusLook &look, const QString &text)
{
    const QFontMetrics metrics(Theme::font(Theme::Font::Chip));
    const int left = look.isQuiet() ? 0 : look.icon.isEmpty() ? metrics::labelChipPadding : metrics::chipIconLeft;
    const int icon = look.icon.isEmpty() ? 0 : metrics::icon + metrics::chipTextGap;
    return {left + icon + qCeil(shaped::size(text, Theme::Font::Chip).width())
                + (look.isQuiet() ? 0 : metrics::chipRight),
            chipHeight(metrics)};
}

QRect paintStatus(QPainter *painter, const QRect &where, const StatusLook &look, const QString &text,
                  Qt::LayoutDirection direction)
{
    const ThemeColors &c = colors();
    const QSize size = statusSize(look, text);
    const QRect chip = QStyle::alignedRect(direction, Qt::AlignLeading | Qt::AlignVCenter, size, where);
    if (!look.isQuiet()) {
        const QColor fill = c.*look.fill;
        paintShape(painter, chip, ThemeColors::chipOutline(fill, c.*look.text), fill,
                   look.pill ? chip.height() / 2.0 : metrics::labelChipRadius);
    }
    int x = chip.left()
            + (look.isQuiet()        ? 0
               : look.icon.isEmpty() ? metrics::labelChipPadding
                                     : metrics::chipIconLeft);
    if (!look.icon.isEmpty()) {
        const QRect icon(x, chip.top(), metrics::icon, chip.height());
        icons::paint(painter, QStyle::visualRect(direction, chip, icon), look.icon, c.*look.iconColor);
        x += metrics::icon + metrics::chipTextGap;
    }
    const QRect words(x, chip.top(), chip.right() - x + 1, chip.height());
    shaped::paint(painter, QStyle::visualRect(direction, chip, words), text, Theme::Font::Chip, c.*look.text,
                  QStyle::visualAlignment(direction, Qt::AlignLeading));
    return chip;
}

QSize labelSize(const QString &text)
{
    const QFontMetrics metrics(Theme::font(Theme::Font::Chip));
    return {qCeil(shaped::size(text, Theme::Font::Chip).width()) + 2 * metrics::labelChipPadding, chipHeight(metrics)};
}

QRect paintLabel(QPainter *painter, const QRect &where, const QString &text, ColorToken foreground, ColorToken fill,
                 Qt::LayoutDirection direction)
{
    const ThemeColors &c = colors();
    const QRect chip = QStyle::alignedRect(direction, Qt::AlignLeading | Qt::AlignVCenter, labelSize(text), where);
    if (fill != nullptr)
        paintShape(painter, chip, ThemeColors::chipOutline(c.*fill, c.*foreground), c.*fill, metrics::labelChipRadius);
    else
        paintShape(painter, chip, c.outline(), c.surface, metrics::labelChipRadius);
    shaped::paint(painter, chip, text, Theme::Font::Chip, c.*foreground, Qt::AlignHCenter);
    return chip;
}

} // namespace keyturn::chips
