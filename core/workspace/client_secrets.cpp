#include "core/workspace/client_secrets.h"

using namespace Qt::StringLiterals;

namespace keyturn {

ClientSecrets::ClientSecrets(Place &place, Staging &staging, Saves &saves, Refreshes &refreshes,
                             RunningWrites &running) :
    m_place(place),
    m_staging(staging), m_refreshes(refreshes), m_running(running)
{
    connect(&saves, &Saves::saved, this, &ClientSecrets::noteSaved);
}

std::optional<ClientSecretChange> ClientSecrets::change(const EntryId &id) const
{
    const bool rehearsal = m_place.isOpen() && m_place.connection()->tokenEndpoint().isRehearsal();
    return m_record.of(id, rehearsal);
}

QList<EntryId> ClientSecrets::unfinished() const
{
    QList<EntryId> ids;
    if (!m_place.isOpen())
        return ids;
    const bool rehearsal = m_place.connection()->tokenEndpoint().isRehearsal();
    for (const ClientSecretChange &change : m_record.all()) {
        if (!change.isDone() && change.rehearsal == rehearsal)
            ids.append(change.entry);
    }
    return ids;
}

RefreshSettings ClientSecrets::settingsOf(const ClientSecretChange &change) const
{
    Entry entry;
    entry.id = change.entry;
    entry.arn = change.arn;
    return m_refreshes.settingsOf(entry);
}

bool ClientSecrets::mayStart() const
{
    return !m_isRunning && m_place.isOpen() && m_place.canWrite();
}

bool ClientSecrets::start(const EntryId &id, bool waits)
{
    if (!mayStart())
        return false;
    m_isRunning = true;
    m_isStopped = waits ? std::make_shared<bool>(false) : nullptr;
    m_running.beginOther();
    emit changed(id);
    return true;
}

SecretProgress ClientSecrets::progressOf(const EntryId &id)
{
    return [this, id](ClientSecretStep reached, int done, int of) {
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(
            this, [this, id, reached, done, of] { emit step(id, reached, done, of); }, Qt::QueuedConnection);
    };
}

//! What each copy holds now: the test may have written new tokens beside it.
Task<Result<ClientSecrets::Reread>> ClientSecrets::readCopies(SessionPtr session, ClientSecretRecord record,
                                                              ClientSecretChange change)
{
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> secrets = co_await record.secrets(key);
    if (!secrets)
        co_return secrets.error();
    Reread read{change, *secrets, {}};
    for (ClientSecretChange::Copy &copy : read.change.copies) {
        EntryContent content;
        if (!copy.isWritten) {
            Entry entry;
            entry.id = copy.entry;
            entry.arn = copy.arn;
            const RefreshPreflight reader(*session->connection, {});
            const Result<EntryContent> opened = co_await reader.readFresh(entry);
            copy.problem = opened ? QString() : opened.error().code;
            if (opened)
                content = *opened;
        }
        read.contents.append(content);
    }
    co_return read;
}

Task<Result<ClientSecrets::Reread>> ClientSecrets::tryAndRead(SessionPtr session, RefreshJournal journal,
                                                              ClientSecretRecord record, ClientSecretOrder order)
{
    const ClientSecretRotator rotator(*session->connection, journal, record);
    const Result<SecretCopies::Found> found = co_await rotator.look(order);
    if (!found)
        co_return found.error();
    const SecretCopies::Found copies = *found;
    const Result<ClientSecretChange> tested = co_await rotator.test(order, copies);
    if (!tested)
        co_return tested.error();
    co_return co_await readCopies(session, record, *tested);
}

Task<Result<ClientSecrets::Reread>> ClientSecrets::readAgain(SessionPtr session, RefreshJournal journal,
                                                             ClientSecretRecord record, ClientSecretChange change,
                                                             RefreshSettings settings, SecretPatience patience)
{
    const ClientSecretRotator rotator(*session->connection, journal, record);
    const Result<ClientSecretChange> tested = co_await rotator.testAgain(change, settings, patience);
    if (!tested)
        co_return tested.error();
    co_return co_await readCopies(session, record, *tested);
}

void ClientSecrets::begin(const Entry &entry, const SecretString &fresh, const QStringList &consumers)
{
    const EntryId id = entry.id;
    if (!start(id))
        return;
    ClientSecretOrder order;
    order.entry = entry;
    order.fresh = fresh;
    order.settings = m_refreshes.settingsOf(entry);
    order.consumers = consumers;
    order.progress = progressOf(id);
    m_running.scope().launch(tryAndRead(m_place.session(), m_refreshes.journal(), m_record, order),
                             [this, id](const Result<Reread> &read) { stage(id, read); });
}

void ClientSecrets::goOn(const EntryId &id)
{
    const std::optional<ClientSecretChange> known = change(id);
    if (!known || known->isDone() || !mayStart())
        return;
    if (known->state == ClientSecretChange::State::Grace) { // only its message is left
        settle(*known);
        return;
    }
    start(id, !known->notice.queues.isEmpty());
    SecretPatience patience;
    patience.isOver = [stopped = m_isStopped] { return stopped && *stopped; };
    patience.progress = progressOf(id);
    m_running.scope().launch(
        readAgain(m_place.session(), m_refreshes.journal(), m_record, *known, settingsOf(*known), patience),
        [this, id](const Result<Reread> &read) { stage(id, read); });
}

void ClientSecrets::stop()
{
    if (m_isStopped)
        *m_isStopped = true;
}

void ClientSecrets::stage(const EntryId &id, const Result<Reread> &read)
{
    m_isRunning = false;
    m_isStopped.reset();
    m_running.endOther();
    if (!read) {
        emit changed(id);
        emit failed(id, read.error());
        return;
    }
    ClientSecretChange change = read->change;
    QList<EntryId> copies;
    for (qsizetype i = 0; i < change.copies.size(); ++i) {
        ClientSecretChange::Copy &copy = change.copies[i];
        const EntryContent &content = read->contents.at(i);
        if (copy.isWritten || !copy.problem.isEmpty())
            continue;
        QList<FieldEdit> edits;
        for (const QString &key : copy.keys) {
            const EntryField *field = content.field(key);
            if (field && field->value == read->secrets.old)
                edits.append(FieldEdit{FieldEdit::Kind::Set, key, read->secrets.fresh});
            else if (!field || !(field->value == read->secrets.fresh))
                copy.problem = refusalWord(Refusal::ChangedElsewhere);
        }
        if (!copy.problem.isEmpty())
            continue;
        copy.isWritten = edits.isEmpty(); // by a run that was cut off, or by hand
        copy.versionId = content.versionId;
        if (const Result<> staged = m_staging.stage(content, edits); !edits.isEmpty() && !staged)
            copy.problem = staged.error().code;
        else if (!edits.isEmpty())
            copies.append(copy.entry);
    }
    settle(change);
    emit staged(id, copies);
}

//! Notes how far it is; written everywhere, the new one need not be kept any longer.
void ClientSecrets::settle(ClientSecretChange change)
{
    const EntryId id = change.entry;
    if (change.isWrittenEverywhere())
        change.state = ClientSecretChange::State::Grace;
    const Result<> noted = m_record.note(change);
    if (!noted) {
        emit failed(id, noted.error());
        return;
    }
    const auto ended = [](SessionPtr session, RefreshJournal journal, ClientSecretRecord record, ClientSecretChange of,
                          RefreshSettings settings) -> Task<Result<>> {
        if (of.notice.queues.isEmpty())
            co_return co_await record.forgetFresh(of);
        const ClientSecretRotator rotator(*session->connection, journal, record);
        const Result<ClientSecretChange> cleared = co_await rotator.resume(of, settings); // deletes its message
        if (!cleared)
            co_return cleared.error();
        co_return Result<>();
    };
    if (change.state == ClientSecretChange::State::Grace) {
        m_running.scope().launch(ended(m_place.session(), m_refreshes.journal(), m_record, change, settingsOf(change)),
                                 [this, id](const Result<> &result) {
                                     emit changed(id);
                                     if (!result)
                                         emit failed(id, result.error());
                                 });
    }
    emit changed(id);
}

void ClientSecrets::noteSaved(const EntryId &id, const SaveReceipt &receipt)
{
    for (ClientSecretChange known : m_record.all()) {
        if (known.state != ClientSecretChange::State::Writing)
            continue;
        bool isCopy = false;
        for (ClientSecretChange::Copy &copy : known.copies) {
            if (!(copy.entry == id) || copy.isWritten)
                continue;
            isCopy = copy.isWritten = true;
            copy.versionId = receipt.versionId;
            copy.problem.clear();
        }
        if (isCopy)
            settle(known);
    }
}

void ClientSecrets::askAboutOld(const EntryId &id)
{
    const std::optional<ClientSecretChange> known = change(id);
    if (!known || !start(id))
        return;
    const auto ask = [](SessionPtr session, RefreshJournal journal, ClientSecretRecord record, ClientSecretChange of,
                        RefreshSettings settings) -> Task<Result<bool>> {
        const ClientSecretRotator rotator(*session->connection, journal, record);
        co_return co_await rotator.isOldAccepted(of, settings);
    };
    m_running.scope().launch(ask(m_place.session(), m_refreshes.journal(), m_record, *known, settingsOf(*known)),
                             [this, id](const Result<bool> &accepted) {
                                 m_isRunning = false;
                                 m_running.endOther();
                                 emit changed(id);
                                 if (accepted)
                                     emit oldAsked(id, *accepted);
                                 else
                                     emit failed(id, accepted.error());
                             });
}

void ClientSecrets::tick(const EntryId &id, int consumer, bool isDone)
{
    std::optional<ClientSecretChange> known = change(id);
    if (!known || consumer < 0 || consumer >= known->consumers.size())
        return;
    known->consumers[consumer].isDone = isDone;
    const Result<> noted = m_record.note(*known);
    if (!noted)
        emit failed(id, noted.error());
    emit changed(id);
}

void ClientSecrets::forget(const EntryId &id)
{
    const std::optional<ClientSecretChange> known = change(id);
    if (!known || m_isRunning)
        return;
    const auto end = [](ClientSecretRecord record, ClientSecretChange of) -> Task<Result<>> {
        co_return co_await record.end(of);
    };
    m_running.scope().launch(end(m_record, *known), [this, id](const Result<> &ended) {
        if (!ended)
            emit failed(id, ended.error());
        emit changed(id);
    });
}

} // namespace keyturn

#include "moc_client_secrets.cpp"
