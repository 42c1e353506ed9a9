#pragma once
#include "ui/text/status.h"

#include <QStringList>
#include <optional>
#include <string>
#include <string_view>

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
    bool isRead = false;    //!< its keys are known, and so is its kind
};

//! One word of the filter language: a fact that a row has or has not.
struct SearchTerm {
    enum class Field { Text, Name, Store, Key, Is, Mark, Due, Region, Kind, Tag, Description, Value };
    Field field = Field::Text;
    bool negated = false; //!< for whoever asks: holds() does not look at it
    std::string pattern;
    Store store = Store::SecretsManager;
    quint32 states = 0; //!< bits of Status
    qint64 days = 0;
    bool below = true; //!< due:<14d, else due:>14d

    //! `field:value`, both lower case; none where that is no word of the language.
    static std::optional<SearchTerm> of(const QString &field, const QString &value);
    //! What was probably meant by a word that is none, or empty.
    static QString meant(const QString &field, const QString &value);
    //! The words that may stand before a ':'.
    static QStringList fields();

    bool holds(const SearchSubject &subject) const;
    //! The row does not know the answer before its value has been read.
    bool isOpen(const SearchSubject &subject) const;
    //! Every row that this finds \p wider finds too. May say false.
    bool implies(const SearchTerm &wider) const;

    friend bool operator==(const SearchTerm &, const SearchTerm &) = default;
};

} // namespace keyturn
