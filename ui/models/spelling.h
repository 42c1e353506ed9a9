#pragma once
#include <QString>
#include <QStringList>

namespace keyturn {

//! Insertions, deletions, replacements and swaps of neighbours that lead from \p a to \p b; \p limit + 1 where it takes
//! more than \p limit.
int editDistance(QStringView a, QStringView b, int limit);

//! What was probably meant by \p word: the nearest of \p words, at most 2 edits and half of it away; empty if
//! there is none.
QString nearestWord(QStringView word, const QStringList &words);

} // namespace keyturn
