#pragma once
#include "core/entry/detail_changes.h"

namespace keyturn {

//! What turns \p before into \p after.
inline DetailChanges changesBetween(const DetailTexts &before, const DetailTexts &after)
{
    DetailChanges changes;
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        const std::optional<QString> now = textOf(after, it.key());
        if (now != *it)
            changes.insert(it.key(), {*it, now});
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (!before.contains(it.key()))
            changes.insert(it.key(), {std::nullopt, *it});
    }
    return changes;
}

} // namespace keyturn
