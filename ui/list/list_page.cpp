#include "ui/list/list_page.h"

#include "core/workspace/workspace.h"
#include "ui/list/entry_delegate.h"
#include "ui/list/list_state.h"
#include "ui/list/value_search_dialog.h"
#include "ui/search/entry_list_model.h"
#include "ui/search/filter_field.h"
#include "ui/search/filter_help.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/still_row.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>
#include <QWidgetAction>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {
// Keys that come faster than this (a burst, a key held down) share a scan and a repaint; still below what is felt.
constexpr std::chrono::milliseconds pace = 80ms;
} // namespace

ListPage::ListPage(Workspace &workspace, EntryListModel &entries, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_entries(entries), m_proxy(new EntryFilterProxy(entries, this)),
    m_values(new ValueSearch(workspace, entries, this)), m_delegate(new EntryDelegate(this)), m_filter(new FilterField),
    m_line(new StillRow), m_count(new TextLabel({}, Theme::Font::Small)),
    m_time(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_sorted(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_stop(new LinkButton(tr("Stop"))),
    m_view(new QTreeView), m_state(new ListState(workspace, entries)), m_stack(new QStackedWidget)
{
    setObjectName(u"listPage"_s);
    m_state->setObjectName(u"listState"_s);
    QHBoxLayout *bar = makeBar();
    makeView();
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    m_count->setObjectName(u"listCount"_s);
    m_stop->setObjectName(u"stopListing"_s);
    m_stop->setAccessibleName(tr("Stop reading the list"));
    QHBoxLayout *line = m_line->row();
    line->setContentsMargins(16, 0, 16, 8);
    line->setSpacing(8);
    line->addWidget(m_count);
    line->addWidget(m_time);
    line->addWidget(m_stop);
    line->addStretch(1);
    line->addWidget(m_sorted);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_line);
    column->addWidget(m_stack, 1);
    setNarrow(false);

    connect(m_filter, &QLineEdit::textChanged, this, &ListPage::filterChanged);
    m_pace.setSingleShot(true);
    m_pace.setInterval(pace);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (m_late)
            applyFilter();
    });
    connect(m_proxy, &EntryFilterProxy::filtered, this, [this] {
        restoreSelection();
        showState();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPage::chosen);
    connect(m_values, &ValueSearch::finished, this, &ListPage::showState);
    connect(m_stop, &QAbstractButton::clicked, &m_workspace.listing(), &Listing::stop);
    connect(m_state, &ListState::filterWanted, this, [this](const QString &text) {
        m_filter->setText(text);
        m_filter->setFocus();
        applyFilter(); // a click does not wait for the pace of typing
    });
    connect(m_state, &ListState::valueSearchWanted, this, [this](bool duplicates) { searchValues(duplicates); });
    connect(m_state, &ListState::dueBoardWanted, this, &ListPage::dueBoardRequested);
    connect(m_state, &ListState::profilesWanted, this, &ListPage::profilesRequested);
    connect(m_state, &ListState::permissionAsked, this, &ListPage::permissionAsked);
    connect(m_state, &ListState::newEntryWanted, this, &ListPage::newEntryRequested);
    connect(&m_entries, &EntryListModel::entriesChanged, this, &ListPage::showState);
    connect(&m_workspace.place(), &Place::changed, this, [this] {
        m_state->setOpenError({});
        m_chosen.clear();
        showState();
    });
    connect(&m_workspace.place(), &Place::openFailed, this, [this](const Error &error) {
        m_state->setOpenError(error);
        showState();
    });
    connect(&m_workspace.place(), &Place::opened, this, &ListPage::showState);
    connect(&m_workspace.listing(), &Listing::started, this, &ListPage::showState);
    connect(&m_workspace.listing(), &Listing::failed, this, &ListPage::showState);
    connect(&m_workspace.listing(), &Listing::finished, this, &ListPage::showState);
    showState();
}

QHBoxLayout *ListPage::makeBar()
{
    m_filter->setObjectName(u"filterField"_s);
    m_filter->setAccessibleName(tr("Filter entries"));
    m_filter->installEventFilter(this);

    auto *help = new IconButton(u"documentinfo"_s, tr("Filter words"));
    help->setObjectName(u"filterWords"_s);
    help->setPopupMode(QToolButton::InstantPopup);
    auto *words = new QMenu(help);
    auto *card = new QWidgetAction(words);
    card->setDefaultWidget(new FilterHelp);
    words->addAction(card);
    help->setMenu(words);

    auto *sort = new IconButton(u"view-sort"_s, tr("Sort by"));
    sort->setObjectName(u"sortButton"_s);
    sort->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(sort);
    auto *group = new QActionGroup(menu);
    for (int column = 0; column < m_entries.columnCount(); ++column) {
        QAction *by = menu->addAction(m_entries.headerData(column, Qt::Horizontal).toString());
        by->setCheckable(true);
        group->addAction(by);
        connect(by, &QAction::triggered, this, [this, column] { m_view->sortByColumn(column, Qt::AscendingOrder); });
    }
    menu->addSeparator();
    QAction *compact = menu->addAction(tr("Compact rows"));
    compact->setObjectName(u"compactRows"_s);
    compact->setCheckable(true);
    connect(compact, &QAction::toggled, this, &ListPage::setCompact);
    connect(menu, &QMenu::aboutToShow, this, [this, group, compact] {
        if (m_proxy->sortColumn() >= 0)
            group->actions().at(m_proxy->sortColumn())->setChecked(true);
        compact->setChecked(m_compact);
    });
    sort->setMenu(menu);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 8, 8);
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(help);
    bar->addWidget(sort);
    return bar;
}

