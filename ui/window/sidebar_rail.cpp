#include "ui/window/sidebar_rail.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace keyturn {
using namespace Qt::StringLiterals;

SidebarModel::Kind sidebarKind(const QModelIndex &index)
{
    return SidebarModel::Kind(index.data(SidebarModel::KindRole).toInt());
}

std::optional<StatusLook> sidebarAlert(const QModelIndex &index)
{
    const QVariant alert = index.data(SidebarModel::AlertRole);
    return alert.isValid() ? std::optional(statusLook(Status(alert.toInt()))) : std::nullopt;
}

QColor sidebarIconColor(const QModelIndex &index, bool selected)
{
    if (sidebarKind(index) == SidebarModel::Kind::Smart) {
        switch (index.data(SidebarModel::ScopeRole).value<EntryScope>().kind) {
        case EntryScope::Kind::Overdue:
        case EntryScope::Kind::Stuck:
            return colors().dangerFg;
        case EntryScope::Kind::DueSoon:
            return colors().warnFg;
        case EntryScope::Kind::Unfinished:
            return colors().violetFg;
        default:
            break;
        }
    }
    return selected ? colors().text : colors().text2;
}

void paintRailRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const ThemeColors &c = colors();
    const bool section = sidebarKind(index) == SidebarModel::Kind::Section;
    if (section && index.row() == 0)
        return;
    const bool selected = rows::isSelected(option);
    painter->setRenderHint(QPainter::Antialiasing);
    QRect box(option.rect.center().x() - 19, option.rect.center().y() - 17, 40, 36);
    if (section && index.row() == 1)
        painter->fillRect(QRect(option.rect.left() + 12, option.rect.top(), option.rect.width() - 24, 1), c.border);
    if (selected || rows::isHovered(option)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? c.selected : mixed(c.sidebar, c.text3, 10));
        painter->drawRoundedRect(box, metrics::controlRadius, metrics::controlRadius);
    }
    if (selected) {
        const QRect bar(box.left(), box.top() + 10, metrics::selectionBar, box.height() - 20);
        painter->fillRect(rows::visual(option, bar), c.accent);
    }
    icons::paint(painter, box, index.data(SidebarModel::IconRole).toString(), sidebarIconColor(index, selected));
    const std::optional<StatusLook> alert = sidebarAlert(index);
    if (!alert)
        return;
    const qint64 count = index.data(SidebarModel::CountRole).toLongLong();
    const QString words = count > 99 ? u"99+"_s : QLocale().toString(count);
    QFont font = Theme::font(Theme::Font::Caption);
    const int width = qMax(16, QFontMetrics(font).horizontalAdvance(words) + 8);
    const int left = qMin(box.center().x() + 4, option.rect.right() - width); // "99+" needs more of the icon
    const QRect place(left, box.top() + 1, width, 16);
    // Filled with the foreground: on a small icon a pale badge would vanish.
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.*alert->text);
    painter->drawRoundedRect(rows::visual(option, place), 8, 8);
    painter->setFont(font);
    painter->setPen(c.surface);
    painter->drawText(rows::visual(option, place), Qt::AlignCenter, words);
}

} // namespace keyturn
