#pragma once
#include "core/base/result.h"
#include "core/http/http_client.h"

#include <chrono>
#include <functional>
#include <optional>

namespace keyturn {

//! AWS's standard retry mode for one service: at most 3 attempts or as many as the profile says, full jitter from one
//! second up to 20, and a bucket of 500 tokens that keeps a struggling service from being hammered (AWS SDKs guide,
//! "Retry behavior").
class RetryPolicy {
public:
    static constexpr int usualAttempts = 3;
    static constexpr int mostAttempts = 10; //!< whatever `max_attempts` says

    //! \p random gives numbers in [0, 1). \p maxAttempts counts the first one, and is brought into 1 to mostAttempts.
    explicit RetryPolicy(std::function<double()> random, int maxAttempts = usualAttempts);

    //! How long to wait before the attempt after number \p attempt (from 1); empty: give up. \p response is what came
    //! with the error, null where nothing came. Takes tokens.
    std::optional<std::chrono::milliseconds> delayAfter(int attempt, const Error &error, const HttpResponse *response);
    //! An attempt got through: gives tokens back.
    void succeeded(int attempts);

    int tokens() const { return m_tokens; }

    //! Worth another try at all.
    static bool isTransient(const Error &error);
    //! The service certainly did not do the work: refused it, or never got it.
    static bool didNothing(const Error &error);

private:
    std::function<double()> m_random;
    int m_maxAttempts;
    int m_tokens = 500;
    int m_lastCost = 0;
};

} // namespace keyturn
