#include "ui/list/list_page.h"

#include "core/workspace/workspace.h"
#include "ui/list/entry_view.h"
#include "ui/list/filter_notes.h"
#include "ui/list/key_reader.h"
#include "ui/list/list_bar.h"
#include "ui/list/list_line.h"
#include "ui/list/list_state.h"
#include "ui/list/value_copy.h"
#include "ui/list/value_search_dialog.h"
#include "ui/search/entry_list_model.h"
#include "ui/search/filter_field.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

ListPage::ListPage(Workspace &workspace, EntryListModel &entries, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_entries(entries), m_proxy(new EntryFilterProxy(entries, this)),
    m_values(new ValueSearch(workspace, entries, this)), m_keys(new KeyReader(workspace, entries, this)),
    m_bar(new ListBar(entries)), m_filter(m_bar->filter()), m_line(new ListLine),
    m_notes(new FilterNotes(*m_proxy, entries, *m_keys)), m_view(new EntryView(*m_proxy)),
    m_state(new ListState(workspace, entries)), m_stack(new QStackedWidget), m_copy(new ValueCopy(workspace, this))
{
    setObjectName(u"listPage"_s);
    m_state->setObjectName(u"listState"_s);
    m_view->installEventFilter(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_line);
    column->addWidget(m_notes);
    column->addWidget(m_stack, 1);
    setNarrow(false);
    connectFilter();
    connectState();
    connectWorkspace();
    showState();
}

void ListPage::connectFilter()
{
    m_filter.installEventFilter(this);
    connect(&m_filter, &QLineEdit::textChanged, this, &ListPage::filterChanged);
    m_pace.setSingleShot(true);
    m_pace.setInterval(80ms); // keys that come faster share a scan and a repaint; still below what is felt
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (m_late)
            applyFilter();
    });
    connect(m_proxy, &EntryFilterProxy::filtered, this, [this] {
        if (m_wanted)
            m_view->makeCurrent(*std::exchange(m_wanted, {}));
        m_view->restoreSelection();
        showState();
    });
    connect(m_bar, &ListBar::sortWanted, this,
            [this](int sorted) { m_view->sortByColumn(sorted, Qt::AscendingOrder); });
    connect(m_bar, &ListBar::compactWanted, this, &ListPage::setCompact);
    connect(m_line, &ListLine::stopWanted, &m_workspace.listing(), &Listing::stop);
    connect(m_notes, &FilterNotes::filterWanted, &m_filter, &QLineEdit::setText);
    connect(m_keys, &KeyReader::changed, this, &ListPage::showState);
    connect(m_values, &ValueSearch::finished, this, &ListPage::showState);
}

void ListPage::connectState()
{
    connect(m_state, &ListState::filterWanted, this, [this](const QString &text) {
        m_filter.setText(text);
        m_filter.setFocus();
        applyFilter(); // a click does not wait for the pace of typing
    });
    connect(m_state, &ListState::valueSearchWanted, this, [this](ValueSearch::What what) { searchValues(what); });
    connect(m_state, &ListState::readingWanted, this, [this] { m_notes->readThem(); });
    connect(m_state, &ListState::dueBoardWanted, this, &ListPage::dueBoardRequested);
    connect(m_state, &ListState::profilesWanted, this, &ListPage::profilesRequested);
    connect(m_state, &ListState::signInWanted, this, &ListPage::signInRequested);
    connect(m_state, &ListState::permissionAsked, this, &ListPage::permissionAsked);
    connect(m_state, &ListState::newEntryWanted, this, &ListPage::newEntryRequested);
    connect(m_state, &ListState::findingWanted, this, &ListPage::findingRequested);
    connect(m_view, &EntryView::entryChosen, this, [this] { m_wanted.reset(); });
    connect(m_view, &EntryView::entryChosen, this, &ListPage::entryChosen);
    connect(m_view, &EntryView::severalChosen, this, &ListPage::severalChosen);
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, &ListPage::showCount);
    connect(m_view, &EntryView::copyWanted, this, [this] { m_copy->copy(selected(), m_view->placeBelowCurrent()); });
    connect(m_copy, &ValueCopy::copied, this, &ListPage::valueCopied);
}

void ListPage::connectWorkspace()
{
    connect(&m_entries, &EntryListModel::entriesChanged, this, &ListPage::showState);
    connect(&m_workspace.place(), &Place::changed, this, [this] {
        m_state->setOpenError({});
        m_view->forgetSelection();
        showState();
    });
    connect(&m_workspace.place(), &Place::openFailed, this, [this](const Error &error) {
        m_state->setOpenError(error);
        showState();
    });
    connect(&m_workspace.place(), &Place::opened, this, &ListPage::showState);
    connect(&m_workspace.listing(), &Listing::failed, this, &ListPage::showState);
    for (auto change : {&Listing::started, &Listing::finished})
        connect(&m_workspace.listing(), change, this, &ListPage::showState);
}

