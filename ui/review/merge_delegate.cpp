#include "ui/review/merge_delegate.h"

#include "ui/review/merge_model.h"
#include "ui/style/icons.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/widgets/status_chip_painter.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

constexpr int mergeMargin = 12;
constexpr int rowHeight = 64;
constexpr int mergeFoldRow = 40;

//! Two lines, centred together in \p cell.
std::pair<QRect, QRect> twoLines(const QRect &cell, const QFont &first, const QFont &second)
{
    const int one = QFontMetrics(first).height() + 2;
    const int two = QFontMetrics(second).height() + 2;
    const int top = cell.top() + (cell.height() - one - two) / 2;
    return {QRect(cell.left(), top, cell.width(), one), QRect(cell.left(), top + one, cell.width(), two)};
}

//! Where a row can be revealed: at the end of their value, for both.
QRect eyeOfSide(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (index.column() != int(MergeModel::Column::Theirs) || !index.data(MergeModel::SensitiveRole).toBool())
        return {};
    const QRect &r = option.rect;
    return rows::visual(option, QRect(r.right() - 2 * mergeMargin - metrics::icon,
                                      r.top() + (r.height() - metrics::icon) / 2, metrics::icon, metrics::icon));
}

} // namespace

QSize MergeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int lines = QFontMetrics(Theme::font(Theme::Font::BodyStrong)).height()
                      + QFontMetrics(Theme::font(Theme::Font::Small)).height();
    return {120, index.data(MergeModel::FoldRole).toBool() ? mergeFoldRow : qMax(rowHeight, lines + 24)};
}

void MergeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const ThemeColors &c = colors();
    const bool undecided = index.data(MergeModel::UndecidedRole).toBool();
    painter->fillRect(option.rect, undecided ? c.warnBg : c.raised);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    const MergeModel::Column column = MergeModel::Column(index.column());
    if (index.data(MergeModel::FoldRole).toBool()) {
        paintFold(painter, option, index);
    } else if (column == MergeModel::Column::Key) {
        if (undecided)
            rows::paintBar(painter, option.rect, c.warnFg, option.direction);
        paintKey(painter, option, index);
    } else if (column == MergeModel::Column::Result) {
        const QRect cell = rows::visual(option, option.rect.adjusted(0, 0, -mergeMargin, 0));
        if (!index.data(MergeModel::ConflictRole).toBool())
            chips::paintStatus(painter, cell, statusLook(Status::Added), index.data().toString(), option.direction);
    } else {
        paintSide(painter, option, index);
    }
    if (const QRect eye = eyeOfSide(option, index); eye.isValid()) {
        const bool masked = index.data(MergeModel::MaskedRole).toBool();
        icons::paint(painter, eye, masked ? u"view-visible"_s : u"view-hidden"_s, c.text2);
    }
    painter->restore();
}

bool MergeDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const QRect eye = eyeOfSide(option, index);
    if (!eye.isValid() || !eye.adjusted(-6, -6, 6, 6).contains(static_cast<QMouseEvent *>(event)->pos()))
        return false;
    emit revealRequested(index.row());
    return true;
}

void MergeDelegate::paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFont strong = Theme::font(Theme::Font::BodyStrong);
    const QFont small = Theme::font(Theme::Font::Small);
    const QString role = index.data(MergeModel::RoleTextRole).toString();
    const QRect cell = option.rect.adjusted(mergeMargin, 0, -mergeMargin, 0);
    const auto [first, second] = twoLines(cell, strong, small);
    rows::paintText(painter, rows::visual(option, role.isEmpty() ? cell : first),
                    index.data(MergeModel::KeyNameRole).toString(), strong, colors().text, Qt::ElideMiddle,
                    option.direction);
    rows::paintText(painter, rows::visual(option, second), role, small, colors().text2, Qt::ElideRight,
                    option.direction);
}

void MergeDelegate::paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const QFont body = Theme::font(Theme::Font::Body);
    const QFont mono = Theme::font(Theme::Font::Mono);
    const QFont small = Theme::font(Theme::Font::Small);
    const int end =
        index.column() == int(MergeModel::Column::Theirs) ? 2 * mergeMargin + metrics::icon + 8 : mergeMargin;
    const QRect cell = option.rect.adjusted(0, 0, -end, 0);
    if (!index.data(MergeModel::ChangedRole).toBool()) {
        rows::paintText(painter, rows::visual(option, cell), index.data().toString(), body, c.text2, Qt::ElideRight,
                        option.direction);
        return;
    }
    if (!index.data(MergeModel::PresentRole).toBool()) {
        chips::paintStatus(painter, rows::visual(option, cell), statusLook(Status::Removed), index.data().toString(),
                           option.direction);
        return;
    }
    const auto [above, below] = twoLines(cell, mono, small);
    const QRect first = rows::visual(option, above);
    rows::paintText(painter, rows::visual(option, below),
                    Wording::characters(index.data(MergeModel::LengthRole).toLongLong()), small, c.text2,
                    Qt::ElideRight, option.direction);
    if (!index.data(MergeModel::MaskedRole).toBool()) {
        QString text = index.data(MergeModel::PlainTextRole).toString();
        rows::paintText(painter, first, text.replace(u'\n', u'↵'), mono, c.text, Qt::ElideMiddle, option.direction);
        return;
    }
    const QRect dots = paintMask(painter, first, metrics::diffMaskDots, {}, option.direction);
    const int x = dots.width() + 12;
    const QRect rest = QStyle::visualRect(option.direction, first,
                                          QRect(first.left() + x, first.top(), first.width() - x, first.height()));
    rows::paintText(painter, rest, index.data(MergeModel::FingerprintRole).toString(), mono, c.text, Qt::ElideNone,
                    option.direction);
}

void MergeDelegate::paintFold(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != 0)
        return;
    const QRect &r = option.rect;
    const QString closed = option.direction == Qt::RightToLeft ? u"go-previous"_s : u"go-next"_s;
    icons::paint(painter, rows::visual(option, QRect(r.left() + mergeMargin, r.top(), metrics::icon, r.height())),
                 index.data(MergeModel::ExpandedRole).toBool() ? u"go-down"_s : closed, colors().text2);
    const QRect text(r.left() + mergeMargin + metrics::icon + 8, r.top(),
                     r.width() - 2 * mergeMargin - metrics::icon - 8, r.height());
    rows::paintText(painter, rows::visual(option, text), index.data().toString(), Theme::font(Theme::Font::Small),
                    colors().text2, Qt::ElideRight, option.direction);
}

} // namespace keyturn

#include "moc_merge_delegate.cpp"
