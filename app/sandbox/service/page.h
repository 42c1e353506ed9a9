#pragma once
#include "app/sandbox/service/service.h"

#include <QList>
#include <algorithm>
#include <optional>
#include <utility>

namespace keyturn::sandbox {

//! A page's end as its NextToken. It belongs to the query of \p call: the operation, the account, the region and every
//! member but those that page.
QString pageToken(const Call &call, const QString &sortKey);
//! The sort key after which the page that \p call asks for begins, empty for the first; nothing for a token that is
//! none of ours, or of another query. \p member: "NextToken" or what the operation calls it.
std::optional<QString> startOfPage(const Call &call, QStringView member = u"NextToken");

//! One page of \p items (sort key, item), which it sorts. The token holds the last sort key, not a position, so items
//! made or removed between two pages neither repeat nor hide others.
template <typename T>
std::pair<QList<T>, QString> page(const Call &call, QList<std::pair<QString, T>> items, const QString &after, int size,
                                  bool descending = false)
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
    return {found, it == items.end() ? QString() : pageToken(call, std::prev(it)->first)};
}

} // namespace keyturn::sandbox
