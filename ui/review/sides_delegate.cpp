#include "ui/review/sides_delegate.h"

#include "ui/review/sides_model.h"
#include "ui/style/icons.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Model = SidesModel;

constexpr int foldRow = 40;
constexpr int mostLines = 24;     // of a policy; the rest is in the raw text
constexpr int longestSide = 8192; // characters that are laid out
constexpr int padding = 7;

QFontMetrics metricsOf(Theme::Font font)
{
    return QFontMetrics(Theme::font(font));
}

//! Values wrap wherever the line ends: cut, two that differ would look the same.
constexpr int wrapping = Qt::AlignLeft | Qt::TextWrapAnywhere;

QRect wrapped(const QString &text, int width)
{
    return metricsOf(Theme::Font::Mono).boundingRect(QRect(0, 0, qMax(40, width), 100'000), wrapping, text);
}

int mostHeight()
{
    return mostLines * metricsOf(Theme::Font::Mono).lineSpacing();
}

} // namespace

SidesDelegate::SidesDelegate(int eyeColumn, int rowHeight, QObject *parent) :
    QStyledItemDelegate(parent), m_eyeColumn(eyeColumn), m_rowHeight(rowHeight)
{}

int SidesDelegate::endOf(int column) const
{
    return column == m_eyeColumn ? metrics::cellMargin + metrics::icon + 8 : metrics::cellMargin;
}

bool SidesDelegate::holdsText(const QModelIndex &index)
{
    for (int column = 1; column < index.model()->columnCount(); ++column) {
        if (index.siblingAtColumn(column).data(Model::LengthRole).toLongLong() > 0)
            return true;
    }
    return false;
}

QRect SidesDelegate::eye(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != m_eyeColumn || !index.data(Model::SensitiveRole).toBool() || !holdsText(index))
        return {};
    const QRect &r = option.rect;
    return rows::visual(option, QRect(r.right() - metrics::cellMargin - metrics::icon,
                                      r.top() + (r.height() - metrics::icon) / 2, metrics::icon, metrics::icon));
}

QSize SidesDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(Model::FoldRole).toBool())
        return {120, foldRow};
    const int lines = metricsOf(Theme::Font::BodyStrong).height() + metricsOf(Theme::Font::Small).height();
    int height = qMax(m_rowHeight, lines + 2 * padding);
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    if (QString text = index.data(Model::PlainTextRole).toString().left(longestSide); table && !text.isEmpty()) {
        const int width = table->columnWidth(index.column()) - endOf(index.column());
        height = qMax(height, qMin(wrapped(text, width).height(), mostHeight()) + 2 * padding);
        wipe(text);
    }
    return {120, height};
}

QColor SidesDelegate::background(const QModelIndex &) const
{
    return colors().raised;
}

void SidesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->fillRect(option.rect, background(index));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors().separator());
    if (index.data(Model::FoldRole).toBool()) {
        if (index.column() == 0)
            paintFold(painter, option, index);
    } else if (index.column() == 0) {
        if (const QColor bar = barColor(index); bar.isValid())
            rows::paintBar(painter, option.rect, bar, option.direction);
        paintKey(painter, option, index);
    } else {
        paintSide(painter, option, index, rows::visual(option, option.rect.adjusted(0, 0, -endOf(index.column()), 0)));
    }
    if (const QRect place = eye(option, index); place.isValid())
        icons::paint(painter, place, index.data(Model::MaskedRole).toBool() ? u"view-visible"_s : u"view-hidden"_s,
                     colors().text2);
    painter->restore();
}

bool SidesDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const QRect place = eye(option, index);
    if (!place.isValid() || !place.adjusted(-6, -6, 6, 6).contains(static_cast<QMouseEvent *>(event)->pos()))
        return false;
    emit revealRequested(index.row());
    return true;
}

