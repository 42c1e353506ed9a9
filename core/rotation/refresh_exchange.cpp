#include "core/rotation/refresh_exchange.h"

#include "core/base/crash_point.h"
#include "core/connection/connection.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

TokenVerdict refusedBecause(const Error &error)
{
    TokenVerdict verdict;
    verdict.kind = TokenVerdict::Kind::Refused;
    verdict.error = error;
    return verdict;
}

TokenVerdict lostBecause(Error error)
{
    TokenVerdict verdict;
    const QString word = error.code.isEmpty() ? QString() : error.code + u": "_s;
    error.detail = word + error.detail;
    error.refuse(Refusal::AnswerLost);
    verdict.error = error;
    return verdict;
}

} // namespace

TokenVerdict RefreshExchange::read(const TokenAnswer &answer, const SecretString &used)
{
    const TokenVerdict verdict = verdictOn(answer, used);
    return verdict.kind == TokenVerdict::Kind::Unknown ? lostBecause(verdict.error) : verdict;
}

Task<TokenVerdict> RefreshExchange::run(RefreshOperation *operation) const
{
    RefreshMarker &marker = operation->marker;
    const bool wasAskedBefore = marker.sends > 0;
    const RefreshMarker before = marker;
    marker.state = RefreshMarker::State::Sent;
    ++marker.sends;
    if (!wasAskedBefore) {
        marker.sentAt = m_connection.clock().utcNow();
        if (operation->request.provider.replay == Provider::Replay::WithinLeeway)
            marker.replayUntil = marker.sentAt.addDuration(operation->request.provider.leeway);
    }
    KEYTURN_CRASH_POINT("J1-before");
    const Result<> noted = m_journal.note(marker);
    if (!noted) {
        marker = before;
        co_return wasAskedBefore ? lostBecause(noted.error()) : refusedBecause(noted.error());
    }
    KEYTURN_CRASH_POINT("J1-after");
    TokenGrant grant = operation->request.grant;
    const Result<TokenAnswer> answer = co_await m_connection.tokenEndpoint().ask(std::move(grant));
    KEYTURN_CRASH_POINT("J2-before");
    if (!answer) {
        if (wasAskedBefore || mayHaveBeenAsked(answer.error()))
            co_return lostBecause(answer.error());
        co_return refusedBecause(answer.error());
    }
    marker.state = RefreshMarker::State::Answered;
    const SecretString used = operation->request.grant.refreshToken;
    const Result<> kept = co_await m_journal.keep(marker, used, *answer);
    operation->isKept = kept.has_value() && m_journal.isKept();
    KEYTURN_CRASH_POINT("J2-after");
    TokenVerdict verdict = read(*answer, used);
    if (marker.consent)
        verdict.error.operation = u"authorize"_s;
    // A refusal of the second request does not tell what became of the first, unless the token is dead.
    if (verdict.kind == TokenVerdict::Kind::Refused && wasAskedBefore && verdict.error.code != "invalid_grant"_L1)
        co_return lostBecause(verdict.error);
    co_return verdict;
}

} // namespace keyturn
