#pragma once
#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>
#include <limits>
#include <vector>

namespace keyturn::sandbox {

//! One member of an operation's input, as the service model constrains it.
struct Member {
    enum class Kind {
        String,
        Secret, //!< a string that error messages do not repeat; measured in bytes
        Blob,
        Integer,
        Boolean,
        List,
        Structure,
        Map, //!< of texts, by any name
    };
    static constexpr qint64 unlimited = -1;
    static constexpr qint64 anyNumber = std::numeric_limits<qint64>::min(); //!< an integer without a least value

    QString name; //!< empty for the items of a list
    Kind kind = Kind::String;
    bool required = false;
    qint64 min = 0; //!< length in characters, value of an integer, or number of items
    qint64 max = unlimited;
    QString pattern = {};           //!< regular expression for the whole of a string
    QStringList values = {};        //!< enumeration for strings
    std::vector<Member> inner = {}; //!< what the items of a list are, or the members of a structure
    //! Query: what items of a list, or entries of a map, are called where they stand without a list around them.
    QString flat = {};

    static Member list(const QString &name, const Member &item, bool required = false, qint64 min = 0,
                       qint64 max = unlimited);
    static Member structure(const QString &name, std::vector<Member> members);
    //! The items of a list of structures.
    static Member structure(std::vector<Member> members) { return structure({}, std::move(members)); }
};

//! ValidationException or SerializationException in AWS's words where \p input breaks a constraint of \p members, down
//! to the last item of its lists and structures.
Result<> validate(const std::vector<Member> &members, const QJsonObject &input);

//! "1 validation error detected: Value '..' at '..' failed to satisfy constraint: ..."
Error validationError(const QStringList &problems);
//! \p path as "filters.1.member.key".
QString constraintProblem(const QString &value, const QString &path, const QString &constraint);

} // namespace keyturn::sandbox
