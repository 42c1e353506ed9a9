#include "ui/window/palette_delegate.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/window/palette_model.h"

#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {
constexpr int rowHeight = 40;
constexpr int headingHeight = 32;
} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {0, index.data(PaletteModel::HeadingRole).toBool() ? headingHeight : rowHeight};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &theme = colors();
    const QString text = index.data(Qt::DisplayRole).toString();
    if (index.data(PaletteModel::HeadingRole).toBool()) {
        painter->setFont(Theme::font(Theme::Font::Caption));
        painter->setPen(theme.text3);
        painter->drawText(option.rect.adjusted(side, 4, -side, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        return;
    }
    const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
    // Disabled commands can be the current row too, but never count as selected.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->currentIndex() == index) {
        const QRect row = option.rect.adjusted(8, 1, -8, -1);
        painter->setPen(Qt::NoPen);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(theme.selected);
        painter->drawRoundedRect(row, metrics::controlRadius, metrics::controlRadius);
        painter->fillRect(QRect(row.left(), row.top() + 9, metrics::selectionBar, row.height() - 18), theme.accent);
    }
    QRect area = option.rect.adjusted(side, 0, -side, 0);
    const QString name = index.data(PaletteModel::IconRole).toString();
    const QIcon icon = name.isEmpty() ? index.data(Qt::DecorationRole).value<QIcon>() : icons::icon(name);
    icon.paint(painter, QRect(area.left(), area.center().y() - 7, 16, 16), Qt::AlignCenter,
               enabled ? QIcon::Normal : QIcon::Disabled);
    area.setLeft(area.left() + 28);

    const QString end = index.data(PaletteModel::EndRole).toString();
    painter->setFont(Theme::font(Theme::Font::Small));
    painter->setPen(theme.text3);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, end);
    area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(end) - 16);

    area.setLeft(paintText(painter, area, text, index, enabled));
    const QString hint = index.data(PaletteModel::HintRole).toString();
    if (!enabled && !hint.isEmpty()) { // the reason why not
        icons::paint(painter, QRect(area.left() + 12, area.top(), metrics::icon, area.height()), u"dialog-cancel"_s,
                     theme.text2);
        area.setLeft(area.left() + metrics::icon + metrics::smallGap);
    }
    painter->setFont(Theme::font(Theme::Font::Small));
    painter->setPen(enabled ? theme.text3 : theme.text2);
    painter->drawText(area.adjusted(12, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(hint, Qt::ElideRight, area.width() - 12));
}

int PaletteDelegate::paintText(QPainter *painter, const QRect &area, const QString &text, const QModelIndex &index,
                               bool enabled)
{
    QFont plain = Theme::font(Theme::Font::Body);
    QFont bold = Theme::font(Theme::Font::BodyStrong);
    const auto matches = index.data(PaletteModel::MatchesRole).value<QList<QPoint>>();
    const auto isMatch = [&matches](qsizetype at) {
        return std::any_of(matches.begin(), matches.end(),
                           [at](const QPoint &m) { return at >= m.x() && at < m.x() + m.y(); });
    };
    int x = area.left();
    for (qsizetype from = 0; from < text.size() && x < area.right();) {
        qsizetype to = from + 1;
        while (to < text.size() && isMatch(to) == isMatch(from))
            ++to;
        const bool matched = isMatch(from);
        painter->setFont(matched ? bold : plain);
        painter->setPen(matched ? colors().accent : enabled ? colors().text : colors().text3);
        const QString run =
            painter->fontMetrics().elidedText(text.mid(from, to - from), Qt::ElideMiddle, area.right() - x);
        painter->drawText(QRect(x, area.top(), area.right() - x, area.height()), Qt::AlignLeft | Qt::AlignVCenter, run);
        x += painter->fontMetrics().horizontalAdvance(run);
        from = to;
    }
    return x;
}

} // namespace keyturn

#include "moc_palette_delegate.cpp"
