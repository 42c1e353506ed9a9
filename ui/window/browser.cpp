#include "ui/window/browser.h"

#include "core/workspace/workspace.h"
#include "ui/due/due_page.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/list/bulk_page.h"
#include "ui/list/list_page.h"
#include "ui/places/places_page.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/metrics.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/window/area_focus.h"
#include "ui/window/sidebar.h"
#include "ui/window/sidebar_delegate.h"

#include <QAbstractItemView>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {
constexpr int fullWidth = 1360;
constexpr int lowBelow = 720;
constexpr int compactListWidth = 728;
enum Arrangement { Full, NarrowList, Rail };
} // namespace

Browser::Browser(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, EntryListModel &entries,
                 QWidget *parent) :
    QSplitter(Qt::Horizontal, parent),
    m_workspace(workspace), m_actions(actions), m_sidebar(new Sidebar(workspace, entries)), m_areas(new QStackedWidget),
    m_split(new QSplitter(Qt::Horizontal)), m_list(new ListPage(workspace, entries)), m_subject(new QStackedWidget),
    m_detail(new DetailPage(workspace, actions, clipboard)), m_bulk(new BulkPage(workspace))
{
    setObjectName(u"browser"_s);
    setAccessibleName(tr("Folders, list and entry"));
    setHandleWidth(1);
    setChildrenCollapsible(false);
    m_split->setObjectName(u"listAndDetail"_s);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_list->setMinimumWidth(240);
    m_detail->setMinimumWidth(metrics::detailMinimumWidth);
    m_subject->addWidget(m_detail);
    m_subject->addWidget(m_bulk);
    m_split->addWidget(m_list);
    m_split->addWidget(m_subject);
    m_split->setStretchFactor(1, 1);
    m_areas->addWidget(m_split);
    addWidget(m_sidebar);
    addWidget(m_areas);
    setStretchFactor(1, 1);
    m_openDelay.setSingleShot(true);
    m_openDelay.setInterval(120ms); // running through the list with the arrow keys opens only where one stops
    connectParts();
}

void Browser::connectParts()
{
    connect(&m_openDelay, &QTimer::timeout, this, [this] {
        if (m_toOpen && m_workspace.openEntry().id() != m_toOpen)
            m_workspace.openEntry().open(*m_toOpen);
    });
    connect(m_sidebar, &Sidebar::scopeChosen, this, [this](const EntryScope &scope) {
        m_list->setScope(scope);
        leaveDueBoard();
    });
    connect(m_sidebar, &Sidebar::placeChosen, this, &Browser::placeRequested);
    connect(m_list, &ListPage::entryChosen, this, [this](const EntryId &id) {
        m_toOpen = id;
        m_openDelay.start();
    });
    connect(m_list, &ListPage::densityChanged, this, [this] {
        arrangeAnew();
        emit arrangementWanted();
    });
    connect(m_list, &ListPage::dueBoardRequested, this, &Browser::openDueBoard);
    connect(m_detail, &DetailPage::roomChanged, this, &Browser::arrangementWanted);
}

void Browser::openEntry(const EntryId &id)
{
    leaveDueBoard();
    m_list->select(id);
    m_sidebar->selectScope(m_list->scope()); // another one if it hid the entry
    m_openDelay.stop();
    m_toOpen = id;
    if (m_workspace.openEntry().id() != id)
        m_workspace.openEntry().open(id);
}

void Browser::forgetChoice()
{
    m_toOpen.reset();
    m_openDelay.stop();
}

void Browser::openDueBoard()
{
    if (!m_due) {
        m_due = new DuePage(m_workspace);
        m_areas->addWidget(m_due);
        connect(m_due, &DuePage::entryRequested, this, [this](const EntryId &id) {
            openEntry(id);
            const Entry *listed = m_workspace.listing().entry(id);
            const auto isStuck = [now = m_workspace.clock().utcNow()](const DueDate &date) {
                return dueState(date, now) == DueState::Stuck;
            };
            if (listed && id.isSecret() && std::any_of(listed->due.begin(), listed->due.end(), isStuck))
                m_detail->showTab(DetailPage::Rotation); // there is what frees it
        });
        connect(m_due, &DuePage::summaryChanged, this, &Browser::middleChanged);
        connect(m_due, &DuePage::notified, this, &Browser::notified);
        connect(m_due, &DuePage::doneWanted, this, &Browser::doneWanted);
        connect(m_due, &DuePage::editWanted, this, &Browser::reminderEditWanted);
        connect(m_due, &DuePage::reminderSettingsWanted, this, &Browser::reminderSettingsWanted);
        connect(m_due, &DuePage::reminderChainWanted, m_actions.action(Actions::Id::ReminderChain), &QAction::trigger);
        m_due->restoreLayout(QSettings());
    }
    showArea(m_due, Actions::Id::DueBoard);
    m_due->focusContent();
}

