#include "ui/editor/secret_value_delegate.h"
#include "ui/editor/secret_value_model.h"
#include "ui/style/icons.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/widgets/status_chip_painter.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

using Column = SecretValueModel::Column;
using Model = SecretValueModel;

std::optional<Status> changeAt(const QModelIndex &index)
{
    const QVariant change = index.data(Model::ChangeRole);
    return change.isValid() ? std::optional(Status(change.toInt())) : std::nullopt;
}

SecretValueLayout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    return {index, option.rect, option.direction};
}

QString iconOf(SecretValueDelegate::Action action)
{
    using Action = SecretValueDelegate::Action;
    switch (action) {
    case Action::Reveal:
        return u"view-visible"_s;
    case Action::Copy:
        return u"edit-copy"_s;
    case Action::Edit:
        return u"document-edit"_s;
    case Action::Revert:
        return u"edit-undo"_s;
    case Action::None:
    case Action::Fix:
        break;
    }
    return {};
}

} // namespace

SecretValueDelegate::SecretValueDelegate(QObject *parent) : QStyledItemDelegate(parent)
{}

void SecretValueDelegate::setHot(const QModelIndex &index, Action action)
{
    m_hot = index.siblingAtColumn(0);
    m_hotAction = action;
}

QString SecretValueDelegate::actionText(Action action)
{
    switch (action) {
    case Action::Reveal:
        return tr("Show for 20 seconds, or while pressed");
    case Action::Copy:
        return tr("Copy value");
    case Action::Edit:
        return tr("Edit value…");
    case Action::Revert:
        return tr("Undo this change");
    case Action::None:
    case Action::Fix:
        break;
    }
    return {};
}

QSize SecretValueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {120, SecretValueLayout::rowHeight(index, qMax(200, option.rect.width()))};
}

bool SecretValueDelegate::showsActions(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return isHot(index) || index.data(Model::RevealedRole).toBool() || isCurrent(option, index);
}

bool SecretValueDelegate::isCurrent(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    // While somebody types in the find field, the row that was found is the current one.
    return view != nullptr && (view->hasFocus() || view->property(showsCurrentProperty).toBool())
           && view->currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0);
}

void SecretValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const ThemeColors &c = colors();
    const bool current = isCurrent(option, index);
    painter->fillRect(option.rect, current ? c.selected : isHot(index) ? c.hover : surfaceBelow(option.widget));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    switch (Column(index.column())) {
    case Column::Key:
        paintKey(painter, option, index);
        break;
    case Column::Value:
        paintValue(painter, option, index);
        if (showsActions(option, index))
            paintActions(painter, option, index);
        if (!index.data(Model::HintRole).toString().isEmpty())
            paintHint(painter, option, index);
        break;
    case Column::Age: {
        const QRect cell = SecretValueLayout::band(option.rect).adjusted(0, 0, -metrics::cellMargin, 0);
        rows::paintText(painter, rows::visual(option, cell), index.data(Model::AgeTextRole).toString(),
                        Theme::font(Theme::Font::Small), c.text2, Qt::ElideRight, option.direction, Qt::AlignTrailing);
        break;
    }
    }
    painter->restore();
}

void SecretValueDelegate::paintKey(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const std::optional<Status> change = changeAt(index);
    const bool removed = change == Status::Removed;
    const bool current = isCurrent(option, index);
    if (change || current)
        rows::paintBar(painter, option.rect,
                       removed                   ? c.dangerFg
                       : change == Status::Added ? c.okFg
                                                 : c.accent,
                       option.direction);
    QFont strong = Theme::font(Theme::Font::BodyStrong);
    strong.setStrikeOut(removed);
    const QString role = index.data(Model::RoleTextRole).toString();
    const int first = QFontMetrics(strong).height();
    const int second = role.isEmpty() ? 0 : QFontMetrics(Theme::font(Theme::Font::Small)).height();
    const QRect r = SecretValueLayout::band(option.rect); // a revealed text and a hint make the row tall
    const QRect name(r.left() + metrics::cellMargin, r.top() + (r.height() - first - second) / 2,
                     r.width() - metrics::cellMargin - 8, first);
    rows::paintText(painter, rows::visual(option, name), index.data().toString(), strong, removed ? c.dangerFg : c.text,
                    Qt::ElideMiddle, option.direction);
    rows::paintText(painter, rows::visual(option, name.translated(0, first)), role, Theme::font(Theme::Font::Small),
                    c.text2, Qt::ElideRight, option.direction);
}

void SecretValueDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const std::optional<Status> change = changeAt(index);
    const SecretValueLayout at = layoutOf(option, index);
    const bool buttons = showsActions(option, index);
    const QFont small = Theme::font(Theme::Font::Small);
    if (change == Status::Removed) {
        const QRect chip =
            chips::paintStatus(painter, rows::visual(option, SecretValueLayout::band(option.rect)),
                               statusLook(Status::Removed), StatusText::chip({Status::Removed, 0}), option.direction);
        const QRect band = SecretValueLayout::band(option.rect).adjusted(chip.width() + 14, 0, -metrics::cellMargin, 0);
        if (!index.parent().isValid())
            rows::paintText(painter, rows::visual(option, band), tr("in your unsaved changes"), small, c.text2,
                            Qt::ElideRight, option.direction);
        return;
    }
    if (change)
        chips::paintStatus(painter, at.mark(buttons), statusLook(*change), StatusText::chip({*change, 0}),
                           option.direction);
    const QRect place = at.value(buttons);
    const qsizetype length = index.data(Model::LengthRole).toLongLong();
    if (length == 0) {
        rows::paintText(painter, place, Wording::emptyValue(), small, c.text3, Qt::ElideRight, option.direction);
    } else if (index.data(Model::RevealedRole).toBool()) {
        paintRevealed(painter, at, index);
        if (at.revealedBelow().isValid())
            rows::paintText(painter, place, Wording::characters(length), small, c.text2, Qt::ElideRight,
                            option.direction);
    } else if (index.data(Model::MaskedRole).toBool()) {
        const QString words = Wording::characters(length);
        const int room = place.width() - 12 - QFontMetrics(small).horizontalAdvance(words);
        // The length counts for more than the number of dots, which says nothing.
        const int dots =
            qBound(3, (room + metrics::maskPitch - metrics::maskDot) / metrics::maskPitch, metrics::maskDots);
        paintMask(painter, place, dots, maskWidth(dots) <= room ? words : QString(), option.direction);
    } else {
        QString text = index.data(Model::PlainTextRole).toString();
        rows::paintText(painter, place, text.replace(u'\n', u'↵'), Theme::font(Theme::Font::Mono), c.text,
                        Qt::ElideMiddle, option.direction);
    }
}

//! Beside the buttons where it fits in one line, else below them over the whole width.
void SecretValueDelegate::paintRevealed(QPainter *painter, const SecretValueLayout &at, const QModelIndex &index) const
{
    const QRect below = at.revealedBelow();
    QString text = index.data(Model::RevealedTextRole).toString().left(SecretValueLayout::longestText);
    painter->setFont(Theme::font(Theme::Font::Mono));
    painter->setPen(colors().text);
    painter->setLayoutDirection(Qt::LeftToRight); // values read so in every language
    if (below.isValid())
        painter->drawText(below, Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere, text);
    else
        painter->drawText(at.value(true), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    wipe(text);
}

void SecretValueDelegate::paintActions(QPainter *painter, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const SecretValueLayout at = layoutOf(option, index);
    painter->setRenderHint(QPainter::Antialiasing);
    for (const Action action : SecretValueLayout::actions(index)) {
        const QRect button = at.action(action);
        if (isHot(index) && action == m_hotAction) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(mixed(c.hover, c.text3, 22));
            painter->drawRoundedRect(button, metrics::controlRadius, metrics::controlRadius);
        }
        const bool revealed = action == Action::Reveal && index.data(Model::RevealedRole).toBool();
        icons::paint(painter, button, revealed ? u"view-hidden"_s : iconOf(action), revealed ? c.accent : c.text2);
    }
}

void SecretValueDelegate::paintHint(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const SecretValueLayout at = layoutOf(option, index);
    const QRect box = at.hint();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.warnBg);
    painter->drawRoundedRect(box, metrics::controlRadius, metrics::controlRadius);
    const QRect icon(8, 0, metrics::icon, box.height());
    icons::paint(painter, QStyle::visualRect(option.direction, box, icon.translated(box.topLeft())), u"kt-warning"_s,
                 c.warnFg);
    painter->setFont(Theme::font(Theme::Font::Small));
    painter->setPen(c.text);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->drawText(at.hintText(),
                      int(QStyle::visualAlignment(option.direction, Qt::AlignLeading)) | Qt::AlignVCenter
                          | Qt::TextWordWrap,
                      index.data(Model::HintRole).toString());
    const QRect fix = at.action(Action::Fix);
    if (!fix.isValid())
        return;
    QFont link = Theme::font(Theme::Font::Small);
    link.setUnderline(isHot(index) && m_hotAction == Action::Fix);
    rows::paintText(painter, fix, index.data(Model::HintFixRole).toString(), link, c.accent, Qt::ElideNone,
                    option.direction, Qt::AlignHCenter);
}

} // namespace keyturn

#include "moc_secret_value_delegate.cpp"
