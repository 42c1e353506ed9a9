#include "core/oauth/provider_rule.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace keyturn {

ProviderRule ruleOf(TokenProvider provider)
{
    using Replay = ProviderRule::Replay;
    using Authentication = ProviderRule::Authentication;
    switch (provider) {
    case TokenProvider::Lwa:
        return {u"Login with Amazon"_s, false, Replay::Safe, 0s, Authentication::Form, 2048};
    case TokenProvider::Upwork:
        return {u"Upwork"_s, true, Replay::Ask, 0s, Authentication::Form, 2048};
    case TokenProvider::Genesys:
        return {u"Genesys Cloud"_s, true, Replay::Ask, 0s, Authentication::Basic, 2048};
    case TokenProvider::Atlassian:
        return {u"Atlassian"_s, true, Replay::WithinLeeway, 600s, Authentication::Form, 4096};
    }
    return {};
}

} // namespace keyturn
