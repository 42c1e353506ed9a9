#include "core/rotation/scope_change.h"

#include <algorithm>
#include <iterator>

namespace keyturn {

ScopeChange ScopeChange::between(const QString &before, const QString &now)
{
    ScopeChange change;
    const QStringList was = before.split(u' ', Qt::SkipEmptyParts);
    const QStringList is = now.split(u' ', Qt::SkipEmptyParts);
    if (now.isNull() || was.isEmpty()) // nothing to compare with
        return change;
    std::copy_if(was.begin(), was.end(), std::back_inserter(change.lost),
                 [&is](const QString &scope) { return !is.contains(scope); });
    std::copy_if(is.begin(), is.end(), std::back_inserter(change.gained),
                 [&was](const QString &scope) { return !was.contains(scope); });
    return change;
}

} // namespace keyturn
