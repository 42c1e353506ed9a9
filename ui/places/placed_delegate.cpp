#include "ui/places/placed_delegate.h"

#include "ui/search/entry_list_model.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/shaped_texts.h"
#include "ui/style/theme.h"
#include "ui/widgets/avatar.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int avatarSize = 24;
constexpr int textLeft = avatarSize + metrics::gap;

int lineHeight(Theme::Font font)
{
    return QFontMetrics(Theme::font(font)).height();
}

} // namespace

int PlacedDelegate::placeWidth()
{
    const QFontMetrics small(Theme::font(Theme::Font::Small));
    return textLeft + small.horizontalAdvance(u"ap-southeast-2 · 1111-2222-3333"_s) + metrics::wideGap;
}

void PlacedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != int(EntryListModel::Column::Region)) {
        EntryDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    QStyleOptionViewItem row = option;
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        row.showDecorationSelected = view->currentIndex().row() == index.row();
    rows::paintBackground(painter, row, false);
    const QString profile = index.data(EntryListModel::ProfileRole).toString();
    const QRect cell = option.rect.adjusted(0, 0, -metrics::gap, -1);
    const QRect avatar(cell.left(), cell.center().y() - avatarSize / 2, avatarSize, avatarSize);
    Avatar::paint(painter, rows::visual(option, avatar), profile);
    const int body = lineHeight(Theme::Font::Body);
    const int small = lineHeight(Theme::Font::Small);
    const int top = cell.top() + (cell.height() - body - small) / 2;
    const QRect first(cell.left() + textLeft, top, cell.width() - textLeft, body);
    const QRect second(first.left(), first.bottom() + 1, first.width(), small);
    const Qt::Alignment leading = QStyle::visualAlignment(option.direction, Qt::AlignLeading);
    shaped::paint(painter, rows::visual(option, first), profile, Theme::Font::Body, colors().text, leading,
                  Qt::ElideMiddle);
    shaped::paint(painter, rows::visual(option, second), index.data(EntryListModel::PlaceRole).toString(),
                  Theme::Font::Small, colors().text2, leading, Qt::ElideRight);
    painter->restore();
}

} // namespace keyturn

#include "moc_placed_delegate.cpp"
