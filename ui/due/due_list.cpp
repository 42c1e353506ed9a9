#include "ui/due/due_list.h"

#include "ui/due/due_delegate.h"
#include "ui/due/due_model.h"
#include "ui/style/metrics.h"
#include "ui/widgets/table_header.h"

#include <QKeyEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace keyturn {

DueList::DueList(QAbstractItemModel *rows, QWidget *parent) : QTableView(parent)
{
    setObjectName(u"dueList"_s);
    setAccessibleName(tr("Due dates"));
    setHorizontalHeader(new TableHeader(metrics::pageMargin, this));
    setModel(rows);
    setItemDelegate(new DueDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(metrics::dueRow);
    verticalHeader()->setMinimumSectionSize(metrics::dueRow);
    QHeaderView *header = horizontalHeader();
    header->setMinimumSectionSize(60);
    for (int column = 0; column < model()->columnCount(); ++column) {
        const int width = DueDelegate::columnWidth(column);
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        if (width > 0)
            setColumnWidth(column, width);
    }
    connect(this, &QTableView::doubleClicked, this, &DueList::opened);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &DueList::openMenu);
}

void DueList::openMenu(const QPoint &at)
{
    const QPersistentModelIndex row = indexAt(at); // dates may come and go while it is open
    if (!row.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"dueMenu"_s);
    menu->setAccessibleName(tr("Date"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const QString &object, void (DueList::*signal)(const QModelIndex &)) {
        QAction *action = menu->addAction(text);
        action->setObjectName(object);
        connect(action, &QAction::triggered, this, [this, row, signal] {
            if (row.isValid())
                emit(this->*signal)(row);
        });
    };
    add(tr("Open"), u"dueOpen"_s, &DueList::opened);
    if (row.data(DueModel::OwnRole).toBool())
        add(tr("Edit reminder…"), u"dueEdit"_s, &DueList::editWanted);
    menu->popup(viewport()->mapToGlobal(at));
}

void DueList::focusFirst()
{
    setFocus();
    if (!currentIndex().isValid() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
}

void DueList::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        emit opened(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void DueList::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    spread();
}

void DueList::spread()
{
    using Column = DueModel::Column;
    int left = viewport()->width();
    for (int column = 0; column < model()->columnCount(); ++column)
        left -= DueDelegate::columnWidth(column);
    if (left <= 0)
        return;
    // The reason is the longest text; names elide in the middle and stay recognisable.
    setColumnWidth(int(Column::What), left * 31 / 100);
    setColumnWidth(int(Column::Resets), left * 26 / 100);
    setColumnWidth(int(Column::Why), left - left * 31 / 100 - left * 26 / 100);
}

} // namespace keyturn

#include "moc_due_list.cpp"