void ListPage::makeView()
{
    m_view->setObjectName(u"entryList"_s);
    m_view->setAccessibleName(tr("Entries"));
    m_view->setHeader(new TableHeader(12, m_view));
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setItemsExpandable(false);
    m_view->setIndentation(0);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_view->setSortingEnabled(true);
    m_view->installEventFilter(this);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(40);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ListPage::showCount);
    m_view->sortByColumn(int(EntryListModel::Column::Due), Qt::AscendingOrder);
}

void ListPage::filterChanged(const QString &text)
{
    const SearchQuery query = SearchQuery::parse(text);
    if (const std::optional<SearchQuery::Word> typed = query.typedValue()) {
        // A value must not stay in a plain field, nor in what can be undone: setText() forgets the history.
        QString value = text.mid(typed->from, typed->length);
        m_askedForValue = true;
        m_filter->setText(QString(text).remove(typed->from, typed->length));
        searchValues(false, value);
        wipe(value);
        return;
    }
    m_filter->setWords(query.words());
    m_late = true;
    if (!m_pace.isActive())
        applyFilter();
    const bool asks = query.asksForValue();
    if (asks && !m_askedForValue)
        QMetaObject::invokeMethod(
            this, [this] { searchValues(false); }, Qt::QueuedConnection);
    m_askedForValue = asks;
}

void ListPage::applyFilter()
{
    m_late = false;
    m_pace.start();
    m_proxy->setQuery(m_filter->text());
}

void ListPage::searchValues(bool duplicates, const QString &typed)
{
    const auto what = duplicates ? ValueSearchDialog::Search::Duplicates : ValueSearchDialog::Search::Value;
    auto *dialog = new ValueSearchDialog(*m_values, what, m_entries.count(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!typed.isEmpty())
        dialog->setValue(typed);
    connect(dialog, &QDialog::accepted, this, [this, duplicates] {
        if (duplicates && m_filter->text() != u"is:duplicate")
            m_filter->setText(u"is:duplicate"_s);
        showState();
    });
    emit dialogOpened(dialog);
    dialog->open();
}

QList<EntryId> ListPage::selected() const
{
    QList<EntryId> ids;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows()) {
        if (const Entry *entry = m_proxy->entry(index))
            ids << entry->id;
    }
    return ids;
}

void ListPage::chosen()
{
    const QList<EntryId> before = m_chosen;
    m_chosen = selected();
    if (m_chosen.size() > 1 || before.size() > 1)
        emit severalChosen(m_chosen.size() > 1 ? m_chosen : QList<EntryId>());
    if (m_chosen.size() == 1 && m_chosen != before)
        emit entryChosen(m_chosen.constFirst());
}

