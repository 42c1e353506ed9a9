#pragma once
#include "core/base/result.h"

#include <QList>
#include <algorithm>
#include <optional>
#include <utility>

namespace keyturn::sandbox {

QString pageToken(const QString &sortKey);
//! The sort key after which the next page starts; nothing for a token that is none of ours.
std::optional<QString> sortKeyOf(const QString &token);

//! One page of \p items (sort key, item), which it sorts. The token holds the last sort key, not a position, so items
//! made or removed between two pages neither repeat nor hide others.
template <typename T>
std::pair<QList<T>, QString> page(QList<std::pair<QString, T>> items, const QString &after, int size, bool descending)
{
    const auto before = [descending](const QString &a, const QString &b) { return descending ? b < a : a < b; };
    std::sort(items.begin(), items.end(), [&](const auto &a, const auto &b) { return before(a.first, b.first); });
    auto first = items.begin();
    if (!after.isEmpty())
        first = std::upper_bound(items.begin(), items.end(), after,
                                 [&](const QString &key, const auto &item) { return before(key, item.first); });
    QList<T> found;
    auto it = first;
    for (; it != items.end() && found.size() < size; ++it)
        found << it->second;
    return {found, it == items.end() ? QString() : pageToken(std::prev(it)->first)};
}

} // namespace keyturn::sandbox
