#pragma once
#include "core/aws/query_client.h"

#include <QMap>

namespace keyturn {

struct StackState {
    QString id;
    QString status; //!< "CREATE_COMPLETE" ...
    QString reason;
    QMap<QString, QString> outputs;

    bool isInProgress() const { return status.endsWith(QLatin1String("_IN_PROGRESS")); }
    //! The last thing that was asked for has succeeded.
    bool isGood() const;
};

//! One line of a stack's history.
struct StackEvent {
    QString id;
    QString resource; //!< logical id
    QString type;
    QString status;
    QString reason;
};

//! The CloudFormation verbs that a stack of ours needs (API reference 2010-05-15). An unknown stack is Invalid with the
//! code ValidationError, as AWS says it: see isNoStack().
class CloudFormationClient {
public:
    explicit CloudFormationClient(AwsTransport &transport);

    Task<Result<>> validateTemplate(QString body) const;
    //! The stack's id; AWS works on it afterwards. \p token makes a repetition harmless.
    Task<Result<QString>> createStack(QString name, QString body, QString token) const;
    Task<Result<QString>> updateStack(QString name, QString body, QString token) const;
    Task<Result<>> deleteStack(QString nameOrId, QString token) const;
    //! A stack that is deleted is found by its id only.
    Task<Result<StackState>> describeStack(QString nameOrId) const;
    //! Newest first, those of the newest page.
    Task<Result<QList<StackEvent>>> describeStackEvents(QString nameOrId) const;

    static bool isNoStack(const Error &error);
    //! UpdateStack with nothing to do.
    static bool isNoUpdate(const Error &error);

private:
    Task<Result<QString>> write(QByteArray action, QString name, QString body, QString token) const;

    QueryClient m_client;
};

} // namespace keyturn
