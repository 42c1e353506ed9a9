#pragma once
#include "ui/search/search_term.h"

#include <QList>
#include <vector>

namespace keyturn {

//! The filter language: `name:erp/* key:lwa-* tag:env=prod store:ssm region:us-* is:overdue kind:lwa due:<14d
//! description:word value:`, free words, "quoted words", and a leading '-' that leaves out. All conditions must hold.
//! Words that mean nothing are reported with what was probably meant, not ignored silently.
class SearchQuery {
public:
    SearchQuery() = default;
    static SearchQuery parse(const QString &text);

    bool isEmpty() const { return m_terms.empty(); }
    bool matches(const SearchSubject &subject) const;
    //! Everything that this query finds \p wider finds too: only its rows need to be looked at. May say false.
    bool narrows(const SearchQuery &wider) const;
    //! The query is nothing but this word, to be found anywhere in SearchSubject::text. Lives as long as the query.
    std::optional<std::string_view> plainWord() const;

    //! A word of the text for painting: recognised (`store:ssm`), unknown (`foo:bar`, `is:nonsense`), or free.
    struct Word {
        qsizetype from = 0;
        qsizetype length = 0;
        enum class Kind { Free, Known, Unknown } kind = Kind::Free;
        QString suggestion{}; //!< of an unknown word: what was probably meant, or empty
    };
    const QList<Word> &words() const { return m_words; }
    //! What somebody typed or pasted behind `value:`. It may be a secret: it is to be taken out of the text at once.
    std::optional<Word> typedValue() const { return m_typedValue; }
    bool asksForValue() const;
    //! One of its words is answered by what an entry holds: isOpen() may be true of some.
    bool asksForContents() const;
    //! Whether \p subject matches depends on what its value would tell, and on nothing else.
    bool isOpen(const SearchSubject &subject) const;

private:
    std::vector<SearchTerm> m_terms;
    QList<Word> m_words;
    std::optional<Word> m_typedValue;
};

} // namespace keyturn
