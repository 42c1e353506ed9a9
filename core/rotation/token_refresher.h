#pragma once
#include "core/rotation/refresh_exchange.h"
#include "core/rotation/scope_change.h"
#include "core/rotation/token_write.h"
#include "core/rotation/unfinished_refresh.h"

namespace keyturn {

class Connection;

struct RefreshReceipt {
    QString versionId;   //!< the version that holds the tokens; empty where nothing is written back
    QDateTime expiresAt; //!< of the new access token, UTC; may be invalid
    bool refreshTokenRotated = false;
    //! False for layouts that hold no access token (LwaCli, SpApi): the token was tested only.
    bool writtenBack = false;
    SecretString accessToken;          //!< the new one; empty where it was taken over
    bool takenOver = false;            //!< somebody else refreshed it at the same time, and theirs is what AWS holds
    bool pending = false;              //!< versionId has AWSPENDING and is not current, see RefreshMarker::pending
    bool discarded = false;            //!< of resume(): there was nothing to finish
    QString replaced;                  //!< see TokenWrite::Done
    std::optional<ProbeAnswer> probed; //!< where the new token was tried out before it was written
    ScopeChange scopes;                //!< against what the entry says it may do
};

//! What is done about an answer that was lost.
enum class LostAnswer {
    ByRule,   //!< asks again where the provider's rule says that this costs nothing, else tells
    AskAgain, //!< asks again: somebody has decided so
    Forget,   //!< lets go of the operation, and of what the keychain holds of it
};

struct RefreshOptions {
    bool despiteRotation = false; //!< a rotation function is configured, and may spend the same tokens
    bool pending = false;         //!< createSecret of a rotation: the tokens are stored as AWSPENDING; of secrets only
    LostAnswer lost = LostAnswer::ByRule;
    RefreshSettings settings = {};
    //! RefreshTurn::now() from when on a refresh of somebody else's is as good as a new one; 0: from the call on.
    qint64 since = 0;
    //! The version that the caller has looked at. If the last refresh of this computer made it and its token is good
    //! for five minutes more, that is the result.
    QString seen = {};
    //! Asks with this one instead of the entry's, and in any case: that shows whether the provider accepts it. It is
    //! written nowhere.
    SecretString clientSecret = {};
    //! Tries the new token out first. Refused: where the provider keeps the refresh token nothing is written, error
    //! Auth "probe-refused"; where it has replaced it, the new tokens are all there is and are written.
    TokenTrial trial = {};
    std::function<void(RefreshStep)> progress = {};
};

//! Exchanges the refresh token of an entry and writes the result back, changing the token's value and no other byte.
//! Whatever happens in between, and wherever the process ends, no token that has come is lost: it is in the keychain
//! before anything else is done with it, and resume() takes it from there. Nothing is asked where it cannot be kept.
//! Runs in the application's scope, to its end.
class TokenRefresher {
public:
    //! Both outlive this and its tasks.
    TokenRefresher(Connection &connection, const RefreshJournal &journal) : m_connection(connection), m_journal(journal)
    {}

    //! One refresh of an entry at a time among all programs; the next one waits and takes the result over. Begins with
    //! what an earlier one has left unfinished. AnswerLost: asked, and it is not known what came
    //! of it. Other errors of the provider or before it: nothing was issued. Errors behind it: unfinished() is set.
    Task<Result<RefreshReceipt>> refresh(Entry entry, RefreshOptions options = {});
    //! Goes on from wherever \p marker's operation stands. AnswerLost: a person must decide, see LostAnswer.
    Task<Result<RefreshReceipt>> resume(RefreshMarker marker, RefreshOptions options = {});

    //! After an error: what is left to do, and needs to be done. Also where the keychain did not take the tokens: then
    //! they are here, and here only, until resume() has written them.
    const std::optional<UnfinishedRefresh> &unfinished() const { return m_unfinished; }
    bool holdsTokens() const { return m_held.has_value(); }
    //! Takes over tokens that came by a consent and that the keychain did not take: resume() writes them.
    void hold(RefreshOperation operation);

private:
    using Receipt = Result<RefreshReceipt>;

    bool isGood(const RefreshTurn::Note &note, const QString &seen) const;
    Task<Result<std::optional<RefreshMarker>>> unended(QString key);
    Task<Receipt> refreshNow(Entry entry, RefreshOptions options, RefreshTurn *turn);
    Task<Receipt> ask(RefreshOperation *operation, RefreshTurn *turn);
    Task<Receipt> tryOut(RefreshOperation *operation, RefreshTurn *turn);
    Task<Receipt> store(RefreshOperation *operation, RefreshTurn *turn);
    Task<Receipt> refused(RefreshOperation *operation, Error error);
    Task<Receipt> resumeHeld(RefreshMarker marker, RefreshOptions options, RefreshTurn *turn);
    Task<Receipt> resumeLost(RefreshOperation *operation, std::optional<JournalItem> item, LostAnswer lost,
                             RefreshTurn *turn);
    Task<Receipt> resumeStaged(RefreshOperation *operation, RefreshTurn *turn);
    Task<Receipt> discard(RefreshMarker marker);
    Task<Result<bool>> isUsedStill(const RefreshOperation *operation, std::optional<JournalItem> item);
    Error leave(const RefreshOperation &operation, RefreshNext next, const Error &error);

    Connection &m_connection;
    const RefreshJournal &m_journal;
    std::optional<UnfinishedRefresh> m_unfinished;
    std::optional<RefreshOperation> m_held; // its tokens are in no keychain
};

} // namespace keyturn
