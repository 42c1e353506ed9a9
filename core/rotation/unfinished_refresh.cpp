#include "core/rotation/unfinished_refresh.h"

namespace keyturn {

RefreshNext nextOf(const RefreshMarker &marker, const Result<std::optional<JournalItem>> &item, const QDateTime &now)
{
    if (item && *item && (*item)->marker.operation == marker.operation && (*item)->answer)
        return RefreshNext::Store;
    if (marker.state == RefreshMarker::State::Planned)
        return RefreshNext::Discard;
    if (!item)
        return RefreshNext::Unlock;
    switch (marker.replay) {
    case Provider::Replay::Safe:
        return RefreshNext::AskAgain;
    case Provider::Replay::WithinLeeway: // the window counts from the first request, and holds one repetition
        return marker.sends < 2 && now < marker.replayUntil ? RefreshNext::AskAgain : RefreshNext::Decide;
    case Provider::Replay::Ask:
        break;
    }
    return RefreshNext::Decide;
}

} // namespace keyturn
