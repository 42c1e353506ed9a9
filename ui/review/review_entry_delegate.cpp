#include "ui/review/review_entry_delegate.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace keyturn {

namespace {

QRect checkBox(const QRect &row)
{
    return QRect(row.left() + 11, row.top() + 9, 18, 18);
}

} // namespace

QSize ReviewEntryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return QSize(0, rowHeight);
}

void ReviewEntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &theme = colors();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.selected);
        painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), metrics::controlRadius, metrics::controlRadius);
    }
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const QRect box = checkBox(option.rect);
    painter->setPen(checked ? theme.accentFill : theme.borderInput);
    painter->setBrush(checked ? theme.accentFill : theme.surface);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (checked) {
        painter->setPen(QPen(theme.onAccent, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(
            QPolygonF({QPointF(box.left() + 4.5, box.top() + 9.5), QPointF(box.left() + 7.5, box.top() + 12.5),
                       QPointF(box.left() + 13.5, box.top() + 5.5)}));
    }

    const QRect text = option.rect.adjusted(40, 7, -8, -7);
    const auto line = [&](int top, const QString &words, const QFont &font, const QColor &color,
                          Qt::TextElideMode mode) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(QRect(text.left(), text.top() + top, text.width(), 20), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(words, mode, text.width()));
    };
    line(0, index.data().toString(), Theme::font(selected ? Theme::Font::BodyStrong : Theme::Font::Body), theme.text,
         Qt::ElideMiddle);
    line(19, index.data(RemarkRole).toString(), Theme::font(Theme::Font::Small), theme.text2, Qt::ElideRight);
    painter->restore();
}

bool ReviewEntryDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                      const QModelIndex &index)
{
    bool toggle = false;
    if (event->type() == QEvent::MouseButtonRelease)
        toggle = checkBox(option.rect).adjusted(-4, -4, 4, 4).contains(static_cast<QMouseEvent *>(event)->pos());
    else if (event->type() == QEvent::KeyPress)
        toggle = static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    if (!toggle)
        return false;
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace keyturn

#include "moc_review_entry_delegate.cpp"
