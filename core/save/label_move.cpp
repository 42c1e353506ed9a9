#include "core/save/label_move.h"

#include "core/async/sleep_for.h"
#include "core/save/lag.h"

namespace keyturn {

Task<Result<SecretMetadata>> describeMoved(const SecretsManagerClient *client, LabelMove move, bool moved)
{
    for (int look = 0;; ++look) {
        const Result<SecretMetadata> now = co_await client->describeSecret(move.secretId);
        const bool isAsBefore = now && now->versionWithStage(move.label) == move.from;
        if (!moved || !isAsBefore || look + 1 == looks)
            co_return now;
        co_await sleepFor(lags[look]);
    }
}

} // namespace keyturn
