#pragma once
#include "core/base/result.h"

#include <QJsonObject>

namespace keyturn::sandbox {

//! An event pattern of EventBridge (user guide, "Event patterns").
class EventPattern {
public:
    //! InvalidEventPatternException for what EventBridge refuses, and for operators that are not played here.
    static Result<EventPattern> read(const QString &json);

    bool matches(const QJsonObject &event) const;

private:
    QJsonObject m_pattern;
};

} // namespace keyturn::sandbox
