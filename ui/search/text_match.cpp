#include "ui/search/text_match.h"

#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace keyturn::text_match {

namespace {

std::string_view takeLine(std::string_view &lines)
{
    const size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    return line;
}

} // namespace

// The texts are short and many, so what counts is what it costs to begin.
size_t placeOf(std::string_view part, std::string_view text)
{
    if (part.size() > text.size())
        return std::string_view::npos;
    if (part.empty())
        return 0;
#ifdef __SSE2__
    if (text.size() >= 16 + part.size()) {
        const __m128i first = _mm_set1_epi8(part.front());
        const __m128i last = _mm_set1_epi8(part.back());
        const size_t places = text.size() - part.size() + 1;
        for (size_t at = 0; at < places; at += 16) {
            const size_t from = std::min(at, places - 16); // the last step looks at some places twice
            const char *here = text.data() + from;
            const __m128i begins = _mm_loadu_si128(reinterpret_cast<const __m128i *>(here));
            const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i *>(here + part.size() - 1));
            const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(begins, first), _mm_cmpeq_epi8(ends, last));
            for (auto mask = unsigned(_mm_movemask_epi8(both)); mask != 0; mask &= mask - 1) {
                const size_t place = from + size_t(std::countr_zero(mask));
                if (std::memcmp(text.data() + place, part.data(), part.size()) == 0)
                    return place;
            }
        }
        return std::string_view::npos;
    }
#endif
    return text.find(part);
}

bool contains(std::string_view text, std::string_view part)
{
    return placeOf(part, text) != std::string_view::npos;
}

bool isPattern(std::string_view text)
{
    return text.find('*') != std::string_view::npos;
}

bool matchesPattern(std::string_view pattern, std::string_view text)
{
    if (!isPattern(pattern))
        return contains(text, pattern);
    size_t p = 0;
    size_t t = 0;
    size_t star = std::string_view::npos;
    size_t retry = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool anyLineMatches(std::string_view pattern, std::string_view lines)
{
    if (!isPattern(pattern))
        return contains(lines, pattern);
    while (!lines.empty()) {
        if (matchesPattern(pattern, takeLine(lines)))
            return true;
    }
    return false;
}

bool tagMatches(std::string_view pattern, std::string_view tags)
{
    const size_t sign = pattern.find('=');
    if (sign == std::string_view::npos && !contains(tags, pattern) && !isPattern(pattern))
        return false;
    const std::string_view name = pattern.substr(0, sign);
    while (!tags.empty()) {
        const std::string_view tag = takeLine(tags);
        const size_t split = tag.find('=');
        if (matchesPattern(name, tag.substr(0, split))
            && (sign == std::string_view::npos || matchesPattern(pattern.substr(sign + 1), tag.substr(split + 1))))
            return true;
    }
    return false;
}

bool nameMatches(std::string_view pattern, std::string_view name)
{
    if (matchesPattern(pattern, name))
        return true;
    const size_t slash = name.rfind('/');
    return isPattern(pattern) && slash != std::string_view::npos && matchesPattern(pattern, name.substr(slash + 1));
}

} // namespace keyturn::text_match
