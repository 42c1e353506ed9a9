#include "ui/pages/list_page.h"

#include "ui/delegates/entry_delegate.h"
#include "ui/dialogs/value_search_dialog.h"
#include "ui/models/entry_list_model.h"
#include "ui/models/error_text.h"
#include "ui/models/query_suggestion.h"
#include "ui/models/wording.h"
#include "ui/models/workspace.h"
#include "ui/pages/filter_field.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_help.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

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

namespace keyturn {

namespace {

//! The earliest date of all entries, for "nothing is overdue".
std::optional<DueDate> nextDue(const QList<Entry> &entries, const QDateTime &now)
{
    std::optional<DueDate> next;
    for (const Entry &entry : entries) {
        for (const DueDate &due : entry.due) {
            if (due.dueAt >= now && (!next || due.dueAt < next->dueAt))
                next = due;
        }
    }
    return next;
}

} // namespace

ListPage::ListPage(Workspace &workspace, EntryListModel &entries, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_entries(entries), m_proxy(new EntryFilterProxy(entries, this)),
    m_values(new ValueSearch(workspace, entries, this)), m_delegate(new EntryDelegate(this)), m_filter(new FilterField),
    m_line(new QWidget), m_count(new TextLabel({}, Theme::Font::Small)),
    m_time(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_sorted(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_stop(new LinkButton(tr("Stop"))),
    m_view(new QTreeView), m_state(new EmptyState), m_stack(new QStackedWidget)
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
    auto *line = new QHBoxLayout(m_line);
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
    connect(m_proxy, &EntryFilterProxy::filtered, this, [this] {
        restoreSelection();
        showState();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPage::chosen);
    connect(m_values, &ValueSearch::finished, this, &ListPage::showState);
    connect(m_stop, &QAbstractButton::clicked, &m_workspace, &Workspace::stopListing);
    connect(m_state, &EmptyState::primaryTriggered, this, [this] { act(true); });
    connect(m_state, &EmptyState::secondaryTriggered, this, [this] { act(false); });
    connect(&m_entries, &EntryListModel::entriesChanged, this, &ListPage::showState);
    connect(&m_workspace, &Workspace::placeChanged, this, [this] {
        m_openError.reset();
        m_chosen.clear();
        showState();
    });
    connect(&m_workspace, &Workspace::openFailed, this, [this](const Error &error) {
        m_openError = error;
        showState();
    });
    connect(&m_workspace, &Workspace::opened, this, &ListPage::showState);
    connect(&m_workspace, &Workspace::listStarted, this, &ListPage::showState);
    connect(&m_workspace, &Workspace::listFailed, this, &ListPage::showState);
    connect(&m_workspace, &Workspace::listFinished, this, &ListPage::showState);
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
    m_proxy->setQuery(text);
    const bool asks = query.asksForValue();
    if (asks && !m_askedForValue)
        QMetaObject::invokeMethod(
            this, [this] { searchValues(false); }, Qt::QueuedConnection);
    m_askedForValue = asks;
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
    const bool reads = m_workspace.isListing() && m_entries.count() > 0;
    m_line->setVisible(filters || reads || m_compact || m_workspace.wasListingStopped());
    m_stop->setVisible(reads);
    m_time->setVisible(filters && !reads);
    m_sorted->setVisible(!m_narrow);
    if (reads)
        m_count->setText(tr("Reading, %1 so far").arg(Wording::entries(m_entries.count())));
    else if (m_workspace.wasListingStopped() && !filters)
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
    if (m_proxy->isFiltering())
        return;
    const bool rows = m_proxy->rowCount() > 0;
    const QString region = m_workspace.region();
    if (rows) {
        m_blocked = Blocked::Nothing;
        m_stack->setCurrentWidget(m_view);
        return;
    }
    if (m_workspace.isOpening() || m_workspace.isListing()) {
        m_blocked = Blocked::Loading;
        m_state->setIcon(u"view-refresh"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("Reading %1").arg(region.isEmpty() ? tr("the entries") : region),
                          tr("Secrets and parameters appear as they arrive."));
        m_state->setActions(m_workspace.isListing() ? tr("Stop") : QString());
    } else if (m_openError || !m_workspace.listErrors().isEmpty()) {
        const Error error = m_openError ? *m_openError : m_workspace.listErrors().constFirst();
        const ErrorMessage message = ErrorText::message(error);
        const bool ended = error.kind == ErrorKind::Expired;
        const bool refused = error.kind == ErrorKind::AccessDenied || error.kind == ErrorKind::Auth
                             || error.kind == ErrorKind::Expired || error.kind == ErrorKind::NotFound;
        m_blocked = refused ? Blocked::Refused : Blocked::Unreachable;
        m_state->setIcon(ended     ? u"user-identity"_s
                         : refused ? u"object-locked"_s
                                   : u"network-disconnect"_s,
                         ended     ? EmptyState::Tone::Info
                         : refused ? EmptyState::Tone::Warn
                                   : EmptyState::Tone::Danger);
        QString title = tr("AWS is out of reach");
        if (error.kind == ErrorKind::AccessDenied)
            title = tr("You may not list secrets here");
        else if (ended)
            title = tr("Your sign-in ended");
        else if (refused)
            title = tr("AWS does not accept this profile");
        else if (error.kind != ErrorKind::Network && error.kind != ErrorKind::Timeout)
            title = tr("The entries could not be read");
        m_state->setTexts(title, message.requestId.isEmpty()
                                     ? message.sentence
                                     : tr("%1 Request id %2.").arg(message.sentence, message.requestId));
        m_state->setActions(tr("Try again"), tr("Use another profile"), false, u"view-refresh"_s);
    } else if (m_proxy->query().asksForValue()) {
        m_blocked = Blocked::NoValue;
        m_state->setIcon(u"search"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("No entry with that value is known"),
                          tr("Keyturn reads the entries and compares fingerprints. The value is kept nowhere."));
        m_state->setActions(tr("Enter the value…"), tr("Clear filter"));
    } else if (m_filter->text() == u"is:duplicate") {
        m_blocked = Blocked::NoDuplicates;
        m_state->setIcon(u"search"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("No duplicates are known"),
                          tr("Keyturn reads the entries and shows those that share a credential."));
        m_state->setActions(tr("Look for duplicates…"), tr("Clear filter"));
    } else if (const QuerySuggestion better = QuerySuggestion::of(m_filter->text(), m_entries);
               !m_filter->text().isEmpty() && !better.sentence.isEmpty()) {
        m_blocked = Blocked::Misspelt;
        m_suggested = better.query;
        m_state->setIcon(u"search"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("Nothing matches “%1”").arg(m_filter->text()), better.sentence);
        m_state->setActions(tr("Use %1").arg(better.word), tr("Clear filter"));
    } else if (!m_filter->text().isEmpty()) {
        m_blocked = Blocked::NoMatch;
        m_state->setIcon(u"search"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("Nothing matches “%1”").arg(m_filter->text()),
                          tr("None of %1 fits these words.").arg(Wording::entries(m_entries.count())));
        m_state->setActions(tr("Clear filter"));
    } else if (m_entries.count() > 0) {
        m_blocked = Blocked::NothingOverdue;
        const QDateTime now = m_workspace.clock().utcNow();
        const auto next = nextDue(m_workspace.entries(), now);
        m_state->setIcon(u"kt-ok"_s, EmptyState::Tone::Ok);
        const auto kind = m_proxy->scope().kind;
        const QString title = kind == EntryScope::Kind::Overdue      ? tr("Nothing is overdue")
                              : kind == EntryScope::Kind::DueSoon    ? tr("Nothing is due in 30 days")
                              : kind == EntryScope::Kind::Unfinished ? tr("Nothing is unfinished")
                              : kind == EntryScope::Kind::Stuck      ? tr("No rotation is stuck")
                              : kind == EntryScope::Kind::Deleting   ? tr("Nothing waits for its deletion")
                                                                     : tr("Nothing here");
        m_state->setTexts(title, next ? tr("The next date is %1, %2.").arg(Wording::date(next->dueAt, now), next->name)
                                      : tr("No date lies ahead."));
        m_state->setActions(tr("Open due board"), {}, false, u"view-calendar-timeline"_s);
    } else {
        m_blocked = Blocked::NoEntries;
        m_state->setIcon(u"kt-secret"_s, EmptyState::Tone::Info);
        m_state->setTexts(tr("No secrets in %1").arg(region), tr("This account keeps nothing in this region yet."));
        m_state->setActions(tr("Read again"), tr("Use another profile"), false, u"view-refresh"_s);
    }
    m_stack->setCurrentWidget(m_state);
}

void ListPage::act(bool primary)
{
    const bool filters =
        m_blocked == Blocked::Misspelt || m_blocked == Blocked::NoValue || m_blocked == Blocked::NoDuplicates;
    if (!primary && filters) {
        m_filter->clear();
        m_filter->setFocus();
        return;
    }
    if (!primary) {
        emit profilesRequested();
        return;
    }
    switch (m_blocked) {
    case Blocked::Nothing:
        break;
    case Blocked::Loading:
        m_workspace.stopListing();
        break;
    case Blocked::NoMatch:
        m_filter->clear();
        m_filter->setFocus();
        break;
    case Blocked::Misspelt:
        m_filter->setText(m_suggested);
        m_filter->setFocus();
        break;
    case Blocked::NoValue:
        searchValues(false);
        break;
    case Blocked::NoDuplicates:
        searchValues(true);
        break;
    case Blocked::NothingOverdue:
        emit dueBoardRequested();
        break;
    case Blocked::NoEntries:
    case Blocked::Refused:
    case Blocked::Unreachable:
        if (m_workspace.isOpen())
            m_workspace.reload();
        else
            m_workspace.open(m_workspace.profile(), m_workspace.region());
        break;
    }
}

bool ListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape
        && m_workspace.isListing() && m_filter->text().isEmpty()) {
        m_workspace.stopListing();
        return true;
    }
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
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
