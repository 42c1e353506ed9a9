#include "core/workspace/open_entry.h"

#include "core/due/due_rules.h"
#include "core/versions/history_reader.h"

#include <algorithm>

namespace keyturn {

namespace {

//! The same for the same versions.
QString stateOf(const EntryContent &content)
{
    if (content.entry.id.isSecret())
        return content.versionId;
    QStringList versions;
    for (const ParameterMetadata &parameter : content.entry.parameters)
        versions.append(parameter.name + u'=' + QString::number(parameter.version));
    return versions.join(u' ');
}

} // namespace

OpenEntry::OpenEntry(Place &place, Listing &listing) : m_place(place), m_listing(listing)
{
    connect(&place, &Place::left, this, &OpenEntry::forget);
    connect(&place, &Place::changed, this, &OpenEntry::contentChanged);
    connect(&listing, &Listing::entryReread, this, [this](const EntryId &id, bool isThere) {
        if (m_id != id)
            return;
        if (isThere)
            open(id); // after its metadata: the tags tell how old the values are
        else
            close();
    });
}

void OpenEntry::forget()
{
    m_reads.cancelAll();
    m_histories.cancelAll();
    m_dating.clear();
    m_isReading = false;
    m_id.reset();
    m_content.reset();
}

void OpenEntry::open(const EntryId &id)
{
    const Entry *known = m_listing.entry(id);
    if (!m_place.isOpen() || !known)
        return;
    m_reads.cancelAll();
    if (m_id != id) {
        m_histories.cancelAll();
        m_dating.clear();
        m_content.reset();
    }
    m_id = id;
    m_isReading = true;
    emit opening(id);
    m_reads.launch(m_place.session()->store.open(*known), [this, id](Result<EntryContent> content) {
        m_isReading = false;
        if (content)
            show(std::move(*content));
        else
            fail(id, content.error());
    });
}

void OpenEntry::fail(const EntryId &id, const Error &error)
{
    m_content.reset();
    if (error.code != QLatin1String("InvalidRequestException")) {
        emit failed(id, error);
        return;
    }
    // Not in a state to be read: somebody may have scheduled its deletion since it was listed.
    m_reads.launch(m_place.session()->store.find(id.name, id.store), [this, id, error](const Result<Entry> &entry) {
        if (entry && entry->id == id)
            m_listing.merge({*entry});
        emit failed(id, error);
    });
}

//! A key whose value is the same in the next version keeps its age; the others have got theirs with that version.
void OpenEntry::carryAges(const EntryContent &from, const EntryContent &to)
{
    const Ages known = m_ages.value(to.entry.id);
    if (!(from.entry.id == to.entry.id) || known.state.isEmpty() || known.state != stateOf(from)
        || known.state == stateOf(to))
        return;
    Ages ages{stateOf(to), known.of};
    for (const KeyChange &change : keyChanges(from, to)) {
        ages.of.remove(change.key);
        const EntryField *field = to.field(change.key);
        // An old client secret may have come back, by a rollback: only the history knows since when there is that one.
        if (!field || !to.savedAt.isValid() || field->role == KeyRole::ClientSecret)
            continue;
        KeyAge fresh;
        fresh.see(field->changedAt.isValid() ? field->changedAt : to.savedAt, to.versionId, true);
        fresh.end();
        ages.of.insert(change.key, fresh);
    }
    m_ages.insert(to.entry.id, ages);
}

void OpenEntry::show(EntryContent content)
{
    if (m_content)
        carryAges(*m_content, content);
    m_content = std::move(content);
    const EntryId id = m_content->entry.id;
    const WrittenTokens tokens = m_tokens.value(id);
    for (EntryField &field : m_content->fields) {
        const bool isNew = field.role == KeyRole::AccessToken || (field.role == KeyRole::RefreshToken && tokens.both);
        if (isNew && !tokens.versionId.isEmpty() && tokens.versionId == m_content->versionId)
            field.changedAt = tokens.at;
    }
    applyAges();
    m_listing.learn({m_content->entry});
    emit contentChanged();
    readHistory();
}

bool OpenEntry::wantsHistory() const
{
    if (!m_content || m_content->binary || !m_place.isOpen())
        return false;
    const Ages known = m_ages.value(m_content->entry.id);
    const bool isDated = known.state == stateOf(*m_content)
                         && std::all_of(m_content->fields.begin(), m_content->fields.end(),
                                        [&known](const EntryField &field) { return known.of.contains(field.key); });
    return !isDated && m_content->entry.versionCount > 1 && m_dating != stateOf(*m_content);
}

void OpenEntry::readHistory()
{
    if (!wantsHistory())
        return;
    m_dating = stateOf(*m_content);
    const SessionPtr session = m_place.session(); // kept for as long as it reads
    m_histories.launch(readForAges(session->connection.get(), *m_content),
                       [this, session, state = m_dating](const Result<VersionHistory> &history) {
                           if (m_dating == state)
                               m_dating.clear();
                           if (history)
                               learnAges(*history);
                       });
}

void OpenEntry::close()
{
    forget();
    emit contentChanged();
}

void OpenEntry::learnAges(const VersionHistory &history)
{
    const EntryContent *current = history.content(history.currentRow());
    if (!m_content || !current || !(history.entry().id == m_content->entry.id))
        return;
    Ages ages{stateOf(*m_content), history.ages()};
    for (const KeyChange &change : keyChanges(*current, *m_content)) // the one was read after the other
        ages.of.remove(change.key);
    m_ages.insert(m_content->entry.id, ages);
    applyAges();
    m_listing.learn({m_content->entry});
    emit agesLearnt();
}

void OpenEntry::learnTokens(const EntryId &id, const QString &versionId, bool withRefreshToken)
{
    m_tokens.insert(id, {versionId, m_place.clock().utcNow(), withRefreshToken});
}

void OpenEntry::applyAges()
{
    const Ages ages = m_ages.value(m_content->entry.id);
    if (ages.state.isEmpty() || ages.state != stateOf(*m_content))
        return;
    const bool isSecret = m_content->entry.id.isSecret();
    for (EntryField &field : m_content->fields) {
        const KeyAge age = ages.of.value(field.key);
        if (!age.since.isValid())
            continue;
        if (field.role == KeyRole::ClientSecret && hasClientSecretRule(m_content->keyMap.kind))
            dateClientSecret(field, age);
        // What somebody noted in a tag may reach back further than the versions that AWS keeps.
        if (isSecret && !age.known && field.changedAt.isValid() && field.changedAt <= age.since)
            continue;
        field.changedAt = age.since;
        field.isOlder = !age.known;
    }
}

const KeyAge *OpenEntry::ageOf(const QString &key) const
{
    const auto ages = m_id ? m_ages.constFind(*m_id) : m_ages.constEnd();
    if (!m_content || ages == m_ages.constEnd() || ages->state != stateOf(*m_content))
        return nullptr;
    const auto age = ages->of.constFind(key);
    return age == ages->of.constEnd() || !age->since.isValid() ? nullptr : &*age;
}

//! A value that came back, by a rollback, is as old as it was: its provider counts from when it made it.
void OpenEntry::dateClientSecret(const EntryField &field, const KeyAge &age)
{
    Entry &entry = m_content->entry;
    const QDateTime noted = timeFromTag(entry.tags.value(QLatin1String(rotatedAtTag)));
    if (entry.id.isSecret() && !age.isFirstKnown && noted.isValid() && noted <= age.firstSeen)
        return;
    const DueBasis basis = age.isFirstKnown ? DueBasis::Known : DueBasis::AtTheLatest;
    if (entry.id.isSecret())
        replaceClientSecretDue(entry.due, clientSecretDue(entry.id.name, field.key, age.firstSeen, basis));
    else
        replaceClientSecretDue(entry.due, clientSecretDue(field.key, {}, age.firstSeen, basis));
}

} // namespace keyturn

#include "moc_open_entry.cpp"
