#include "core/save/operation_folder.h"

#include "core/base/crash_point.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! A file descriptor that is closed with its owner.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&) = delete;
    Q_DISABLE_COPY(Descriptor)
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

Error folderFailure(const QString &what, int number)
{
    return Error{ErrorKind::Io, u"journal"_s, u"%1: %2"_s.arg(what, QString::fromLocal8Bit(::strerror(number)))};
}

Error folderRefused(const QString &path, const QString &why)
{
    return Error{ErrorKind::Io, u"journal"_s, u"%1 %2"_s.arg(path, why)};
}

//! No link and nobody else's: whoever could put one there could read what we do, or take it away.
Result<Descriptor> openFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    Descriptor folder(::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder.isOpen() && errno == ENOENT)
        return Error{ErrorKind::NotFound, u"journal"_s, path};
    if (!folder.isOpen())
        return folderFailure(path, errno);
    struct stat about = {};
    if (::fstat(folder.get(), &about) != 0)
        return folderFailure(path, errno);
    if (about.st_uid != ::geteuid())
        return folderRefused(path, u"belongs to somebody else"_s);
    if ((about.st_mode & 0777) != 0700 && ::fchmod(folder.get(), 0700) != 0)
        return folderFailure(path, errno);
    return folder;
}

Result<Descriptor> madeFolder(const QString &path)
{
    const mode_t before = ::umask(0077);
    const bool made = QDir().mkpath(path);
    ::umask(before);
    if (!made)
        return folderRefused(path, u"cannot be made"_s);
    return openFolder(path);
}

bool writeAll(int fd, QByteArrayView text)
{
    while (!text.isEmpty()) {
        const ssize_t count = ::write(fd, text.data(), size_t(text.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        text = text.sliced(count);
    }
    return true;
}

} // namespace

Result<> OperationFolder::check(qint64 bytes) const
{
    const Result<Descriptor> folder = madeFolder(m_path);
    if (!folder)
        return folder.error();
    struct statvfs about = {};
    if (::fstatvfs(folder->get(), &about) != 0)
        return folderFailure(m_path, errno);
    if (qint64(about.f_bavail) * qint64(about.f_frsize) < bytes)
        return folderRefused(m_path, u"is on a full disk"_s);
    return {};
}

Result<> OperationFolder::write(const QString &name, QByteArrayView text) const
{
    const Result<Descriptor> folder = madeFolder(m_path);
    if (!folder)
        return folder.error();
    const QByteArray target = QFile::encodeName(name);
    const QByteArray fresh = '.' + target + ".new"; // one writer at a time: whoever writes has the operation's lock
    const auto failed = [&] {
        const int number = errno;
        ::unlinkat(folder->get(), fresh.constData(), 0);
        return folderFailure(m_path + u'/' + name, number);
    };
    const Descriptor file(::openat(folder->get(), fresh.constData(),
                                   O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isOpen() || !writeAll(file.get(), text) || ::fdatasync(file.get()) != 0)
        return failed();
    KEYTURN_CRASH_POINT("marker-inside");
    if (::renameat(folder->get(), fresh.constData(), folder->get(), target.constData()) != 0)
        return failed();
    ::fsync(folder->get()); // without it a power cut may take the new name away again
    return {};
}

Result<QByteArray> OperationFolder::read(const QString &name) const
{
    const Result<Descriptor> folder = openFolder(m_path);
    if (!folder)
        return folder.error();
    const QByteArray encoded = QFile::encodeName(name);
    const Descriptor file(::openat(folder->get(), encoded.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen() && errno == ENOENT)
        return Error{ErrorKind::NotFound, u"journal"_s, name};
    struct stat about = {};
    if (!file.isOpen() || ::fstat(file.get(), &about) != 0)
        return folderFailure(name, errno);
    if (!S_ISREG(about.st_mode) || about.st_size > longestFile)
        return folderRefused(name, u"is no record of ours"_s);
    QByteArray text(longestFile + 1, Qt::Uninitialized);
    qsizetype length = 0;
    for (;;) {
        const ssize_t count = ::read(file.get(), text.data() + length, size_t(text.size() - length));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return folderFailure(name, errno);
        length += count;
        if (count == 0)
            break;
        if (length > longestFile)
            return folderRefused(name, u"is no record of ours"_s);
    }
    text.truncate(length);
    return text;
}

Result<> OperationFolder::remove(const QString &name) const
{
    const Result<Descriptor> folder = openFolder(m_path);
    if (!folder && folder.error().kind == ErrorKind::NotFound)
        return {};
    if (!folder)
        return folder.error();
    const QByteArray encoded = QFile::encodeName(name);
    if (::unlinkat(folder->get(), encoded.constData(), 0) != 0 && errno != ENOENT)
        return folderFailure(m_path + u'/' + name, errno);
    return {};
}

QStringList OperationFolder::names(const QString &pattern) const
{
    return QDir(m_path).entryList({pattern}, QDir::Files | QDir::NoSymLinks, QDir::Name);
}

} // namespace keyturn
