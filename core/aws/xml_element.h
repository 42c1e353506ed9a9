#pragma once
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <optional>

namespace keyturn {

//! An element of a Query answer, without namespaces and attributes.
struct XmlElement {
    QString name;
    QString text; //!< of this element alone, trimmed
    QList<XmlElement> children;

    //! First child of that name; null if there is none.
    const XmlElement *child(QStringView wanted) const;
    //! Text of the first child of that name; empty if there is none.
    QString textOf(QStringView wanted) const;

    //! Only for answers of our own AWS endpoint that passed the size cap. Empty for what is not well formed, declares a
    //! document type (the door to entity tricks) or nests deeper than 32.
    static std::optional<XmlElement> parse(QByteArrayView document);
};

} // namespace keyturn
