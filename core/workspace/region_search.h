#pragma once
#include "core/async/task_scope.h"
#include "core/workspace/place.h"

namespace keyturn {

//! Looks for a name in other regions, as the profile that is open. All of them are asked side by side; no list and no
//! value is read.
class RegionSearch : public QObject {
    Q_OBJECT

public:
    //! \p place must outlive it.
    explicit RegionSearch(Place &place) : m_place(place) {}

    //! Regions other than the present one that a known profile names.
    QStringList ownRegions() const;
    //! Ends what is under way.
    void start(const QString &name, const QStringList &regions);
    bool isRunning() const { return m_left > 0; }

signals:
    void found(const QString &region, const keyturn::Entry &entry);
    void failed(const QString &region, const keyturn::Error &error); //!< it may be there
    void finished();

private:
    static Task<Result<Entry>> findThere(ConnectionSource *source, Profile profile, QString region, QString name);

    Place &m_place;
    int m_left = 0;
    TaskScope m_scope;
};

} // namespace keyturn
