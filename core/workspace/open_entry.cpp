#include "core/workspace/open_entry.h"

#include "core/due/due_rules.h"

namespace keyturn {

namespace {

//! The same for the same versions.
QString stateOf(const EntryContent &content)
{
    if (content.entry.id.store == Store::SecretsManager)
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
    if (m_id != id)
        m_content.reset();
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

//! A key whose value is the same in the next version keeps its age; of the others the history has to tell again.
void OpenEntry::carryAges(const EntryContent &from, const EntryContent &to)
{
    const Ages known = m_ages.value(to.entry.id);
    if (!(from.entry.id == to.entry.id) || known.state.isEmpty() || known.state != stateOf(from)
        || known.state == stateOf(to))
        return;
    Ages ages{stateOf(to), known.of};
    for (const KeyChange &change : keyChanges(from, to))
        ages.of.remove(change.key);
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
    if (m_content->entry.tokenExpiresAt.isValid())
        m_listing.learnTokenExpiry(id, m_content->entry.tokenExpiresAt);
    applyAges();
    m_listing.merge({m_content->entry});
    emit contentChanged();
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
    m_listing.merge({m_content->entry});
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
    const bool isSecret = m_content->entry.id.store == Store::SecretsManager;
    for (EntryField &field : m_content->fields) {
        const KeyAge age = ages.of.value(field.key);
        // What somebody noted in a tag may reach back further than the versions that AWS keeps.
        const bool isNoted = isSecret && !age.known && field.changedAt.isValid() && field.changedAt <= age.since;
        if (!age.since.isValid() || isNoted)
            continue;
        field.changedAt = age.since;
        field.isOlder = !age.known;
        const bool isEnded = field.role == KeyRole::ClientSecret && hasClientSecretRule(m_content->keyMap.kind);
        if (isSecret && isEnded)
            replaceClientSecretDue(m_content->entry.due,
                                   clientSecretDue(m_content->entry.id.name, field.key, age.since,
                                                   age.known ? DueBasis::Known : DueBasis::AtTheLatest));
    }
}

} // namespace keyturn

#include "moc_open_entry.cpp"
