#include "ui/list/entry_delegate.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/shaped_texts.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_chip_painter.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>
#include <cmath>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 12;   // of a row at both ends
constexpr int nameLeft = 38; // behind the store icon
constexpr int firstLine = 6; // y of the name in a comfortable row
constexpr int secondLine = 25;
constexpr int cellGap = 8;

using Column = EntryListModel::Column;

QString storeIcon(const QModelIndex &index)
{
    return index.data(EntryListModel::StoreRole).toInt() == int(Store::SecretsManager) ? u"kt-secret"_s
                                                                                       : u"kt-params"_s;
}

EntryStatus statusAt(const QModelIndex &index)
{
    return {Status(index.data(EntryListModel::StatusRole).toInt()), index.data(EntryListModel::DaysRole).toLongLong()};
}

QColor tokenColor(const QModelIndex &index)
{
    switch (EntryListModel::TokenState(index.data(EntryListModel::TokenStateRole).toInt())) {
    case EntryListModel::TokenState::Valid:
        return colors().text;
    case EntryListModel::TokenState::Soon:
        return colors().warnFg;
    case EntryListModel::TokenState::None:
    case EntryListModel::TokenState::Expired:
        break;
    }
    return colors().text3;
}

int lineHeight(Theme::Font font)
{
    return QFontMetrics(Theme::font(font)).height();
}

//! Nothing here is a value of a secret, so the shapes may be kept.
void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &where, const QString &text,
               Theme::Font font, const QColor &color, Qt::TextElideMode mode = Qt::ElideRight)
{
    shaped::paint(painter, where, text, font, color, QStyle::visualAlignment(option.direction, Qt::AlignLeading), mode);
}

//! Strong in the selected row, of several in the current one, unless that alone would cut the name.
Theme::Font nameFont(const QStyleOptionViewItem &row, const QString &name, int width)
{
    const bool selected = rows::isSelected(row) && row.showDecorationSelected;
    const bool fits = shaped::size(name, Theme::Font::BodyStrong).width() <= width;
    const bool isCut = shaped::size(name, Theme::Font::Body).width() > width;
    return selected && (fits || isCut) ? Theme::Font::BodyStrong : Theme::Font::Body;
}

//! The path gives way, and the region stays, so that one row tells what the next one does.
QString subtitleIn(const QModelIndex &index, int width)
{
    const QString subtitle = index.data(EntryListModel::SubtitleRole).toString();
    const QString folder = index.data(EntryListModel::FolderRole).toString();
    if (folder.isEmpty() || !subtitle.startsWith(folder) || shaped::size(subtitle, Theme::Font::Small).width() <= width)
        return subtitle;
    const QString rest = subtitle.sliced(folder.size());
    const int left = width - int(std::ceil(shaped::size(rest, Theme::Font::Small).width()));
    return QFontMetrics(Theme::font(Theme::Font::Small)).elidedText(folder, Qt::ElideMiddle, left) + rest;
}

} // namespace

EntryDelegate::EntryDelegate(QObject *parent) : QStyledItemDelegate(parent)
{}

void EntryDelegate::setDensity(Density density)
{
    m_density = density;
}

int EntryDelegate::columnWidth(int column)
{
    int content = 0;
    int least = 0;
    const QFontMetrics small(Theme::font(Theme::Font::Small));
    switch (Column(column)) {
    case Column::Name:
        return 0;
    case Column::Kind:
        least = metrics::kindColumn;
        content = chips::labelSize(u"Genesys"_s).width();
        break;
    case Column::Due:
        least = metrics::dueColumn;
        for (const EntryStatus &status : {EntryStatus{Status::Overdue, -188}, EntryStatus{Status::Deleting, 28},
                                          EntryStatus{Status::RotationStuck, 0}, EntryStatus{Status::Unfinished, 0},
                                          EntryStatus{Status::NoDueDate, 0}})
            content = qMax(content, chips::statusSize(statusLook(status.status), StatusText::chip(status)).width());
        break;
    case Column::Token:
        least = metrics::tokenColumn;
        content = small.horizontalAdvance(u"119 min left"_s);
        break;
    case Column::Region:
        least = metrics::regionColumn;
        content = small.horizontalAdvance(u"ap-southeast-2"_s);
        break;
    case Column::Changed:
        least = metrics::changedColumn;
        content = small.horizontalAdvance(u"Nov 2025"_s);
        break;
    }
    return qMax(least, content + cellGap);
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = lineHeight(Theme::Font::Body) + lineHeight(Theme::Font::Small);
    int height = 0;
    switch (m_density) {
    case Density::Comfortable:
        height = qMax(metrics::comfortableRow, lines + 14);
        break;
    case Density::Compact:
        height = qMax(metrics::compactRow, lineHeight(Theme::Font::Body) + 10);
        break;
    case Density::Narrow:
        height = qMax(metrics::narrowRow, lines + 26);
        break;
    }
    Q_UNUSED(option)
    Q_UNUSED(index)
    return {80, height};
}

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const auto column = Column(index.column());
    QStyleOptionViewItem row = option;
    // The row wears the bar, not the cell that has the focus.
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        row.showDecorationSelected = view->currentIndex().row() == index.row();
    rows::paintBackground(painter, row, column == Column::Name);
    const ThemeColors &c = colors();
    const QRect cell = rows::visual(option, option.rect.adjusted(0, 0, -cellGap, -1));
    switch (column) {
    case Column::Name:
        if (m_density == Density::Narrow)
            paintNarrow(painter, row, index);
        else
            paintName(painter, row, index);
        break;
    case Column::Kind:
        if (index.data().toString().isEmpty()) // not opened yet: the name does not tell
            paintText(painter, option, cell, u"—"_s, Theme::Font::Small, c.text3);
        else if (m_density == Density::Compact)
            paintText(painter, option, cell, index.data().toString(), Theme::Font::Small, c.text2);
        else
            chips::paintLabel(painter, cell, index.data().toString(), &ThemeColors::text2, nullptr, option.direction);
        break;
    case Column::Due:
        chips::paintStatus(painter, cell, statusLook(statusAt(index).status), index.data().toString(),
                           option.direction);
        break;
    case Column::Token:
        paintText(painter, option, cell, index.data().toString(), Theme::Font::Small, tokenColor(index));
        break;
    case Column::Region:
    case Column::Changed:
        paintText(painter, option, cell, index.data().toString(), Theme::Font::Small, c.text2);
        break;
    }
    painter->restore();
}

void EntryDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const bool selected = rows::isSelected(option);
    const QRect &r = option.rect;
    const int name = lineHeight(Theme::Font::Body);
    const int sub = lineHeight(Theme::Font::Small);
    const int width = r.width() - nameLeft - cellGap;
    const QColor iconColor = selected ? c.accent : c.text2;
    if (m_density == Density::Compact) {
        const QRect icon(r.left() + margin, r.top(), metrics::icon, r.height());
        icons::paint(painter, rows::visual(option, icon), storeIcon(index), iconColor);
        const QRect text(r.left() + nameLeft, r.top(), width, r.height() - 1);
        const QString full = index.data(EntryListModel::NameRole).toString();
        paintText(painter, option, rows::visual(option, text), full, nameFont(option, full, width), c.text,
                  Qt::ElideMiddle);
        return;
    }
    // Larger fonts keep the two lines together and centred.
    const int spare = qMax(0, r.height() - metrics::comfortableRow) / 2;
    const QRect icon(r.left() + margin, r.top() + firstLine + spare, metrics::icon, name);
    icons::paint(painter, rows::visual(option, icon), storeIcon(index), iconColor);
    const QRect first(r.left() + nameLeft, r.top() + firstLine + spare, width, name);
    const QString leaf = index.data(EntryListModel::LeafRole).toString();
    paintText(painter, option, rows::visual(option, first), leaf, nameFont(option, leaf, width), c.text,
              Qt::ElideMiddle);
    const QRect second(r.left() + nameLeft, qMax(first.bottom() + 1, r.top() + secondLine + spare), width, sub);
    paintText(painter, option, rows::visual(option, second), subtitleIn(index, width), Theme::Font::Small, c.text2,
              Qt::ElideMiddle);
}

void EntryDelegate::paintNarrow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const bool selected = rows::isSelected(option);
    const QRect &r = option.rect;
    const int name = lineHeight(Theme::Font::Body);
    const int right = r.right() - margin + 1;
    const QRect first(r.left() + nameLeft, r.top() + 9, right - r.left() - nameLeft, name);
    const QRect icon(r.left() + margin, first.top(), metrics::icon, name);
    icons::paint(painter, rows::visual(option, icon), storeIcon(index), selected ? c.accent : c.text2);
    const QString leaf = index.data(EntryListModel::LeafRole).toString();
    paintText(painter, option, rows::visual(option, first), leaf, nameFont(option, leaf, first.width()), c.text,
              Qt::ElideMiddle);
    const QModelIndex due = index.siblingAtColumn(int(Column::Due));
    const StatusLook look = statusLook(statusAt(index).status);
    const QString word = due.data().toString();
    const QSize chip = chips::statusSize(look, word);
    const int top = first.bottom() + 3;
    const QRect second(first.left(), top, right - first.left(), r.bottom() - top - 3);
    const QRect path(second.left(), second.top(), second.width() - chip.width() - cellGap, second.height());
    paintText(painter, option, rows::visual(option, path), index.data(EntryListModel::FolderRole).toString(),
              Theme::Font::Small, c.text2, Qt::ElideMiddle);
    const QRect place(right - chip.width(), second.top(), chip.width(), second.height());
    chips::paintStatus(painter, rows::visual(option, place), look, word, option.direction);
}

} // namespace keyturn

#include "moc_entry_delegate.cpp"
