#pragma once
#include "ui/models/status.h"

#include <QStringList>
#include <optional>

namespace keyturn {

//! What a row offers to a query. Everything lower case.
struct SearchSubject {
    const QString &text; //!< name, kind and description
    const QStringList &keys;
    const Entry &entry;
    EntryStatus status;
};

//! The filter language: `store:ssm key:lwa-* is:overdue due:<14d region:us-* kind:lwa tag:env=prod`, free words, and a
//! leading '-' that leaves out. All conditions must hold. Words that mean nothing are reported, not ignored silently.
class SearchQuery {
public:
    SearchQuery() = default;
    static SearchQuery parse(const QString &text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const SearchSubject &subject) const;

    //! A word of the text for painting: recognised (`store:ssm`), unknown (`foo:bar`, `is:nonsense`), or free.
    struct Word {
        qsizetype from = 0;
        qsizetype length = 0;
        enum class Kind { Free, Known, Unknown } kind = Kind::Free;
    };
    const QList<Word> &words() const { return m_words; }

    //! \p pattern with '*' at any place against the whole \p text; without one, as a part of it. Both lower case.
    static bool matchesPattern(QStringView pattern, QStringView text);

private:
    struct Term {
        enum class Field { Text, Store, Key, Is, Due, Region, Kind, Tag } field = Field::Text;
        bool negated = false;
        QString pattern;
        Store store = Store::SecretsManager;
        Status status = Status::Unknown;
        qint64 days = 0;
        bool below = true; //!< due:<14d, else due:>14d
    };
    static std::optional<Term> term(const QString &field, const QString &value);
    static bool holds(const Term &term, const SearchSubject &subject);

    QList<Term> m_terms;
    QList<Word> m_words;
};

} // namespace keyturn
