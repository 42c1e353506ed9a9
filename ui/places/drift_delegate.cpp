#include "ui/places/drift_delegate.h"

#include "ui/places/drift_model.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int chipWidth = 32;

//! The first letter of a row is neutral, so that the others stand out.
std::pair<ColorToken, ColorToken> tint(const QString &letter)
{
    if (letter == u"A"_s)
        return {&ThemeColors::neutralBg, &ThemeColors::neutralFg};
    if (letter == u"?"_s)
        return {&ThemeColors::dangerBg, &ThemeColors::dangerFg};
    return {&ThemeColors::warnBg, &ThemeColors::warnFg};
}

void paintLetter(QPainter *painter, const QRect &cell, const QString &letter)
{
    painter->setFont(Theme::font(Theme::Font::BodyStrong));
    const QRect chip(cell.center().x() - chipWidth / 2, cell.center().y() - metrics::chipHeight / 2 + 1, chipWidth,
                     metrics::chipHeight);
    if (letter == u"—"_s) {
        painter->setPen(colors().text3);
    } else {
        const auto [background, foreground] = tint(letter);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors().*background);
        painter->drawRoundedRect(chip, metrics::labelChipRadius, metrics::labelChipRadius);
        painter->setPen(colors().*foreground);
    }
    painter->drawText(chip, Qt::AlignCenter, letter);
}

} // namespace

void DriftDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    rows::paintBackground(painter, option, index.column() == DriftModel::Entry);
    const QString text = index.data().toString();
    const QRect cell = option.rect.adjusted(metrics::cellMargin, 0, -metrics::gap, -1);
    if (index.column() < DriftModel::FirstPlace)
        rows::paintText(painter, rows::visual(option, cell), text, Theme::font(Theme::Font::Body),
                        index.column() == DriftModel::Entry ? colors().text : colors().text2, Qt::ElideMiddle,
                        option.direction);
    else
        paintLetter(painter, option.rect, text);
    painter->restore();
}

} // namespace keyturn

#include "moc_drift_delegate.cpp"
