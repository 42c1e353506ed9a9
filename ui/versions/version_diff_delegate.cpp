#include "ui/versions/version_diff_delegate.h"

#include "core/base/secret_string.h"
#include "ui/style/icons.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/versions/version_diff_model.h"
#include "ui/widgets/status_chip_painter.h"

#include <QPainter>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

using Model = VersionDiffModel;

constexpr int diffMargin = 12;
constexpr int eye = 24;
constexpr int lineRow = 28;
constexpr int longestText = 4096; // of a revealed value

std::optional<Status> changeAt(const QModelIndex &index)
{
    const QVariant change = index.data(Model::ChangeRole);
    return change.isValid() ? std::optional(Status(change.toInt())) : std::nullopt;
}

StatusLook lookOf(Status change)
{
    StatusLook look = statusLook(change);
    if (change == Status::Edited) { // a pill with an icon here, as the others
        look.icon = u"view-refresh"_s;
        look.pill = true;
    }
    return look;
}

bool isRaw(const QModelIndex &index)
{
    return index.data(Model::RawRole).toBool();
}

} // namespace

QRect VersionDiffDelegate::eyeRect(const QRect &cell, Qt::LayoutDirection direction)
{
    const QRect place(cell.right() - eye - 3, cell.center().y() - eye / 2, eye, eye);
    return QStyle::visualRect(direction, cell, place);
}

int VersionDiffDelegate::rowHeight(const QModelIndex &side, int width)
{
    const int usual = isRaw(side) ? lineRow : metrics::diffRow;
    QString text = side.data(Model::RevealedTextRole).toString();
    if (text.isEmpty())
        return usual;
    const QRect room(0, 0, std::max(width - diffMargin, 40), 100'000);
    const int height = QFontMetrics(Theme::font(Theme::Font::Mono))
                           .boundingRect(room, Qt::TextWrapAnywhere, text.left(longestText))
                           .height();
    wipe(text);
    return std::max(usual, height + 16);
}

QSize VersionDiffDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (VersionDiffModel::Column(index.column()) != VersionDiffModel::Column::Change)
        return {120, rowHeight(index, option.rect.width())};
    int width = 0;
    for (const Status change : {Status::Edited, Status::Added, Status::Removed}) {
        const QString text = change == Status::Edited  ? Model::tr("changed")
                             : change == Status::Added ? Model::tr("added")
                                                       : Model::tr("removed");
        width = std::max(width, chips::statusSize(lookOf(change), text).width());
    }
    return {width + eye + diffMargin, metrics::diffRow};
}

void VersionDiffDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const ThemeColors &c = colors();
    const std::optional<Status> change = changeAt(index);
    painter->fillRect(option.rect, index.row() == m_hotRow ? c.hover : surfaceBelow(option.widget));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    if (isRaw(index) && change)
        painter->fillRect(option.rect.adjusted(0, 0, 0, -1), *change == Status::Removed ? c.dangerBg
                                                             : *change == Status::Added ? c.okBg
                                                                                        : c.infoBg);
    if (index.column() == (isRaw(index) ? int(VersionDiffModel::Column::A) : int(VersionDiffModel::Column::Key))
        && change)
        rows::paintBar(painter, option.rect,
                       *change == Status::Removed ? c.dangerFg
                       : *change == Status::Added ? c.okFg
                                                  : c.accent,
                       option.direction);
    switch (VersionDiffModel::Column(index.column())) {
    case VersionDiffModel::Column::Key:
        paintKey(painter, option, index);
        break;
    case VersionDiffModel::Column::A:
    case VersionDiffModel::Column::B:
        paintSide(painter, option, index);
        break;
    case VersionDiffModel::Column::Change:
        paintChange(painter, option, index);
        break;
    }
    painter->restore();
}

