#pragma once
#include "core/policy/access_policy.h"

namespace keyturn {

//! What a program that uses credentials needs, which is less than the people who look after them.
enum class ConsumerKind {
    Single,      //!< reads one secret
    Family,      //!< reads all secrets whose names begin alike: "upwork-*"
    ReadWrite,   //!< refreshes tokens: reads a secret and writes new values, and cannot change what it is
    Several,     //!< reads secrets that have nothing else in common
    Environment, //!< reads the secrets of one environment: "myapp/prod/*"
    Lambda,      //!< a function that reads parameters and writes its log
};

QList<ConsumerKind> consumerKinds();
//! "single", "family", ...: words of the command line, never translated.
QString consumerKindWord(ConsumerKind kind);
std::optional<ConsumerKind> consumerKindOfWord(const QString &word);

//! Why the names are not what the kind needs, as a word: "one-secret", "family", "several", "environment",
//! "parameters", "function"; empty: nothing. A star stands behind a '/', '-', '_' or '.', so that "prod/*" lets in no
//! "production".
QString consumerFault(ConsumerKind kind, const AccessScope &scope, const QString &function);
//! The smallest identity-based policy. \p function: name of the Lambda function; for Lambda only.
QByteArray consumerPolicy(ConsumerKind kind, const AccessScope &scope, const QString &function = {});

} // namespace keyturn
