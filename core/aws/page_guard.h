#pragma once
#include <QSet>
#include <QString>
#include <chrono>

namespace keyturn {

//! The bounds of one listing that comes in pages. Only the server knows where it ends, so one that never ends looks
//! like a large account; it is told by its haste to repeat itself, or by what no account can hold.
class PageGuard {
public:
    struct Page {
        qsizetype items = 0;
        QString nextToken;                 //!< empty on the last page
        size_t content = 0;                //!< a hash of what the page lists
        std::chrono::milliseconds spent{}; //!< waiting for it
    };
    //! What a region may hold of parameters: 10,000 standard and 100,000 advanced ones (Systems Manager quotas).
    //! Secrets have a higher quota, but cost 40,000 dollars a month when they are that many.
    static constexpr qsizetype mostOfARegion = 110'000;

    //! \p pageSize: the most that each page was asked for. \p mostEntries: no honest listing has more.
    explicit PageGuard(qsizetype pageSize, qsizetype mostEntries = mostOfARegion) :
        m_pageSize(pageSize), m_mostEntries(mostEntries)
    {}

    //! Counts \p page. What is wrong with it or with asking for the next one, for Error::detail; empty: nothing.
    QString fault(const Page &page);
    //! What may be spent on the next page, so that the listing ends even if the server sleeps.
    std::chrono::milliseconds timeLeft() const;

private:
    qsizetype m_pageSize;
    qsizetype m_mostEntries;
    QSet<size_t> m_tokens; // their hashes
    QSet<size_t> m_contents;
    qsizetype m_entries = 0;
    qsizetype m_pages = 0; // that were not empty
    qsizetype m_emptyInARow = 0;
    std::chrono::milliseconds m_spent{0};
};

} // namespace keyturn
