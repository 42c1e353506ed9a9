#pragma once
#include "core/rotation/journal_item.h"

namespace keyturn {

//! The one thing to do next about a refresh that has begun and not ended.
enum class RefreshNext {
    Discard,  //!< nothing was sent: forget it
    Store,    //!< the answer is in the keychain: write the tokens
    AskAgain, //!< the answer was lost, and the provider may be asked with the same token
    Decide,   //!< the answer was lost, and asking again may end the login: a person says what to do
    Unlock,   //!< the keychain does not open, so it is not known what it holds
};

//! What was found of it.
struct UnfinishedRefresh {
    RefreshMarker marker;
    RefreshNext next = RefreshNext::Unlock;
};

//! \p item as the keychain gave it. Total: every state leads to one next thing.
RefreshNext nextOf(const RefreshMarker &marker, const Result<std::optional<JournalItem>> &item, const QDateTime &now);

} // namespace keyturn
