#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QList>
#include <QString>
#include <memory>

namespace keyturn {

//! A secret's text, edited without touching what is not edited: an index of spans over the original bytes.
//! A top-level JSON object with unique keys opens as members; everything else opens raw, with the reason.
//! A value: copies share the text. set(), add() and remove() return a new document whose other bytes are the same.
class SecretDocument {
public:
    struct Member {
        QString key;
        bool isString = false;
        //! A string's decoded text as UTF-8, else the value's JSON text as it stands. A string with half a surrogate
        //! pair has no decoded text and counts as the latter.
        SecretString value;
    };

    SecretDocument();
    explicit SecretDocument(SecretString text);

    const SecretString &text() const;
    //! Not a JSON object with unique keys: edit the whole text.
    bool isRaw() const;
    //! Why, in a few words with line and column ("not JSON: line 2, column 7", "the key \"a\" appears twice").
    QString rawReason() const;
    const QList<Member> &members() const; //!< in document order; empty when raw
    const Member *member(const QString &key) const;

    //! Replaces a value with a JSON string. Escapes only what JSON demands. Invalid if there is no such key or \p value
    //! is not valid UTF-8. Setting the present value gives the same bytes.
    Result<SecretDocument> set(const QString &key, const SecretString &value) const;
    //! Replaces a value with the JSON value \p json as it is spelt, so that a number stays a number.
    Result<SecretDocument> setJson(const QString &key, const SecretString &json) const;
    //! Appends a member in the style of the others (indentation, space after the colon). Conflict if the key exists.
    Result<SecretDocument> add(const QString &key, const SecretString &value) const;
    Result<SecretDocument> remove(const QString &key) const;

private:
    struct Index;
    qsizetype indexOf(const QString &key) const;
    SecretDocument replaced(qsizetype begin, qsizetype end, QByteArrayView by) const;

    std::shared_ptr<const Index> m_index;
};

} // namespace keyturn
