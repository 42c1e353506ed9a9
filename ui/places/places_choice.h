#pragma once
#include "core/workspace/several_places.h"

#include <QWidget>

namespace keyturn {

class Button;
class PlacesTree;

//! Beside the lists: which profiles and regions are in them, how far each is, and other regions to choose from.
class PlacesChoice : public QWidget {
    Q_OBJECT

public:
    explicit PlacesChoice(QWidget *parent = nullptr);

    void setProfiles(const QList<Profile> &profiles);
    void show(const SeveralPlaces &places);
    //! Those that no profile names, as they were added by hand.
    const QStringList &regions() const { return m_regions; }
    void addRegion(const QString &region);
    void focusTree();

signals:
    void toggled(const QString &profile, const QString &region, bool on);

private:
    PlacesTree *m_tree;
    Button *m_add;
    QStringList m_regions;
};

} // namespace keyturn
