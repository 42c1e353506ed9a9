#pragma once
#include "core/async/task.h"
#include "core/base/result.h"

#include <QList>
#include <QString>
#include <functional>
#include <optional>

namespace keyturn {

template <typename T>
struct Page {
    QList<T> items;
    QString nextToken; //!< empty on the last page
};

//! A paginated listing, read page by page as the caller asks. Stop by not asking again, or by destroying the task that
//! awaits next(). A page may be empty and still be followed by others. Errors end the stream.
template <typename T>
class PageStream {
public:
    using Fetch = std::function<Task<Result<Page<T>>>(QString nextToken)>;
    explicit PageStream(Fetch fetch) : m_fetch(std::move(fetch)) {}

    //! The next page's items; empty optional after the last page. One call at a time.
    Task<Result<std::optional<QList<T>>>> next()
    {
        if (m_done)
            co_return Result<std::optional<QList<T>>>(std::optional<QList<T>>());
        Task<Result<Page<T>>> fetching = m_fetch(m_nextToken);
        Result<Page<T>> page = co_await std::move(fetching);
        if (!page) {
            m_done = true;
            co_return Result<std::optional<QList<T>>>(page.error());
        }
        m_done =
            page->nextToken.isEmpty() || page->nextToken == m_nextToken; // a server that repeats a token never ends
        m_nextToken = page->nextToken;
        std::optional<QList<T>> items(std::move(page->items));
        co_return Result<std::optional<QList<T>>>(std::move(items));
    }

private:
    Fetch m_fetch;
    QString m_nextToken;
    bool m_done = false;
};

} // namespace keyturn
