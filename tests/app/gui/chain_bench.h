#pragma once
#include "core/aws/aws_services.h"
#include "core/aws/query_client.h"
#include "core/connection/connection.h"
#include "core/reminders/chain_stack.h"
#include "core/reminders/sns_client.h"
#include "tests/support/run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keyturn {

//! A reminder chain in a sandbox, as somebody else makes it and follows the links of mails.
class ChainBench {
public:
    static constexpr int patienceMs = 60'000; // the sandbox works on stacks every five seconds

    ChainBench(Connection &connection, HttpClient &http, const QUrl &sandbox) :
        m_connection(connection), m_http(http), m_sandbox(sandbox)
    {}

    static ReminderChain chain()
    {
        ReminderChain chain;
        chain.prefixes = {QStringLiteral("/my-erp/")};
        chain.emails = {QStringLiteral("it@example.com")};
        return chain;
    }
    QString topic() const { return chain().topicArn({QStringLiteral("aws"), m_connection.region(), account}); }

    bool make(bool withSchedules = false)
    {
        ReminderChain wanted = chain();
        wanted.schedules = withSchedules;
        const ChainStack stack(m_connection.transport(), std::chrono::milliseconds(100));
        const auto made = run(stack.put(wanted, {}), patienceMs);
        return made && made->has_value();
    }
    bool isThere()
    {
        const ChainStack stack(m_connection.transport());
        const auto state = run(stack.state(chain().name), patienceMs);
        return state && state->has_value() && (**state).has_value();
    }
    //! Everybody who was sent a mail that asks for it.
    bool confirm()
    {
        const QueryClient client(m_connection.transport(), aws_services::sns);
        bool isDone = false;
        for (const QJsonObject &message : messages()) {
            const QString token = message[QStringLiteral("token")].toString();
            if (token.isEmpty())
                continue;
            QueryClient::Parameters parameters{{"TopicArn", topic()}, {"Token", token}};
            const auto confirmed = run(client.call("ConfirmSubscription", parameters, Repeat::Safe), patienceMs);
            isDone = confirmed && confirmed->has_value();
        }
        return isDone;
    }
    //! What people received.
    QList<QJsonObject> messages()
    {
        HttpRequest request;
        request.method = "GET";
        request.url = m_sandbox.resolved(QUrl(QStringLiteral("/sandbox-api/messages")));
        const auto answer = run(m_http.send(std::move(request)), patienceMs);
        if (!answer || !answer->has_value() || (*answer)->status != 200)
            qFatal("no messages");
        QList<QJsonObject> all;
        const QJsonArray entries =
            QJsonDocument::fromJson((*answer)->body.bytes().toByteArray())[QStringLiteral("messages")].toArray();
        for (const QJsonValue &entry : entries)
            all.append(entry[QStringLiteral("message")].toObject());
        return all;
    }
    void fault(const QByteArray &json)
    {
        HttpRequest request;
        request.url = m_sandbox.resolved(QUrl(QStringLiteral("/sandbox-api/faults")));
        request.headers = {{"content-type", "application/json"}};
        request.body = SecretString(QByteArrayView(json));
        const auto answer = run(m_http.send(std::move(request)), patienceMs);
        if (!answer || !answer->has_value() || (*answer)->status != 200)
            qFatal("no fault");
    }

private:
    static inline const QString account = QStringLiteral("123456789012");
    Connection &m_connection;
    HttpClient &m_http;
    const QUrl m_sandbox;
};

} // namespace keyturn
