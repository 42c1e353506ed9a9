#include "app/sandbox/service/service.h"

#include "app/sandbox/service/trail.h"

#include <algorithm>

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

QStringList Call::strings(QStringView member) const
{
    QStringList list;
    for (const QJsonValue &value : array(member))
        list << value.toString();
    return list;
}

Error refusal(const QString &code, const QString &message)
{
    return {ErrorKind::Invalid, code, message};
}

const Operation *Service::operation(QStringView name) const
{
    const auto it =
        std::find_if(operations.begin(), operations.end(), [name](const auto &o) { return o.name == name; });
    return it == operations.end() ? nullptr : &*it;
}

Answer perform(const Service &service, Call &call)
{
    const Operation *operation = service.operation(call.operation);
    Q_ASSERT(operation);
    if (auto checked = validate(*operation, call.input); !checked)
        return std::move(checked).error();
    call.service = QString::fromLatin1(service.signingName);
    const Permission whole{call.service + u':' + call.operation};
    const Result<> permitted = service.permitted ? service.permitted(call, call.operation) : permit(call, whole);
    const Answer answer = permitted ? operation->run(call) : Answer(permitted.error());
    trail::record(*operation, call, answer);
    return answer;
}

QJsonValue timestamp(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(static_cast<double>(utc.toMSecsSinceEpoch()) / 1000.0) : QJsonValue();
}

void addUnlessEmpty(QJsonObject &object, const QString &name, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty()))
        return;
    object.insert(name, value);
}

} // namespace keyturn::sandbox
