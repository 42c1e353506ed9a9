#pragma once
#include "ui/search/entry_index.h"

#include <string>
#include <string_view>
#include <vector>

namespace keyturn {

//! A free word that grows key by key. For each row the eight bytes behind the place where the word was found: a longer
//! word is compared with them, and searched for again only where it does not go on like that. Eight bytes a row, read
//! one after the other, cost a thirtieth of the texts.
class WordTrail {
public:
    //! Before a scan for \p word over \p rows rows. \p narrowing: only rows that had the word before will be asked for.
    void begin(std::string word, bool narrowing, size_t rows);
    //! Whether \p row has the word. Each row at most once a scan.
    bool holds(const EntryIndex &index, size_t row);
    //! Every row was asked for that may have the word: the next one may build on it.
    void end() { m_known = m_word; }
    //! The rows have become others.
    void forget() { m_known.clear(); }

private:
    bool find(const EntryIndex &index, size_t row);

    std::string m_word;
    std::string m_known; // the word that m_ahead was read behind, or empty
    quint64 m_next = 0;  // what the word has grown by, the first byte lowest
    quint64 m_mask = 0;  // of as many bytes; 0: it has not grown
    int m_shift = 0;
    std::vector<quint64> m_ahead; // 0 where the text ends: never part of a word
};

} // namespace keyturn
