#include "ui/due/due_delegate.h"
#include "ui/due/due_model.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/widgets/status_chip_painter.h"

#include <QAbstractItemView>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {
constexpr int margin = 24;
constexpr int gap = 12;
using Column = DueModel::Column;

//! Of any month, in the user's language and the present font.
int widestDate()
{
    const QFontMetrics body(Theme::font(Theme::Font::Body));
    int width = 0;
    for (int month = 1; month <= 12; ++month) {
        const QDateTime date(QDate(2028, month, 28), QTime(12, 0));
        width = qMax(width, body.horizontalAdvance(Wording::shortDate(date, date.addYears(-1))));
    }
    return width + 2; // fractions of a pixel
}

void paintProse(QPainter *painter, const QRect &cell, const QString &text, const QFont &font,
                Qt::LayoutDirection direction)
{
    painter->setFont(font);
    painter->setPen(colors().text2);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->drawText(cell, int(QStyle::visualAlignment(direction, Qt::AlignLeading | Qt::AlignVCenter)),
                      DueDelegate::inTwoLines(text, font, cell.width()));
}

} // namespace

DueDelegate::DueDelegate(QObject *parent) : QStyledItemDelegate(parent)
{}

QString DueDelegate::inTwoLines(const QString &text, const QFont &font, int width)
{
    const QFontMetrics measure(font);
    if (measure.horizontalAdvance(text) <= width)
        return text;
    QTextLayout lines(text, font);
    lines.beginLayout();
    QTextLine first = lines.createLine();
    first.setLineWidth(width);
    lines.endLayout();
    const int end = first.textLength();
    return text.left(end).trimmed() + u'\n' + measure.elidedText(text.mid(end), Qt::ElideRight, width);
}

int DueDelegate::columnWidth(int column)
{
    int width = 0;
    switch (Column(column)) {
    case Column::When:
        for (const EntryStatus &status : {EntryStatus{Status::Overdue, -188}, EntryStatus{Status::RotationStuck, 0}})
            width = qMax(width, chips::statusSize(statusLook(status.status), StatusText::dueChip(status)).width());
        return width + margin + gap;
    case Column::Date:
        return widestDate() + gap;
    case Column::Source:
        return chips::labelSize(Wording::store(Store::SecretsManager)).width() + margin;
    case Column::What:
    case Column::Why:
    case Column::Resets:
        break;
    }
    return 0;
}

QSize DueDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int lines =
        QFontMetrics(Theme::font(Theme::Font::Body)).height() + QFontMetrics(Theme::font(Theme::Font::Small)).height();
    return {80, qMax(metrics::dueRow, lines + 10)};
}

void DueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const auto column = Column(index.column());
    QStyleOptionViewItem row = option;
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        row.showDecorationSelected = view->currentIndex().row() == index.row();
    rows::paintBackground(painter, row, column == Column::When);
    const ThemeColors &c = colors();
    const bool selected = rows::isSelected(option);
    const QFont body = Theme::font(Theme::Font::Body);
    const QFont small = Theme::font(Theme::Font::Small);
    const QRect cell = rows::visual(option, option.rect.adjusted(column == Column::When ? margin : 0, 0, -gap, -1));
    switch (column) {
    case Column::When: {
        const auto status = Status(index.data(DueModel::StatusRole).toInt());
        chips::paintStatus(painter, cell, statusLook(status), index.data().toString(), option.direction);
        break;
    }
    case Column::Date:
        rows::paintText(painter, cell, index.data().toString(), body, c.text, Qt::ElideRight, option.direction);
        break;
    case Column::What: {
        const QFont name = Theme::font(selected ? Theme::Font::BodyStrong : Theme::Font::Body);
        const int first = QFontMetrics(name).height();
        const int second = QFontMetrics(small).height();
        const int top = cell.top() + (cell.height() - first - second) / 2;
        rows::paintText(painter, QRect(cell.left(), top, cell.width(), first),
                        index.data(DueModel::NameRole).toString(), name, c.text, Qt::ElideMiddle, option.direction);
        rows::paintText(painter, QRect(cell.left(), top + first, cell.width(), second),
                        index.data(DueModel::PartRole).toString(), small, c.text2, Qt::ElideMiddle, option.direction);
        break;
    }
    case Column::Why:
    case Column::Resets:
        paintProse(painter, cell, index.data().toString(), small, option.direction);
        break;
    case Column::Source:
        chips::paintLabel(painter, cell, index.data().toString(), &ThemeColors::text2, nullptr, option.direction);
        break;
    }
    painter->restore();
}

} // namespace keyturn

#include "moc_due_delegate.cpp"
