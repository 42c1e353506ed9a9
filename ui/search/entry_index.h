#pragma once
#include "ui/search/search_term.h"

#include <vector>

namespace keyturn {

//! What a filter reads: the searchable texts of all rows side by side in one block (lower case, UTF-8), and the facts
//! that need no text. About 100 bytes a row, so that 100,000 rows are scanned within a millisecond or two.
class EntryIndex {
public:
    qsizetype count() const { return qsizetype(m_records.size()); }
    SearchSubject subject(qsizetype row) const;
    //! SearchSubject::text alone.
    std::string_view text(qsizetype row) const
    {
        const Record &record = m_records[size_t(row)];
        return text(record.begin, record.textEnd);
    }

    //! Puts an entry at \p row, or behind the last one where row == count(). Key names that were learnt by setKeys()
    //! stay with the row as long as its version is the same; marks stay.
    void set(qsizetype row, const Entry &entry, const EntryStatus &status);
    void setStatus(qsizetype row, const EntryStatus &status) { m_records[size_t(row)].status = status; }
    //! False: nothing changed.
    bool setKeys(qsizetype row, const QStringList &keys);
    void setMark(qsizetype row, SearchSubject::Mark mark, bool on);
    void remove(qsizetype first, qsizetype count);
    void clear();

    //! Order of names, then of regions: negative, 0 or positive.
    int compareNames(qsizetype a, qsizetype b) const;
    //! Where the row's region stands among all regions, by name.
    int regionPlace(qsizetype row) const;

private:
    struct Record {
        quint32 begin = 0; // name | kind and description | tags | keys
        quint32 nameEnd = 0;
        quint32 textEnd = 0;
        quint32 tagsEnd = 0;
        quint32 end = 0;
        quint32 capacity = 0;
        EntryStatus status;
        quint16 region = 0;
        quint8 kind = 0;
        quint8 marks = 0;
        bool parameter = false;
        bool nameIsKey = false;
        quint32 version = 0;     // a hash of the VersionId that the keys are of
        bool keysLearnt = false; // by setKeys(): an entry's own metadata does not bring them
    };
    std::string_view text(quint32 from, quint32 to) const { return {m_block.data() + from, size_t(to - from)}; }
    quint16 regionNumber(const QString &region);
    struct Parts { // ends within m_scratch
        size_t name = 0;
        size_t text = 0;
        size_t tags = 0;
    };
    void write(Record &record, const Parts &parts);
    void compact();

    std::vector<char> m_block;
    size_t m_used = 0;
    size_t m_waste = 0;
    std::vector<Record> m_records;
    std::vector<std::string> m_regions;
    std::string m_scratch;
    QString m_lastRegion;
    quint16 m_lastRegionNumber = 0;
};

} // namespace keyturn
