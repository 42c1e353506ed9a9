#include "core/base/private_folder.h"

#include "core/base/crash_point.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr auto temporarySuffix = ".new"_L1;

Error folderError(const QString &path, const QString &why)
{
    return {ErrorKind::Io, Refusal::PrivateFolder, u"%1 %2"_s.arg(path, why)};
}

QString systemWords(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

bool isOursOrRoots(const struct stat &found)
{
    return found.st_uid == ::geteuid() || found.st_uid == 0;
}

//! Why nothing of ours can be safe below \p path: others could put another folder, or a link, in its place.
QString unsafeAbove(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat link {};
    struct stat folder {};
    if (::lstat(name.constData(), &link) != 0 || ::stat(name.constData(), &folder) != 0)
        return u"cannot be looked at: "_s + systemWords(errno);
    if (!isOursOrRoots(link) || !isOursOrRoots(folder))
        return u"belongs to another user"_s;
    if ((folder.st_mode & S_IWOTH) != 0 && (folder.st_mode & S_ISVTX) == 0)
        return u"can be written by everybody"_s;
    return {};
}

bool writeWhole(int handle, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(handle, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

//! Each folder that is missing, 0700 whatever the umask says.
bool makeFolders(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), S_IRWXU) == 0 || errno == EEXIST)
        return true;
    const QString above = QFileInfo(path).path();
    return errno == ENOENT && above != path && makeFolders(above)
           && (::mkdir(name.constData(), S_IRWXU) == 0 || errno == EEXIST);
}

} // namespace

Result<PrivateFolder> PrivateFolder::make(const QString &path)
{
    if (!makeFolders(path))
        return folderError(path, u"cannot be made: "_s + systemWords(errno));
    return open(path);
}

Result<PrivateFolder> PrivateFolder::open(const QString &path)
{
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (handle < 0) {
        const int error = errno;
        if (error == ENOENT)
            return Error{ErrorKind::NotFound, Refusal::PrivateFolder, u"there is no %1"_s.arg(path)};
        if (QFileInfo(path).isSymLink())
            return folderError(path, u"is a symbolic link, which is not followed"_s);
        return folderError(path,
                           error == ENOTDIR ? u"is not a folder"_s : u"cannot be opened: "_s + systemWords(error));
    }
    PrivateFolder folder(path, handle);
    struct stat found {};
    if (::fstat(handle, &found) != 0)
        return folderError(path, u"cannot be looked at: "_s + systemWords(errno));
    if (found.st_uid != ::geteuid())
        return folderError(path, u"belongs to another user"_s);
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0 && ::fchmod(handle, S_IRWXU) != 0)
        return folderError(path, u"is open to others: "_s + systemWords(errno));
    const QString above = QFileInfo(path).absolutePath();
    if (const QString why = unsafeAbove(above); !why.isEmpty())
        return folderError(above, why);
    return folder;
}

PrivateFolder::PrivateFolder(PrivateFolder &&other) noexcept :
    m_path(std::move(other.m_path)), m_handle(std::exchange(other.m_handle, -1))
{}

PrivateFolder &PrivateFolder::operator=(PrivateFolder &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_handle, other.m_handle);
    return *this;
}

PrivateFolder::~PrivateFolder()
{
    if (m_handle >= 0)
        ::close(m_handle);
}

Error PrivateFolder::refusal(const QString &name, const QString &why) const
{
    return folderError(pathOf(name), why);
}

Result<int> PrivateFolder::openFile(const QString &name, int flags) const
{
    if (name.isEmpty() || name.contains(u'/') || name == "."_L1 || name == ".."_L1)
        return refusal(name, u"is not a name in this folder"_s);
    // A pipe that somebody has put there must not make us wait for its other end.
    const int handle = ::openat(m_handle, QFile::encodeName(name).constData(),
                                flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle < 0 && errno == ENOENT)
        return Error{ErrorKind::NotFound, Refusal::PrivateFolder, u"there is no %1"_s.arg(pathOf(name))};
    if (handle < 0)
        return refusal(name, errno == ELOOP ? u"is a symbolic link, which is not followed"_s
                                            : u"cannot be opened: "_s + systemWords(errno));
    struct stat found {};
    QString why;
    if (::fstat(handle, &found) != 0 || !S_ISREG(found.st_mode))
        why = u"is not a regular file"_s;
    else if (found.st_uid != ::geteuid())
        why = u"belongs to another user"_s;
    if (why.isEmpty())
        return handle;
    ::close(handle);
    return refusal(name, why);
}

QStringList PrivateFolder::names(const QString &suffix) const
{
    QStringList found;
    const int copy = ::openat(m_handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = copy < 0 ? nullptr : ::fdopendir(copy);
    if (!entries)
        return found;
    while (const dirent *entry = ::readdir(entries)) {
        const QString name = QFile::decodeName(entry->d_name);
        if (name != "."_L1 && name != ".."_L1 && name.endsWith(suffix))
            found.append(name);
    }
    ::closedir(entries);
    found.sort();
    return found;
}

Result<QByteArray> PrivateFolder::read(const QString &name, qint64 maxBytes) const
{
    const Result<int> handle = openFile(name, O_RDONLY);
    if (!handle)
        return handle.error();
    QFile file;
    if (!file.open(*handle, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return refusal(name, file.errorString());
    QByteArray content = file.read(maxBytes + 1); // the size that fstat told may have grown
    if (content.size() > maxBytes)
        return refusal(name, u"is longer than %1 bytes"_s.arg(maxBytes));
    return content;
}

Result<> PrivateFolder::write(const QString &name, const QByteArray &content) const
{
    const QString aside = name + temporarySuffix;
    const QByteArray asideName = QFile::encodeName(aside);
    ::unlinkat(m_handle, asideName.constData(), 0); // of a process that was killed
    const Result<int> handle = openFile(aside, O_WRONLY | O_CREAT | O_EXCL);
    if (!handle)
        return handle.error();
    int error = 0;
    if (!writeWhole(*handle, content) || ::fsync(*handle) != 0)
        error = errno;
    if (::close(*handle) != 0 && error == 0)
        error = errno;
    KEYTURN_CRASH_POINT("file-inside");
    if (error == 0 && ::renameat(m_handle, asideName.constData(), m_handle, QFile::encodeName(name).constData()) != 0)
        error = errno;
    if (error == 0) {
        ::fsync(m_handle); // without it a power cut may take the new name away again
        return {};
    }
    ::unlinkat(m_handle, asideName.constData(), 0);
    return refusal(name, u"cannot be written: "_s + systemWords(error));
}

Result<> PrivateFolder::append(const QString &name, const QByteArray &line) const
{
    const Result<int> handle = openFile(name, O_WRONLY | O_CREAT | O_APPEND);
    if (!handle)
        return handle.error();
    const bool whole = ::write(*handle, line.constData(), static_cast<size_t>(line.size())) == line.size();
    const int error = errno;
    ::close(*handle);
    if (!whole)
        return refusal(name, u"cannot be written: "_s + systemWords(error));
    return {};
}

void PrivateFolder::remove(const QString &name) const
{
    if (!name.contains(u'/'))
        ::unlinkat(m_handle, QFile::encodeName(name).constData(), 0);
}

} // namespace keyturn
