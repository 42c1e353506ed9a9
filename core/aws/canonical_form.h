#pragma once
#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace keyturn {

//! The pieces of a SigV4 canonical request, appended to \p out (IAM guide, "Create a canonical request").

//! Dot segments and double slashes removed; every byte but the unreserved ones escaped, '%' too: what is encoded on the
//! wire is encoded once more.
void appendCanonicalPath(QByteArray &out, QByteArrayView path);
//! Escaped once, sorted by name, then value; always name=value.
void appendCanonicalQuery(QByteArray &out, QByteArrayView query);
struct CanonicalHeader {
    QByteArrayView name; //!< in lower case
    QByteArrayView value;
};
//! A line each, and their names to \p names, as in SignedHeaders. \p headers are sorted by name; repeats become one
//! line in order of appearance.
void appendHeaders(QByteArray &out, QByteArray &names, std::span<const CanonicalHeader> headers);
//! Trimmed, inner runs of white space squeezed to one blank; quotes do not protect them.
void appendTrimmed(QByteArray &out, QByteArrayView value);
//! Hop-by-hop headers, and those a proxy or Qt may change on the way. \p name in lower case.
bool isNeverSigned(QByteArrayView name);
//! Whether \p list, as in SignedHeaders ("a;b"), has \p name.
bool isNamedIn(QByteArrayView list, QByteArrayView name);

} // namespace keyturn
