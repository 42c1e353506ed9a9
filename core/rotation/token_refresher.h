#pragma once
#include "core/entry/entry_content.h"
#include "core/oauth/token_endpoint.h"
#include "core/save/save_receipt.h"

#include <functional>

namespace keyturn {

class Connection;

//! The steps of a refresh, in order, for progress.
enum class RefreshStep { ReadSecret, AskProvider, WriteBack, Check, Done };

struct RefreshReceipt {
    QString versionId;   //!< the version that now is AWSCURRENT; empty where nothing is written back
    QDateTime expiresAt; //!< of the new access token, UTC; may be invalid
    bool refreshTokenRotated = false;
    bool writtenBack =
        false; //!< false for layouts that hold no access token (LwaCli, SpApi): the token was tested only
};

//! Whether an opened entry can be refreshed, and why not.
struct RefreshReadiness {
    bool possible = false;
    //! Machine words for ui and cli: "no-refresh-token", "no-client-secret", "single-use-refresh-token" (providers that
    //! rotate refresh tokens wait for the write-ahead journal), "rotation-pending", "deleted", "raw", "binary",
    //! "no-client-id", "token-url" (absent, or not one of this provider's).
    QString obstacle;
};

//! Exchanges the refresh token of an entry and writes the result back, changing the token's value and no other byte.
//! Runs in the application's scope: its frame may hold the only copy of a new token.
class TokenRefresher {
public:
    explicit TokenRefresher(Connection &connection);

    static RefreshReadiness readiness(const EntryContent &content);

    //! Reads AWSCURRENT fresh, asks the provider once, writes onto the version it read, checks. Where somebody saved
    //! other keys meanwhile, the tokens go onto their version instead. When the write fails after the provider
    //! answered, unsaved() holds the tokens until retryWrite() succeeds; until then, and while a
    //! refresh runs, another one is refused (Conflict, code "unsaved" or "refresh-running").
    Task<Result<RefreshReceipt>> refresh(Entry entry, std::function<void(RefreshStep)> progress = {});

    //! A provider's answer that is not in AWS yet.
    struct Unsaved {
        EntryContent content;
        QList<FieldEdit> edits;
        QString token; //!< ClientRequestToken chosen before the provider was asked
        TokenSet tokens;
        std::optional<HalfSaved> half = {}; //!< of parameters: put right before anything else is written
    };
    const std::optional<Unsaved> &unsaved() const { return m_unsaved; }
    //! Reads again and writes onto what is there now, unless somebody stored another refresh token meanwhile.
    Task<Result<RefreshReceipt>> retryWrite();

private:
    Task<Result<EntryContent>> readFresh(Entry entry);
    Task<Result<RefreshReceipt>> writeAndCheck(std::function<void(RefreshStep)> progress);
    Task<Result<SaveReceipt>> write();
    void adopt(EntryContent now);
    Task<Result<bool>> isStored(Unsaved unsaved);

    Connection &m_connection;
    std::optional<Unsaved> m_unsaved;
    bool m_running = false;
};

} // namespace keyturn
