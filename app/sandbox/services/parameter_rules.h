#pragma once
#include "app/sandbox/services/service.h"

namespace keyturn::sandbox::parameters {

//! A parameter asked for as NAME, NAME:VERSION, NAME:LABEL or ARN.
struct Selected {
    Parameter parameter;
    ParameterVersion version;
    QString selector; //!< ":3", ":label" or empty
};

//! ParameterNotFound, ParameterVersionNotFound, or a parameter that an Expiration policy has not deleted yet.
Result<Selected> select(Call &call, const QString &name);
//! By plain name or ARN.
Result<Parameter> find(Call &call, const QString &name);
//! Deletes parameters whose Expiration policy is due.
Result<> expire(Call &call);

Result<> checkName(const QString &name);
QString arn(const Call &call, const QString &name);

//! Members of Parameter (GetParameter and its family).
QJsonObject parameterValue(const Selected &selected, bool decrypt);
//! What a caller without WithDecryption sees: text that looks like KMS's output and tells nothing.
QString ciphertext(const Parameter &parameter, const ParameterVersion &version);

//! Checks the text of PutParameter.Policies and gives back what is to be stored ("" for the documented "[{}]").
Result<QString> checkPolicies(const QString &text);
//! ParameterInlinePolicy list for DescribeParameters and the history.
QJsonArray policyList(const QString &policies);
//! When an Expiration policy deletes the parameter; invalid without one.
QDateTime expiration(const QString &policies);

Result<> readTags(const QJsonArray &array, Tags &tags);

Result<> checkFilters(const QJsonArray &filters, const QStringList &keys);
bool matches(const Parameter &parameter, const QJsonArray &filters);

} // namespace keyturn::sandbox::parameters
