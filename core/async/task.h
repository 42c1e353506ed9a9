#pragma once
#include <QtGlobal>
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace keyturn {

namespace detail {
//! Counts coroutine steps on this thread's stack; scopes with running tasks refuse to die inside one.
inline thread_local int stepDepth = 0;

//! The coroutine that runs when the current one suspends. Not symmetric transfer: g++ compiles that to a nested call
//! without optimisation, and a long loop over ready tasks would overflow the stack.
inline thread_local std::coroutine_handle<> next;

//! Every resumption goes through here: awaiters never call resume() themselves.
inline void step(std::coroutine_handle<> handle)
{
    ++stepDepth;
    for (; handle; handle = std::exchange(next, nullptr))
        handle.resume();
    --stepDepth;
}
} // namespace detail

//! Lazily started, single-owner coroutine. Destroying a suspended Task destroys its frame, its locals and, through
//! them, whatever it was awaiting: destruction is cancellation. Errors travel in Result<T>, never as exceptions.
//! g++ 12 miscompiles co_await inside larger expressions: write it only as a whole statement, as the whole initializer
//! of a named variable, or as `co_return co_await x` (tests/lint/co_await_lint.py).
template <typename T>
class [[nodiscard]] Task {
public:
    struct promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    explicit Task(Handle handle) : m_handle(handle) {}
    Task(Task &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    Task &operator=(Task &&) = delete;
    Q_DISABLE_COPY(Task)
    ~Task()
    {
        if (m_handle)
            m_handle.destroy();
    }

    auto operator co_await() &&noexcept
    {
        struct Awaiter {
            Handle callee;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> caller) const noexcept
            {
                callee.promise().caller = caller;
                detail::next = callee;
            }
            T await_resume() const { return std::move(*callee.promise().value); }
        };
        return Awaiter{m_handle};
    }

private:
    friend class TaskScope;
    Handle m_handle;
};

template <typename T>
struct Task<T>::promise_type {
    struct FinalAwaiter {
        bool await_ready() const noexcept { return false; }
        void await_suspend(Handle self) const noexcept
        {
            promise_type &promise = self.promise();
            if (promise.caller)
                detail::next = promise.caller;
            else
                promise.finished();
        }
        void await_resume() const noexcept {}
    };

    Task get_return_object() { return Task{Handle::from_promise(*this)}; }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    template <typename U = T>
    void return_value(U &&result)
    {
        value.emplace(std::forward<U>(result));
    }
    [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }

    std::coroutine_handle<> caller;
    std::optional<T> value;
    std::function<void()> finished; // set by TaskScope, on root tasks only
};

} // namespace keyturn
