#pragma once
#include <QString>

//! The staging labels that Secrets Manager itself gives a meaning (GetSecretValue, UpdateSecretVersionStage).
namespace keyturn::stage {

inline const QString current = QStringLiteral("AWSCURRENT");
inline const QString previous = QStringLiteral("AWSPREVIOUS");
inline const QString pending = QStringLiteral("AWSPENDING");

} // namespace keyturn::stage
