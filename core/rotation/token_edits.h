#pragma once
#include "core/entry/entry_content.h"
#include "core/oauth/token_answer.h"

namespace keyturn {

//! What the answer changes, the refresh token first: whoever reads a group of parameters in between finds a pair that
//! works. Empty where the entry holds no access token and the refresh token stays. An expiry is written as the layout
//! writes it: seconds or milliseconds since 1970, the life in seconds, or ISO 8601 in its own spelling.
QList<FieldEdit> editsFor(const EntryContent &content, const TokenSet &tokens);

//! The tokens that a version holds.
TokenSet tokensIn(const EntryContent &content);

} // namespace keyturn
