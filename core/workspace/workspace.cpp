#include "core/workspace/workspace.h"

#include <algorithm>

namespace keyturn {

Workspace::Workspace(ConnectionSource &source, const Clock &clock) : m_place(source, clock)
{
    QObject::connect(&m_saves, &Saves::written, &m_dates,
                     [this](const EntryId &, const StagedEdits::Item &item) { noteConsent(item); });
    QObject::connect(&m_refreshes, &Refreshes::refreshed, &m_dates, &KnownDates::reload);
}

namespace {

//! It is another one after the save.
bool bringsRefreshToken(const EntryContent &base, const QList<FieldEdit> &edits)
{
    const QString key = base.keyMap.key(KeyRole::RefreshToken);
    const EntryField *before = key.isEmpty() ? nullptr : base.field(key);
    if (!before)
        return false;
    if (base.entry.id.isParameter())
        return std::any_of(edits.begin(), edits.end(),
                           [&](const FieldEdit &edit) { return edit.key == key && edit.value != before->value; });
    const Result<SecretDocument> after = base.applied(edits);
    const SecretDocument::Member *member = after ? after->member(key) : nullptr;
    return member && member->value != before->value;
}

} // namespace

//! A refresh token that a person brings comes from a new consent.
void Workspace::noteConsent(const StagedEdits::Item &written)
{
    if (!m_place.isOpen() || !bringsRefreshToken(m_refreshes.mapped(written.base), written.edits))
        return;
    const QDateTime now = clock().utcNow();
    m_dates.noteLogin(written.base.entry.id, m_place.connection()->tokenEndpoint().isRehearsal(), {{}, now, now, {}});
}

bool Workspace::open(const Profile &profile, const QString &region)
{
    if (!m_staging.edits().isEmpty())
        return false;
    m_place.open(profile, region);
    return true;
}

void Workspace::markProduction(bool production)
{
    if (m_staging.edits().isEmpty() && m_running.count() == 0)
        m_place.markProduction(production);
}

} // namespace keyturn
