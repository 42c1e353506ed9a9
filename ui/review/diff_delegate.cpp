#include "ui/review/diff_delegate.h"
#include "ui/review/diff_model.h"
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

constexpr int margin = 12;
constexpr int foldRow = 40;
constexpr int mostLines = 24; // of a policy

std::optional<Status> changeAt(const QModelIndex &index)
{
    const QVariant change = index.data(DiffModel::ChangeRole);
    return change.isValid() ? std::optional(Status(change.toInt())) : std::nullopt;
}

//! Where a sensitive row can be revealed; empty in other cells.
QRect eyeOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (index.column() != int(DiffModel::Column::After) || !index.data(DiffModel::SensitiveRole).toBool())
        return {};
    const QRect &r = option.rect;
    return rows::visual(option, QRect(r.right() - margin - metrics::icon, r.top() + (r.height() - metrics::icon) / 2,
                                      metrics::icon, metrics::icon));
}

} // namespace

DiffDelegate::DiffDelegate(QObject *parent) : QStyledItemDelegate(parent)
{}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int lines = QFontMetrics(Theme::font(Theme::Font::BodyStrong)).height()
                      + QFontMetrics(Theme::font(Theme::Font::Small)).height();
    if (index.data(DiffModel::FoldRole).toBool())
        return {120, foldRow};
    const int texts = qMin(index.data(DiffModel::LinesRole).toInt(), mostLines)
                      * QFontMetrics(Theme::font(Theme::Font::Mono)).lineSpacing();
    return {120, qMax(metrics::diffRow, qMax(lines, texts) + 14)};
}

void DiffDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const ThemeColors &c = colors();
    if (index.data(DiffModel::FoldRole).toBool()) {
        paintFold(painter, option, index);
        painter->restore();
        return;
    }
    const std::optional<Status> change = changeAt(index);
    const bool removed = change == Status::Removed;
    painter->fillRect(option.rect, removed ? c.dangerBg : c.raised);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    if (index.column() == int(DiffModel::Column::Key) && change)
        rows::paintBar(painter, option.rect,
                       removed                   ? c.dangerFg
                       : change == Status::Added ? c.okFg
                                                 : c.accent,
                       option.direction);
    if (index.column() == int(DiffModel::Column::Key))
        paintKey(painter, option, index);
    else
        paintSide(painter, option, index);
    if (const QRect eye = eyeOf(option, index); eye.isValid()) {
        const bool masked = index.data(DiffModel::MaskedRole).toBool();
        icons::paint(painter, eye, masked ? u"view-visible"_s : u"view-hidden"_s, c.text2);
    }
    painter->restore();
}

bool DiffDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const QRect eye = eyeOf(option, index);
    if (!eye.isValid() || !eye.adjusted(-6, -6, 6, 6).contains(static_cast<QMouseEvent *>(event)->pos()))
        return false;
    emit revealRequested(index.row());
    return true;
}

void DiffDelegate::paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFont strong = Theme::font(Theme::Font::BodyStrong);
    const QFont small = Theme::font(Theme::Font::Small);
    const QString role = index.data(DiffModel::RoleTextRole).toString();
    const int first = QFontMetrics(strong).height();
    const int second = role.isEmpty() ? 0 : QFontMetrics(small).height();
    const QRect &r = option.rect;
    const bool isLong = index.data(DiffModel::LinesRole).toInt() > 1; // it begins where its text does
    const int top = isLong ? r.top() + 7 : r.top() + (r.height() - first - second) / 2;
    const QRect name(r.left() + margin, top, r.width() - 2 * margin, first);
    rows::paintText(painter, rows::visual(option, name), index.data(DiffModel::KeyNameRole).toString(), strong,
                    colors().text, Qt::ElideMiddle, option.direction);
    rows::paintText(painter, rows::visual(option, name.translated(0, first)), role, small, colors().text2,
                    Qt::ElideRight, option.direction);
}

void DiffDelegate::paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const int end = index.column() == int(DiffModel::Column::After) ? margin + metrics::icon + 8 : margin;
    const QRect cell = rows::visual(option, option.rect.adjusted(0, 0, -end, 0));
    const QFont mono = Theme::font(Theme::Font::Mono);
    const QFont small = Theme::font(Theme::Font::Small);
    if (!index.data(DiffModel::PresentRole).toBool()) {
        if (changeAt(index) == Status::Removed)
            chips::paintStatus(painter, cell, statusLook(Status::Removed), index.data().toString(), option.direction);
        else
            rows::paintText(painter, cell, index.data().toString(), small, c.text3, Qt::ElideRight, option.direction);
        return;
    }
    if (!index.data(DiffModel::MaskedRole).toBool()) {
        QString text = index.data(DiffModel::PlainTextRole).toString();
        if (index.data(DiffModel::LinesRole).toInt() > 1) {
            const int height = QFontMetrics(mono).lineSpacing();
            QRect line(cell.left(), cell.top() + 7, cell.width(), height);
            for (const QString &words : text.split(u'\n').mid(0, mostLines)) {
                rows::paintText(painter, line, words, mono, c.text, Qt::ElideRight, option.direction);
                line.translate(0, height);
            }
            return;
        }
        rows::paintText(painter, cell, text.replace(u'\n', u'↵'), mono, c.text, Qt::ElideMiddle, option.direction);
        return;
    }
    const QRect dots = paintMask(painter, cell, metrics::diffMaskDots, {}, option.direction);
    int x = dots.width() + 12;
    const QString print = index.data(DiffModel::FingerprintRole).toString();
    if (!print.isEmpty()) {
        const int width = QFontMetrics(mono).horizontalAdvance(print);
        const QRect place =
            QStyle::visualRect(option.direction, cell, QRect(cell.left() + x, cell.top(), width, cell.height()));
        rows::paintText(painter, place, print, mono, c.text, Qt::ElideNone, option.direction);
        x += width + 18;
    }
    const QRect rest =
        QStyle::visualRect(option.direction, cell, QRect(cell.left() + x, cell.top(), cell.width() - x, cell.height()));
    rows::paintText(painter, rest, Wording::charactersShort(index.data(DiffModel::LengthRole).toLongLong()), small,
                    c.text2, Qt::ElideRight, option.direction);
}

void DiffDelegate::paintFold(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    painter->fillRect(option.rect, c.raised);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    if (index.column() != 0)
        return;
    const QRect &r = option.rect;
    const bool open = index.data(DiffModel::ExpandedRole).toBool();
    const QString closed = option.direction == Qt::RightToLeft ? u"go-previous"_s : u"go-next"_s;
    icons::paint(painter, rows::visual(option, QRect(r.left() + margin, r.top(), metrics::icon, r.height())),
                 open ? u"go-down"_s : closed, c.text2);
    // The view spans the row (setSpan); where it does not, the words give way.
    const QRect text(r.left() + margin + metrics::icon + 8, r.top(), r.width() - 2 * margin - metrics::icon - 8,
                     r.height());
    rows::paintText(painter, rows::visual(option, text), index.data().toString(), Theme::font(Theme::Font::Small),
                    c.text2, Qt::ElideRight, option.direction);
}

} // namespace keyturn

#include "moc_diff_delegate.cpp"
