#pragma once
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace keyturn::sandbox {

//! A role to rehearse with, and whom its trust policy lets in.
struct Role {
    QString account;
    QString name;
    QStringList trusted;     //!< ARNs of callers, "*" for any text in one; empty: nobody by AssumeRole
    QString externalId = {}; //!< that a caller has to give; empty: none
    bool needsMfa = false;
    bool forWebIdentities = false;
    QJsonObject policy = {}; //!< what it may

    QString arn() const { return QStringLiteral("arn:aws:iam::%1:role/%2").arg(account, name); }
    bool trusts(const QString &caller) const;
};

const std::vector<Role> &builtInRoles();
const Role *builtInRole(const QString &arn);

} // namespace keyturn::sandbox
