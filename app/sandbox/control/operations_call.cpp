#include "app/sandbox/control/operations_call.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

ControlCall operationsCall(const std::vector<Service> &services)
{
    return {"operations", [&services](const ControlInput &) -> Result<QJsonObject> {
                QJsonObject all;
                for (const Service &service : services) {
                    QStringList names;
                    for (const Operation &operation : service.operations)
                        names << operation.name;
                    all.insert(QString::fromLatin1(service.signingName), QJsonArray::fromStringList(names));
                }
                return all;
            }};
}

} // namespace keyturn::sandbox
