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
inline constexpr qint64 longestPage = 3LL * 1024 * 1024;

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
    //! Asks for the page that \p nextToken leads to, the first where it is empty, \p within that time.
    using Fetch = std::function<Task<Result<SecretString>>(QString nextToken, std::chrono::milliseconds within)>;
    using Read = std::function<Result<Page<T>>(const SecretString &answer)>;
    //! What to say of an answer that goes on for ever.
    using BadAnswer = std::function<Error(const QString &detail)>;
    PageStream(PageGuard guard, Fetch fetch, Read read, BadAnswer badAnswer) :
        m_fetch(std::move(fetch)), m_read(std::move(read)), m_badAnswer(std::move(badAnswer)), m_guard(std::move(guard))
    {}

    //! For who needs the whole list before using any of it: what comes after the first thousand items is kept packed,
    //! and given away when the last page has been read. A list that never ends is an error by then, and cost little.
    void holdBack() { m_holdAfter = 1000; }

    //! The next page's items; empty optional after the last page. One call at a time.
    Task<Result<std::optional<QList<T>>>> next()
    {
        while (!m_done) {
            Task<Result<QList<T>>> reading = readPage();
            Result<QList<T>> items = co_await std::move(reading);
            if (!items) {
                m_held.clear();
                co_return Result<std::optional<QList<T>>>(items.error());
            }
            if (m_held.isEmpty()) {
                std::optional<QList<T>> given(std::move(*items));
                co_return Result<std::optional<QList<T>>>(std::move(given));
            }
        }
        co_return nextHeld();
    }

private:
    //! One page from the server; nothing where it is held back.
    Task<Result<QList<T>>> readPage()
    {
        QElapsedTimer asked;
        asked.start();
        Task<Result<SecretString>> fetching = m_fetch(m_nextToken, m_guard.timeLeft());
        const Result<SecretString> answer = co_await std::move(fetching);
        m_done = true;
        if (!answer)
            co_return Result<QList<T>>(answer.error());
        Result<Page<T>> page = m_read(*answer);
        if (!page)
            co_return Result<QList<T>>(page.error());
        size_t content = 0;
        for (const T &item : std::as_const(page->items))
            content = ::qHash(listedAs(item), content);
        const std::chrono::milliseconds spent(asked.elapsed());
        const QString fault = m_guard.fault({page->items.size(), page->nextToken, content, spent});
        if (!fault.isEmpty())
            co_return Result<QList<T>>(m_badAnswer(fault));
        m_done = page->nextToken.isEmpty();
        m_nextToken = page->nextToken;
        m_itemsRead += page->items.size();
        if (m_holdAfter >= 0 && m_itemsRead > m_holdAfter) {
            const QByteArrayView text = answer->bytes();
            QByteArray packed = qCompress(reinterpret_cast<const uchar *>(text.data()), text.size(), 1);
            packed.squeeze(); // it comes with the room that the text took
            m_held.append(std::move(packed));
            page->items.clear();
        }
        co_return Result<QList<T>>(std::move(page->items));
    }

    Result<std::optional<QList<T>>> nextHeld()
    {
        if (m_held.isEmpty())
            return std::optional<QList<T>>();
        Result<Page<T>> page = m_read(SecretString::take(qUncompress(m_held.takeFirst())));
        if (!page)
            return page.error();
        return std::optional<QList<T>>(std::move(page->items));
    }

    Fetch m_fetch;
    Read m_read;
    BadAnswer m_badAnswer;
    PageGuard m_guard;
    QString m_nextToken;
    qsizetype m_holdAfter = -1; // never
    qsizetype m_itemsRead = 0;
    QList<QByteArray> m_held; // answers, packed
    bool m_done = false;
};

} // namespace keyturn
