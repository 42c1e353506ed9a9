#pragma once
#include "ui/search/search_query.h"

#include <QCoreApplication>

namespace keyturn {

class EntryListModel;

//! What to say, and to search for instead, when nothing matches: a word of the language that is misspelt, or a key that
//! no entry has while others have one that looks like it.
struct QuerySuggestion {
    Q_DECLARE_TR_FUNCTIONS(QuerySuggestion)

public:
    QString sentence; //!< empty: no idea
    QString word;     //!< "key:lwa-client-*"
    QString query;    //!< the whole text with that word in it

    static QuerySuggestion of(const QString &text, const EntryListModel &entries);
};

} // namespace keyturn
