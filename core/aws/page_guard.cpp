#include "core/aws/page_guard.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

// AWS looks through so much and gives what it found: a page of a filtered listing may be empty, or almost.
constexpr qsizetype mostEmptyInARow = 1000;
constexpr qsizetype pagesForFree = 250;
constexpr qsizetype leastShareOfPages = 5;   // later on pages are filled to a fifth
constexpr qsizetype unpaidShareOfPages = 10; // the tenth of a page that earns no time
constexpr std::chrono::milliseconds patience = 25s;
constexpr std::chrono::milliseconds patiencePerEntry = 30ms;

} // namespace

QString PageGuard::fault(const Page &page)
{
    m_spent += page.spent;
    m_entries += page.items;
    m_pages += page.items > 0 ? 1 : 0;
    m_emptyInARow = page.items > 0 ? 0 : m_emptyInARow + 1;
    if (page.items > m_pageSize)
        return u"a page has %1 entries, at most %2 were asked for"_s.arg(page.items).arg(m_pageSize);
    if (page.nextToken.isEmpty())
        return {};
    const size_t token = qHash(page.nextToken);
    if (m_tokens.contains(token))
        return u"page %1 leads back to one that was read before (NextToken)"_s.arg(m_tokens.size() + 1);
    m_tokens.insert(token);
    if (page.items > 0 && m_contents.contains(page.content))
        return u"page %1 lists the same as one that was read before"_s.arg(m_tokens.size());
    if (page.items > 0)
        m_contents.insert(page.content);
    if (m_emptyInARow > mostEmptyInARow)
        return u"%1 pages in a row are empty and announce another one"_s.arg(m_emptyInARow);
    if (m_entries > m_mostEntries)
        return u"the list has more than %1 entries and goes on"_s.arg(m_mostEntries);
    if (m_pages > pagesForFree + m_entries * leastShareOfPages / m_pageSize)
        return u"%1 pages list no more than %2 entries, and it goes on"_s.arg(m_pages).arg(m_entries);
    if (timeLeft() <= 0ms)
        return u"after %1 seconds the list has %2 entries and goes on"_s
            .arg(std::chrono::duration_cast<std::chrono::seconds>(m_spent).count())
            .arg(m_entries);
    return {};
}

std::chrono::milliseconds PageGuard::timeLeft() const
{
    const qsizetype earning = std::max<qsizetype>(0, m_entries - m_pages * m_pageSize / unpaidShareOfPages);
    return patience + earning * patiencePerEntry - m_spent;
}

} // namespace keyturn
