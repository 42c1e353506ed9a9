#pragma once
#include <QString>
#include <QStringList>

namespace keyturn {

//! What was probably meant by \p word: the nearest of \p words, at most 2 edits and half of it away; empty if
//! there is none.
QString nearestWord(QStringView word, const QStringList &words);

} // namespace keyturn
