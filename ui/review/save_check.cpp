#include "ui/review/save_check.h"

#include "core/versions/history_reader.h"

#include <algorithm>

namespace keyturn {

namespace {

qint64 versionOf(const Entry &entry, const QString &parameter)
{
    const auto it = std::find_if(entry.parameters.begin(), entry.parameters.end(),
                                 [&parameter](const ParameterMetadata &p) { return p.name == parameter; });
    return it == entry.parameters.end() ? -1 : it->version;
}

bool sameVersions(const EntryContent &base, const Entry &now)
{
    if (base.entry.id.isSecret())
        return base.versionId == now.currentVersion;
    return std::all_of(base.entry.parameters.begin(), base.entry.parameters.end(),
                       [&now](const ParameterMetadata &p) { return versionOf(now, p.name) == p.version; });
}

//! Why \p now cannot take what was edited in \p base.
std::optional<Error> obstacle(const EntryContent &base, const Entry &now)
{
    const auto error = [](ErrorKind kind, Refusal why) { return Error{kind, why, {}}; };
    if (now.deletedAt.isValid())
        return error(ErrorKind::Invalid, Refusal::Deleted);
    if (now.isReplica)
        return error(ErrorKind::Invalid, Refusal::Replica);
    if (!now.editedBy.isEmpty())
        return error(ErrorKind::Invalid, Refusal::Owned);
    const bool isGone = base.entry.id.store != now.id.store || base.entry.arn != now.arn
                        || std::any_of(base.entry.parameters.begin(), base.entry.parameters.end(),
                                       [&now](const ParameterMetadata &p) { return versionOf(now, p.name) < 0; });
    return isGone ? std::optional(error(ErrorKind::NotFound, Refusal::Gone)) : std::nullopt;
}

} // namespace

SaveCheck::SaveCheck(Workspace &workspace, const QList<EntryId> &ids, QObject *parent) :
    QObject(parent), m_workspace(workspace), m_ids(ids)
{}

void SaveCheck::start()
{
    m_scope.cancelAll();
    m_changed.clear();
    m_conflicts.clear();
    m_lost.clear();
    m_error.reset();
    m_uncounted.reset();
    m_secrets = m_versionsToday = m_comparing = m_counting = 0;
    m_connection = m_workspace.place().sharedConnection();
    if (!m_connection)
        return;
    m_store = std::make_unique<EntryStore>(*m_connection);
    for (const EntryId &id : m_ids) {
        const StagedEdits::Item *item = m_workspace.staging().edits().item(id);
        if (!item)
            continue;
        check(*item);
    }
    emit changed();
}

void SaveCheck::check(const StagedEdits::Item &item)
{
    const EntryId &id = item.base.entry.id;
    ++m_comparing;
    m_scope.launch(m_store->find(id.name), [this, item](const Result<Entry> &now) { compare(item, now); });
    if (!item.details.isEmpty()) {
        ++m_comparing;
        m_scope.launch(readDetails(m_connection.get(), item.base.entry),
                       [this, item](const Result<EntryDetails> &now) { compareDetails(item, now); });
    }
    if (id.isSecret() && !item.edits.isEmpty()) {
        ++m_secrets;
        ++m_counting;
        m_scope.launch(readVersions(m_connection.get(), item.base.entry),
                       [this](const Result<QList<VersionRow>> &rows) { count(rows); });
    }
}

void SaveCheck::count(const Result<QList<VersionRow>> &rows)
{
    --m_counting;
    if (rows) {
        const QDateTime yesterday = m_workspace.clock().utcNow().addDays(-1);
        const auto young = std::count_if(rows->begin(), rows->end(),
                                         [&yesterday](const VersionRow &row) { return row.createdAt > yesterday; });
        m_versionsToday = std::max(m_versionsToday, int(young));
    } else {
        m_uncounted = rows.error();
    }
    emit changed();
}

void SaveCheck::compare(const StagedEdits::Item &item, const Result<Entry> &now)
{
    --m_comparing;
    const EntryContent &base = item.base;
    if (!now && now.error().kind == ErrorKind::NotFound)
        m_lost.insert(base.entry.id, now.error());
    else if (!now)
        m_error = now.error();
    else if (const std::optional<Error> lost = obstacle(base, *now))
        m_lost.insert(base.entry.id, *lost);
    else if (!item.edits.isEmpty() && !sameVersions(base, *now)) // details do not mind newer values
        m_changed.append(base.entry.id);
    m_checkedAt = m_workspace.clock().utcNow();
    emit changed();
}

void SaveCheck::compareDetails(const StagedEdits::Item &item, const Result<EntryDetails> &now)
{
    --m_comparing;
    if (!now) {
        if (now.error().kind != ErrorKind::NotFound) // then compare() says it
            m_error = now.error();
    } else if (const Conflicts conflicts = conflictsOf(item.details, now->texts); !conflicts.isEmpty()) {
        m_conflicts.insert(item.base.entry.id, conflicts);
    }
    m_checkedAt = m_workspace.clock().utcNow();
    emit changed();
}

SaveCheck::State SaveCheck::unchanged() const
{
    if (!m_changed.isEmpty() || !m_conflicts.isEmpty() || !m_lost.isEmpty() || (m_error && m_comparing == 0))
        return State::Failed;
    return m_comparing > 0 ? State::Running : State::Passed;
}

SaveCheck::State SaveCheck::budget() const
{
    if (m_versionsToday >= versionLimit)
        return State::Failed;
    if (m_counting > 0)
        return State::Running;
    return m_uncounted ? State::Unknown : State::Passed;
}

} // namespace keyturn

#include "moc_save_check.cpp"
