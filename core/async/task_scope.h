#pragma once
#include "core/async/task.h"

#include <QObject>
#include <algorithm>
#include <memory>
#include <vector>

namespace keyturn {

//! Owns running root tasks. A view has one as its last member; when the view dies its tasks die with it.
//! With tasks running it must not be destroyed from inside a coroutine step: use deleteLater() on the owner.
class TaskScope {
public:
    TaskScope() = default;
    Q_DISABLE_COPY_MOVE(TaskScope)
    ~TaskScope() { Q_ASSERT_X(m_roots.empty() || detail::stepDepth == 0, "TaskScope", "destroyed inside a coroutine"); }

    //! Runs \p task and hands its value to \p done from the event loop, unless the scope dies first.
    template <typename T, typename Done>
    void launch(Task<T> task, Done done)
    {
        auto root = std::make_unique<Root<T, Done>>(std::move(task), std::move(done));
        Root<T, Done> *raw = root.get();
        const auto handle = raw->task.m_handle;
        handle.promise().finished = [this, raw] {
            const auto deliver = [this, raw] { take(raw)->deliver(); };
            QMetaObject::invokeMethod(m_receiver.get(), deliver, Qt::QueuedConnection);
        };
        m_roots.push_back(std::move(root));
        detail::step(handle);
    }

    //! Tasks that have not delivered yet.
    std::size_t count() const { return m_roots.size(); }

    //! Destroys every running task; nothing of them is delivered. Not from inside a coroutine step.
    void cancelAll()
    {
        Q_ASSERT(detail::stepDepth == 0);
        const auto doomed = std::move(m_roots);
        m_roots.clear();
        m_receiver = std::make_unique<QObject>();
    }

private:
    struct RootBase {
        virtual ~RootBase() = default;
        virtual void deliver() = 0;
    };
    template <typename T, typename Done>
    struct Root final : RootBase {
        Root(Task<T> t, Done d) : task(std::move(t)), done(std::move(d)) {}
        void deliver() override { done(std::move(*task.m_handle.promise().value)); }
        Task<T> task;
        Done done;
    };
    std::unique_ptr<RootBase> take(RootBase *root)
    {
        const auto it = std::find_if(m_roots.begin(), m_roots.end(), [root](const auto &r) { return r.get() == root; });
        std::unique_ptr<RootBase> taken = std::move(*it);
        m_roots.erase(it);
        return taken;
    }

    std::vector<std::unique_ptr<RootBase>> m_roots;
    std::unique_ptr<QObject> m_receiver = std::make_unique<QObject>(); // drops undelivered completions with the scope
};

} // namespace keyturn
