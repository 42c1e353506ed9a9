#include "core/versions/version_writers.h"

#include "core/async/sleep_for.h"
#include "core/connection/connection.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds betweenRequests = 500ms; // of the account's two a second
constexpr int around = 10;                                   // seconds: the version and the call are dated apart
constexpr int mostPages = 20;                                // of one moment

bool isOf(const TrailEvent &event, const QString &secretArn)
{
    if (!event.secretArn.isEmpty())
        return event.secretArn == secretArn;
    const QString full = secretArn.section(":secret:"_L1, 1);
    const QString plain = event.secretId.section(":secret:"_L1, -1);
    return plain == full || plain == full.chopped(std::min<qsizetype>(7, full.size()));
}

//! How directly a call makes a version; zero: not at all.
int rankOf(const QString &call)
{
    if (call == "PutSecretValue"_L1 || call == "UpdateSecret"_L1 || call == "CreateSecret"_L1)
        return 2;
    return call == "RotateSecret"_L1 ? 1 : 0;
}

} // namespace

std::optional<VersionWriter> writerOf(const VersionRow &row, const QString &secretArn, const QList<TrailEvent> &events)
{
    const TrailEvent *best = nullptr;
    for (const TrailEvent &event : events) {
        const int rank = rankOf(event.name);
        if (rank == 0 || event.isRefused || event.token != row.id || !isOf(event, secretArn))
            continue;
        const int known = best ? rankOf(best->name) : 0;
        if (rank > known || (rank == known && event.at <= best->at))
            best = &event;
    }
    return best ? std::optional(VersionWriter{best->by, best->name, best->at}) : std::nullopt;
}

Task<Result<QHash<QString, VersionWriter>>> readWriters(Connection *connection, QString secretArn,
                                                        QList<VersionRow> rows)
{
    const CloudTrailClient client(connection->transport());
    const QDateTime oldest = connection->clock().utcNow().addDays(-CloudTrailClient::daysKept);
    QHash<QString, VersionWriter> writers;
    QList<TrailEvent> events;
    bool hasAsked = false;
    for (const VersionRow &row : std::as_const(rows)) {
        std::optional<VersionWriter> writer = writerOf(row, secretArn, events);
        const bool isKept = row.createdAt.isValid() && row.createdAt > oldest;
        PageStream<TrailEvent> stream = client.lookupEvents(
            u"secretsmanager.amazonaws.com"_s, row.createdAt.addSecs(-around), row.createdAt.addSecs(around));
        for (int page = 0; page < mostPages && isKept && !writer; ++page) {
            if (hasAsked)
                co_await sleepFor(betweenRequests);
            hasAsked = true;
            const Result<std::optional<QList<TrailEvent>>> found = co_await stream.next();
            if (!found)
                co_return found.error();
            if (!found->has_value())
                break;
            for (const TrailEvent &event : **found) {
                if (rankOf(event.name) > 0)
                    events.append(event);
            }
            writer = writerOf(row, secretArn, events);
        }
        if (writer)
            writers.insert(row.id, *writer);
    }
    co_return writers;
}

} // namespace keyturn
