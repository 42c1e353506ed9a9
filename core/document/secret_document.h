#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/json/json_path.h"
#include "core/json/raw_reason.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace keyturn {

enum class JsonKind { Object, Array, String, Number, Boolean, Null };

struct JsonContainer;
struct JsonSplice;

//! A secret's text, edited without touching what is not edited: an index of spans over the original bytes.
//! A top-level JSON object with unique keys opens as members; everything else opens raw, with the reason.
//! A value: copies share the text. Every edit returns a new document whose other bytes are the same.
class SecretDocument {
public:
    struct Member {
        QString key; //!< in an array the index in decimal
        bool isString = false;
        //! A string's decoded text as UTF-8, else the value's JSON text as it stands. A string with half a surrogate
        //! pair has no decoded text and counts as the latter.
        SecretString value;
        JsonKind kind = JsonKind::String;
        //! False: no path leads here, as its object (a nested one) has the key twice or the key holds half a surrogate
        //! pair. The object around it can be edited as JSON.
        bool isReachable = true;

        //! An object or array that is not empty.
        bool hasChildren() const;
    };

    SecretDocument();
    explicit SecretDocument(SecretString text);

    const SecretString &text() const;
    //! Not a JSON object with unique keys: edit the whole text.
    bool isRaw() const;
    const RawReason &rawCause() const;
    QString rawReason() const { return rawCause().text(); }
    const QList<Member> &members() const; //!< in document order; empty when raw
    const Member *member(const QString &key) const;
    //! Where a member begins in text(), in bytes; -1 if there is no such key.
    qsizetype offsetOf(const QString &key) const;
    //! The members or items of a nested object or array; an empty path gives members(). Nothing for a scalar. Reads as
    //! much as it returns: made for a tree that is opened level by level, at any depth.
    Result<QList<Member>> children(const JsonPath &path) const;
    //! One value at any depth.
    Result<Member> value(const JsonPath &path) const;

    //! Replaces a value with a JSON string. Escapes only what JSON demands. Invalid if there is no such key or \p value
    //! is not valid UTF-8. Setting the present value gives the same bytes.
    Result<SecretDocument> set(const JsonPath &path, const SecretString &value) const;
    //! Replaces a value with the JSON value \p json as it is spelt, so that a number stays a number; blanks and line
    //! breaks around it are not part of it.
    Result<SecretDocument> setJson(const JsonPath &path, const SecretString &json) const;
    //! Adds a member behind \p after, or as the last, in the style of the others (indentation, space after the colon).
    //! Conflict if the key exists. In an array the last step is the index it gets, "-" the end; \p after is not used.
    Result<SecretDocument> add(const JsonPath &path, const SecretString &value,
                               const std::optional<QString> &after = {}) const;
    Result<SecretDocument> addJson(const JsonPath &path, const SecretString &json,
                                   const std::optional<QString> &after = {}) const;
    Result<SecretDocument> remove(const JsonPath &path) const;
    //! The member keeps its place and the bytes of its value. Conflict if there is a \p key.
    Result<SecretDocument> rename(const JsonPath &path, const QString &key) const;
    //! Moves a member or item among its siblings, to \p position of 0 to their number - 1.
    Result<SecretDocument> move(const JsonPath &path, qsizetype position) const;

private:
    struct Index;
    struct Place;
    qsizetype indexOf(const QString &key) const;
    Result<JsonContainer> container(const QStringList &steps) const;
    Result<Place> place(const JsonPath &path) const;
    Result<SecretDocument> inserted(const JsonPath &path, QByteArrayView json,
                                    const std::optional<QString> &after) const;
    SecretDocument replaced(JsonSplice splice) const;

    std::shared_ptr<const Index> m_index;
};

} // namespace keyturn
