#include "core/workspace/region_search.h"

#include "core/read/entry_store.h"

namespace keyturn {

QStringList RegionSearch::ownRegions() const
{
    QStringList regions;
    for (const Profile &profile : m_place.profiles()) {
        const bool isOther = !profile.region.isEmpty() && profile.region != m_place.region();
        if (isOther && profile.kind != ProfileKind::Sandbox && !regions.contains(profile.region))
            regions.append(profile.region);
    }
    return regions;
}

Task<Result<Entry>> RegionSearch::findThere(ConnectionSource *source, Profile profile, QString region, QString name)
{
    Task<Result<std::unique_ptr<Connection>>> connecting = source->connect(profile, region);
    const Result<std::unique_ptr<Connection>> connection = co_await std::move(connecting);
    if (!connection)
        co_return Result<Entry>(connection.error());
    const EntryStore store(**connection);
    Task<Result<Entry>> finding = store.find(name);
    Result<Entry> entry = co_await std::move(finding);
    co_return entry;
}

void RegionSearch::start(const QString &name, const QStringList &regions)
{
    m_scope.cancelAll();
    m_left = int(regions.size());
    for (const QString &region : regions) {
        m_scope.launch(findThere(&m_place.source(), m_place.profile(), region, name),
                       [this, region](const Result<Entry> &entry) {
                           --m_left;
                           if (entry)
                               emit found(region, *entry);
                           else if (entry.error().kind != ErrorKind::NotFound)
                               emit failed(region, entry.error());
                           if (m_left == 0)
                               emit finished();
                       });
    }
    if (regions.isEmpty())
        emit finished();
}

} // namespace keyturn

#include "moc_region_search.cpp"
