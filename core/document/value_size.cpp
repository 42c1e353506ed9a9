#include "core/document/value_size.h"

namespace keyturn {

qsizetype utf8Size(QStringView text)
{
    qsizetype size = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            size += 4;
            ++i;
        } else {
            size += c.unicode() < 0x80 || c.isSurrogate() ? 1 : c.unicode() < 0x800 ? 2 : 3;
        }
    }
    return size;
}

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
