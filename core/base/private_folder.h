#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <fcntl.h>

namespace keyturn {

//! A folder of the user's that nobody else may read, replace or plant something in. It is checked when it is opened: no
//! symbolic link (one above it may be a link of the user's own), owned by who runs, closed to everybody else (0700).
//! Files are reached through the folder that was checked, never again by its path, and a file that is a link, no
//! regular file or somebody else's is refused. Errors are Io "private-folder"; the detail is for people and names the
//! path.
class PrivateFolder {
public:
    //! Makes what is missing; folders it makes are 0700.
    static Result<PrivateFolder> make(const QString &path);
    //! NotFound where nothing is there.
    static Result<PrivateFolder> open(const QString &path);

    PrivateFolder(PrivateFolder &&other) noexcept;
    PrivateFolder &operator=(PrivateFolder &&other) noexcept;
    ~PrivateFolder();

    const QString &path() const { return m_path; }
    QString pathOf(const QString &name) const { return m_path + u'/' + name; }
    //! Of everything in it whose name ends so, sorted.
    QStringList names(const QString &suffix = {}) const;

    //! NotFound where there is none. A file longer than \p maxBytes is refused, not cut.
    Result<QByteArray> read(const QString &name, qint64 maxBytes) const;
    //! Replaces the file as a whole or not at all (0600); it is on the disk when this returns.
    Result<> write(const QString &name, const QByteArray &content) const;
    //! One write call at the end of the file, made if need be (0600): lines of two processes do not mix.
    Result<> append(const QString &name, const QByteArray &line) const;
    void remove(const QString &name) const;
    //! A descriptor of the file, made if need be (0600), for flock(); the caller closes it.
    Result<int> lockable(const QString &name) const { return openFile(name, O_RDWR | O_CREAT); }

private:
    PrivateFolder(QString path, int handle) : m_path(std::move(path)), m_handle(handle) {}
    Error refusal(const QString &name, const QString &why) const;
    Result<int> openFile(const QString &name, int flags) const;

    QString m_path;
    int m_handle = -1;
};

} // namespace keyturn
