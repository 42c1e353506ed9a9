#include "ui/versions/version_delegate.h"

#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/versions/version_list_model.h"
#include "ui/widgets/status_chip_painter.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Column = VersionListModel::Column;

constexpr int margin = 12;
constexpr int gap = 12; // after a column's text
constexpr int mark = 22;
constexpr int betweenChips = 6;

QFont fontOf(Column column)
{
    switch (column) {
    case Column::Version:
        return Theme::font(Theme::Font::Mono);
    case Column::Created:
        return Theme::font(Theme::Font::Body);
    default:
        return Theme::font(Theme::Font::Small);
    }
}

void paintMark(QPainter *painter, const QRect &cell, const QString &letter)
{
    const ThemeColors &c = colors();
    const QRectF circle(cell.left() + 0.5, cell.center().y() - mark / 2 + 0.5, mark - 1, mark - 1);
    painter->setRenderHint(QPainter::Antialiasing);
    if (letter.isEmpty()) {
        painter->setPen(c.borderInput);
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(circle);
        return;
    }
    const bool isB = letter == "B"_L1;
    painter->setPen(Qt::NoPen);
    painter->setBrush(isB ? c.accentFill : c.text2);
    painter->drawEllipse(circle);
    QFont font = Theme::font(Theme::Font::Caption);
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(isB ? c.onAccent : c.surface);
    painter->drawText(circle, Qt::AlignCenter, letter);
}

void paintChips(QPainter *painter, QRect area, const QStringList &labels, Qt::LayoutDirection direction)
{
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const QString rest = u"+%1"_s.arg(labels.size() - i);
        const bool fits = chips::labelSize(labels.at(i)).width() <= area.width();
        const bool ofAws = labels.at(i).startsWith("AWS"_L1);
        if (!fits) { // never cut one
            rows::paintText(painter, area, rest, Theme::font(Theme::Font::Small), colors().text2, Qt::ElideNone,
                            direction);
            return;
        }
        const QRect used =
            chips::paintLabel(painter, area, labels.at(i), ofAws ? &ThemeColors::infoFg : &ThemeColors::neutralFg,
                              ofAws ? &ThemeColors::infoBg : &ThemeColors::neutralBg, direction);
        if (direction == Qt::LeftToRight)
            area.setLeft(used.right() + betweenChips + 1);
        else
            area.setRight(used.left() - betweenChips - 1);
    }
}

} // namespace

QSize VersionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto column = Column(index.column());
    int width = QFontMetrics(fontOf(column)).horizontalAdvance(index.data().toString());
    if (column == Column::Mark)
        width = margin + mark;
    const QStringList labels = index.data(VersionListModel::LabelsRole).toStringList();
    if (column == Column::Labels && !labels.isEmpty()) {
        width = -betweenChips;
        for (const QString &label : labels)
            width += chips::labelSize(label).width() + betweenChips;
    }
    return {width + gap + 4, rowHeight};
}

void VersionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto column = Column(index.column());
    const ThemeColors &c = colors();
    const QString letter = index.data(VersionListModel::MarkRole).toString();
    const bool current = option.state & QStyle::State_Selected;
    painter->save();
    const bool filled = !letter.isEmpty() || (m_fillsSelection && current);
    painter->fillRect(option.rect, filled ? c.selected : rows::isHovered(option) ? c.hover : c.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    if (column == Column::Mark && current)
        rows::paintBar(painter, option.rect, c.accent, option.direction);
    const QRect area = rows::visual(option, option.rect.adjusted(column == Column::Mark ? margin : 0, 0, -4, -1));
    const QStringList labels = index.data(VersionListModel::LabelsRole).toStringList();
    if (column == Column::Mark && m_fillsSelection) {
        // nothing is compared here
    } else if (column == Column::Mark) {
        paintMark(painter,
                  QStyle::visualRect(option.direction, area, QRect(area.left(), area.top(), mark, area.height())),
                  letter);
    } else if (column == Column::Labels && !labels.isEmpty()) {
        paintChips(painter, area, labels, option.direction);
    } else {
        const bool quiet = index.data(VersionListModel::QuietRole).toBool();
        const bool elideEnd = column == Column::Keys || column == Column::By;
        rows::paintText(painter, area, index.data().toString(), fontOf(column), quiet ? c.text2 : c.text,
                        elideEnd ? Qt::ElideRight : Qt::ElideMiddle, option.direction);
    }
    painter->restore();
}

} // namespace keyturn

#include "moc_version_delegate.cpp"
