#pragma once
#include "core/async/task.h"
#include "core/base/result.h"

#include <QDateTime>
#include <chrono>
#include <optional>

namespace keyturn {

//! The right to refresh one entry: one holder at a time among all programs of this user on this computer. Ends with
//! this object or its process, however that ends. Whoever waited reads what the holder before left behind, and need not
//! ask the provider again.
class RefreshTurn {
public:
    //! Left for the next holder: no secret.
    struct Note {
        qint64 endedAt = 0; //!< now() when a refresh ended well; 0: none did
        QString versionId;
        QDateTime expiresAt; //!< UTC
        bool writtenBack = false;
        bool refreshTokenRotated = false;
        qint64 provenAt = 0;      //!< now() when it was shown that values can be stored; 0: never
        QString provenBy;         //!< as whom: a digest
        bool movesLabels = false; //!< ... and that labels can be moved
    };

    RefreshTurn(RefreshTurn &&other) noexcept;
    RefreshTurn &operator=(RefreshTurn &&) = delete;
    ~RefreshTurn();
    Q_DISABLE_COPY(RefreshTurn)

    //! \p folder: where all programs meet, made if need be; empty: nobody else is there. \p key: RefreshMarker::key().
    //! Error Conflict, "refresh-running", after \p patience; Io, "journal", where there can be no lock.
    static Task<Result<RefreshTurn>> take(QString folder, QString key, std::chrono::milliseconds patience);

    const Note &note() const { return m_note; }
    void leave(const Note &note);

    //! Microseconds since the computer was started: the same for all its programs, and never set.
    static qint64 now();

private:
    explicit RefreshTurn(int file);

    int m_file;
    Note m_note;
};

} // namespace keyturn