void ListPage::filterChanged(const QString &text)
{
    const SearchQuery query = SearchQuery::parse(text);
    if (const std::optional<SearchQuery::Word> typed = query.typedValue()) {
        // A value must not stay in a plain field, nor in what can be undone: setText() forgets the history.
        QString value = m_typed.reveal() + text.mid(typed->from, typed->length);
        m_typed = SecretString(value);
        wipe(value);
        m_filter.setText(QString(text).remove(typed->from, typed->length));
        m_filter.setCursorPosition(int(typed->from));
        return;
    }
    if (!query.asksForValue())
        m_typed = SecretString();
    m_filter.setWords(query.words());
    m_late = true;
    if (!m_pace.isActive())
        applyFilter();
    m_notes->explain(m_filter.text(), m_typed.characters());
}

void ListPage::applyFilter()
{
    m_late = false;
    m_pace.start();
    m_proxy->setQuery(m_filter.text());
}

void ListPage::searchValues(ValueSearch::What what, const SecretString &typed)
{
    auto *dialog = new ValueSearchDialog(*m_values, what, m_entries.count(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!typed.isEmpty()) {
        QString value = typed.reveal();
        dialog->setValue(value);
        wipe(value);
    }
    connect(dialog, &QDialog::accepted, this, [this, what] {
        if (what == ValueSearch::What::Duplicates && m_filter.text() != u"is:duplicate")
            m_filter.setText(u"is:duplicate"_s);
        showState();
    });
    dialog->open();
}

QList<EntryId> ListPage::selected() const
{
    return m_view->selected();
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
    m_bar->setCompact(compact);
    emit densityChanged();
}

void ListPage::arrangeColumns()
{
    using Density = EntryDelegate::Density;
    m_filter.setPlaceholderText(m_narrow ? tr("Filter") : tr("Filter, for example is:overdue key:lwa-*"));
    m_view->setDensity(m_narrow ? Density::Narrow : m_compact ? Density::Compact : Density::Comfortable);
    showCount();
}

void ListPage::focusFilter()
{
    m_filter.setFocus(Qt::ShortcutFocusReason);
    m_filter.selectAll();
}

void ListPage::focusList()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void ListPage::select(const EntryId &id)
{
    m_wanted.reset();
    if (m_view->makeCurrent(id) || !m_entries.find(id))
        return;
    m_filter.clear(); // hidden by folder or filter, but asked for
    m_proxy->setScope({});
    if (m_late)
        applyFilter();
    if (!m_view->makeCurrent(id))
        m_wanted = id; // a long list is still being gone through
}

void ListPage::showCount()
{
    ListLine::Facts facts;
    facts.rows = m_proxy->rowCount();
    facts.entries = m_entries.count();
    facts.milliseconds = m_proxy->milliseconds();
    facts.isFiltered = !m_filter.text().isEmpty();
    facts.isReading = m_workspace.listing().isRunning() && m_entries.count() > 0;
    facts.wasStopped = m_workspace.listing().wasStopped();
    facts.isNarrow = m_narrow;
    facts.asOf = [this] { return Wording::asOf(m_workspace.listing().cachedAt(), m_workspace.clock().utcNow()); };
    if (m_proxy->sortColumn() >= 0)
        facts.sortedBy = m_entries.headerData(m_proxy->sortColumn(), Qt::Horizontal).toString();
    m_line->setVisible(facts.isFiltered || facts.isReading || m_compact || facts.wasStopped
                       || m_workspace.listing().cachedAt().isValid());
    m_line->setFacts(facts);
    m_bar->setSorted(m_proxy->sortColumn());
}

void ListPage::showState()
{
    showCount();
    if (isFiltering())
        return;
    m_notes->explain(m_filter.text(), m_typed.characters());
    if (m_proxy->rowCount() == 0)
        m_state->explain(*m_proxy, m_filter.text(), m_notes->unread());
    m_stack->setCurrentIndex(m_proxy->rowCount() > 0 ? 0 : 1);
}

bool ListPage::filterKey(int key)
{
    if (key == Qt::Key_Escape && !m_filter.text().isEmpty()) {
        m_filter.clear();
        return true;
    }
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter && SearchQuery::parse(m_filter.text()).asksForValue()) {
        searchValues(ValueSearch::What::Value, std::exchange(m_typed, SecretString()));
        m_notes->explain(m_filter.text(), m_typed.characters());
        return true;
    }
    if (key != Qt::Key_Down && !isEnter)
        return false;
    if (m_late)
        applyFilter();
    focusList();
    // The focus alone makes the first row current, but chooses nothing.
    if (!m_view->selectionModel()->hasSelection())
        m_view->setCurrentIndex(m_proxy->index(0, 0));
    return true;
}

bool ListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    if (press->key() == Qt::Key_Escape && m_workspace.listing().isRunning() && m_filter.text().isEmpty()) {
        m_workspace.listing().stop();
        return true;
    }
    return (watched == &m_filter && filterKey(press->key())) || QWidget::eventFilter(watched, event);
}

void ListPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colors().surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colors().border);
}

} // namespace keyturn

#include "moc_list_page.cpp"
