#pragma once
#include "core/base/result.h"
#include "core/document/secret_document.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <memory>
#include <optional>

namespace keyturn {

//! AWS's timestamps are seconds since 1970 with a fraction. None for a moment that is not in the years 1970 to 9999.
std::optional<QDateTime> timeOf(double seconds);

//! An answer of a store, read strictly: a member of another type, or without what every answer must have, is a fault
//! that the answer remembers. It is read with the scanner that edits secrets, so that a value keeps every byte
//! (QJsonDocument drops a leading U+FEFF), never becomes a QString and is wiped with its last owner.
class SecretAnswer {
public:
    explicit SecretAnswer(SecretString json);

    //! The first thing that is not as the service's model says, for Error::detail; empty: nothing so far.
    const QString &fault() const { return *m_fault; }
    //! For what only the caller knows to be wrong.
    void setFault(const QString &fault) const;

    //! It is there, and not null.
    bool has(const char *name) const;
    //! Each reads a member of one type; null or absent comes out empty, anything else is a fault. need...: so is that.
    SecretString secret(const char *name) const;
    SecretString needSecret(const char *name) const;
    QString text(const char *name) const;
    QString needText(const char *name) const; //!< and it is not empty
    qint64 needPositive(const char *name) const;
    qint64 needCount(const char *name) const; //!< a whole number from 0 on
    bool needFlag(const char *name) const;
    QDateTime time(const char *name) const;
    QDateTime needTime(const char *name) const;
    QStringList texts(const char *name) const;
    QMap<QString, QString> textMap(const char *name) const; //!< an object of texts
    SecretAnswer needObject(const char *name) const;
    QList<SecretAnswer> objects(const char *name) const;
    QList<SecretAnswer> needObjects(const char *name) const;

private:
    SecretAnswer(SecretString json, QString place, std::shared_ptr<QString> fault);
    const SecretDocument::Member *member(const char *name, JsonKind kind) const;
    bool need(const char *name) const;
    qint64 needWhole(const char *name, qint64 least) const;
    QString placeOf(const char *name) const;
    SecretAnswer inside(QByteArrayView json, const QString &place) const;

    SecretDocument m_document;
    QString m_place;                  // "Parameters[2]."; empty at the top
    std::shared_ptr<QString> m_fault; // of the whole answer
};

} // namespace keyturn
