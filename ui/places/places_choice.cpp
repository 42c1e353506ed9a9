#include "ui/places/places_choice.h"

#include "ui/places/places_tree.h"
#include "ui/style/metrics.h"
#include "ui/text/regions.h"
#include "ui/widgets/button.h"

#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

PlacesChoice::PlacesChoice(QWidget *parent) :
    QWidget(parent), m_tree(new PlacesTree), m_add(new Button(u"list-add"_s, tr("Another region")))
{
    setObjectName(u"placesChoice"_s);
    setFixedWidth(metrics::sidebarWidth);
    m_add->setObjectName(u"placesRegion"_s);
    m_add->setToolTip(tr("A region that none of your profiles names"));
    auto *menu = new QMenu(m_add);
    menu->setObjectName(u"placesRegionMenu"_s);
    menu->setAccessibleName(tr("Another region"));
    for (const QString &region : regions::all()) {
        QAction *action = menu->addAction(region);
        action->setObjectName(u"placesRegion-"_s + region);
        connect(action, &QAction::triggered, this, [this, region] { addRegion(region); });
    }
    m_add->setMenu(menu);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::partGap, metrics::gap, metrics::partGap, metrics::partGap);
    column->setSpacing(metrics::gap);
    column->addWidget(m_tree, 1);
    column->addWidget(m_add);
    connect(m_tree, &PlacesTree::toggled, this, &PlacesChoice::toggled);
}

void PlacesChoice::setProfiles(const QList<Profile> &profiles)
{
    m_tree->setProfiles(profiles, m_regions);
}

void PlacesChoice::show(const SeveralPlaces &places)
{
    m_tree->show(places);
}

void PlacesChoice::addRegion(const QString &region)
{
    if (!m_regions.contains(region))
        m_regions.append(region);
    m_tree->addRegion(region);
}

void PlacesChoice::focusTree()
{
    m_tree->setFocus();
}

} // namespace keyturn

#include "moc_places_choice.cpp"
