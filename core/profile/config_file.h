#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QByteArrayView>
#include <QList>
#include <QMap>
#include <QString>

namespace keyturn {

//! One section of an AWS configuration file. Keys are lower case.
struct ConfigSection {
    QString name; //!< as between the brackets: "default", "profile asp"
    QMap<QString, QString> values;
    QMap<QString, SecretString> secrets;          //!< aws_secret_access_key and session tokens, never in values
    QMap<QString, QMap<QString, QString>> nested; //!< indented blocks, one level

    //! Also where its value is empty.
    bool has(const QString &key) const;
};

//! Parses what botocore's configloader parses, the same way: `key = value` or `key: value`, `#` and `;` start a comment
//! only at the start of a line, no interpolation, a value may go on in deeper indented lines, [DEFAULT] gives to all.
//! A BOM is tolerated. Invalid "config-syntax" names \p fileName and the line for anything else, doubles too.
Result<QList<ConfigSection>> parseConfigFile(QByteArrayView text, const QString &fileName);

//! A file that is not there is an empty one, and so is /dev/null. Io "config-unreadable" where something is there that
//! cannot be read: a folder or a pipe too, as nobody can tell what it was to say.
Result<QList<ConfigSection>> readConfigFile(const QString &path);

} // namespace keyturn
