#include "ui/list/list_bar.h"

#include "ui/search/entry_list_model.h"
#include "ui/search/filter_field.h"
#include "ui/search/filter_help.h"
#include "ui/style/metrics.h"
#include "ui/widgets/icon_button.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QWidgetAction>

using namespace Qt::StringLiterals;

namespace keyturn {

ListBar::ListBar(const EntryListModel &entries, QWidget *parent) : QWidget(parent), m_filter(new FilterField)
{
    m_filter->setObjectName(u"filterField"_s);
    m_filter->setAccessibleName(tr("Filter entries"));
    auto *bar = new QHBoxLayout(this);
    bar->setContentsMargins(metrics::cellMargin, metrics::insideControl, metrics::insideControl,
                            metrics::insideControl);
    bar->setSpacing(metrics::gap);
    bar->addWidget(m_filter, 1);
    bar->addWidget(makeHelp());
    bar->addWidget(makeSort(entries));
}

IconButton *ListBar::makeHelp()
{
    auto *help = new IconButton(u"documentinfo"_s, tr("Filter words"));
    help->setObjectName(u"filterWords"_s);
    help->setPopupMode(QToolButton::InstantPopup);
    auto *words = new QMenu(help);
    words->setAccessibleName(help->accessibleName());
    auto *card = new QWidgetAction(words);
    card->setText(help->accessibleName()); // not seen: what the item is called
    card->setDefaultWidget(new FilterHelp);
    words->addAction(card);
    help->setMenu(words);
    return help;
}

IconButton *ListBar::makeSort(const EntryListModel &entries)
{
    auto *sort = new IconButton(u"view-sort"_s, tr("Sort by"));
    sort->setObjectName(u"sortButton"_s);
    sort->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(sort);
    menu->setAccessibleName(sort->accessibleName());
    m_columns = new QActionGroup(menu);
    for (int column = 0; column < entries.columnCount(); ++column) {
        QAction *by = menu->addAction(entries.headerData(column, Qt::Horizontal).toString());
        by->setCheckable(true);
        m_columns->addAction(by);
        connect(by, &QAction::triggered, this, [this, column] { emit sortWanted(column); });
    }
    menu->addSeparator();
    m_compact = menu->addAction(tr("Compact rows"));
    m_compact->setObjectName(u"compactRows"_s);
    m_compact->setCheckable(true);
    connect(m_compact, &QAction::toggled, this, &ListBar::compactWanted);
    sort->setMenu(menu);
    return sort;
}

void ListBar::setSorted(int column)
{
    if (column >= 0)
        m_columns->actions().at(column)->setChecked(true);
}

void ListBar::setCompact(bool compact)
{
    m_compact->setChecked(compact);
}

} // namespace keyturn

#include "moc_list_bar.cpp"
