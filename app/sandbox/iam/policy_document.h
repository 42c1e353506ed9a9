#pragma once
#include "app/sandbox/iam/condition.h"

#include <QJsonObject>

namespace keyturn::sandbox::iam {

//! What somebody wants to do, and to what.
struct Ask {
    QString action;   //!< "secretsmanager:GetSecretValue"
    QString resource; //!< an ARN, or "*" where the action has none
    Keys keys;
};

enum class Verdict {
    Allowed,
    NotAllowed, //!< nothing speaks of it
    Denied,     //!< a statement denies it, whatever else allows it
};

//! An identity-based policy (IAM user guide, "IAM JSON policy elements reference").
class PolicyDocument {
public:
    //! An object, or the text of one. Invalid, with a message, for what IAM would refuse and for what is not evaluated
    //! here.
    static Result<PolicyDocument> read(const QJsonValue &document);
    //! {"Effect": "Allow", "Action": "*", "Resource": "*"}
    static QJsonObject administrator();

    Verdict judge(const Ask &ask) const;
    const QJsonObject &json() const { return m_json; }

private:
    struct Statement {
        bool allows = false;
        bool notActions = false;
        bool notResources = false;
        QStringList actions;
        QStringList resources;
        QList<Condition> conditions;

        bool speaksOf(const Ask &ask) const;
    };
    static Result<Statement> readStatement(const QJsonObject &json, const QString &where);

    QJsonObject m_json;
    QList<Statement> m_statements;
};

} // namespace keyturn::sandbox::iam
