#pragma once
#include "app/sandbox/iam/access_keys.h"
#include "app/sandbox/service/member.h"
#include "app/sandbox/service/permission.h"

#include <QJsonArray>
#include <map>
#include <vector>

namespace keyturn::sandbox {

//! One call of one operation; the input is already checked against the operation's members.
struct Call {
    Store &store;
    Caller caller;
    QString region;
    QDateTime now;
    QJsonObject input;
    std::shared_ptr<const iam::PolicyDocument> policy = {}; //!< the caller's; none: everything is allowed
    QString service = {};                                   //!< signing name of the service that is called
    QString operation = {};
    QByteArray origin = {}; //!< "http://host:port" that was asked
    QByteArray accessKeyId = {};
    QByteArray userAgent = {};
    int waitSeconds = 0; //!< set it where there is nothing yet: the call is asked again until there is, so long at most
    bool wake = false;   //!< set it to have the Timekeeper's jobs run once this call is answered

    Scope scope() const { return {caller.account, region}; }
    bool has(QStringView member) const { return input.contains(member); }
    QString text(QStringView member) const { return input.value(member).toString(); }
    bool flag(QStringView member) const { return input.value(member).toBool(); }
    int number(QStringView member, int otherwise) const { return input.value(member).toInt(otherwise); }
    QStringList strings(QStringView member) const;
    QJsonArray array(QStringView member) const { return input.value(member).toArray(); }
};

//! The members of the response, or the refusal: Error::code is the service's code, detail its message.
using Answer = Result<QJsonObject>;

//! What a service says no with.
Error refusal(const QString &code, const QString &message);

struct Operation {
    QString name;
    std::vector<Member> members;
    Answer (*run)(Call &call);
    bool isOpen = false;   //!< needs no signature
    QByteArray route = {}; //!< REST: "GET /schedules/{Name}", with the member that stands there in braces
};

//! A service as the wire sees it. To add an operation, add a line to its table.
struct Service {
    QByteArray signingName;
    QByteArray targetPrefix; //!< JSON 1.0 and 1.1; empty for services that speak Query alone
    QByteArray version;      //!< Query
    QByteArray xmlNamespace; //!< Query
    std::vector<Operation> operations;
    //! Whether the caller may; none: it needs leave for "SERVICE:OPERATION" on "*".
    Result<> (*permitted)(Call &call, const QString &operation) = nullptr;
    void (*timePassed)(Store &store, const QDateTime &now) = nullptr; //!< does what is due by then; see Timekeeper
    //! Query: lists and maps of answers that stand without an element around them, and what each item is called.
    std::map<QString, QString> flat = {};

    const Operation *operation(QStringView name) const;
};

//! Checks the input of \p call against its operation, asks whether the caller may, and runs it.
Answer perform(const Service &service, Call &call);

inline Result<> validate(const Operation &operation, const QJsonObject &input)
{
    return validate(operation.members, input);
}

//! Seconds since the epoch, with milliseconds: AWS JSON's timestamps.
QJsonValue timestamp(const QDateTime &utc);
//! Adds \p value unless it is empty or invalid: AWS leaves such members out.
void addUnlessEmpty(QJsonObject &object, const QString &name, const QJsonValue &value);

} // namespace keyturn::sandbox
