#include "ui/editor/secret_value_layout.h"

#include "ui/editor/secret_value_model.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_chip_painter.h"

#include <QFontMetrics>
#include <QStyle>

namespace keyturn {

namespace {

using Model = SecretValueModel;

constexpr int hintGap = 8; // below the hint
constexpr int hintPadding = 8;
constexpr int buttonPitch = metrics::controlHeight + 2;

std::optional<Status> markOf(const QModelIndex &index)
{
    const QVariant change = index.data(Model::ChangeRole);
    return change.isValid() ? std::optional(Status(change.toInt())) : std::nullopt;
}

} // namespace

SecretValueLayout::SecretValueLayout(const QModelIndex &index, const QRect &cell, Qt::LayoutDirection direction) :
    m_index(index), m_cell(cell), m_direction(direction)
{}

QList<SecretValueLayout::Action> SecretValueLayout::actions(const QModelIndex &index)
{
    const std::optional<Status> change = markOf(index);
    const bool editable = index.data(Model::EditableRole).toBool();
    const bool revertible = editable && change && !index.parent().isValid(); // with all that is below it
    if (change == Status::Removed)
        return revertible ? QList<Action>{Action::Revert} : QList<Action>{};
    QList<Action> list;
    if (index.data(Model::MaskedRole).toBool() && index.data(Model::LengthRole).toLongLong() > 0)
        list << Action::Reveal;
    list << Action::Copy;
    if (revertible)
        list << Action::Revert;
    if (editable)
        list << Action::Edit;
    return list;
}

int SecretValueLayout::bandHeight()
{
    const int lines = QFontMetrics(Theme::font(Theme::Font::BodyStrong)).height()
                      + QFontMetrics(Theme::font(Theme::Font::Small)).height();
    return qMax(metrics::comfortableRow, lines + 14);
}

QRect SecretValueLayout::band(const QRect &cell)
{
    return {cell.left(), cell.top(), cell.width(), qMin(cell.height(), bandHeight()) - 1};
}

int SecretValueLayout::rowHeight(const QModelIndex &index, int valueWidth)
{
    const QModelIndex cell = index.siblingAtColumn(int(Model::Column::Value));
    const SecretValueLayout at(cell, QRect(0, 0, valueWidth, bandHeight()), Qt::LeftToRight);
    const int below = at.revealedHeight();
    const int hint = at.hintHeight();
    return bandHeight() + (below > 0 ? below + hintGap : 0) + (hint > 0 ? hint + hintGap : 0);
}

QRect SecretValueLayout::visual(const QRect &logical) const
{
    return QStyle::visualRect(m_direction, m_cell, logical);
}

int SecretValueLayout::markWidth() const
{
    const std::optional<Status> change = markOf(m_index);
    return change ? chips::statusSize(statusLook(*change), StatusText::chip({*change, 0})).width() : 0;
}

int SecretValueLayout::end(bool buttons) const
{
    const int taken = buttons ? int(actions(m_index).size()) * buttonPitch + metrics::cellMargin / 2 : 0;
    return m_cell.right() + 1 - qMax(taken, metrics::cellMargin);
}

QRect SecretValueLayout::mark(bool buttons) const
{
    const QRect row = band(m_cell);
    return visual(QRect(end(buttons) - markWidth(), row.top(), markWidth(), row.height()));
}

QRect SecretValueLayout::value(bool buttons) const
{
    const QRect row = band(m_cell);
    const int mark = markWidth();
    return visual(QRect(row.left(), row.top(), end(buttons) - (mark > 0 ? mark + 8 : 0) - row.left(), row.height()));
}

int SecretValueLayout::revealedHeight() const
{
    if (!m_index.data(Model::RevealedRole).toBool())
        return 0;
    QString text = m_index.data(Model::RevealedTextRole).toString().left(longestText);
    const QFontMetrics mono(Theme::font(Theme::Font::Mono));
    const bool fits = !text.contains(u'\n') && mono.horizontalAdvance(text) <= value(true).width();
    const int wide = qMax(80, m_cell.width() - metrics::cellMargin);
    const int height = mono.boundingRect(QRect(0, 0, wide, 100'000), Qt::TextWrapAnywhere, text).height();
    wipe(text);
    return fits ? 0 : height;
}

QRect SecretValueLayout::revealedBelow() const
{
    const int height = revealedHeight();
    if (height == 0)
        return {};
    return visual(QRect(m_cell.left(), band(m_cell).bottom() + 1, m_cell.width() - metrics::cellMargin, height));
}

int SecretValueLayout::fixWidth() const
{
    const QString fix = m_index.data(Model::HintFixRole).toString();
    return fix.isEmpty() ? 0 : QFontMetrics(Theme::font(Theme::Font::Body)).horizontalAdvance(fix) + 2 * hintPadding;
}

int SecretValueLayout::hintHeight() const
{
    const QString hint = m_index.data(Model::HintRole).toString();
    if (hint.isEmpty())
        return 0;
    const int wide = m_cell.width() - metrics::cellMargin - metrics::icon - 2 * hintPadding - 6 - fixWidth();
    const int needed = QFontMetrics(Theme::font(Theme::Font::Small))
                           .boundingRect(QRect(0, 0, qMax(80, wide), 1000), Qt::TextWordWrap, hint)
                           .height();
    return qMax(int(metrics::controlHeight), needed + 2 * hintPadding);
}

QRect SecretValueLayout::hint() const
{
    const int height = hintHeight();
    if (height == 0)
        return {};
    return visual(
        QRect(m_cell.left(), m_cell.bottom() - height - hintGap + 1, m_cell.width() - metrics::cellMargin, height));
}

QRect SecretValueLayout::hintText() const
{
    const QRect box = QStyle::visualRect(m_direction, m_cell, hint());
    const int left = hintPadding + metrics::icon + 6;
    return visual(box.adjusted(left, 0, -(fixWidth() > 0 ? fixWidth() : hintPadding), 0));
}

QRect SecretValueLayout::action(Action action) const
{
    if (action == Action::Fix) {
        const QRect box = QStyle::visualRect(m_direction, m_cell, hint());
        const int width = fixWidth();
        return width == 0 || !box.isValid() ? QRect()
                                            : visual(QRect(box.right() - width + 1, box.top(), width, box.height()));
    }
    const QList<Action> list = actions(m_index);
    const qsizetype place = list.indexOf(action);
    if (place < 0)
        return {};
    const QRect row = band(m_cell);
    const int size = metrics::controlHeight;
    return visual(QRect(row.right() + 1 - metrics::cellMargin / 2 - int(list.size() - place) * buttonPitch,
                        row.top() + (row.height() - size) / 2, size, size));
}

SecretValueLayout::Action SecretValueLayout::actionAt(const QPoint &pos) const
{
    for (const Action candidate : {Action::Reveal, Action::Copy, Action::Edit, Action::Revert, Action::Fix}) {
        if (action(candidate).contains(pos))
            return candidate;
    }
    return Action::None;
}

} // namespace keyturn
