#pragma once
#include "core/json/json_scanner.h"

namespace keyturn {

//! The children of one object or array, as they stand in a text.
struct JsonContainer {
    bool isArray = false;
    qsizetype insideBegin = 0; //!< after the opening bracket
    qsizetype insideEnd = 0;   //!< before the closing one
    QList<JsonSpan> items;     //!< items of an array have an empty key right before the value
};

//! What an edit puts in the place of the bytes [begin, end); all others stay. `by` may hold a secret: wipe it.
struct JsonSplice {
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray by;
};

//! Puts a child before the one at \p index (or behind the last) in the style of its neighbours: line breaks,
//! indentation, blanks around the colon. \p key with its quotes; unused in arrays.
JsonSplice jsonInsertion(QByteArrayView text, const JsonContainer &container, qsizetype index, QByteArrayView key,
                         QByteArrayView value);
//! Takes a child away with one comma and its line.
JsonSplice jsonRemoval(const JsonContainer &container, qsizetype index);
//! Moves a child to another index; what stands between the children stays where it is, so moving back restores the
//! text.
JsonSplice jsonMove(QByteArrayView text, const JsonContainer &container, qsizetype from, qsizetype to);

} // namespace keyturn
