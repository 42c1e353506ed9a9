#include "core/async/sleep_for.h"
#include "core/base/crash_point.h"
#include "core/connection/connection.h"
#include "core/rotation/client_secret_by_api.h"

#include <QDeadlineTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds longestTestPause = 30s;
constexpr int mostDuplicates = 20; // deleted in one go: a queue may give the same message for ever

Error resumeFailure(ErrorKind kind, Refusal why, const QString &detail)
{
    return Error{kind, why, detail, {}, {}, u"client-secret"_s};
}

void tell(const SecretPatience &patience, ClientSecretStep step)
{
    if (patience.progress)
        patience.progress(step, 0, 0);
}

} // namespace

//! The message, and its secret in the keychain.
Task<Result<ClientSecretChange>> ClientSecretByApi::received(ClientSecretChange change, Owner owner,
                                                             SecretPatience patience) const
{
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> held = co_await m_record.secrets(key);
    if (!held)
        co_return held.error();
    change.state = ClientSecretChange::State::Testing;
    if (!held->fresh.isEmpty()) { // killed between the keychain and the file
        const Result<> noted = m_record.note(change);
        if (!noted)
            co_return noted.error();
        co_return change;
    }
    const SecretString old = held->old;
    const std::function<bool(const SecretNotice &)> isNew = [old](const SecretNotice &notice) {
        return !(notice.fresh == old);
    };
    const ClientSecretQueue queues(m_connection, owner.request.provider.secretByQueue);
    const QStringList urls = change.notice.queues;
    const QString clientId = owner.clientId;
    const Result<std::optional<ClientSecretQueue::Found>> found =
        co_await queues.find(urls, clientId, isNew, patience.message, patience.isOver);
    if (!found)
        co_return found.error();
    if (!found->has_value())
        co_return resumeFailure(ErrorKind::NotFound, Refusal::NoMessage, change.notice.queues.constFirst());
    const ClientSecretQueue::Found message = **found;
    change.notice.foundIn = message.queueUrl;
    change.notice.receipt = message.receipt;
    change.notice.oldUntil = message.notice.oldUntil;
    const ClientSecretRecord::Secrets secrets{message.notice.fresh, old};
    KEYTURN_CRASH_POINT("CQ-message-before");
    const Result<> kept = co_await m_record.begin(change, secrets);
    if (!kept)
        co_return kept.error();
    KEYTURN_CRASH_POINT("CQ-message-after");
    co_return change;
}

//! Asks until the provider's servers know the new secret. It stays in the keychain whatever they say.
Task<Result<ClientSecretChange>> ClientSecretByApi::accepted(ClientSecretChange change, Owner owner,
                                                             SecretPatience patience) const
{
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> held = co_await m_record.secrets(key);
    if (!held)
        co_return held.error();
    const QDeadlineTimer deadline(patience.propagation);
    std::chrono::milliseconds pause = 500ms;
    for (;;) {
        const SecretString fresh = held->fresh;
        const Result<SecretString> token = co_await rotationToken(owner, fresh);
        if (token)
            break;
        if (token.error().code != "invalid_client"_L1)
            co_return token.error();
        if (deadline.hasExpired() || (patience.isOver && patience.isOver()))
            co_return resumeFailure(ErrorKind::Auth, Refusal::NotKnownYet, change.provider);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline.remainingTimeAsDuration());
        const std::chrono::milliseconds rest = std::min(pause, left);
        co_await sleepFor(rest);
        pause = std::min(2 * pause, longestTestPause);
    }
    KEYTURN_CRASH_POINT("CQ-test-after");
    change.state = ClientSecretChange::State::Writing;
    change.testedAt = m_connection.clock().utcNow();
    const std::chrono::seconds usual = owner.request.provider.secretGrace;
    change.graceUntil = change.notice.oldUntil.isValid() ? change.notice.oldUntil
                        : usual.count() > 0              ? change.at.addDuration(usual)
                                                         : QDateTime();
    const Result<> noted = m_record.note(change);
    if (!noted)
        co_return noted.error();
    co_return change;
}

