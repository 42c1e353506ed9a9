#include "ui/widgets/table_header.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPaintEvent>
#include <QPainter>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {
constexpr int arrow = 12;
}

TableHeader::TableHeader(int margin, QWidget *parent, int inner) :
    QHeaderView(Qt::Horizontal, parent), m_margin(margin), m_inner(inner)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setMinimumSectionSize(40);
}

QSize TableHeader::sizeHint() const
{
    const QFontMetrics caption(Theme::font(Theme::Font::Caption));
    return {QHeaderView::sizeHint().width(), qMax(metrics::headerRow, caption.height() + 14)};
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    // Behind the last section the style would paint its own idea of an empty header.
    const int used = length() - offset();
    const QRect all = viewport()->rect();
    const QRect rest = QStyle::visualRect(layoutDirection(), all, all.adjusted(used, 0, 0, 0));
    if (used >= all.width())
        return;
    QPainter painter(viewport());
    painter.fillRect(rest, surfaceBelow(this));
    painter.fillRect(QRect(rest.left(), rest.bottom(), rest.width(), 1), colors().border);
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    const ThemeColors &c = colors();
    painter->fillRect(rect, surfaceBelow(this));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.border);
    const bool first = visualIndex(logicalIndex) == 0;
    const bool last = visualIndex(logicalIndex) == count() - 1;
    const QVariant wanted = model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole);
    const bool trailing = wanted.isValid() && Qt::Alignment(wanted.toInt()).testFlag(Qt::AlignRight);
    const QRect logical = rect.adjusted(first ? m_margin : m_inner, 0, trailing && last ? -m_margin : -4, -1);
    const QRect place = QStyle::visualRect(layoutDirection(), rect, logical);

    const QFont font = Theme::font(Theme::Font::Caption);
    const QString words = model()->headerData(logicalIndex, Qt::Horizontal).toString();
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == logicalIndex;
    const QFontMetrics caption(font);
    const int room = place.width() - (sorted ? arrow + 4 : 0);
    const QString shown = caption.elidedText(words, Qt::ElideMiddle, room);
    painter->setFont(font);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->setPen(c.text3);
    const Qt::Alignment alignment = trailing ? Qt::AlignTrailing : Qt::AlignLeading;
    painter->drawText(place, int(QStyle::visualAlignment(layoutDirection(), alignment | Qt::AlignVCenter)), shown);
    if (sorted && !trailing) {
        const QRect mark(place.left() + caption.horizontalAdvance(shown) + 4, place.top(), arrow, place.height());
        icons::paint(painter, QStyle::visualRect(layoutDirection(), place, mark),
                     sortIndicatorOrder() == Qt::AscendingOrder ? u"go-up"_s : u"go-down"_s, c.text3, arrow);
    }
}

} // namespace keyturn

#include "moc_table_header.cpp"
