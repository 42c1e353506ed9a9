#include "ui/models/spelling.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace keyturn {

int editDistance(QStringView a, QStringView b, int limit)
{
    if (std::abs(int(a.size() - b.size())) > limit)
        return limit + 1;
    std::vector<int> beforeLast(size_t(b.size()) + 1);
    std::vector<int> last(size_t(b.size()) + 1);
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const size_t at = size_t(j);
            const bool same = a[i - 1] == b[j - 1];
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, last[at - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return std::min(last.back(), limit + 1);
}

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
