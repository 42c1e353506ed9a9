#include "core/document/value_size.h"

namespace keyturn {

ValueSize secretSize(const SecretString &value)
{
    return {value.size(), secretSizeLimit};
}

ValueSize parameterSize(const SecretString &value, const QString &tier)
{
    const bool standard = tier.isEmpty() || tier == QLatin1String("Standard");
    return {value.size(), standard ? standardParameterSizeLimit : advancedParameterSizeLimit};
}

} // namespace keyturn
