#pragma once
#include "core/stores/cloud_trail_client.h"
#include "tests/core/stores/client_operations.h"

namespace keyturn::client_operations {

inline QList<Operation> trailOperations()
{
    const QJsonObject event{{"EventId", "i"},
                            {"EventName", "PutSecretValue"},
                            {"EventTime", 1.5},
                            {"CloudTrailEvent", R"({"readOnly":false})"}};
    return {{"LookupEvents",
             {{"Events", QJsonArray{event}}, {"NextToken", "t"}},
             {"Events", "Events.EventId", "Events.EventName", "Events.EventTime", "Events.CloudTrailEvent"},
             [](Bench &bench) {
                 const QDateTime now = bench.clock.utcNow();
                 const CloudTrailClient client(bench.transport);
                 PageStream<TrailEvent> stream = client.lookupEvents(u"s"_s, now.addSecs(-1), now);
                 return outcomeOf(run(stream.next()));
             }}};
}

} // namespace keyturn::client_operations
