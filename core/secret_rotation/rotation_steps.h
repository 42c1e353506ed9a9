#pragma once
#include "core/rotation/token_check.h"
#include "core/rotation/token_refresher.h"
#include "core/secret_rotation/rotation_inspector.h"

namespace keyturn {

//! The steps that Secrets Manager calls a rotation function with. Keyturn does them itself, for tokens.
enum class RotationStep { CreateSecret, SetSecret, TestSecret, FinishSecret };

//! Rotates the tokens of a secret as a rotation function would, step by step. What has been done stands in the labels
//! of the secret, and until AWS has it in the journal: each step may be repeated, from another process too, and a new
//! token is never asked for while an unfinished one is there.
class RotationSteps {
public:
    //! All outlive this and its tasks.
    RotationSteps(Connection &connection, const RefreshJournal &journal, RefreshSettings settings) :
        m_connection(connection), m_journal(journal), m_inspector(connection, settings), m_settings(std::move(settings))
    {}

    //! Whether \p entry can be rotated so: Unsupported "not-a-secret" or "nothing-to-rotate" where no token would be
    //! written.
    Task<Result<>> check(Entry entry) const;
    //! createSecret is TokenRefresher::refresh() with RefreshOptions::pending. The other three: Conflict,
    //! "no-rotation", where no rotation is under way.
    //! setSecret: the provider has made the token itself, so there is nothing to set; but there must be a value.
    Task<Result<RotationFinding>> setSecret(QString secretId) const;
    //! Reads the pending version: its keys are those of the current one, its tokens are there and last. Invalid,
    //! "rotation-test", says what is wrong. A new access token is shown to the provider's API where one is known: it
    //! must not be refused there for as long as \p patience lasts.
    Task<Result<RotationFinding>> testSecret(QString secretId, ProbePatience patience = {}) const;
    //! Moves AWSCURRENT from the version that was looked at, or not at all, and reads the result back. Where other keys
    //! were saved since, the tokens go onto them first. Conflict, "changed-elsewhere", where that cannot be.
    Task<Result<RotationFinding>> finishSecret(Entry entry) const;

private:
    Task<Result<>> triedOut(EntryContent pending, ProbePatience patience) const;
    Task<Result<QString>> merged(RotationFacts facts, QString secretId) const;
    Task<Result<>> settle(QString key, QString version) const;
    Task<Result<>> makeCurrent(QString secretId, QString from, QString to) const;

    Connection &m_connection;
    const RefreshJournal &m_journal;
    const RotationInspector m_inspector;
    const RefreshSettings m_settings;
};

} // namespace keyturn
