#include "ui/workspace/workspace.h"

#include "ui/search/entry_list_model.h"
#include "ui/workspace/workspace_session.h"

using namespace std::chrono_literals;

namespace keyturn {

namespace {
constexpr std::chrono::minutes writingWindow{10};
}

Workspace::Workspace(ConnectionSource &source, const Clock &clock, QObject *parent) :
    QObject(parent), m_source(source), m_clock(clock), m_list(new EntryListModel(this))
{
    m_list->setNow(m_clock.utcNow());
    m_writingTimer.setInterval(5s);
    connect(&m_writingTimer, &QTimer::timeout, this, [this] {
        if (m_clock.utcNow() >= m_writingUntil)
            lockWriting();
        else
            emit accessChanged();
    });
}

Workspace::~Workspace() = default;

void Workspace::reloadProfiles()
{
    m_profileReads.cancelAll();
    m_profileReads.launch(m_source.profiles(), [this](QList<Profile> profiles) {
        m_profiles = std::move(profiles);
        emit profilesChanged();
    });
}

void Workspace::forget()
{
    m_detail.cancelAll();
    m_listing.cancelAll();
    if (m_session)
        m_session->catalog.reset(); // a write under way may keep the session, but the listing ends here
    m_reads.cancelAll();
    forgetRecovered();
    forgetFoundRefreshes();
    m_refusals.clear();
    m_session.reset();
    m_identity = {};
    m_list->clear();
    m_seen.clear();
    m_listErrors.clear();
    m_listedAt = {};
    m_listingRuns = m_readingRuns = false;
    m_openId.reset();
    m_content.reset();
    m_writingUntil = {};
    m_writingTimer.stop();
}

bool Workspace::open(const Profile &profile, const QString &region)
{
    if (!m_staged.isEmpty())
        return false;
    forget();
    m_profile = profile;
    m_region = region;
    m_opening = true;
    emit placeChanged();
    emit accessChanged();
    emit contentChanged();
    m_reads.launch(m_source.connect(profile, region), [this](Result<std::unique_ptr<Connection>> connection) {
        m_opening = false;
        if (!connection) {
            emit openFailed(connection.error());
            return;
        }
        m_session = std::make_shared<Session>(std::move(*connection));
        m_session->save.keepNotes({m_journal.get(), {}});
        m_region = m_session->connection->region();
        emit opened();
        emit accessChanged();
        askIdentity();
        reload();
    });
    return true;
}

Connection *Workspace::connection()
{
    return m_session ? m_session->connection.get() : nullptr;
}

void Workspace::askIdentity()
{
    m_reads.launch(m_session->connection->sts().getCallerIdentity(), [this](Result<CallerIdentity> identity) {
        if (!identity) {
            emit identityFailed(identity.error());
            return;
        }
        m_identity = std::move(*identity);
        emit identityChanged();
        recoverSaves();
        recoverRefreshes();
    });
}

Workspace::Access Workspace::access() const
{
    if (!m_session)
        return Access::None;
    if (m_profile.kind == ProfileKind::Sandbox)
        return Access::Rehearsal;
    if (!m_profile.production)
        return Access::Open;
    return m_clock.utcNow() < m_writingUntil ? Access::Unlocked : Access::ReadOnly;
}

void Workspace::markProduction(bool production)
{
    if (!m_session || m_profile.kind == ProfileKind::Sandbox || !m_staged.isEmpty() || runningWrites() > 0
        || production == m_profile.production)
        return;
    m_source.markProduction(m_profile, production);
    for (Profile &profile : m_profiles) {
        if (profile == m_profile)
            profile.production = production;
    }
    m_profile.production = production;
    emit profilesChanged();
    lockWriting();
}

void Workspace::unlockWriting()
{
    m_writingUntil = m_clock.utcNow().addDuration(writingWindow);
    m_writingTimer.start();
    emit accessChanged();
}

void Workspace::lockWriting()
{
    m_writingUntil = {};
    m_writingTimer.stop();
    emit accessChanged();
}

int Workspace::minutesOfWritingLeft() const
{
    return std::max(0, int((m_clock.utcNow().secsTo(m_writingUntil) + 59) / 60));
}

const Entry *Workspace::entry(const EntryId &id) const
{
    return m_list->find(id);
}

const QList<Entry> &Workspace::entries() const
{
    return m_list->entries();
}

void Workspace::reload()
{
    if (!m_session)
        return;
    m_listing.cancelAll();
    m_session->catalog = std::make_unique<EntryCatalog>(*m_session->connection);
    m_seen.clear();
    m_listErrors.clear();
    m_listingRuns = true;
    m_listingStopped = false;
    emit listStarted();
    listNext();
}

void Workspace::stopListing()
{
    if (!m_listingRuns)
        return;
    m_listing.cancelAll();
    m_session->catalog.reset();
    m_listingRuns = false;
    m_listingStopped = true;
    m_listedAt = m_clock.utcNow();
    emit listFinished();
}

void Workspace::listNext()
{
    m_listing.launch(m_session->catalog->next(), [this](std::optional<EntryCatalog::Batch> batch) {
        if (!batch) {
            finishListing();
            return;
        }
        for (const Entry &entry : batch->entries)
            m_seen.insert(entry.id);
        merge(batch->entries);
        for (const Error &error : batch->errors) {
            m_listErrors.append(error);
            emit listFailed(error);
        }
        listNext();
    });
}

void Workspace::merge(const QList<Entry> &batch)
{
    QList<Entry> merged = batch;
    for (Entry &entry : merged) {
        if (!entry.tokenExpiresAt.isValid())
            entry.tokenExpiresAt = m_tokenExpiry.value(entry.id);
        // A listing knows names and dates only; what an opened entry taught us is worth keeping.
        const Entry *old = m_list->find(entry.id);
        if (old && entry.kind == CredentialKind::Unknown && entry.currentVersion == old->currentVersion)
            entry.kind = old->kind;
    }
    if (merged.isEmpty())
        return;
    m_list->upsert(merged);
    emit entriesRead(merged);
}

void Workspace::finishListing()
{
    m_listingRuns = false;
    m_listedAt = m_clock.utcNow();
    QList<EntryId> gone;
    if (m_listErrors.isEmpty()) { // a store that could not be read says nothing about what left it
        for (const Entry &entry : entries()) {
            if (!m_seen.contains(entry.id))
                gone.append(entry.id);
        }
        if (!gone.isEmpty()) {
            m_list->remove(gone);
            emit entriesGone(gone);
        }
    }
    m_seen = {}; // of a long list it is as large as the index
    emit listFinished();
}

void Workspace::rereadMetadata(const EntryId &id)
{
    m_reads.launch(m_session->store.find(id.name), [this, id](const Result<Entry> &entry) {
        if (entry && entry->id == id)
            merge({*entry});
        else if (!entry && entry.error().kind == ErrorKind::NotFound)
            forgetEntry(id);
        if (m_openId == id) // after its metadata: the tags tell how old the values are
            openEntry(id);
    });
}

void Workspace::openEntry(const EntryId &id)
{
    const Entry *known = entry(id);
    if (!m_session || !known)
        return;
    m_detail.cancelAll();
    if (m_openId != id)
        m_content.reset();
    m_openId = id;
    m_readingRuns = true;
    emit entryOpening(id);
    m_detail.launch(m_session->store.open(*known), [this, id](Result<EntryContent> content) {
        m_readingRuns = false;
        if (content)
            show(std::move(*content));
        else
            showFailure(id, content.error());
    });
}

void Workspace::showFailure(const EntryId &id, const Error &error)
{
    m_content.reset();
    if (error.code != QLatin1String("InvalidRequestException")) {
        emit entryFailed(id, error);
        return;
    }
    // Not in a state to be read: somebody may have scheduled its deletion since it was listed.
    m_detail.launch(m_session->store.find(id.name), [this, id, error](const Result<Entry> &entry) {
        if (entry && entry->id == id)
            merge({*entry});
        emit entryFailed(id, error);
    });
}

void Workspace::show(EntryContent content)
{
    m_content = std::move(content);
    const WrittenTokens tokens = m_tokensWritten.value(m_content->entry.id);
    for (EntryField &field : m_content->fields) {
        const bool isNew = field.role == KeyRole::AccessToken || (field.role == KeyRole::RefreshToken && tokens.both);
        if (isNew && !tokens.versionId.isEmpty() && tokens.versionId == m_content->versionId)
            field.changedAt = tokens.at;
    }
    if (m_content->entry.tokenExpiresAt.isValid())
        m_tokenExpiry.insert(m_content->entry.id, m_content->entry.tokenExpiresAt);
    applyAges();
    merge({m_content->entry});
    emit contentChanged();
}

void Workspace::closeEntry()
{
    m_detail.cancelAll();
    m_readingRuns = false;
    m_openId.reset();
    m_content.reset();
    emit contentChanged();
}

} // namespace keyturn

#include "moc_workspace.cpp"
