#pragma once
#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

namespace keyturn::sandbox {

//! What of a request faults can be aimed at.
struct Aim {
    QString service;   //!< signing name ("secretsmanager", "ssm", "sts", ...) or "oauth"
    QString operation; //!< "GetSecretValue"; for "oauth" the grant type
    QString method;
    QString path;
    QString accessKey;
};

//! Something that goes wrong with the next requests it is aimed at.
struct Fault {
    enum class Kind {
        Refuse,
        Reset,
        Close,
        Stall,
        Slow,
        Garbage,
        OversizedHeader,
        OversizedBody,
        ContentType,
        Status,
        Redirect,
        Throttle,
    };

    QString id;
    Kind kind = Kind::Status;
    Aim aim; //!< empty members match everything
    int skip = 0;
    int times = 1;
    int hits = 0;
    bool workDone = false; //!< the operation is carried out, only its answer suffers
    QJsonObject json;      //!< as it was asked for

    QString text(QStringView member) const { return json.value(member).toString(); }
    qint64 number(QStringView member, qint64 otherwise = 0) const { return json.value(member).toInteger(otherwise); }

    bool matches(const Aim &request) const;
    //! Reads what a control call says; Invalid names the member that is wrong.
    static Result<Fault> fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
};

} // namespace keyturn::sandbox
