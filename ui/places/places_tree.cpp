#include "ui/places/places_tree.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/text/error_text.h"

#include <QHeaderView>
#include <QLocale>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace keyturn {

PlacesTree::PlacesTree(QWidget *parent) : QTreeWidget(parent)
{
    setObjectName(u"placesTree"_s);
    setAccessibleName(tr("Profiles and regions to list"));
    setColumnCount(2);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setIndentation(metrics::wideGap);
    setUniformRowHeights(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item, int column) {
        if (!m_isShowing && column == 0 && item->parent())
            emit toggled(item->parent()->text(0), item->text(0), item->checkState(0) == Qt::Checked);
    });
}

void PlacesTree::setProfiles(const QList<Profile> &profiles, const QStringList &more)
{
    const QScopedValueRollback<bool> quiet(m_isShowing, true);
    clear();
    QStringList regions = more;
    for (const Profile &profile : profiles) {
        if (profile.kind != ProfileKind::Sandbox && !profile.region.isEmpty())
            regions.append(profile.region);
    }
    regions.removeDuplicates();
    regions.sort();
    for (const Profile &profile : profiles) {
        if (profile.unusable != Refusal::None)
            continue;
        auto *item = new QTreeWidgetItem(this, {profile.name});
        item->setIcon(0, icons::icon(u"user-identity"_s));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setSizeHint(0, QSize(0, metrics::compactRow));
        if (!profile.region.isEmpty())
            addRegion(item, profile.region);
        if (profile.kind != ProfileKind::Sandbox) {
            for (const QString &region : std::as_const(regions))
                addRegion(item, region);
        }
        item->setExpanded(true);
    }
}

QTreeWidgetItem *PlacesTree::addRegion(QTreeWidgetItem *profile, const QString &region)
{
    for (int i = 0; i < profile->childCount(); ++i) {
        if (profile->child(i)->text(0) == region)
            return profile->child(i);
    }
    auto *item = new QTreeWidgetItem(profile, {region});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, Qt::Unchecked);
    item->setSizeHint(0, QSize(0, metrics::compactRow));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

void PlacesTree::addRegion(const QString &region)
{
    const QScopedValueRollback<bool> quiet(m_isShowing, true);
    for (int i = 0; i < topLevelItemCount(); ++i)
        addRegion(topLevelItem(i), region);
}

void PlacesTree::show(const SeveralPlaces &places)
{
    const QScopedValueRollback<bool> quiet(m_isShowing, true);
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem *profile = topLevelItem(i);
        for (int row = 0; row < profile->childCount(); ++row) {
            QTreeWidgetItem *item = profile->child(row);
            const SeveralPlaces::Listed *place = places.find(profile->text(0), item->text(0));
            const bool failed = place && !place->errors.isEmpty();
            item->setCheckState(0, place ? Qt::Checked : Qt::Unchecked);
            item->setText(1, place ? words(*place) : QString());
            item->setIcon(1, failed ? icons::icon(u"kt-warning"_s) : QIcon());
            item->setToolTip(1, failed ? reason(*place) : QString());
            item->setData(1, Qt::AccessibleTextRole, failed ? item->text(1) + u", "_s + reason(*place) : item->text(1));
            item->setForeground(1, failed ? colors().dangerFg : colors().text2);
        }
    }
}

QString PlacesTree::words(const SeveralPlaces::Listed &place)
{
    switch (place.step) {
    case SeveralPlaces::Step::Connecting:
        return tr("connecting…");
    case SeveralPlaces::Step::Listing:
        return place.count == 0 ? tr("reading…") : tr("%1 so far").arg(QLocale().toString(place.count));
    case SeveralPlaces::Step::Listed:
        break;
    }
    if (place.errors.isEmpty())
        return QLocale().toString(place.count);
    return place.count == 0 ? tr("failed") : tr("%1, not all").arg(QLocale().toString(place.count));
}

QString PlacesTree::reason(const SeveralPlaces::Listed &place)
{
    QStringList sentences;
    for (const Error &error : place.errors)
        sentences.append(ErrorText::message(error, place.profile.name).sentence);
    sentences.removeDuplicates();
    return sentences.join(u'\n');
}

} // namespace keyturn

#include "moc_places_tree.cpp"
