#pragma once
#include "app/sandbox/service/service.h"
#include "tests/support/fake_clock.h"

#include <QTest>

namespace keyturn::sandbox {

//! Calls operations of one service directly, with an empty store in memory and a clock that can be moved.
class ServiceBench {
public:
    explicit ServiceBench(Service service) : m_service(std::move(service))
    {
        if (!store.open({}, false))
            qFatal("no store");
    }

    Answer call(const QString &operation, const QJsonObject &input, const QString &region = QStringLiteral("us-east-1"))
    {
        const Operation *found = m_service.operation(operation);
        if (!found)
            qFatal("no such operation");
        if (auto checked = validate(*found, input); !checked)
            return std::move(checked).error();
        const Caller caller{
            QStringLiteral("123456789012"), QStringLiteral("arn:aws:iam::123456789012:user/testing"), {}};
        Call call{store, caller, region, clock.now, input};
        call.service = QString::fromLatin1(m_service.signingName);
        call.operation = operation;
        return found->run(call);
    }

    //! The refusal's code; empty if it was answered.
    QString code(const QString &operation, const QJsonObject &input)
    {
        const Answer answer = call(operation, input);
        return answer ? QString() : answer.error().code;
    }

    Store store;
    FakeClock clock;

private:
    const Service m_service;
};

} // namespace keyturn::sandbox
