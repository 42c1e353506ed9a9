#pragma once
#include <QSize>
#include <QString>

namespace keyturn {

//! Renders every page in every state worth seeing into \p folder as PNG, from an embedded sandbox in memory at a fixed
//! moment; all of them at \p size where it is valid. Returns 0, or 1 when a page could not be rendered with its
//! contents; says which on stderr.
int takeScreenshots(const QString &folder, QSize size = {});

} // namespace keyturn