void SidesDelegate::paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFont strong = Theme::font(Theme::Font::BodyStrong);
    const QFont small = Theme::font(Theme::Font::Small);
    const QString role = index.data(Model::RoleTextRole).toString();
    const int first = QFontMetrics(strong).height();
    const int second = role.isEmpty() ? 0 : QFontMetrics(small).height();
    const QRect &r = option.rect;
    const int top = r.top() + (qMin(r.height(), m_rowHeight) - first - second) / 2; // where a long text begins
    const QRect name(r.left() + metrics::cellMargin, top, r.width() - 2 * metrics::cellMargin, first);
    rows::paintText(painter, rows::visual(option, name), index.data(Model::KeyNameRole).toString(), strong,
                    colors().text, Qt::ElideMiddle, option.direction);
    rows::paintText(painter, rows::visual(option, name.translated(0, first)), role, small, colors().text2,
                    Qt::ElideRight, option.direction);
}

QRect SidesDelegate::firstBand(const QRect &cell) const
{
    return {cell.left(), cell.top(), cell.width(), qMin(cell.height(), m_rowHeight)};
}

void SidesDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                               const QRect &whole, bool lengthBelow) const
{
    const QRect cell = firstBand(whole);
    const ThemeColors &c = colors();
    const QFont mono = Theme::font(Theme::Font::Mono);
    const QFont small = Theme::font(Theme::Font::Small);
    const qsizetype length = index.data(Model::LengthRole).toLongLong();
    if (length == 0) {
        rows::paintText(painter, cell, Wording::emptyValue(), small, c.text3, Qt::ElideRight, option.direction);
        return;
    }
    if (!index.data(Model::MaskedRole).toBool()) {
        QString text = index.data(Model::PlainTextRole).toString().left(longestSide);
        const int height = wrapped(text, cell.width()).height();
        const bool isLong = height > cell.height() - 2 * padding;
        const QRect place = (isLong ? whole : cell).adjusted(0, padding, 0, -padding);
        painter->setClipRect(whole);
        painter->setFont(mono);
        painter->setPen(c.text);
        painter->setLayoutDirection(Qt::LeftToRight);
        painter->drawText(place, wrapping | (isLong ? Qt::AlignTop : Qt::AlignVCenter), text);
        wipe(text);
        return;
    }
    const int line = QFontMetrics(mono).height() + 2;
    const int top = cell.top() + (cell.height() - line - QFontMetrics(small).height() - 2) / 2;
    const QRect first = lengthBelow ? QRect(cell.left(), top, cell.width(), line) : cell;
    const auto behind = [&](int x) { return QStyle::visualRect(option.direction, first, first.adjusted(x, 0, 0, 0)); };
    const QRect dots = paintMask(painter, first, metrics::diffMaskDots, {}, option.direction);
    int x = dots.width() + 12;
    const QString print = index.data(Model::FingerprintRole).toString();
    rows::paintText(painter, behind(x), print, mono, c.text, Qt::ElideNone, option.direction);
    const QString lengthText = lengthBelow ? Wording::characters(length) : Wording::charactersShort(length);
    const int room = cell.width() - x - QFontMetrics(mono).horizontalAdvance(print);
    const int needed = QFontMetrics(small).horizontalAdvance(lengthText) + 2; // fractions of a pixel would elide it
    x = cell.width() - room + (print.isEmpty() ? 0 : qBound(6, room - needed, 18));
    if (!lengthBelow && needed > cell.width() - x)
        return; // half a number is worse than none; a screen reader has it
    const QRect below = QRect(cell.left(), top + line, cell.width(), QFontMetrics(small).height() + 2);
    rows::paintText(painter, lengthBelow ? below : behind(x), lengthText, small, c.text2, Qt::ElideRight,
                    option.direction);
}

void SidesDelegate::paintFold(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect &r = option.rect;
    const QString closed = option.direction == Qt::RightToLeft ? u"go-previous"_s : u"go-next"_s;
    const int left = r.left() + metrics::cellMargin;
    icons::paint(painter, rows::visual(option, QRect(left, r.top(), metrics::icon, r.height())),
                 index.data(Model::ExpandedRole).toBool() ? u"go-down"_s : closed, colors().text2);
    // The view spans the row (setSpan); where it does not, the words give way.
    const QRect text(left + metrics::icon + 8, r.top(), r.width() - 2 * metrics::cellMargin - metrics::icon - 8,
                     r.height());
    rows::paintText(painter, rows::visual(option, text), index.data().toString(), Theme::font(Theme::Font::Small),
                    colors().text2, Qt::ElideRight, option.direction);
}

} // namespace keyturn

#include "moc_sides_delegate.cpp"
