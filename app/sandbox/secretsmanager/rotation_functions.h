#pragma once
#include "app/sandbox/protocol/control_table.h"
#include "app/sandbox/store/store.h"

#include <QUrl>
#include <chrono>
#include <optional>

namespace keyturn::sandbox {

//! What stands in for a Lambda function: a program, or an address that takes the event as a POST.
struct RotationFunction {
    QString program; //!< file name in the folder of programs; empty: it is an address
    QUrl url;
    std::chrono::seconds timeout{30}; //!< for one step
};

//! Which function an ARN stands for; kept in the store.
namespace rotation_functions {

std::optional<RotationFunction> find(const Store &store, const QString &arn);

//! The function of \p input, by its ARN: {"arn": .., "url": "http://127.0.0.1:.."} or {"arn": .., "program": "name"},
//! with "timeoutSeconds" 1 to 900 if wanted, or {"arn": .., "remove": true}. Addresses are of this computer.
//! Programs lie in \p folder, which only the one who starts the sandbox can choose: a control call comes from anybody
//! on this computer, and must not make the sandbox run what its user did not put there.
Result<> change(Store &store, const QString &folder, const ControlInput &input);
QJsonArray list(const Store &store);

} // namespace rotation_functions
} // namespace keyturn::sandbox