//! In the place of the list and the entry; only its own action is ticked.
void Browser::showArea(QWidget *area, Actions::Id action)
{
    m_areas->setCurrentWidget(area);
    m_sidebar->setMarked(false);
    for (const Actions::Id id : {Actions::Id::DueBoard, Actions::Id::SeveralPlaces})
        m_actions.action(id)->setChecked(id == action);
}

void Browser::openPlaces()
{
    if (!m_places) {
        m_places = new PlacesPage(m_workspace);
        m_areas->addWidget(m_places);
        connect(m_places, &PlacesPage::entryRequested, this, &Browser::placedEntryWanted);
        connect(m_places, &PlacesPage::copyWanted, this, &Browser::copyWanted);
        connect(m_places, &PlacesPage::summaryChanged, this, [this](const QString &text) {
            if (m_areas->currentWidget() == m_places)
                emit middleChanged(text);
        });
        m_places->restoreLayout(QSettings());
    }
    showArea(m_places, Actions::Id::SeveralPlaces);
    emit middleChanged(m_places->summary());
    m_places->focusContent();
}

void Browser::openReminders()
{
    openDueBoard();
    m_due->setView(DueView::Reminders);
    m_due->focusContent();
}

void Browser::leaveDueBoard()
{
    for (const Actions::Id id : {Actions::Id::DueBoard, Actions::Id::SeveralPlaces})
        m_actions.action(id)->setChecked(false);
    emit middleChanged({});
    m_areas->setCurrentWidget(m_split);
    m_sidebar->setMarked(true);
}

void Browser::showAll()
{
    m_sidebar->selectScope({});
    leaveDueBoard();
}

void Browser::focusContent()
{
    if (m_due && m_areas->currentWidget() == m_due)
        m_due->focusContent();
    else if (m_places && m_areas->currentWidget() == m_places)
        m_places->focusContent();
    else if (const auto *rows = m_list->findChild<QAbstractItemView *>(u"entryList"_s); rows->isVisible())
        m_list->focusList();
    else
        m_list->focusFilter();
}

void Browser::showSeveral(const QList<EntryId> &ids)
{
    m_openDelay.stop();
    m_bulk->setEntries(ids);
    m_subject->setCurrentWidget(ids.isEmpty() ? static_cast<QWidget *>(m_detail) : m_bulk);
}

void Browser::arrange(int width, int height, bool railWanted)
{
    m_detail->setLow(height < lowBelow);
    const bool wide = width >= fullWidth && !m_detail->wantsRoom();
    const int now = wide ? Full : width >= metrics::railBelow ? NarrowList : Rail;
    if (now == m_arrangement)
        return;
    m_arrangement = now;
    const bool rail = now == Rail || railWanted;
    m_sidebar->setRail(rail);
    m_sidebar->setMinimumWidth(rail ? metrics::railWidth : 160);
    m_sidebar->setMaximumWidth(rail ? metrics::railWidth : 420);
    const int side =
        rail ? metrics::railWidth : std::max(metrics::sidebarWidth, SidebarDelegate::widthFor(*m_sidebar->model()));
    setSizes({side, width - side});
    m_list->setNarrow(now != Full);
    const int list = now != Full           ? metrics::narrowListWidth
                     : m_list->isCompact() ? compactListWidth
                                           : metrics::listWidth;
    m_split->setSizes({list, width - side - list});
}

void Browser::saveLayout(QSettings &settings) const
{
    if (m_due)
        m_due->saveLayout(settings);
    if (m_places)
        m_places->saveLayout(settings);
    if (m_arrangement != Full)
        return;
    settings.setValue(u"window/sidebar"_s, saveState());
    settings.setValue(u"window/list"_s, m_split->saveState());
}

void Browser::restoreLayout(const QSettings &settings)
{
    if (m_arrangement != Full)
        return;
    restoreState(settings.value(u"window/sidebar"_s).toByteArray());
    m_split->restoreState(settings.value(u"window/list"_s).toByteArray());
}

QList<QWidget *> Browser::areas() const
{
    if (m_due && m_areas->currentWidget() == m_due)
        return {m_sidebar, m_due};
    if (m_places && m_areas->currentWidget() == m_places)
        return {m_sidebar, m_places};
    return {m_sidebar, m_list, m_detail};
}

bool Browser::focusArea(QWidget *area)
{
    if (area == m_list)
        m_list->focusList();
    else if (area == m_due)
        m_due->focusContent();
    else if (area == m_places)
        m_places->focusContent();
    else if (area == m_sidebar)
        m_sidebar->setFocus(Qt::ShortcutFocusReason);
    else if (m_workspace.openEntry().content())
        m_detail->values().focusTable();
    else
        return focusFirstIn(*area);
    return true;
}

} // namespace keyturn

#include "moc_browser.cpp"
