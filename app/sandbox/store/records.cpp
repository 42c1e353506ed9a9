#include "app/sandbox/store/records.h"

#include <algorithm>

namespace keyturn::sandbox {

SecretVersion *Secret::version(const QString &id)
{
    const auto it = std::find_if(versions.begin(), versions.end(), [&id](const auto &v) { return v.id == id; });
    return it == versions.end() ? nullptr : &*it;
}

SecretVersion *Secret::versionWithStage(const QString &stage)
{
    const auto it =
        std::find_if(versions.begin(), versions.end(), [&stage](const auto &v) { return v.stages.contains(stage); });
    return it == versions.end() ? nullptr : &*it;
}

} // namespace keyturn::sandbox
