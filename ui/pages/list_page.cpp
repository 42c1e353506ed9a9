#include "ui/pages/list_page.h"

#include "ui/delegates/entry_delegate.h"
#include "ui/models/entry_list_model.h"
#include "ui/models/error_text.h"
#include "ui/models/wording.h"
#include "ui/models/workspace.h"
#include "ui/pages/filter_field.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

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
    m_delegate(new EntryDelegate(this)), m_filter(new FilterField), m_view(new QTreeView), m_state(new EmptyState),
    m_stack(new QStackedWidget)
{
    setObjectName(u"listPage"_s);
    m_filter->setObjectName(u"filterField"_s);
    m_filter->setAccessibleName(tr("Filter entries"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setToolTip(
        tr("Words, or store:ssm key:lwa-* is:overdue due:<14d region:us-* kind:lwa tag:env=prod; a leading - "
           "leaves out"));
    m_filter->installEventFilter(this);

    auto *sort = new IconButton(u"view-sort"_s, tr("Sort by"));
    sort->setObjectName(u"sortButton"_s);
    sort->setPopupMode(QToolButton::InstantPopup);
    auto *sortMenu = new QMenu(sort);
    auto *group = new QActionGroup(sortMenu);
    for (int column = 0; column < m_entries.columnCount(); ++column) {
        QAction *by = sortMenu->addAction(m_entries.headerData(column, Qt::Horizontal).toString());
        by->setCheckable(true);
        group->addAction(by);
        connect(by, &QAction::triggered, this, [this, column] { m_view->sortByColumn(column, Qt::AscendingOrder); });
    }
    sort->setMenu(sortMenu);

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
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_view->setSortingEnabled(true);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(40);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(header, &QHeaderView::sortIndicatorChanged, group, [group](int column) {
        if (column >= 0 && column < group->actions().size())
            group->actions().at(column)->setChecked(true);
    });
    m_view->sortByColumn(int(EntryListModel::Column::Due), Qt::AscendingOrder);

    m_state->setObjectName(u"listState"_s);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 8, 8);
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(sort);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    setNarrow(false);

    connect(m_filter, &QLineEdit::textChanged, m_proxy, &EntryFilterProxy::setQuery);
    connect(m_filter, &QLineEdit::textChanged, this, &ListPage::showState);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (const Entry *entry = now.isValid() ? m_proxy->entry(now) : nullptr)
            emit entryChosen(entry->id);
    });
    connect(m_state, &EmptyState::primaryTriggered, this, [this] { act(true); });
    connect(m_state, &EmptyState::secondaryTriggered, this, [this] { act(false); });
    connect(&m_entries, &EntryListModel::entriesChanged, this, &ListPage::showState);
    connect(&m_workspace, &Workspace::placeChanged, this, [this] {
        m_openError.reset();
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

void ListPage::setScope(const EntryScope &scope)
{
    m_proxy->setScope(scope);
    showState();
}

void ListPage::setNarrow(bool narrow)
{
    m_narrow = narrow;
    m_filter->setPlaceholderText(narrow ? tr("Filter") : tr("Filter, for example is:overdue key:lwa-*"));
    m_delegate->setDensity(narrow ? EntryDelegate::Density::Narrow : EntryDelegate::Density::Comfortable);
    m_view->setHeaderHidden(narrow);
    for (int column = 1; column < m_entries.columnCount(); ++column) {
        m_view->setColumnHidden(column, narrow);
        m_view->setColumnWidth(column, EntryDelegate::columnWidth(column));
    }
    m_view->doItemsLayout();
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

void ListPage::showState()
{
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
        m_state->setActions({});
    } else if (m_openError || !m_workspace.listErrors().isEmpty()) {
        const Error error = m_openError ? *m_openError : m_workspace.listErrors().constFirst();
        const ErrorMessage message = ErrorText::message(error);
        const bool refused = error.kind == ErrorKind::AccessDenied || error.kind == ErrorKind::Auth
                             || error.kind == ErrorKind::Expired || error.kind == ErrorKind::NotFound;
        m_blocked = refused ? Blocked::Refused : Blocked::Unreachable;
        m_state->setIcon(refused ? u"object-locked"_s : u"network-disconnect"_s,
                         refused ? EmptyState::Tone::Warn : EmptyState::Tone::Danger);
        QString title = tr("AWS is out of reach");
        if (error.kind == ErrorKind::AccessDenied)
            title = tr("You may not list secrets here");
        else if (refused)
            title = tr("AWS does not accept this profile");
        else if (error.kind != ErrorKind::Network && error.kind != ErrorKind::Timeout)
            title = tr("The entries could not be read");
        m_state->setTexts(title, message.requestId.isEmpty()
                                     ? message.sentence
                                     : tr("%1 Request id %2.").arg(message.sentence, message.requestId));
        m_state->setActions(tr("Try again"), tr("Use another profile"), false, u"view-refresh"_s);
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
    if (!primary) {
        emit profilesRequested();
        return;
    }
    switch (m_blocked) {
    case Blocked::Nothing:
    case Blocked::Loading:
        break;
    case Blocked::NoMatch:
        m_filter->clear();
        m_filter->setFocus();
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
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
            focusList();
            if (!m_view->currentIndex().isValid())
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
