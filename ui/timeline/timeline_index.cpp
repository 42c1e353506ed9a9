#include "ui/timeline/timeline_index.h"

#include <algorithm>
#include <tuple>

namespace keyturn {

namespace {

template <typename Item>
QList<qint32> laneStarts(const QList<Item> &items, int lanes)
{
    QList<qint32> starts;
    starts.reserve(lanes + 1);
    qint32 at = 0;
    for (int lane = 0; lane <= lanes; ++lane) {
        while (at < items.size() && items[at].lane < lane)
            ++at;
        starts.append(at);
    }
    return starts;
}

} // namespace

void TimelineIndex::setMarks(QList<TimelineMark> marks, int lanes)
{
    const auto key = [](const TimelineMark &mark) { return std::tuple(mark.lane, mark.at, mark.shape, mark.source); };
    std::sort(marks.begin(), marks.end(), [&key](const auto &a, const auto &b) { return key(a) < key(b); });
    m_marks = std::move(marks);
    m_lanes = lanes;
    setGap(m_gap);
}

void TimelineIndex::setSpans(QList<TimelineSpan> spans, int lanes)
{
    std::stable_sort(spans.begin(), spans.end(), [](const auto &a, const auto &b) { return a.lane < b.lane; });
    m_spans = std::move(spans);
    m_laneSpans = laneStarts(m_spans, lanes);
}

void TimelineIndex::setGap(qint64 milliseconds)
{
    m_gap = milliseconds;
    m_groups.clear();
    for (qint32 i = 0; i < m_marks.size(); ++i) {
        const TimelineMark &mark = m_marks[i];
        Group *last = m_groups.isEmpty() ? nullptr : &m_groups.last();
        // Measured from what is drawn, so that two drawn marks are never closer.
        if (!last || last->lane != mark.lane || mark.at - m_marks[last->lead].at >= m_gap) {
            m_groups.append({i, 1, i, mark.lane, 1});
            continue;
        }
        ++last->count;
        if (mark.shape > m_marks[last->lead].shape)
            last->lead = i;
    }
    countSources();
    m_laneGroups = laneStarts(m_groups, m_lanes);
}

void TimelineIndex::countSources()
{
    QList<qint32> sources;
    for (Group &group : m_groups) {
        if (group.count == 1)
            continue;
        sources.clear();
        for (qint32 i = group.first; i < group.first + group.count; ++i)
            sources.append(m_marks[i].source);
        std::sort(sources.begin(), sources.end());
        group.sources = qint32(std::unique(sources.begin(), sources.end()) - sources.begin());
    }
}

std::pair<qsizetype, qsizetype> TimelineIndex::ofLane(int lane) const
{
    if (lane < 0 || lane + 1 >= m_laneGroups.size())
        return {0, 0};
    return {m_laneGroups[lane], m_laneGroups[lane + 1]};
}

std::pair<qsizetype, qsizetype> TimelineIndex::spansOf(int lane) const
{
    if (lane < 0 || lane + 1 >= m_laneSpans.size())
        return {0, 0};
    return {m_laneSpans[lane], m_laneSpans[lane + 1]};
}

std::pair<qsizetype, qsizetype> TimelineIndex::between(int lane, qint64 from, qint64 to) const
{
    const auto [begin, end] = ofLane(lane);
    const auto isBefore = [this](const Group &group, qint64 at) { return lead(group).at < at; };
    const auto first = std::lower_bound(m_groups.cbegin() + begin, m_groups.cbegin() + end, from, isBefore);
    const auto last = std::lower_bound(first, m_groups.cbegin() + end, to, isBefore);
    return {first - m_groups.cbegin(), last - m_groups.cbegin()};
}

qsizetype TimelineIndex::nearest(int lane, qint64 at) const
{
    const auto [begin, end] = ofLane(lane);
    if (begin == end)
        return -1;
    const qsizetype after = std::min(between(lane, at, at).first, end - 1);
    if (after > begin && at - lead(m_groups[after - 1]).at < std::abs(lead(m_groups[after]).at - at))
        return after - 1;
    return after;
}

qsizetype TimelineIndex::groupOf(int source) const
{
    qsizetype found = -1;
    qint64 latest = 0;
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        for (qint32 mark = m_groups[i].first; mark < m_groups[i].first + m_groups[i].count; ++mark) {
            if (m_marks[mark].source == source && (found < 0 || m_marks[mark].at >= latest)) {
                found = i;
                latest = m_marks[mark].at;
            }
        }
    }
    return found;
}

std::optional<std::pair<qint64, qint64>> TimelineIndex::extent() const
{
    if (m_marks.isEmpty())
        return std::nullopt;
    const auto [first, last] =
        std::minmax_element(m_marks.cbegin(), m_marks.cend(), [](const auto &a, const auto &b) { return a.at < b.at; });
    return std::pair(first->at, last->at);
}

} // namespace keyturn