//! A filter may hide what is selected; when it shows again, it is selected again.
void ListPage::restoreSelection()
{
    QItemSelectionModel *selection = m_view->selectionModel();
    if (m_chosen.isEmpty() || selection->hasSelection())
        return;
    QItemSelection again;
    for (const EntryId &id : std::as_const(m_chosen)) {
        if (const QModelIndex index = m_proxy->indexOf(id); index.isValid())
            again.select(index, index.siblingAtColumn(m_entries.columnCount() - 1));
    }
    if (again.isEmpty())
        return;
    const QList<EntryId> all = m_chosen;
    {
        const QSignalBlocker quiet(selection);
        selection->select(again, QItemSelectionModel::Select);
        selection->setCurrentIndex(again.constFirst().topLeft(), QItemSelectionModel::NoUpdate);
    }
    m_chosen = all;
    m_view->viewport()->update();
}

void ListPage::setScope(const EntryScope &scope)
{
    m_proxy->setScope(scope);
    showState();
}

void ListPage::setNarrow(bool narrow)
{
    m_narrow = narrow;
    arrangeColumns();
}

void ListPage::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    arrangeColumns();
    emit densityChanged();
}

void ListPage::arrangeColumns()
{
    using Density = EntryDelegate::Density;
    m_filter->setPlaceholderText(m_narrow ? tr("Filter") : tr("Filter, for example is:overdue key:lwa-*"));
    m_delegate->setDensity(m_narrow ? Density::Narrow : m_compact ? Density::Compact : Density::Comfortable);
    m_view->setHeaderHidden(m_narrow);
    for (int column = 1; column < m_entries.columnCount(); ++column) {
        const bool other =
            m_compact ? column == int(EntryListModel::Column::Token) : column == int(EntryListModel::Column::Region);
        m_view->setColumnHidden(column, m_narrow || other);
        m_view->setColumnWidth(column, EntryDelegate::columnWidth(column));
    }
    m_view->doItemsLayout();
    showCount();
}

void ListPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ListPage::focusList()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void ListPage::select(const EntryId &id)
{
    QModelIndex index = m_proxy->indexOf(id);
    if (!index.isValid() && m_entries.find(id)) { // hidden by folder or filter, but asked for
        m_filter->clear();
        m_proxy->setScope({});
        index = m_proxy->indexOf(id);
    }
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void ListPage::showCount()
{
    const QLocale locale;
    const bool filters = !m_filter->text().isEmpty();
    const bool reads = m_workspace.listing().isRunning() && m_entries.count() > 0;
    m_line->setVisible(filters || reads || m_compact || m_workspace.listing().wasStopped());
    m_stop->setVisible(reads);
    m_time->setVisible(filters && !reads);
    m_sorted->setVisible(!m_narrow);
    if (reads)
        m_count->setText(tr("Reading, %1 so far").arg(Wording::entries(m_entries.count())));
    else if (m_workspace.listing().wasStopped() && !filters)
        m_count->setText(tr("%1, stopped before the end").arg(Wording::entries(m_entries.count())));
    else if (filters)
        m_count->setText(tr("%1 of %2").arg(locale.toString(m_proxy->rowCount()), Wording::entries(m_entries.count())));
    else
        m_count->setText(Wording::entries(m_proxy->rowCount()));
    m_time->setText(m_proxy->milliseconds() < 1 ? tr("in under 1 ms")
                                                : tr("in %1 ms").arg(qRound(m_proxy->milliseconds())));
    if (m_proxy->sortColumn() >= 0)
        m_sorted->setText(
            tr("Sorted by %1").arg(m_entries.headerData(m_proxy->sortColumn(), Qt::Horizontal).toString().toLower()));
}

void ListPage::showState()
{
    showCount();
    if (isFiltering())
        return;
    if (m_proxy->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        return;
    }
    m_state->explain(*m_proxy, m_filter->text());
    m_stack->setCurrentWidget(m_state);
}

bool ListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape
        && m_workspace.listing().isRunning() && m_filter->text().isEmpty()) {
        m_workspace.listing().stop();
        return true;
    }
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
            if (m_late)
                applyFilter();
            focusList();
            // The focus alone makes the first row current, but chooses nothing.
            if (!m_view->selectionModel()->hasSelection())
                m_view->setCurrentIndex(m_proxy->index(0, 0));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ListPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colors().surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colors().border);
}

} // namespace keyturn

#include "moc_list_page.cpp"
