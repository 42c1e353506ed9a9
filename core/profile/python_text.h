#pragma once
#include <QByteArrayView>
#include <QList>
#include <QString>

//! Text as botocore's language sees it, in UTF-8: what counts as white space and as the end of a line there is more
//! than ASCII has.
namespace keyturn::python {

//! str.strip()
QByteArrayView stripped(QByteArrayView text);
//! Characters of white space at its beginning.
qsizetype indentOf(QByteArrayView text);
//! str.splitlines()
QList<QByteArrayView> lines(QByteArrayView text);
//! As QString::fromUtf8(), but a byte order mark stays.
QString text(QByteArrayView utf8);

} // namespace keyturn::python
