#pragma once
#include "core/entry/entry.h"
#include "core/save/save_journal.h"
#include "core/stores/secrets_manager_client.h"

namespace keyturn {

//! The operation that errors of a save name.
inline const QString putSecretValue = QStringLiteral("secretsmanager:PutSecretValue");

//! How a save makes sure that it replaces the version that was read and no other.
enum class SaveGuard {
    //! UpdateSecretVersionStage takes AWSCURRENT from exactly that version, or fails: the only conditional write there
    //! is.
    MoveLabel,
    //! For roles without secretsmanager:UpdateSecretVersionStage: looks right before and right after PutSecretValue.
    //! A change in between is found, but only after it was replaced.
    LookAround,
};

//! Writes a secret's value onto the version that was read, or not at all: the value is stored under a label of our own,
//! then AWSCURRENT moves from the version that was read to ours, and AWSPREVIOUS with it. Whatever answer is lost,
//! run() with the same write finds out how far the last one got and goes on from there.
class SecretSave {
public:
    struct Write {
        QString secretId;
        QString base; //!< VersionId that was read
        SecretString value;
        bool binary = false;
        QString token; //!< ClientRequestToken and VersionId of the new version; the same for every attempt
        SaveGuard guard = SaveGuard::MoveLabel;
    };
    struct Receipt {
        //! The version is current, but our label could not be taken off it again.
        std::optional<Error> labelError;
    };

    //! \p region: where the client writes; a replica is edited elsewhere.
    SecretSave(const SecretsManagerClient &client, QString region) : m_client(client), m_region(std::move(region)) {}

    //! Conflict, code "changed-elsewhere": AWSCURRENT is on a version that was not read; ours, if it was stored, has
    //! lost its label, and AWS forgets it. AccessDenied names the permission; a value that was stored before
    //! UpdateSecretVersionStage was denied, or said that it moved AWSCURRENT and had not, keeps its label, is nobody's
    //! current value, and is taken up by the next run.
    Task<Result<Receipt>> run(Write write);
    //! Notes what is under way from now on, so that whoever comes after a kill can tell what became of it and take the
    //! label off; where that cannot be noted, nothing is sent (Io "journal"). A note stays for as long as a label may.
    //! The journal outlives this.
    void keepNotes(const SaveNotes &notes, const EntryId &entry, const QDateTime &now);

    //! Whether the last run() left, or may have left, its label on a version.
    bool labelMayRemain() const { return m_labelMayRemain; }

    //! The label under which a value waits to become AWSCURRENT.
    static QString stagingLabel(const QString &token) { return QLatin1String("keyturn-") + token; }

private:
    Task<Result<Receipt>> save(Write write);
    Task<Result<Receipt>> stage(Write write);
    Task<Result<Receipt>> makeCurrent(Write write);
    Task<Result<Receipt>> putAndLook(Write write);
    Task<Result<Receipt>> finish(Write write);
    Task<std::optional<Error>> removeLabel(Write write);
    Task<Result<Receipt>> yieldTo(Write write, SecretMetadata now);

    const SecretsManagerClient &m_client;
    QString m_region;
    bool m_labelMayRemain = false;
    SaveJournal *m_journal = nullptr;
    SaveJournal::Record m_record;
};

} // namespace keyturn