//! The secret lies in every copy: its message, and every duplicate of it, may go.
Task<Result<ClientSecretChange>> ClientSecretByApi::cleared(ClientSecretChange change, Owner owner) const
{
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> held = co_await m_record.secrets(key);
    if (!held)
        co_return held.error();
    const SecretString fresh = held->fresh;
    const std::function<bool(const SecretNotice &)> isIt = [fresh](const SecretNotice &notice) {
        return notice.fresh == fresh;
    };
    const ClientSecretQueue queues(m_connection, owner.request.provider.secretByQueue);
    KEYTURN_CRASH_POINT("CQ-delete-before");
    bool isGone = !change.notice.receipt.isEmpty();
    if (isGone) {
        const Result<> removed = co_await queues.remove(change.notice.foundIn, change.notice.receipt);
        if (!removed)
            co_return removed.error();
    }
    KEYTURN_CRASH_POINT("CQ-delete-after");
    bool isEmpty = false;
    for (int found = 0; !isEmpty && found < mostDuplicates; ++found) {
        const QStringList urls = change.notice.queues;
        const QString clientId = owner.clientId;
        const std::function<bool()> nobody;
        const Result<std::optional<ClientSecretQueue::Found>> again =
            co_await queues.find(urls, clientId, isIt, 0ms, nobody);
        if (!again)
            co_return again.error();
        isEmpty = !again->has_value();
        if (isEmpty)
            continue;
        const Result<> removed = co_await queues.remove((*again)->queueUrl, (*again)->receipt);
        if (!removed)
            co_return removed.error();
        isGone = true;
    }
    if (!isGone || !isEmpty)
        co_return change; // somebody looks at it just now, or it does not go: the next time
    change.notice.isDeleted = true;
    const Result<> noted = m_record.note(change);
    if (!noted)
        co_return noted.error();
    KEYTURN_CRASH_POINT("CQ-deleted-noted");
    co_await m_record.forgetFresh(change);
    co_return change;
}

Task<Result<ClientSecretChange>> ClientSecretByApi::tested(ClientSecretChange change, RefreshSettings settings,
                                                           SecretPatience patience) const
{
    if (change.state == ClientSecretChange::State::Ordered && !change.notice.orderedAt.isValid()) {
        co_await m_record.end(change);
        co_return resumeFailure(ErrorKind::NotFound, Refusal::NeverAsked, u"nothing was sent"_s);
    }
    const EntryId id = change.entry;
    const Result<Owner> known = co_await owner(id, change.arn, settings);
    if (!known)
        co_return known.error();
    if (change.state == ClientSecretChange::State::Ordered) {
        tell(patience, ClientSecretStep::AwaitMessage);
        const Result<ClientSecretChange> brought = co_await received(change, *known, patience);
        if (!brought)
            co_return brought.error();
        change = *brought;
    }
    if (change.state != ClientSecretChange::State::Testing)
        co_return change;
    tell(patience, ClientSecretStep::AskProvider);
    co_return co_await accepted(change, *known, patience);
}

Task<Result<ClientSecretChange>> ClientSecretByApi::goOn(ClientSecretChange change, RefreshSettings settings,
                                                         SecretPatience patience) const
{
    const Result<ClientSecretChange> proven = co_await tested(change, settings, patience);
    if (!proven)
        co_return proven.error();
    change = *proven;
    if (change.state == ClientSecretChange::State::Writing) {
        tell(patience, ClientSecretStep::WriteCopies);
        const Result<ClientSecretChange> written = co_await m_rotator.write(change);
        if (!written)
            co_return written.error();
        change = *written;
    }
    if (change.state != ClientSecretChange::State::Grace || !change.notice.isExpected())
        co_return change;
    const EntryId id = change.entry;
    const Result<Owner> known = co_await owner(id, change.arn, settings);
    if (!known)
        co_return known.error();
    co_return co_await cleared(change, *known);
}

} // namespace keyturn
