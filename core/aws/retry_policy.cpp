#include "core/aws/retry_policy.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr int capacity = 500;
constexpr int costOfRetry = 5;
constexpr int costOfTimeout = 10;
constexpr std::chrono::milliseconds longestDelay = 20s;
constexpr std::chrono::milliseconds longestAskedOnTop = 5s;

bool isOneOf(Refusal why, std::initializer_list<Refusal> reasons)
{
    return std::find(reasons.begin(), reasons.end(), why) != reasons.end();
}

} // namespace

RetryPolicy::RetryPolicy(std::function<double()> random, int maxAttempts) :
    m_random(std::move(random)), m_maxAttempts(std::clamp(maxAttempts, 1, mostAttempts))
{}

bool RetryPolicy::isTransient(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Throttled:
    case ErrorKind::Unavailable:
        return error.code != "HTTP 501"_L1;
    case ErrorKind::Network:
        return !isOneOf(error.refusal, {Refusal::ProxyAuthenticationRequired, Refusal::ProxyUnreachable});
    default:
        return false;
    }
}

bool RetryPolicy::didNothing(const Error &error)
{
    return error.kind == ErrorKind::Throttled
           || isOneOf(error.refusal, {Refusal::ConnectionRefused, Refusal::HostNotFound});
}

std::optional<std::chrono::milliseconds> RetryPolicy::delayAfter(int attempt, const Error &error,
                                                                 const HttpResponse *response)
{
    const int cost = error.kind == ErrorKind::Timeout ? costOfTimeout : costOfRetry;
    if (attempt >= m_maxAttempts || !isTransient(error) || m_tokens < cost)
        return {};
    m_tokens -= cost;
    m_lastCost = cost;

    const std::chrono::milliseconds ceiling =
        std::min<std::chrono::milliseconds>(1s * (1 << (attempt - 1)), longestDelay);
    std::chrono::milliseconds delay(static_cast<qint64>(m_random() * static_cast<double>(ceiling.count())));
    if (response) {
        bool isNumber = false;
        const std::chrono::seconds seconds(response->header("retry-after").toInt(&isNumber));
        if (isNumber)
            delay = std::max(delay, std::min<std::chrono::milliseconds>(seconds, longestDelay));
        const std::chrono::milliseconds asked(response->header("x-amz-retry-after").toInt(&isNumber));
        if (isNumber)
            delay = std::clamp(asked, delay, delay + longestAskedOnTop);
    }
    return delay;
}

void RetryPolicy::succeeded(int attempts)
{
    m_tokens = std::min(capacity, m_tokens + (attempts > 1 ? m_lastCost : 1));
}

} // namespace keyturn
