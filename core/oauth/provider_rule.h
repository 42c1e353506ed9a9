#pragma once
#include "core/oauth/token_url_policy.h"

#include <QString>
#include <chrono>

namespace keyturn {

//! What a refresh has to know of a provider. A value handed to it: the refresh itself names no provider.
struct ProviderRule {
    //! What may be done with a refresh token whose answer was lost.
    enum class Replay {
        Safe,         //!< ask again: the token does not change
        WithinLeeway, //!< ask again once, as long as `leeway` counts from the first request
        Ask,          //!< the token may be spent, and using a spent one may end the login: a person decides
    };
    enum class Authentication { Form, Basic }; //!< where client id and secret stand (RFC 6749 section 2.3.1)

    QString name;        //!< for people
    bool rotates = true; //!< a refresh token may die with its use
    Replay replay = Replay::Ask;
    std::chrono::seconds leeway{0};
    Authentication authentication = Authentication::Form;
    qsizetype longestToken = 2048; //!< bytes to reckon with where it must be known before whether an answer will fit
};

ProviderRule ruleOf(TokenProvider provider);

} // namespace keyturn
