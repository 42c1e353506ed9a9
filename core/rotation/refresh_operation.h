#pragma once
#include "core/rotation/refresh_marker.h"
#include "core/rotation/refresh_request.h"
#include "core/rotation/token_check.h"
#include "core/save/secret_save.h"

#include <functional>
#include <optional>

namespace keyturn {

//! The steps of a refresh, in order, for progress.
enum class RefreshStep { ReadSecret, ProveWriting, AskProvider, WriteBack, Check, Done };

//! Whether a new token is tried out before the old one is let go.
struct TokenTrial {
    bool isWanted = false;
    ProbePatience patience = {};
    std::function<void(QDateTime)> waiting = {}; //!< see TokenCheck::untilAccepted()
};

//! A refresh under way. Belongs to the task that runs it, which hands it to its steps.
struct RefreshOperation {
    RefreshMarker marker;
    EntryContent content; //!< what the tokens are written onto
    RefreshRequest request;
    RefreshSettings settings;
    SaveGuard guard = SaveGuard::MoveLabel;
    bool isKept = false; //!< the answer is in the keychain
    TokenSet tokens;     //!< once the provider has given them
    TokenTrial trial;
    std::optional<ProbeAnswer> probed; //!< what came of it
    std::function<void(RefreshStep)> progress = [](RefreshStep) {};
};

} // namespace keyturn
