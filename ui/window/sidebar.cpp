#include "ui/window/sidebar.h"

#include "core/workspace/workspace.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/window/sidebar_delegate.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int shortPause = 60; // ms between an arrival and the count
}

Sidebar::Sidebar(Workspace &workspace, EntryListModel &entries, QWidget *parent) :
    QTreeView(parent), m_workspace(workspace), m_entries(entries), m_model(new SidebarModel(this))
{
    setObjectName(u"sidebar"_s);
    setAccessibleName(tr("Folders, profiles and names"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setModel(m_model);
    m_delegate = SidebarDelegate::install(this);
    viewport()->setAutoFillBackground(false);

    // A section that was empty could not be opened before.
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &above) {
        const bool section = above.isValid() && !above.parent().isValid();
        const bool here = above.data(SidebarModel::KindRole).toInt() == int(SidebarModel::Kind::Profile)
                          && above.data(SidebarModel::ProfileRole).toString() == m_workspace.place().profile().name;
        if (!m_delegate->isRail() && (section || here))
            expand(above);
    });
    // Counting 100,000 rows for every page that arrives would be felt.
    auto *soon = new QTimer(this);
    soon->setSingleShot(true);
    connect(&entries, &EntryListModel::entriesChanged, soon, [this, soon, &entries] {
        if (!soon->isActive())
            soon->start(entries.count() < 2'000 ? shortPause : m_pause);
    });
    connect(soon, &QTimer::timeout, this, [this] {
        QElapsedTimer timer;
        timer.start();
        showEntries();
        m_pause = std::max<int>(shortPause, int(timer.elapsed()) * 8); // a long list is counted less often
    });
    connect(&m_workspace.listing(), &Listing::finished, this, &Sidebar::showEntries);
    connect(&m_workspace.place(), &Place::profilesChanged, this, &Sidebar::showProfiles);
    connect(&m_workspace.place(), &Place::changed, this, &Sidebar::showProfiles);
    connect(&m_workspace.place(), &Place::opened, this, &Sidebar::showProfiles);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &Sidebar::choose);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (!goTo(index))
            choose(index); // also where it is the current one, and something else is shown
    });
    showProfiles();
    selectScope({});
}

void Sidebar::showEntries()
{
    const Listing &listing = m_workspace.listing();
    m_model->setEntries(m_entries, listing.listedAt().isValid() && !listing.isRunning() && !listing.wasStopped()
                                       && listing.errors().isEmpty());
}

void Sidebar::setRail(bool rail)
{
    if (m_delegate->isRail() != rail)
        m_delegate->setRail(rail);
}

void Sidebar::selectScope(const EntryScope &scope)
{
    const QModelIndex index = m_model->indexOf(scope);
    if (index.isValid() && index != currentIndex())
        setCurrentIndex(index);
}

void Sidebar::setMarked(bool marked)
{
    if (!marked)
        selectionModel()->clearSelection();
    else if (selectionModel()->selectedRows().isEmpty())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void Sidebar::showProfiles()
{
    QList<SidebarProfile> shown;
    for (const Profile &profile : m_workspace.place().profiles()) {
        if (profile.unusable != Refusal::None)
            continue;
        SidebarProfile row;
        row.name = profile.name;
        row.kind = profile.kind;
        row.active = profile.name == m_workspace.place().profile().name
                     && (m_workspace.place().isOpen() || m_workspace.place().isOpening());
        const QString region = row.active ? m_workspace.place().region() : profile.region;
        if (!region.isEmpty())
            row.regions.append(region);
        shown.append(row);
    }
    showEntries(); // nothing is counted at a place that was left
    m_model->setProfiles(shown);
}

void Sidebar::choose(const QModelIndex &index)
{
    const auto kind = SidebarModel::Kind(index.data(SidebarModel::KindRole).toInt());
    if (!index.isValid() || kind == SidebarModel::Kind::Section || isElsewhere(index))
        return;
    const bool place = kind == SidebarModel::Kind::Profile || kind == SidebarModel::Kind::Region;
    emit scopeChosen(place ? EntryScope() : index.data(SidebarModel::ScopeRole).value<EntryScope>());
}

//! A profile or a region that is not open.
bool Sidebar::isElsewhere(const QModelIndex &index) const
{
    const QString profile = index.data(SidebarModel::ProfileRole).toString();
    const QString region = index.data(SidebarModel::RegionRole).toString();
    return !profile.isEmpty()
           && (profile != m_workspace.place().profile().name
               || (!region.isEmpty() && region != m_workspace.place().region()));
}

bool Sidebar::goTo(const QModelIndex &index)
{
    if (!index.isValid() || !isElsewhere(index))
        return false;
    emit placeChosen(index.data(SidebarModel::ProfileRole).toString(), index.data(SidebarModel::RegionRole).toString());
    return true;
}

void Sidebar::mousePressEvent(QMouseEvent *event)
{
    m_pressed = indexAt(event->position().toPoint());
    QTreeView::mousePressEvent(event);
}

//! Whatever stands under the pointer by the second click: it is meant for what the first one hit.
void Sidebar::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_pressed.isValid() && m_pressed == indexAt(event->position().toPoint()))
        QTreeView::mouseDoubleClickEvent(event);
}

void Sidebar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QTreeView::keyPressEvent(event);
        return;
    }
    if (!goTo(currentIndex()))
        choose(currentIndex());
}

void Sidebar::paintEvent(QPaintEvent *event)
{
    QPainter(viewport()).fillRect(viewport()->rect(), colors().sidebar);
    QTreeView::paintEvent(event);
}

} // namespace keyturn

#include "moc_sidebar.cpp"
