#include "ui/editor/secret_value_delegate.h"
#include "ui/editor/secret_value_model.h"
#include "ui/style/icons.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
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

constexpr int margin = 12;
constexpr int hintHeight = 32;
constexpr int longestText = 4096; // of a revealed value; the rest is for Copy

std::optional<Status> changeAt(const QModelIndex &index)
{
    const QVariant change = index.data(Model::ChangeRole);
    return change.isValid() ? std::optional(Status(change.toInt())) : std::nullopt;
}

bool hasHint(const QModelIndex &index)
{
    return !index.data(Model::HintRole).toString().isEmpty();
}

// The part of a row above its hint.
QRect upperPart(const QRect &rect, const QModelIndex &index)
{
    return hasHint(index) ? rect.adjusted(0, 0, 0, -(metrics::hintRow - metrics::comfortableRow)) : rect;
}

QRect hintBox(const QRect &cell)
{
    return {cell.left(), cell.bottom() - hintHeight - 7, cell.width() - margin, hintHeight};
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

QList<SecretValueDelegate::Action> SecretValueDelegate::actions(const QModelIndex &index) const
{
    const std::optional<Status> change = changeAt(index);
    const bool editable = index.data(Model::EditableRole).toBool();
    if (change == Status::Removed)
        return editable ? QList<Action>{Action::Revert} : QList<Action>{};
    QList<Action> list;
    if (index.data(Model::MaskedRole).toBool())
        list << Action::Reveal;
    list << Action::Copy;
    if (editable && change)
        list << Action::Revert;
    if (editable)
        list << Action::Edit;
    return list;
}

QRect SecretValueDelegate::actionRect(Action action, const QRect &cell, const QModelIndex &index,
                                      Qt::LayoutDirection direction) const
{
    if (action == Action::Fix) {
        const QString fix = index.data(Model::HintFixRole).toString();
        if (fix.isEmpty())
            return {};
        const QRect box = hintBox(cell);
        const int width = QFontMetrics(Theme::font(Theme::Font::Body)).horizontalAdvance(fix) + 2 * 8;
        return QStyle::visualRect(direction, cell, QRect(box.right() - width + 1, box.top(), width, box.height()));
    }
    const QList<Action> list = actions(index);
    const qsizetype place = list.indexOf(action);
    if (place < 0)
        return {};
    const QRect upper = upperPart(cell, index);
    const int fromEnd = int(list.size() - place);
    const int size = metrics::controlHeight;
    const QRect logical(upper.right() + 1 - margin / 2 - fromEnd * (size + 2),
                        upper.top() + (upper.height() - size) / 2, size, size);
    return QStyle::visualRect(direction, cell, logical);
}

SecretValueDelegate::Action SecretValueDelegate::actionAt(const QRect &cell, const QPoint &pos,
                                                          const QModelIndex &index, Qt::LayoutDirection direction) const
{
    for (const Action action : {Action::Reveal, Action::Copy, Action::Edit, Action::Revert, Action::Fix}) {
        if (actionRect(action, cell, index, direction).contains(pos))
            return action;
    }
    return Action::None;
}

int SecretValueDelegate::rowHeight(const QModelIndex &index, int valueWidth) const
{
    const QModelIndex cell = index.siblingAtColumn(int(Column::Value));
    const int lines = QFontMetrics(Theme::font(Theme::Font::BodyStrong)).height()
                      + QFontMetrics(Theme::font(Theme::Font::Small)).height();
    int height = qMax(metrics::comfortableRow, lines + 14);
    if (cell.data(Model::RevealedRole).toBool()) {
        QString text = cell.data(Model::RevealedTextRole).toString().left(longestText);
        int width = valueWidth - margin - int(actions(cell).size()) * (metrics::controlHeight + 2);
        if (const std::optional<Status> change = changeAt(cell))
            width -= chips::statusSize(statusLook(*change), StatusText::chip({*change, 0})).width() + 8;
        const QRect needed = QFontMetrics(Theme::font(Theme::Font::Mono))
                                 .boundingRect(QRect(0, 0, qMax(80, width), 100'000), Qt::TextWrapAnywhere, text);
        wipe(text);
        height = qMax(height, needed.height() + 16);
    }
    return height + (hasHint(cell) ? metrics::hintRow - metrics::comfortableRow : 0);
}

QSize SecretValueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {120, rowHeight(index, qMax(200, option.rect.width()))};
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
    painter->fillRect(option.rect, current ? c.selected : isHot(index) ? c.hover : c.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    switch (Column(index.column())) {
    case Column::Key:
        paintKey(painter, option, index);
        break;
    case Column::Value:
        paintValue(painter, option, index);
        if (showsActions(option, index))
            paintActions(painter, option, index);
        if (hasHint(index))
            paintHint(painter, option, index);
        break;
    case Column::Age: {
        QRect cell = upperPart(option.rect, index).adjusted(0, 0, -margin, -1);
        cell.setHeight(qMin(cell.height(), metrics::comfortableRow)); // with the first line of a revealed text
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
    // A revealed text makes the row tall; the key stays with the first line.
    QRect r = upperPart(option.rect, index);
    r.setHeight(qMin(r.height(), qMax(metrics::comfortableRow, first + second + 14)));
    const QRect name(r.left() + margin, r.top() + (r.height() - first - second) / 2, r.width() - margin - 8, first);
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
    const QRect upper = upperPart(option.rect, index).adjusted(0, 0, 0, -1);
    const int buttons =
        showsActions(option, index) ? int(actions(index).size()) * (metrics::controlHeight + 2) + margin / 2 : 0;
    int end = upper.right() + 1 - qMax(buttons, margin);
    if (change == Status::Removed) {
        const StatusLook look = statusLook(Status::Removed);
        const QString word = StatusText::chip({Status::Removed, 0});
        const QRect chip = chips::paintStatus(painter, rows::visual(option, upper), look, word, option.direction);
        const int after = upper.left() + chip.width() + 14;
        rows::paintText(painter, rows::visual(option, QRect(after, upper.top(), end - after, upper.height())),
                        tr("in your unsaved changes"), Theme::font(Theme::Font::Small), c.text2, Qt::ElideRight,
                        option.direction);
        return;
    }
    if (change) {
        const StatusLook look = statusLook(*change);
        const QString word = StatusText::chip({*change, 0});
        const int width = chips::statusSize(look, word).width();
        end -= width;
        chips::paintStatus(painter, rows::visual(option, QRect(end, upper.top(), width, upper.height())), look, word,
                           option.direction);
        end -= 8;
    }
    const QRect place = rows::visual(option, QRect(upper.left(), upper.top(), end - upper.left(), upper.height()));
    if (index.data(Model::RevealedRole).toBool()) {
        QString text = index.data(Model::RevealedTextRole).toString().left(longestText);
        painter->setFont(Theme::font(Theme::Font::Mono));
        painter->setPen(c.text);
        painter->setLayoutDirection(Qt::LeftToRight); // values read so in every language
        painter->drawText(place.adjusted(0, 8, 0, -8), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWrapAnywhere, text);
        wipe(text);
    } else if (index.data(Model::MaskedRole).toBool()) {
        const QString length = Wording::characters(index.data(Model::LengthRole).toLongLong());
        const int needed =
            maskWidth(metrics::maskDots) + 12 + QFontMetrics(Theme::font(Theme::Font::Small)).horizontalAdvance(length);
        paintMask(painter, place, metrics::maskDots, needed <= place.width() ? length : QString(), option.direction);
    } else {
        QString text = index.data(Model::PlainTextRole).toString();
        rows::paintText(painter, place, text.replace(u'\n', u'↵'), Theme::font(Theme::Font::Mono), c.text,
                        Qt::ElideMiddle, option.direction);
    }
}

void SecretValueDelegate::paintActions(QPainter *painter, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const QList<Action> list = actions(index);
    painter->setRenderHint(QPainter::Antialiasing);
    for (const Action action : list) {
        const QRect button = actionRect(action, option.rect, index, option.direction);
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
    const QRect box = hintBox(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.warnBg);
    painter->drawRoundedRect(rows::visual(option, box), metrics::controlRadius, metrics::controlRadius);
    const QRect icon(box.left() + 8, box.top(), metrics::icon, box.height());
    icons::paint(painter, rows::visual(option, icon), u"kt-warning"_s, c.warnFg);
    const QRect fix = actionRect(Action::Fix, option.rect, index, option.direction);
    const int left = icon.right() + 1 + 6;
    const QRect text(left, box.top(), box.right() - left - fix.width(), box.height());
    rows::paintText(painter, rows::visual(option, text), index.data(Model::HintRole).toString(),
                    Theme::font(Theme::Font::Small), c.text, Qt::ElideRight, option.direction);
    if (!fix.isValid())
        return;
    QFont link = Theme::font(Theme::Font::Small);
    link.setUnderline(isHot(index) && m_hotAction == Action::Fix);
    rows::paintText(painter, fix, index.data(Model::HintFixRole).toString(), link, c.accent, Qt::ElideNone,
                    option.direction, Qt::AlignHCenter);
}

} // namespace keyturn

#include "moc_secret_value_delegate.cpp"
