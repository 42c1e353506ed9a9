#include "ui/search/word_trail.h"

#include "ui/search/text_match.h"

#include <algorithm>
#include <utility>

namespace keyturn {

namespace {

constexpr size_t kept = sizeof(quint64);

quint64 packed(std::string_view bytes)
{
    quint64 value = 0;
    for (size_t i = std::min(bytes.size(), kept); i-- > 0;)
        value = (value << 8) | quint8(bytes[i]);
    return value;
}

} // namespace

void WordTrail::begin(std::string word, bool narrowing, size_t rows)
{
    const std::string known = std::exchange(m_known, {}); // half a scan leaves nothing to build on
    m_word = std::move(word);
    m_ahead.resize(rows);
    const size_t grown = m_word.size() - std::min(known.size(), m_word.size());
    const bool goesOn = narrowing && !known.empty() && m_word.starts_with(known) && grown > 0 && grown < kept;
    m_next = goesOn ? packed(std::string_view(m_word).substr(known.size())) : 0;
    m_shift = goesOn ? int(8 * grown) : 0;
    m_mask = (quint64(1) << m_shift) - 1;
}

bool WordTrail::holds(const EntryIndex &index, size_t row)
{
    quint64 &ahead = m_ahead[row];
    if (m_mask != 0 && (ahead & m_mask) == m_next) {
        ahead >>= m_shift;
        return true;
    }
    return find(index, row);
}

bool WordTrail::find(const EntryIndex &index, size_t row)
{
    const std::string_view text = index.text(qsizetype(row));
    const size_t at = text_match::placeOf(m_word, text);
    if (at == std::string_view::npos)
        return false;
    m_ahead[row] = packed(text.substr(at + m_word.size()));
    return true;
}

} // namespace keyturn
