#pragma once
#include <QString>

namespace keyturn {

//! Renders every page in every state worth seeing into \p folder as PNG, from an embedded sandbox in memory at a fixed
//! moment. Returns 0, or 1 when a page could not be rendered with its contents; says which on stderr.
int takeScreenshots(const QString &folder);

} // namespace keyturn
