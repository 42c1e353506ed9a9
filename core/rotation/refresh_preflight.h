#pragma once
#include "core/rotation/refresh_request.h"
#include "core/rotation/refresh_turn.h"
#include "core/save/secret_save.h"

namespace keyturn {

class Connection;

//! What a refresh goes on with once everything that can be known before has been looked at.
struct RefreshPlan {
    EntryContent content;
    RefreshRequest request;
    SaveGuard guard = SaveGuard::MoveLabel;
};

//! Looks at everything that would make an answer impossible to store, while nothing has been spent yet: the state of
//! the entry, how long the credentials last, room for longer tokens, the quota of versions, and whether writing is
//! allowed.
class RefreshPreflight {
public:
    RefreshPreflight(Connection &connection, RefreshSettings settings) :
        m_connection(connection), m_settings(std::move(settings))
    {}

    //! The entry as AWS has it now, with the keys of the settings.
    Task<Result<EntryContent>> readFresh(Entry entry) const;
    //! Errors have the operation "refresh_token" or the call that failed. "rotation-enabled" unless \p despiteRotation:
    //! a rotation function spends the same refresh tokens.
    Task<Result<RefreshPlan>> run(Entry entry, bool despiteRotation) const;
    //! The same before a person is asked for consent, and before what they agreed to is exchanged.
    Task<Result<RefreshPlan>> runForConsent(Entry entry) const;
    //! Writing, as the last thing; skipped where \p turn tells that the same caller could do it within a day.
    Task<Result<SaveGuard>> prove(RefreshPlan plan, RefreshTurn *turn) const;

private:
    using RequestOf = Result<RefreshRequest> (*)(const EntryContent &, const RefreshSettings &);
    Task<Result<RefreshPlan>> look(Entry entry, bool despiteRotation, RequestOf requestOf) const;
    Task<Result<>> lastingCredentials() const;
    Task<std::optional<Error>> secretFault(RefreshPlan plan, SecretMetadata metadata) const;
    Task<std::optional<Error>> stagedElsewhere(RefreshPlan plan, SecretMetadata metadata) const;
    Task<std::optional<Error>> versionFault(QString secretId) const;
    Task<std::optional<Error>> historyFault(EntryContent content, QStringList names) const;

    Connection &m_connection;
    const RefreshSettings m_settings;
};

} // namespace keyturn
