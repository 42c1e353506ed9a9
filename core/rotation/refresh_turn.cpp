#include "core/rotation/refresh_turn.h"

#include "core/async/sleep_for.h"
#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds lookAgain = 20ms;
constexpr qsizetype longestNote = 4096;

//! What counted before the last start of the computer counts no more.
const QString &thisBoot()
{
    static const QString id = [] {
        QFile file(u"/proc/sys/kernel/random/boot_id"_s);
        return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
    }();
    return id;
}

QByteArray noteText(const RefreshTurn::Note &note)
{
    JsonWriter json;
    json.beginObject().key("boot").string(thisBoot()).key("endedAt").number(note.endedAt);
    json.key("versionId").string(note.versionId);
    json.key("expiresAt").string(note.expiresAt.isValid() ? note.expiresAt.toString(Qt::ISODateWithMs) : QString());
    json.key("writtenBack").boolean(note.writtenBack).key("rotated").boolean(note.refreshTokenRotated);
    json.key("provenAt").number(note.provenAt).key("provenBy").string(note.provenBy);
    json.key("movesLabels").boolean(note.movesLabels).endObject();
    return json.text().toByteArray();
}

RefreshTurn::Note noteFrom(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    RefreshTurn::Note note;
    if (json.isEmpty() || json.value("boot"_L1).toString() != thisBoot())
        return note;
    note.endedAt = json.value("endedAt"_L1).toInteger();
    note.versionId = json.value("versionId"_L1).toString();
    note.expiresAt = QDateTime::fromString(json.value("expiresAt"_L1).toString(), Qt::ISODateWithMs);
    note.writtenBack = json.value("writtenBack"_L1).toBool();
    note.refreshTokenRotated = json.value("rotated"_L1).toBool();
    note.provenAt = json.value("provenAt"_L1).toInteger();
    note.provenBy = json.value("provenBy"_L1).toString();
    note.movesLabels = json.value("movesLabels"_L1).toBool();
    return note;
}

Error noTurn(const QString &path)
{
    return Error{ErrorKind::Io,
                 Refusal::Journal,
                 u"%1 cannot be locked: %2"_s.arg(path, QString::fromLocal8Bit(::strerror(errno))),
                 {},
                 {},
                 u"refresh_token"_s};
}

//! The file stays when its lock goes: removing it would let two programs lock two files of one name.
Result<int> openLock(const QString &path, const QString &key)
{
    const Result<PrivateFolder> folder = PrivateFolder::make(path);
    const Result<int> file = folder ? folder->lockable(u"refresh-%1.lock"_s.arg(key)) : folder.error();
    if (file)
        return file;
    return Error{ErrorKind::Io, Refusal::Journal, file.error().detail, {}, {}, u"refresh_token"_s};
}

} // namespace

RefreshTurn::RefreshTurn(int file) : m_file(file)
{}

RefreshTurn::RefreshTurn(RefreshTurn &&other) noexcept :
    m_file(std::exchange(other.m_file, -1)), m_note(std::move(other.m_note))
{}

RefreshTurn::~RefreshTurn()
{
    if (m_file >= 0)
        ::close(m_file);
}

qint64 RefreshTurn::now()
{
    timespec time = {};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return qint64(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

void RefreshTurn::leave(const Note &note)
{
    m_note = note;
    if (m_file < 0)
        return;
    const QByteArray text = noteText(note); // half of it would not be read as a note, and no harm done
    [[maybe_unused]] const bool left =
        ::ftruncate(m_file, 0) == 0 && ::pwrite(m_file, text.constData(), size_t(text.size()), 0) == text.size();
}

Task<Result<RefreshTurn>> RefreshTurn::take(QString folder, QString key, std::chrono::milliseconds patience)
{
    if (folder.isEmpty())
        co_return RefreshTurn(-1);
    const Result<int> file = openLock(folder, key);
    if (!file)
        co_return file.error();
    RefreshTurn turn(*file); // owns the file from here
    const qint64 until = now() + std::chrono::microseconds(patience).count();
    while (::flock(*file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            co_return noTurn(folder);
        if (now() >= until) {
            co_return Error{
                ErrorKind::Conflict, Refusal::RefreshRunning, u"another program of yours refreshes it"_s, {}, {},
                u"refresh_token"_s};
        }
        co_await sleepFor(lookAgain);
    }
    QByteArray text(longestNote, Qt::Uninitialized);
    const ssize_t length = ::pread(*file, text.data(), size_t(text.size()), 0);
    turn.m_note = noteFrom(text.first(qMax<qsizetype>(0, length)));
    co_return std::move(turn);
}

} // namespace keyturn
