#include "ui/search/entry_index.h"

#include <algorithm>
#include <array>
#include <utility>

namespace keyturn {

namespace {

constexpr size_t wasteLimit = 256 << 10; // bytes of outdated texts before they are worth a copy of the rest

bool isAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
}

void appendLower(std::string &to, const QString &text)
{
    if (!isAscii(text)) {
        to += text.toLower().toStdString();
        return;
    }
    for (const QChar c : text) {
        const char byte = char(c.unicode());
        to += byte >= 'A' && byte <= 'Z' ? char(byte | 0x20) : byte;
    }
}

void appendKey(std::string &to, const QString &key)
{
    appendLower(to, key);
    to += '\n';
}

const std::string &kindWord(CredentialKind kind)
{
    static const std::array<std::string, size_t(CredentialKind::OAuth) + 1> words = [] {
        std::array<std::string, size_t(CredentialKind::OAuth) + 1> all;
        for (size_t i = 0; i < all.size(); ++i)
            appendLower(all[i], kindLabel(CredentialKind(i)));
        return all;
    }();
    return words[size_t(kind)];
}

} // namespace

SearchSubject EntryIndex::subject(qsizetype row) const
{
    const Record &r = m_records[size_t(row)];
    SearchSubject subject;
    subject.name = text(r.begin, r.nameEnd);
    subject.text = text(r.begin, r.textEnd);
    subject.tags = text(r.textEnd, r.tagsEnd);
    subject.keys = text(r.tagsEnd, r.end);
    subject.region = m_regions[r.region];
    subject.kind = kindWord(CredentialKind(r.kind));
    subject.store = r.parameter ? Store::ParameterStore : Store::SecretsManager;
    subject.status = r.status;
    subject.marks = r.marks;
    subject.nameIsKey = r.nameIsKey;
    subject.isRead = r.parameter || r.keysLearnt;
    return subject;
}

quint16 EntryIndex::regionNumber(const QString &region)
{
    if (region == m_lastRegion)
        return m_lastRegionNumber;
    std::string word;
    appendLower(word, region);
    const auto at = std::find(m_regions.begin(), m_regions.end(), word) - m_regions.begin();
    if (at == qsizetype(m_regions.size()))
        m_regions.push_back(word);
    m_lastRegion = region;
    return m_lastRegionNumber = quint16(at);
}

void EntryIndex::set(qsizetype row, const Entry &entry, const EntryStatus &status)
{
    if (row == count())
        m_records.emplace_back();
    Record &record = m_records[size_t(row)];
    Parts parts;
    m_scratch.clear();
    appendLower(m_scratch, entry.id.name);
    parts.name = m_scratch.size();
    m_scratch += '\n';
    m_scratch += kindWord(entry.kind);
    m_scratch += '\n';
    appendKey(m_scratch, entry.description);
    parts.text = m_scratch.size();
    for (auto tag = entry.tags.cbegin(); tag != entry.tags.cend(); ++tag) {
        appendLower(m_scratch, tag.key());
        m_scratch += '=';
        appendKey(m_scratch, tag.value());
    }
    parts.tags = m_scratch.size();
    for (const ParameterMetadata &parameter : entry.parameters) {
        if (entry.isGroup()) // a single parameter's name is kept already
            appendKey(m_scratch, parameter.name);
        appendKey(m_scratch, parameter.name.mid(parameter.name.lastIndexOf(u'/') + 1));
    }
    const auto version = quint32(qHash(entry.currentVersion));
    record.keysLearnt = record.keysLearnt && entry.parameters.isEmpty() && record.version == version;
    if (record.keysLearnt)
        m_scratch += text(record.tagsEnd, record.end);
    record.version = version;
    record.status = status;
    record.region = regionNumber(entry.id.region);
    record.kind = quint8(entry.kind);
    record.parameter = entry.id.isParameter();
    record.nameIsKey = entry.parameters.size() == 1;
    write(record, parts);
}

bool EntryIndex::setKeys(qsizetype row, const QStringList &keys)
{
    Record &record = m_records[size_t(row)];
    const Parts parts{record.nameEnd - record.begin, record.textEnd - record.begin, record.tagsEnd - record.begin};
    m_scratch = text(record.begin, record.tagsEnd);
    for (const QString &key : keys)
        appendKey(m_scratch, key);
    const bool isNew = !std::exchange(record.keysLearnt, true);
    if (m_scratch == text(record.begin, record.end))
        return isNew; // a value without any key
    write(record, parts);
    return true;
}

void EntryIndex::setMark(qsizetype row, SearchSubject::Mark mark, bool on)
{
    Record &record = m_records[size_t(row)];
    record.marks = on ? quint8(record.marks | mark) : quint8(record.marks & ~mark);
}

void EntryIndex::write(Record &record, const Parts &parts)
{
    const size_t size = m_scratch.size();
    if (size > record.capacity) {
        m_waste += record.capacity;
        record.begin = quint32(m_used);
        record.capacity = quint32(size);
        m_used += size;
        if (m_block.size() < m_used)
            m_block.resize(std::max(m_used, m_block.size() + m_block.size() / 4));
    }
    std::copy(m_scratch.begin(), m_scratch.end(), m_block.data() + record.begin);
    record.nameEnd = record.begin + quint32(parts.name);
    record.textEnd = record.begin + quint32(parts.text);
    record.tagsEnd = record.begin + quint32(parts.tags);
    record.end = record.begin + quint32(size);
    compact();
}

void EntryIndex::remove(qsizetype first, qsizetype count)
{
    const auto from = m_records.begin() + first;
    for (auto record = from; record != from + count; ++record)
        m_waste += record->capacity;
    m_records.erase(from, from + count);
    compact();
}

void EntryIndex::clear()
{
    *this = EntryIndex();
}

void EntryIndex::compact()
{
    if (m_waste < wasteLimit || m_waste < m_used / 2)
        return;
    std::vector<char> fresh(m_used - m_waste);
    quint32 at = 0;
    for (Record &record : m_records) {
        std::copy_n(m_block.data() + record.begin, record.end - record.begin, fresh.data() + at);
        const quint32 moved = record.begin - at; // wraps where a text moves up: the sums below come out right
        record.begin -= moved;
        record.nameEnd -= moved;
        record.textEnd -= moved;
        record.tagsEnd -= moved;
        record.end -= moved;
        record.capacity = record.end - record.begin;
        at = record.end;
    }
    m_used = at;
    m_waste = 0;
    m_block = std::move(fresh);
}

int EntryIndex::compareNames(qsizetype a, qsizetype b) const
{
    const Record &left = m_records[size_t(a)];
    const Record &right = m_records[size_t(b)];
    if (const int order = text(left.begin, left.nameEnd).compare(text(right.begin, right.nameEnd)); order != 0)
        return order;
    return m_regions[left.region].compare(m_regions[right.region]);
}

int EntryIndex::regionPlace(qsizetype row) const
{
    const std::string &own = m_regions[m_records[size_t(row)].region];
    return int(std::count_if(m_regions.begin(), m_regions.end(), [&own](const auto &other) { return other < own; }));
}

} // namespace keyturn