void VersionDiffDelegate::paintKey(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const QFont name = Theme::font(changeAt(index) ? Theme::Font::BodyStrong : Theme::Font::Body);
    const QFont small = Theme::font(Theme::Font::Small);
    const QString role = index.data(Model::RoleTextRole).toString();
    const int first = QFontMetrics(name).height();
    const int second = role.isEmpty() ? 0 : QFontMetrics(small).height();
    const QRect &r = option.rect;
    const int top = r.top() + (r.height() - first - second) / 2;
    const QRect line(r.left() + diffMargin, top, r.width() - 2 * diffMargin, first);
    rows::paintText(painter, rows::visual(option, line), index.data(Model::KeyNameRole).toString(), name, colors().text,
                    Qt::ElideMiddle, option.direction);
    rows::paintText(painter, rows::visual(option, line.translated(0, first)), role, small, colors().text2,
                    Qt::ElideRight, option.direction);
}

void VersionDiffDelegate::paintSide(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const bool raw = isRaw(index);
    const QRect cell = rows::visual(option, option.rect.adjusted(raw ? diffMargin : 0, 0, -diffMargin, 0));
    const QFont mono = Theme::font(Theme::Font::Mono);
    const QFont small = Theme::font(Theme::Font::Small);
    if (!index.data(Model::PresentRole).toBool()) {
        if (!raw)
            rows::paintText(painter, cell, index.data().toString(), small, c.text2, Qt::ElideRight, option.direction);
        return;
    }
    QString revealed = index.data(Model::RevealedTextRole).toString();
    if (!revealed.isEmpty()) {
        painter->setFont(mono);
        painter->setPen(c.text);
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWrapAnywhere, revealed.left(longestText));
        wipe(revealed);
        return;
    }
    if (raw || !index.data(Model::MaskedRole).toBool()) {
        QString text = index.data(Model::PlainTextRole).toString();
        // Two values that differ at the end must not look the same.
        rows::paintText(painter, cell, text.replace(u'\n', u'↵'), mono, c.text, Qt::ElideMiddle, option.direction);
        return;
    }
    const QRect dots = paintMask(painter, cell, metrics::diffMaskDots, {}, option.direction);
    int x = dots.width() + 12;
    const auto place = [&](int width) {
        return QStyle::visualRect(option.direction, cell, QRect(cell.left() + x, cell.top(), width, cell.height()));
    };
    const QString print = index.data(Model::FingerprintRole).toString();
    if (!print.isEmpty()) {
        const int width = QFontMetrics(mono).horizontalAdvance(print);
        rows::paintText(painter, place(width), print, mono, c.text, Qt::ElideNone, option.direction);
        x += width + 16;
    }
    const QString length = Wording::charactersShort(index.data(Model::LengthRole).toLongLong());
    if (QFontMetrics(small).horizontalAdvance(length) <= cell.width() - x) // all of it or nothing
        rows::paintText(painter, place(cell.width() - x), length, small, c.text2, Qt::ElideNone, option.direction);
}

void VersionDiffDelegate::paintChange(QPainter *painter, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    const std::optional<Status> change = changeAt(index);
    const QRect cell = rows::visual(option, option.rect.adjusted(0, 0, -eye, 0));
    if (change)
        chips::paintStatus(painter, cell, lookOf(*change), index.data().toString(), option.direction);
    else
        rows::paintText(painter, cell, index.data().toString(), Theme::font(Theme::Font::Small), colors().text2,
                        Qt::ElideRight, option.direction);
    const bool masked = index.siblingAtColumn(int(VersionDiffModel::Column::A)).data(Model::MaskedRole).toBool();
    const bool focused = option.state.testFlag(QStyle::State_Selected) && option.state.testFlag(QStyle::State_Active)
                         && option.state.testFlag(QStyle::State_HasFocus);
    const bool shown =
        index.siblingAtColumn(int(VersionDiffModel::Column::A)).data(Model::RevealedTextRole).isValid()
        || index.siblingAtColumn(int(VersionDiffModel::Column::B)).data(Model::RevealedTextRole).isValid();
    if (masked && (index.row() == m_hotRow || focused || shown))
        icons::paint(painter, eyeRect(option.rect, option.direction), shown ? u"view-hidden"_s : u"view-visible"_s,
                     colors().text2);
}

} // namespace keyturn

#include "moc_version_diff_delegate.cpp"
