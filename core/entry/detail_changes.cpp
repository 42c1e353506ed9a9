#include "core/entry/detail_changes.h"

#include <tuple>

namespace keyturn {

bool operator<(const DetailKey &a, const DetailKey &b)
{
    return std::tie(a.name, a.field, a.key) < std::tie(b.name, b.field, b.key);
}

std::optional<QString> textOf(const DetailTexts &texts, const DetailKey &key)
{
    const auto it = texts.constFind(key);
    return it == texts.cend() ? std::nullopt : std::optional(*it);
}

DetailTexts applied(DetailTexts texts, const DetailChanges &changes)
{
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it->after)
            texts.insert(it.key(), *it->after);
        else
            texts.remove(it.key());
    }
    return texts;
}

DetailChanges openChanges(DetailChanges changes, const DetailTexts &now)
{
    for (auto it = changes.begin(); it != changes.end();)
        it = textOf(now, it.key()) == it->after ? changes.erase(it) : std::next(it);
    return changes;
}

QMap<DetailKey, std::optional<QString>> conflictsOf(const DetailChanges &changes, const DetailTexts &now)
{
    QMap<DetailKey, std::optional<QString>> conflicts;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        const std::optional<QString> theirs = textOf(now, it.key());
        if (theirs != it->before && theirs != it->after)
            conflicts.insert(it.key(), theirs);
    }
    return conflicts;
}

} // namespace keyturn
