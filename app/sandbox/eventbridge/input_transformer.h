#pragma once
#include "core/base/result.h"

#include <QJsonObject>

namespace keyturn::sandbox {

//! The rule on whose behalf a target is invoked.
struct InvokedRule {
    QString name;
    QString arn;
};

//! What a target receives of \p event: the whole, a constant Input, what InputPath leads to, or the InputTemplate with
//! its placeholders replaced (user guide, "Input transformation"): within quotes by the text, elsewhere by the JSON.
QString inputOf(const QJsonObject &target, const QJsonObject &event, const InvokedRule &rule);
//! ValidationException for an input that EventBridge refuses.
Result<> checkInput(const QJsonObject &target);

} // namespace keyturn::sandbox
