#pragma once
#include "core/document/secret_document.h"
#include "core/json/json_splice.h"
#include "core/json/json_tree.h"

#include <QHash>
#include <QStringList>

#include <mutex>

namespace keyturn {

//! What a SecretDocument knows of its text. Private to it; shared by its copies and never changed. Read when it is
//! first asked for: between two edits nobody asks for values, and behind the last one often for nothing but the text.
struct SecretDocument::Index {
    //! Where the members of the top stand.
    struct Layout {
        RawReason raw;
        JsonContainer top;
        QStringList keys; // of the items of top
        QHash<QString, qsizetype> byKey;
    };

    explicit Index(SecretString source) : text(std::move(source)) {}

    const Layout &layout() const;
    const QList<Member> &members() const;
    QByteArrayView slice(qsizetype begin, qsizetype end) const { return text.bytes().sliced(begin, end - begin); }
    const JsonTree &tree() const; // not of a raw text
    JsonContainer containerAt(qsizetype node) const;
    //! Where \p step leads; more than one if an object has a key twice.
    QList<qsizetype> matches(const JsonContainer &container, const QString &step) const;

    static Member memberOf(const QString &key, QByteArrayView json);

    const SecretString text;

private:
    Layout read() const;
    RawReason readKeys(Layout &layout) const;

    mutable std::once_flag m_layoutRead;
    mutable Layout m_layout;
    mutable std::once_flag m_membersRead;
    mutable QList<Member> m_members;
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
