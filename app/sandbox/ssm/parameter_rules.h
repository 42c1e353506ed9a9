#pragma once
#include "app/sandbox/service/service.h"

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

//! Saves or removes with the "Parameter Store Change" event that tells of it.
Result<> save(Call &call, Parameter parameter, const QString &operation);
Result<> remove(Call &call, const Parameter &parameter);
inline const QString imageType = QStringLiteral("aws:ec2:image");
//! Looks up the ids of images that PutParameter has accepted a moment ago, and tells of the outcome. A version whose id
//! is none is taken back, as it is on AWS, where the version number comes before the check.
Result<> checkImages(Store &store, const Scope &scope, const QDateTime &now);
constexpr int imageCheckSeconds = 2; //!< of the sandbox's time, at least

//! Does what the parameters' policies ask for by \p now, once for each version of a parameter: sends notifications,
//! deletes what has expired.
Result<> firePolicies(Store &store, const Scope &scope, const QDateTime &now);

//! Whether a new parameter can have that name.
Result<> checkName(const QString &name);
//! ValidationException where \p name, without a selector, can be that of no parameter.
Result<> checkForm(const QString &name);
bool isPath(const QString &path);
Error notAPath();
//! What \p name is where it is the ARN of a parameter of this account and region; else as it is. Selectors stay.
QString withoutArn(const Call &call, const QString &name);
//! NAME of NAME:VERSION, NAME:LABEL or an ARN.
QString nameWithoutSelector(const Call &call, const QString &name);
QString arn(const Call &call, const QString &name);

//! Members of Parameter (GetParameter and its family).
Result<QJsonObject> parameterValue(const Call &call, const Selected &selected);
//! What is to be seen of the value: decrypted if the call asks for it and may.
Result<QString> shownValue(const Call &call, const Parameter &parameter, const ParameterVersion &version);
//! Leave to use the key of a SecureString; AccessDeniedException as KMS words it through Systems Manager.
Result<> permitKey(const Call &call, const QString &action, const QString &keyId);
//! What a caller without WithDecryption sees: text that looks like KMS's output and tells nothing.
QString ciphertext(const Parameter &parameter, const ParameterVersion &version);

//! Checks the text of PutParameter.Policies and gives back what is to be stored ("" for the documented "[{}]").
Result<QString> checkPolicies(const QString &text);

struct Policy {
    QString text; //!< as it was written
    QString type;
    QDateTime dueAt; //!< invalid where nothing will come of it: a notification before no expiration
    QString reason;  //!< what the event says of it

    bool deletes() const { return type == u"Expiration"; }
};
QList<Policy> policiesOf(const ParameterVersion &version);
//! ParameterInlinePolicy list for DescribeParameters and the history.
QJsonArray policyList(const ParameterVersion &version);
//! When an Expiration policy deletes the parameter; invalid without one.
QDateTime expiration(const QString &policies);

Result<> readTags(const QJsonArray &array, Tags &tags);

//! A ParameterFilters member against what \p keys it may have; \p shownKeys are those a refusal names, in AWS's order.
Result<> checkFilters(const QJsonArray &filters, const QStringList &keys, const QStringList &shownKeys);
bool matches(const Parameter &parameter, const QJsonArray &filters);
//! The version that a Label among \p filters asks for; the latest without one.
const ParameterVersion &versionFor(const Parameter &parameter, const QJsonArray &filters);

} // namespace keyturn::sandbox::parameters
