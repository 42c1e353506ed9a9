#pragma once
#include "ui/text/status.h"

#include <QStringList>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keyturn {

//! What a row offers to a query: views into an EntryIndex. All texts are lower case UTF-8.
struct SearchSubject {
    enum Mark : quint8 {
        ValueFound = 1, //!< holds the value that was searched for
        Duplicate = 2,  //!< shares a sensitive value with another entry
    };
    std::string_view name;
    std::string_view text; //!< name, kind and description, one a line
    std::string_view tags; //!< key=value, one a line
    std::string_view keys; //!< one a line, as far as known
    std::string_view region;
    std::string_view kind;
    Store store = Store::SecretsManager;
    EntryStatus status;
    quint8 marks = 0;
    bool nameIsKey = false; //!< a parameter of its own
};

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
    //! Where \p word begins in \p text, or npos.
    static size_t place(std::string_view word, std::string_view text);

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

    //! \p pattern with '*' at any place against the whole \p text; without one, as a part of it. Both lower case.
    static bool matchesPattern(std::string_view pattern, std::string_view text);
    //! The words that may stand before a ':'.
    static QStringList fields();

private:
    struct Term {
        enum class Field { Text, Name, Store, Key, Is, Mark, Due, Region, Kind, Tag, Description, Value };
        Field field = Field::Text;
        bool negated = false;
        std::string pattern;
        Store store = Store::SecretsManager;
        quint32 states = 0; //!< bits of Status
        qint64 days = 0;
        bool below = true; //!< due:<14d, else due:>14d

        friend bool operator==(const Term &, const Term &) = default;
        bool implies(const Term &wider) const;
    };
    static std::optional<Term> term(const QString &field, const QString &value);
    static QString meant(const QString &field, const QString &value);
    static bool holds(const Term &term, const SearchSubject &subject);

    std::vector<Term> m_terms;
    QList<Word> m_words;
    std::optional<Word> m_typedValue;
};

} // namespace keyturn
