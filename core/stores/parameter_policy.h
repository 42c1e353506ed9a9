#pragma once
#include "core/base/result.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>

class QJsonObject;

namespace keyturn {

//! One policy of an advanced parameter, with the date it leads to.
struct ParameterPolicy {
    enum class Type { Expiration, ExpirationNotification, NoChangeNotification, Unknown };
    Type type = Type::Unknown;
    QDateTime timestamp;   //!< Expiration only, UTC
    qint64 amount = 0;     //!< Before or After, in hours
    QString status;        //!< Pending, InProgress, Finished, Failed; empty if unknown
    QString text;          //!< as AWS holds it; empty where an emulator sent an object instead
    bool isBroken = false; //!< Unknown only because its type, its date or its span cannot be read

    //! Reads the JSON text of one policy; Unknown (never an error) for what this version does not know.
    static ParameterPolicy fromText(const QString &text, const QString &status);
    //! The same from the JSON itself: moto answers with an object where AWS answers with its text.
    static ParameterPolicy fromJson(const QJsonObject &policy, const QString &status);

    friend bool operator==(const ParameterPolicy &, const ParameterPolicy &) = default;
};

} // namespace keyturn
