#pragma once
#include <QJsonObject>
#include <QString>
#include <optional>

namespace keyturn {

//! Whether an event fits a pattern of EventBridge (user guide, "Event patterns"), told without asking AWS. Nothing for
//! a pattern that is none, or that has an operator this does not know.
std::optional<bool> fitsEventPattern(const QString &pattern, const QJsonObject &event);

//! The event that Parameter Store sends when a policy of the parameter \p name acts.
QJsonObject policyEvent(const QString &account, const QString &region, const QString &name);

} // namespace keyturn
