#include "core/workspace/workspace_lock.h"

#include "core/base/sealed_box.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Of this process: two of them may be locked at once.
QString keyItem()
{
    return u"locked-edits/%1"_s.arg(QCoreApplication::applicationPid());
}

SecretString packed(const QList<SecretString> &values)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    for (const SecretString &value : values) {
        stream << qint64(value.size());
        stream.writeRawData(value.bytes().data(), int(value.size()));
    }
    return SecretString::take(std::move(bytes));
}

QList<SecretString> unpacked(const SecretString &content)
{
    QList<SecretString> values;
    QByteArrayView rest = content.bytes();
    while (rest.size() >= qsizetype(sizeof(qint64))) {
        qint64 size = 0;
        QDataStream(QByteArray::fromRawData(rest.data(), sizeof size)) >> size;
        values.append(SecretString(rest.sliced(sizeof size, size)));
        rest = rest.sliced(qsizetype(sizeof size) + size);
    }
    return values;
}

} // namespace

WorkspaceLock::WorkspaceLock(Place &place, Staging &staging, RunningWrites &running) :
    m_place(place), m_staging(staging), m_running(running)
{
    connect(
        &m_running, &RunningWrites::changed, this,
        [this] {
            if (m_locked && m_running.count() == 0)
                takeEdits();
        },
        Qt::QueuedConnection); // whoever ended it finishes first
}

void WorkspaceLock::askKeychain(const std::function<void(KeychainState)> &done)
{
    if (m_keychain)
        m_tasks.launch(m_keychain->state(), done);
    else
        done(KeychainState::Absent);
}

void WorkspaceLock::lock(Reason reason)
{
    if (m_locked)
        return;
    m_locked = true;
    m_reason = reason;
    m_since = m_place.clock().utcNow();
    m_wasSomewhere = m_place.isOpen() || m_place.isOpening();
    emit locking();
    m_place.close();
    if (m_running.count() == 0)
        takeEdits();
}

void WorkspaceLock::takeEdits()
{
    m_count = m_staging.edits().count() + (m_form.isEmpty() ? 0 : 1);
    if (m_count == 0) {
        emit settled();
        return;
    }
    m_edits = m_staging.takeOut();
    sealEdits();
}

void WorkspaceLock::sealEdits()
{
    if (!m_keychain) {
        emit settled();
        return;
    }
    const SecretString key = sealed_box::makeKey();
    // The key first: what it cannot be put away for must not be sealed.
    m_tasks.launch(m_keychain->write(keyItem(), key), [this, key](const Result<> &written) {
        if (m_locked && !m_unlocking && written)
            seal(key);
        else
            m_tasks.launch(m_keychain->remove(keyItem()), [](const Result<> &) {});
        emit settled();
    });
}

void WorkspaceLock::seal(const SecretString &key)
{
    QList<SecretString> values;
    StagedEdits names = m_edits;
    names.replaceValues([&values](const SecretString &value) {
        values.append(value);
        return SecretString();
    });
    values.append(m_form);
    m_box = sealed_box::seal(packed(values), key);
    if (m_box.isEmpty())
        return;
    m_edits = std::move(names);
    m_form = {};
}

void WorkspaceLock::unlock(bool returns)
{
    if (!m_locked || m_unlocking)
        return;
    m_unlocking = true;
    m_tasks.launch(openKeychain(), [this, returns](const Result<SecretString> &key) {
        m_unlocking = false;
        if (!key) {
            if (m_count > 0 && !areEditsSealed())
                sealEdits();
            emit unlockFailed(key.error());
            return;
        }
        m_locked = false;
        const int count = std::exchange(m_count, 0);
        const bool isLost = !openBox(*key);
        StagedEdits edits = std::exchange(m_edits, {});
        const bool goesBack = returns && m_wasSomewhere;
        emit unlocked(goesBack);
        if (const SecretString form = std::exchange(m_form, {}); !form.isEmpty())
            emit formReturned(form);
        if (goesBack)
            m_place.open(m_place.profile(), m_place.region());
        if (isLost)
            emit editsLost(count);
        else if (!edits.isEmpty())
            m_staging.putBack(std::move(edits));
    });
}

//! And gives the key of what is sealed; none where that has gone.
Task<Result<SecretString>> WorkspaceLock::openKeychain()
{
    if (!m_keychain)
        co_return Result<SecretString>(SecretString());
    Task<Result<>> opening = m_keychain->unlock();
    const Result<> open = co_await std::move(opening);
    const bool isNeeded = areEditsSealed() || (!open && open.error().refusal == Refusal::Locked);
    if (!open && isNeeded)
        co_return Result<SecretString>(open.error());
    if (!areEditsSealed())
        co_return Result<SecretString>(SecretString());
    Task<Result<std::optional<SecretString>>> reading = m_keychain->read(keyItem());
    const Result<std::optional<SecretString>> key = co_await std::move(reading);
    if (!key)
        co_return Result<SecretString>(key.error());
    co_return Result<SecretString>(key->value_or(SecretString()));
}

//! False where \p key is not that of the box: what is in it is lost.
bool WorkspaceLock::openBox(const SecretString &key)
{
    const QByteArray box = std::exchange(m_box, {});
    if (box.isEmpty())
        return true;
    const std::optional<SecretString> content = sealed_box::open(box, key);
    m_tasks.launch(m_keychain->remove(keyItem()), [](const Result<> &) {});
    if (!content)
        return false;
    QList<SecretString> values = unpacked(*content);
    m_edits.replaceValues([&values](const SecretString &) { return values.takeFirst(); });
    m_form = values.takeFirst();
    return true;
}

} // namespace keyturn

#include "moc_workspace_lock.cpp"
