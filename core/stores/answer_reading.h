#pragma once
#include "core/base/result.h"
#include "core/document/secret_document.h"

#include <QDateTime>
#include <QJsonValue>
#include <QStringList>

namespace keyturn {

//! AWS's timestamps are seconds since 1970 with a fraction. Invalid when there is none.
QDateTime timeOf(const QJsonValue &seconds);
QStringList stringsOf(const QJsonValue &array);
//! A 2xx answer without what it must have.
Error incompleteAnswer(const QString &operation, const QString &member);

//! An answer that holds secret values. It is read with the scanner that edits secrets, so that a value keeps every
//! byte (QJsonDocument drops a leading U+FEFF), never becomes a QString and is wiped with its last owner.
class SecretAnswer {
public:
    explicit SecretAnswer(SecretString json);

    bool has(const QString &name) const;
    SecretString secret(const QString &name) const;
    QString text(const QString &name) const;
    qint64 integer(const QString &name) const;
    QDateTime time(const QString &name) const;
    QStringList texts(const QString &name) const;
    SecretAnswer object(const QString &name) const;
    QList<SecretAnswer> objects(const QString &name) const;

private:
    QByteArrayView json(const QString &name) const;
    SecretDocument m_document;
};

} // namespace keyturn
