#pragma once
#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/ssm/parameter_store.h"
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/entry/entries.h"
#include "core/stores/listing_reader.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/wire_server.h"

#include <QJsonDocument>

namespace keyturn {

//! The sandbox's two stores behind a wire that can fail at any call, and a connection to them. Signatures are not
//! checked here.
class FaultySandbox {
public:
    enum class Fault {
        None,
        Denied,   //!< AccessDeniedException, nothing done
        LostSent, //!< done, but the connection is reset before the answer
        Lost,     //!< reset before anything is done
    };

    FaultySandbox()
    {
        if (!store.open({}, false))
            qFatal("no store");
        server.setScript([this](const WireServer::Request &request) { return answer(request); });
        Profile profile;
        profile.endpoint = server.url();
        connection = std::make_unique<Connection>(http, clock, profile, QStringLiteral("us-east-1"),
                                                  StaticCredentials::ofSandbox());
    }

    //! The next call of \p operation ends so.
    void fail(const QString &operation, Fault fault) { m_faults.insert(operation, fault); }
    //! \p operation is not done any more, but answered like this with a 200.
    void pretend(const QString &operation, const QJsonObject &answer) { m_pretended.insert(operation, answer); }
    //! Told of every call before it is done; may make calls of its own, as somebody else would.
    std::function<void(const QString &operation)> onCall;
    QStringList calls;

    //! A call that goes past the wire. Fails the test if it is refused.
    QJsonObject call(const QString &operation, const QJsonObject &input)
    {
        const sandbox::Answer done = run(operation, input);
        if (!done)
            qFatal("%s: %s", qPrintable(operation), qPrintable(done.error().detail));
        return *done;
    }
    QString code(const QString &operation, const QJsonObject &input)
    {
        const sandbox::Answer done = run(operation, input);
        return done ? QString() : done.error().code;
    }

    //! A secret with these values, oldest first, an hour apart; the last is current. Its entry.
    Entry secret(const QString &name, const QList<QByteArray> &values)
    {
        for (qsizetype i = 0; i < values.size(); ++i) {
            const QJsonObject input{{i == 0 ? "Name" : "SecretId", name},
                                    {"ClientRequestToken", versionId(int(i))},
                                    {"SecretString", QString::fromUtf8(values.at(i))}};
            call(i == 0 ? QStringLiteral("CreateSecret") : QStringLiteral("PutSecretValue"), input);
            clock.advance(std::chrono::hours(1));
        }
        const QJsonObject described = call(QStringLiteral("DescribeSecret"), {{"SecretId", name}});
        return entryFromSecret(metadata(described), QStringLiteral("us-east-1"), clock.utcNow());
    }
    static SecretMetadata metadata(const QJsonObject &described)
    {
        return ListingReader().secret(QJsonDocument(described).toJson()).value_or(SecretMetadata());
    }
    static QString versionId(int i)
    {
        return QStringLiteral("00000000-0000-4000-8000-%1").arg(i, 12, 10, QLatin1Char('0'));
    }
    //! The version that carries a staging label; empty if none does.
    QString holder(const QString &secret, const QString &label)
    {
        const QJsonObject described = call(QStringLiteral("DescribeSecret"), {{"SecretId", secret}});
        return metadata(described).versionWithStage(label);
    }
    //! What no call can bring about: a replica, a secret of another service.
    void change(const QString &name, const std::function<void(sandbox::Secret &)> &how)
    {
        const sandbox::Scope scope{QStringLiteral("123456789012"), QStringLiteral("us-east-1")};
        sandbox::Secret secret = store.secrets(scope).at(name);
        how(secret);
        if (!store.save(scope, secret))
            qFatal("not changed");
    }
    void put(const QString &parameter, const QByteArray &value, const QJsonObject &more = {})
    {
        QJsonObject input{{"Name", parameter}, {"Value", QString::fromUtf8(value)}, {"Overwrite", true}};
        input.insert(QStringLiteral("Type"), QStringLiteral("SecureString"));
        for (auto it = more.begin(); it != more.end(); ++it)
            input.insert(it.key(), it.value());
        call(QStringLiteral("PutParameter"), input);
        clock.advance(std::chrono::hours(1));
    }
    Entry parameters(const QStringList &names)
    {
        const std::optional<Result<QList<ParameterMetadata>>> found =
            keyturn::run(connection->parameterStore().describeNamed(names));
        if (!found || !*found)
            qFatal("no parameters");
        calls.clear();
        return entryFromMembers(**found, QStringLiteral("us-east-1"));
    }

    sandbox::Store store;
    FakeClock clock;
    WireServer server;
    HttpClient http;
    std::unique_ptr<Connection> connection;

private:
    sandbox::Answer run(const QString &operation, const QJsonObject &input)
    {
        for (const sandbox::Service *service : {&m_secrets, &m_parameters}) {
            const sandbox::Operation *found = service->operation(operation);
            if (!found)
                continue;
            if (auto checked = sandbox::validate(*found, input); !checked)
                return std::move(checked).error();
            const sandbox::Caller caller{
                QStringLiteral("123456789012"), QStringLiteral("arn:aws:iam::123456789012:user/testing"), {}};
            sandbox::Call call{store, caller, QStringLiteral("us-east-1"), clock.utcNow(), input};
            return found->run(call);
        }
        return sandbox::refusal(QStringLiteral("UnknownOperationException"), operation);
    }

    WireServer::Answer answer(const WireServer::Request &request)
    {
        const QByteArray target = request.header("x-amz-target");
        const QString operation = QString::fromLatin1(target.mid(target.indexOf('.') + 1));
        calls.append(operation);
        if (onCall)
            onCall(operation);
        const Fault fault = m_faults.take(operation); // None where none is planned
        if (fault == Fault::Lost)
            return {{}, WireServer::Answer::End::Reset};
        if (fault == Fault::Denied)
            return refuse(QStringLiteral("AccessDeniedException"), QStringLiteral("not authorized"));
        const sandbox::Answer done = m_pretended.contains(operation)
                                         ? sandbox::Answer(m_pretended.value(operation))
                                         : run(operation, QJsonDocument::fromJson(request.body).object());
        if (fault == Fault::LostSent)
            return {{}, WireServer::Answer::End::Reset};
        if (!done)
            return refuse(done.error().code, done.error().detail);
        return {WireServer::ok(QJsonDocument(*done).toJson(QJsonDocument::Compact),
                               "Content-Type: application/x-amz-json-1.1\r\n")};
    }
    static WireServer::Answer refuse(const QString &code, const QString &message)
    {
        const QByteArray text = QJsonDocument(QJsonObject{{"__type", code}, {"message", message}}).toJson();
        return {WireServer::status("400 Bad Request", text, "Content-Type: application/x-amz-json-1.1\r\n")};
    }

    const sandbox::Service m_secrets = sandbox::secretsManager();
    const sandbox::Service m_parameters = sandbox::parameterStore();
    QHash<QString, Fault> m_faults;
    QHash<QString, QJsonObject> m_pretended;
};

} // namespace keyturn
