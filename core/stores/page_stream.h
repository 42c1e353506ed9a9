#pragma once
#include "core/async/task.h"
#include "core/aws/page_guard.h"
#include "core/base/result.h"
#include "core/stores/parameter_metadata.h"
#include "core/stores/secret_metadata.h"

#include <QElapsedTimer>
#include <QHashFunctions>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

namespace keyturn {

//! The longest answer with one page, in bytes: a hundred secrets with every tag there may be, or fifty versions of the
//! largest parameter with every character escaped.
inline constexpr qint64 longestPage = 3 * 1024 * 1024;

template <typename T>
struct Page {
    QList<T> items;
    QString nextToken; //!< empty on the last page
};

//! A paginated listing, read page by page as the caller asks. Stop by not asking again, or by destroying the task that
//! awaits next(). A page may be empty and still be followed by others. Errors end the stream; so does PageGuard, where
//! the server would never end it.
template <typename T>
class PageStream {
public:
    //! Reads the page that \p nextToken leads to, the first where it is empty, \p within that time.
    using Fetch = std::function<Task<Result<Page<T>>>(QString nextToken, std::chrono::milliseconds within)>;
    //! What to say of an answer that goes on for ever.
    using BadAnswer = std::function<Error(const QString &detail)>;
    //! \p pageSize: the most that \p fetch asks for at once.
    PageStream(qsizetype pageSize, Fetch fetch, BadAnswer badAnswer) :
        m_fetch(std::move(fetch)), m_badAnswer(std::move(badAnswer)), m_guard(pageSize)
    {}

    //! The next page's items; empty optional after the last page. One call at a time.
    Task<Result<std::optional<QList<T>>>> next()
    {
        if (m_done)
            co_return Result<std::optional<QList<T>>>(std::optional<QList<T>>());
        QElapsedTimer asked;
        asked.start();
        Task<Result<Page<T>>> fetching = m_fetch(m_nextToken, m_guard.timeLeft());
        Result<Page<T>> page = co_await std::move(fetching);
        m_done = !page || page->nextToken.isEmpty();
        if (!page)
            co_return Result<std::optional<QList<T>>>(page.error());
        size_t content = 0;
        for (const T &item : std::as_const(page->items))
            content = ::qHash(listedAs(item), content);
        const std::chrono::milliseconds spent(asked.elapsed());
        const QString fault = m_guard.fault({page->items.size(), page->nextToken, content, spent});
        if (!fault.isEmpty()) {
            m_done = true;
            co_return Result<std::optional<QList<T>>>(m_badAnswer(fault));
        }
        m_nextToken = page->nextToken;
        std::optional<QList<T>> items(std::move(page->items));
        co_return Result<std::optional<QList<T>>>(std::move(items));
    }

private:
    Fetch m_fetch;
    BadAnswer m_badAnswer;
    PageGuard m_guard;
    QString m_nextToken;
    bool m_done = false;
};

} // namespace keyturn
