#pragma once
#include <QString>
#include <QStringList>

namespace keyturn {

//! Whether the policy of a topic or a key or a queue, lets an AWS service or another account do something to it.
//! Conditions other than on the source's ARN and account count as not met: a mail that may not come does not come.
struct ServiceGrant {
    QString service;            //!< "events.amazonaws.com", or the ARN of an account: "arn:aws:iam::123456789012:root"
    QString resource;           //!< ARN that the policy belongs to
    QString sourceArn = {};     //!< of the rule
    QString sourceAccount = {}; //!< 12 digits

    bool isIn(const QString &policy, const QString &action) const;
};

//! \p policy with a statement that gives \p service \p actions on \p resource; one of that Sid is replaced. A policy
//! that cannot be read becomes one of that statement alone.
QString withServiceGrant(const QString &policy, const QString &sid, const QString &service, const QStringList &actions,
                         const QString &resource);

} // namespace keyturn
