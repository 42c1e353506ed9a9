#include "core/aws/retry_policy.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace retry_policy_test {

class RetryPolicyTest : public QObject {
    Q_OBJECT

    static Error error(ErrorKind kind, const QString &code = {}) { return {kind, code, {}}; }
    static Error error(ErrorKind kind, Refusal why) { return {kind, why, {}}; }
    static RetryPolicy policy(double random)
    {
        return RetryPolicy([random] { return random; });
    }

private slots:
    void waitsARandomPartOfADoublingTime()
    {
        RetryPolicy half = policy(0.5);
        QCOMPARE(half.delayAfter(1, error(ErrorKind::Unavailable), nullptr), std::optional(500ms));
        QCOMPARE(half.delayAfter(2, error(ErrorKind::Unavailable), nullptr), std::optional(1000ms));
        QVERIFY(!half.delayAfter(3, error(ErrorKind::Unavailable), nullptr));
        QCOMPARE(policy(0).delayAfter(1, error(ErrorKind::Throttled), nullptr), std::optional(0ms));
    }

    void triesAgainOnlyWhatMayPass()
    {
        for (const ErrorKind kind :
             {ErrorKind::Network, ErrorKind::Timeout, ErrorKind::Throttled, ErrorKind::Unavailable})
            QVERIFY(policy(0).delayAfter(1, error(kind), nullptr));
        for (const ErrorKind kind :
             {ErrorKind::Tls, ErrorKind::Auth, ErrorKind::Expired, ErrorKind::AccessDenied, ErrorKind::NotFound,
              ErrorKind::Conflict, ErrorKind::Limit, ErrorKind::Invalid, ErrorKind::Protocol, ErrorKind::Cancelled})
            QVERIFY(!policy(0).delayAfter(1, error(kind), nullptr));
    }

    void doesWhatTheServerAsks()
    {
        const auto asked = [](const QByteArray &name, const QByteArray &value, double random) {
            const HttpResponse response{503, {{name, value}}, {}};
            return policy(random).delayAfter(1, error(ErrorKind::Unavailable), &response);
        };
        QCOMPARE(asked("Retry-After", "3", 0.5), std::optional(3000ms));
        QCOMPARE(asked("Retry-After", "0", 0.5), std::optional(500ms));
        QCOMPARE(asked("Retry-After", "3600", 0.5), std::optional(20'000ms));
        QCOMPARE(asked("x-amz-retry-after", "1700", 0.5), std::optional(1700ms));
        QCOMPARE(asked("x-amz-retry-after", "10", 0.5), std::optional(500ms));
        QCOMPARE(asked("x-amz-retry-after", "999999", 0.5), std::optional(5500ms));
        QCOMPARE(asked("Retry-After", "soon", 0.5), std::optional(500ms));
    }

    void stopsWhenTheBucketIsEmpty()
    {
        RetryPolicy policy([] { return 0.0; });
        int retries = 0;
        while (policy.delayAfter(1, error(ErrorKind::Unavailable), nullptr))
            ++retries;
        QCOMPARE(retries, 100);
        QCOMPARE(policy.tokens(), 0);
        policy.succeeded(1);
        QCOMPARE(policy.tokens(), 1);
    }

    void chargesMoreForATimeoutAndRefundsASuccessAfterIt()
    {
        RetryPolicy policy([] { return 0.0; });
        QVERIFY(policy.delayAfter(1, error(ErrorKind::Timeout), nullptr));
        QCOMPARE(policy.tokens(), 490);
        policy.succeeded(2);
        QCOMPARE(policy.tokens(), 500);
        policy.succeeded(1);
        QCOMPARE(policy.tokens(), 500);
    }

    void knowsWhenNothingCanHaveHappened()
    {
        QVERIFY(RetryPolicy::didNothing(error(ErrorKind::Throttled)));
        QVERIFY(RetryPolicy::didNothing(error(ErrorKind::Network, Refusal::ConnectionRefused)));
        QVERIFY(!RetryPolicy::didNothing(error(ErrorKind::Network, Refusal::ConnectionReset)));
        QVERIFY(!RetryPolicy::didNothing(error(ErrorKind::Timeout)));
        QVERIFY(!RetryPolicy::didNothing(error(ErrorKind::Unavailable)));
    }
};

} // namespace retry_policy_test

KEYTURN_TEST(retry_policy, retry_policy_test::RetryPolicyTest)
#include "retry_policy_test.moc"
