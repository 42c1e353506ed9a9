#pragma once
#include "core/keychain/keychain.h"
#include "core/rotation/journal_item.h"
#include "core/rotation/login_record.h"
#include "core/rotation/refresh_marker.h"
#include "core/rotation/refresh_turn.h"

namespace keyturn {

//! Refreshes that have begun and not ended. What is secret of them lies in the keychain of the operating system, what
//! is not in a small file each. Whoever writes here has the operation's RefreshTurn.
class RefreshJournal {
public:
    //! \p folder of the files, \p meeting place of the locks. \p keychain outlives this; null: nothing is kept, which
    //! will do for providers that can be asked again.
    RefreshJournal(QString folder, QString meeting, Keychain *keychain) :
        m_folder(std::move(folder)), m_meeting(std::move(meeting)), m_keychain(keychain)
    {}

    bool isKept() const { return m_keychain != nullptr; }
    Task<Result<RefreshTurn>> turn(QString key, std::chrono::milliseconds patience) const
    {
        return RefreshTurn::take(m_meeting, std::move(key), patience);
    }

    //! Shows that everything can be kept by keeping it: nothing may be sent before this has succeeded. Error Io
    //! "journal", or the keychain's.
    Task<Result<>> begin(RefreshMarker marker, SecretString usedToken) const;
    //! How far it is now, on the disk when it returns.
    Result<> note(const RefreshMarker &marker) const;
    //! The answer: first the keychain, then the file.
    Task<Result<>> keep(RefreshMarker marker, SecretString usedToken, TokenAnswer answer) const;
    //! First the keychain, then the file: a file alone tells that there is nothing left to do.
    Task<Result<>> end(RefreshMarker marker) const;

    //! Of refreshes that have ended well; beside the folder.
    LoginRecord logins() const;
    //! All that can be read, whatever account and region they belong to.
    QList<RefreshMarker> markers() const;
    //! None: there is no such file. Errors are of a file that is there.
    Result<std::optional<RefreshMarker>> marker(const QString &key) const;
    //! Names of files that are damaged.
    QStringList unreadable() const;
    //! None: the keychain is open and holds nothing.
    Task<Result<std::optional<JournalItem>>> item(QString key) const;

private:
    void forget(const RefreshMarker &marker) const;
    void removeFile(const RefreshMarker &marker) const;
    QStringList files() const;
    Result<RefreshMarker> read(const QString &name) const;

    QString m_folder;
    QString m_meeting;
    Keychain *m_keychain;
};

} // namespace keyturn
