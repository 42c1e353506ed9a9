#pragma once
#include <QStringList>

namespace keyturn {

//! Where a value stands in a document: keys from the outside in. An item of an array goes by its index in decimal, "-"
//! is the place behind the last (RFC 6901). A key alone is a path of one step, so every call that takes a path takes a
//! key.
struct JsonPath {
    JsonPath(const QString &key) : steps{key} {}
    JsonPath(QStringList path) : steps(std::move(path)) {}

    QString key() const { return steps.isEmpty() ? QString() : steps.constLast(); }

    QStringList steps;
};

} // namespace keyturn
