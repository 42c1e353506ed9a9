#include "ui/details/tag_delegate.h"

#include "ui/details/tag_model.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_chip_painter.h"
#include "ui/widgets/status_look.h"

#include <QLineEdit>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Column = TagModel::Column;

constexpr int margin = 8;

} // namespace

void TagDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const QVariant change = index.data(TagModel::ChangeRole);
    const bool removed = change.isValid() && Status(change.toInt()) == Status::Removed;
    const bool added = change.isValid() && Status(change.toInt()) == Status::Added;
    painter->save();
    if (removed)
        painter->fillRect(option.rect, c.dangerBg);
    else if (rows::isSelected(option))
        painter->fillRect(option.rect, c.selected);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    if (index.column() == int(Column::Name) && change.isValid())
        rows::paintBar(painter, option.rect, removed ? c.dangerFg : added ? c.okFg : c.accent, option.direction);
    // The header's texts too have a margin before the first column only.
    const int left = index.column() == int(Column::Name) ? margin : 0;
    const QRect cell = rows::visual(option, option.rect.adjusted(left, 0, -margin, -1));
    const QString text = index.data().toString();
    if (index.column() == int(Column::State)) {
        if (change.isValid())
            chips::paintLabel(painter, cell, text,
                              removed ? &ThemeColors::dangerFg
                              : added ? &ThemeColors::okFg
                                      : &ThemeColors::infoFg,
                              removed ? &ThemeColors::dangerBg
                              : added ? &ThemeColors::okBg
                                      : &ThemeColors::infoBg,
                              option.direction);
    } else {
        QFont font = Theme::font(Theme::Font::Body);
        font.setStrikeOut(removed);
        rows::paintText(painter, cell, text, font, removed ? c.dangerFg : c.text, Qt::ElideMiddle, option.direction);
    }
    painter->restore();
}

QWidget *TagDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(u"tagEditor"_s);
    field->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return field;
}

void TagDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(0, 1, -4, -1));
}

} // namespace keyturn

#include "moc_tag_delegate.cpp"
