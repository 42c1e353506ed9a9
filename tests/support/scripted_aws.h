#pragma once
#include "tests/support/wire_server.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <functional>

namespace keyturn {

//! One secret store, one parameter store and one token endpoint in memory, with a fault for any call: for what the
//! sandbox is too well behaved to do. Checks no signatures and knows only the calls that opening, saving and refreshing
//! need.
class ScriptedAws {
public:
    enum class Fault {
        Denied,    //!< AccessDeniedException, nothing done
        Invalid,   //!< ValidationException, nothing done
        LostSent,  //!< done, but the connection is reset before the answer
        Lost,      //!< reset before anything is done
        Hollow,    //!< nothing done, and answered with 200 {}
        Pretended, //!< nothing done, and answered as if it were
    };
    struct Secret {
        QMap<QString, QByteArray> versions; //!< VersionId -> SecretString
        QString current;
        QString previous;
        QJsonObject extra; //!< members of DescribeSecret besides the above
        QMap<QString, QString> tags;
        QMap<QString, QString> labels = {}; //!< other staging labels -> VersionId
    };
    struct Parameter {
        QByteArray value;
        int version = 1;
        QJsonObject metadata; //!< as DescribeParameters shows it: Type, KeyId, Tier, Description ...
        QMap<int, std::pair<QByteArray, QJsonObject>> past = {}; //!< older versions with their metadata
    };

    ScriptedAws();

    QUrl url() const { return m_server.url(); }
    //! The \p nth call of \p operation from now on ends so; every one if \p nth is 0.
    void fail(const QString &operation, Fault fault, int nth = 1);
    void mend() { m_faults.clear(); }
    //! Operations in order; "token" for a token request, "probe" for any GET.
    const QStringList &calls() const { return m_calls; }
    void forgetCalls();
    //! Bodies of the calls of \p operation.
    QList<QJsonObject> bodies(const QString &operation) const;

    QMap<QString, Secret> secrets; //!< by ARN
    QMap<QString, Parameter> parameters;
    //! One more version, as PutParameter makes it; \p metadata replaces what was.
    void putParameter(const QString &name, const QByteArray &value, const QJsonObject &metadata);
    QByteArray tokenAnswer; //!< body of a 200
    //! What the provider's API says to a token, see TokenProbe: "probe" in calls().
    std::function<WireServer::Answer(const WireServer::Request &)> probeAnswer;
    //! What EventBridge Scheduler says; its calls are not among calls().
    std::function<WireServer::Answer(const WireServer::Request &)> schedulerAnswer;
    //! Told of every call before it is done.
    std::function<void(const QString &operation)> onCall;

    static QString arnOf(const QString &name);

private:
    WireServer::Answer answer(const WireServer::Request &request);
    std::optional<Fault> faultFor(const QString &operation);
    QJsonObject done(const QString &operation, const QJsonObject &input, QString &error);
    static QStringList stagesOf(const Secret &secret, const QString &version);
    QJsonObject putSecretValue(Secret &secret, const QString &arn, const QJsonObject &input, QString &error);
    static QJsonObject pretended(const QString &operation, const QJsonObject &input);
    static QString moveStage(Secret &secret, const QJsonObject &input);
    QJsonObject described(const QString &arn, const Secret &secret) const;
    QJsonObject parameterAnswer(const QString &name) const;
    QJsonArray history(const QString &name) const;
    QJsonArray describedParameters(const QJsonObject &input) const;

    WireServer m_server;
    QStringList m_calls;
    QList<std::pair<QString, QJsonObject>> m_bodies;
    struct Planned {
        Fault fault;
        int nth;
    };
    QHash<QString, Planned> m_faults;
};

} // namespace keyturn
