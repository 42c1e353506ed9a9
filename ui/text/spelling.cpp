#include "ui/text/spelling.h"

#include "core/lint/layout_match.h"

#include <algorithm>

namespace keyturn {

QString nearestWord(QStringView word, const QStringList &words)
{
    const int limit = std::clamp(int(word.size() - 1) / 2, 1, 2);
    int best = limit + 1;
    QString nearest;
    for (const QString &candidate : words) {
        const int distance = editDistance(word, candidate, limit);
        if (distance < best) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace keyturn
