#pragma once
#include "core/secrets/json_splice.h"
#include "core/secrets/json_tree.h"
#include "core/secrets/secret_document.h"

#include <QHash>

#include <mutex>

namespace keyturn {

//! What a SecretDocument knows of its text. Private to it; shared by its copies and never changed.
struct SecretDocument::Index {
    explicit Index(SecretString source);

    QByteArrayView slice(qsizetype begin, qsizetype end) const { return text.bytes().sliced(begin, end - begin); }
    const JsonTree &tree() const; // not of a raw text
    JsonContainer containerAt(qsizetype node) const;
    //! Where \p step leads; more than one if an object has a key twice.
    QList<qsizetype> matches(const JsonContainer &container, const QString &step) const;

    SecretString text;
    RawReason raw;
    QList<Member> members;
    JsonContainer top;
    QHash<QString, qsizetype> byKey;

private:
    RawReason readMembers();

    mutable std::once_flag m_treeMade;
    mutable JsonTree m_tree; // made when somebody looks below the top
};

//! A member or item and its siblings.
struct SecretDocument::Place {
    JsonContainer container;
    qsizetype index = 0;

    const JsonSpan &span() const { return container.items.at(index); }
};

} // namespace keyturn
