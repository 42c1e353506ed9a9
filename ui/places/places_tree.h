#pragma once
#include "core/workspace/several_places.h"

#include <QTreeWidget>

namespace keyturn {

//! Profiles with their regions: which of them are listed, and how far each is.
class PlacesTree : public QTreeWidget {
    Q_OBJECT

public:
    explicit PlacesTree(QWidget *parent = nullptr);

    //! Profiles that can be used, each with its own region, those of the others, and \p more.
    void setProfiles(const QList<Profile> &profiles, const QStringList &more);
    //! Marks the places of \p places and says how each stands.
    void show(const SeveralPlaces &places);
    //! Another region for each profile.
    void addRegion(const QString &region);

signals:
    void toggled(const QString &profile, const QString &region, bool on);

private:
    QTreeWidgetItem *addRegion(QTreeWidgetItem *profile, const QString &region);
    static QString words(const SeveralPlaces::Listed &place);
    static QString reason(const SeveralPlaces::Listed &place);

    bool m_isShowing = false; // what changes is not the user's doing
};

} // namespace keyturn
