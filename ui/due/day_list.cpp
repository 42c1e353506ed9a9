#include "ui/due/day_list.h"

#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/timeline/timeline_painter.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

enum DayRole { SourceRole = Qt::UserRole + 1, ShapeRole, StatusRole, WhatRole };
constexpr int signWidth = 36;

class DayDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {120, QFontMetrics(Theme::font(Theme::Font::BodyStrong)).height()
                         + 2 * QFontMetrics(Theme::font(Theme::Font::Small)).height() + 14};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        rows::paintBackground(painter, option, true);
        const QFont strong = Theme::font(Theme::Font::BodyStrong);
        const QFont small = Theme::font(Theme::Font::Small);
        const int first = QFontMetrics(strong).height();
        const QRect cell = option.rect.adjusted(signWidth, 6, -10, -6);
        TimelinePainter::paintShape(*painter, QPointF(option.rect.left() + 18, cell.top() + first / 2.0),
                                    TimelineMark::Shape(index.data(ShapeRole).toInt()),
                                    Status(index.data(StatusRole).toInt()), colors());
        rows::paintText(painter, QRect(cell.left(), cell.top(), cell.width(), first), index.data().toString(), strong,
                        colors().text, Qt::ElideMiddle, Qt::LeftToRight);
        painter->setFont(small);
        painter->setPen(colors().text2);
        painter->drawText(cell.adjusted(0, first, 0, 0), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop,
                          index.data(WhatRole).toString());
        painter->restore();
    }
};

} // namespace

DayList::DayList(QWidget *parent) : QListView(parent), m_items(new QStandardItemModel(this))
{
    setObjectName(u"dueDayList"_s);
    setAccessibleName(tr("Dates of the chosen day"));
    setModel(m_items);
    setItemDelegate(new DayDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(this, &QListView::doubleClicked, this, &DayList::open);
}

void DayList::setDay(const DueMarks &marks, const QList<TimelineMark> &day)
{
    m_items->clear();
    for (const TimelineMark &mark : day) {
        const QString title = marks.title(mark);
        const QString name = Wording::dueName(marks.rows()[mark.source].item);
        auto *item = new QStandardItem(leafOf(name));
        // What is said of it without the name, which stands above.
        const qsizetype colon = title.indexOf(u": "_s, name.size());
        QString what = colon < 0 ? title : title.sliced(colon + 2);
        if (!what.isEmpty())
            what[0] = what[0].toUpper();
        item->setData(what, WhatRole);
        item->setData(mark.source, SourceRole);
        item->setData(int(mark.shape), ShapeRole);
        item->setData(int(mark.status), StatusRole);
        item->setData(title, Qt::AccessibleTextRole);
        item->setToolTip(title + u'\n' + marks.details(mark));
        m_items->appendRow(item);
    }
}

void DayList::open(const QModelIndex &index)
{
    if (index.isValid())
        emit opened(index.data(SourceRole).toInt());
}

void DayList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        open(currentIndex());
    else
        QListView::keyPressEvent(event);
}

} // namespace keyturn

#include "moc_day_list.cpp"
