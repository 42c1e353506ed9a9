#include "ui/list/entry_view.h"

#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"
#include "ui/widgets/table_header.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace keyturn {

EntryView::EntryView(EntryFilterProxy &proxy, QWidget *parent) :
    QTreeView(parent), m_proxy(proxy), m_delegate(new EntryDelegate(this))
{
    setObjectName(u"entryList"_s);
    setAccessibleName(tr("Entries"));
    setHeader(new TableHeader(12, this));
    setModel(&proxy);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setItemsExpandable(false);
    setIndentation(0);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setSortingEnabled(true);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(40);
    header()->setSectionsMovable(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    sortByColumn(int(EntryListModel::Column::Due), Qt::AscendingOrder);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &EntryView::choose);
}

void EntryView::setDensity(EntryDelegate::Density density)
{
    using Column = EntryListModel::Column;
    using Density = EntryDelegate::Density;
    m_delegate->setDensity(density);
    const bool narrow = density == Density::Narrow;
    setHeaderHidden(narrow);
    const Column left = density == Density::Compact ? Column::Token : Column::Region; // there is no room for both
    for (int column = 1; column < model()->columnCount(); ++column) {
        setColumnHidden(column, narrow || column == int(left));
        setColumnWidth(column, EntryDelegate::columnWidth(column));
    }
    doItemsLayout();
}

QList<EntryId> EntryView::selected() const
{
    QList<EntryId> ids;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (const Entry *entry = m_proxy.entry(index))
            ids << entry->id;
    }
    return ids;
}

void EntryView::choose()
{
    const QList<EntryId> before = m_chosen;
    m_chosen = selected();
    if (m_chosen.size() > 1 || before.size() > 1)
        emit severalChosen(m_chosen.size() > 1 ? m_chosen : QList<EntryId>());
    if (m_chosen.size() == 1 && m_chosen != before)
        emit entryChosen(m_chosen.constFirst());
}

void EntryView::restoreSelection()
{
    if (m_chosen.isEmpty() || selectionModel()->hasSelection())
        return;
    QItemSelection again;
    for (const EntryId &id : std::as_const(m_chosen)) {
        if (const QModelIndex index = m_proxy.indexOf(id); index.isValid())
            again.select(index, index.siblingAtColumn(m_proxy.columnCount() - 1));
    }
    if (again.isEmpty())
        return;
    const QSignalBlocker quiet(selectionModel());
    selectionModel()->select(again, QItemSelectionModel::Select);
    selectionModel()->setCurrentIndex(again.constFirst().topLeft(), QItemSelectionModel::NoUpdate);
    viewport()->update();
}

bool EntryView::makeCurrent(const EntryId &id)
{
    const QModelIndex index = m_proxy.indexOf(id);
    if (!index.isValid())
        return false;
    setCurrentIndex(index);
    scrollTo(index);
    return true;
}

QPoint EntryView::placeBelowCurrent() const
{
    const QRect row = visualRect(currentIndex());
    return viewport()->mapToGlobal(row.isValid() ? row.bottomLeft() : QPoint());
}

void EntryView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) // the view itself would copy the name
        emit copyWanted();
    else
        QTreeView::keyPressEvent(event);
}

} // namespace keyturn

#include "moc_entry_view.cpp"
