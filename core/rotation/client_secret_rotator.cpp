#include "core/rotation/client_secret_rotator.h"

#include "core/base/crash_point.h"
#include "core/connection/connection.h"
#include "core/document/fingerprint.h"
#include "core/rotation/client_secret_by_api.h"
#include "core/rotation/refresh_preflight.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Error secretFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"client-secret"_s};
}

//! RFC 6749 appendix A.2: visible ASCII. A blank or a line break came with the clipboard.
bool isClientSecret(const SecretString &secret)
{
    const QByteArrayView bytes = secret.bytes();
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

ClientSecretChange::Copy copyOf(const SecretCopy &found)
{
    return {found.content.entry.id, found.content.entry.arn, found.keys, false, {}, {}};
}

Entry entryOfCopy(const EntryId &id, const QString &arn)
{
    Entry entry;
    entry.id = id;
    entry.arn = arn;
    return entry;
}

} // namespace

Task<Result<SecretCopies::Found>> ClientSecretRotator::look(ClientSecretOrder order) const
{
    if (order.progress)
        order.progress(ClientSecretStep::ReadEntry, 0, 0);
    const RefreshPreflight reader(m_connection, order.settings);
    const Entry entry = order.entry;
    const Result<EntryContent> content = co_await reader.readFresh(entry);
    if (!content)
        co_return content.error();
    const SecretString old = valueOf(*content, KeyRole::ClientSecret);
    if (old.isEmpty())
        co_return secretFailure(ErrorKind::Unsupported, Refusal::NoClientSecret,
                                u"this entry holds no client secret"_s);
    if (!order.fresh.isEmpty() && old == order.fresh)
        co_return secretFailure(ErrorKind::Invalid, Refusal::SameSecret,
                                u"the entry holds this client secret already"_s);
    if (!isClientSecret(order.fresh))
        co_return secretFailure(ErrorKind::Invalid, Refusal::SecretForm,
                                u"a client secret holds no blanks, line breaks or non-ASCII letters"_s);
    SecretCopies::Found found;
    if (old.characters() >= fingerprintMinimum) {
        const SecretCopies copies(m_connection);
        const auto looked = [progress = order.progress](int done, int of) {
            if (progress)
                progress(ClientSecretStep::FindCopies, done, of);
        };
        SecretCopies::Found all = co_await copies.find(old, looked);
        found = std::move(all);
    }
    const QSet<EntryId> only = order.onlyIn;
    found.copies.removeIf([&only, &entry](const SecretCopy &copy) {
        return copy.content.entry.id == entry.id || (!only.isEmpty() && !only.contains(copy.content.entry.id));
    });
    found.copies.prepend({*content, keysHolding(*content, old)});
    co_return found;
}

Task<Result<>> ClientSecretRotator::tryOut(Entry entry, SecretString fresh, RefreshSettings settings) const
{
    TokenRefresher refresher(m_connection, m_journal);
    RefreshOptions options;
    options.settings = settings;
    options.clientSecret = fresh;
    options.settings.triesOut = false; // that is about another question
    const Result<RefreshReceipt> receipt = co_await refresher.refresh(entry, options);
    if (receipt)
        co_return Result<>();
    Error error = receipt.error();
    // An answer that waits to be stored was a yes: the next refresh, or resume, stores it.
    if (refresher.unfinished() && refresher.unfinished()->next == RefreshNext::Store)
        co_return Result<>();
    co_return error;
}

Result<ClientSecretChange> ClientSecretRotator::planned(const ClientSecretOrder &order,
                                                        const SecretCopies::Found &found) const
{
    const bool rehearsal = m_connection.tokenEndpoint().isRehearsal();
    const EntryContent &primary = found.copies.constFirst().content;
    const std::optional<ClientSecretChange> earlier = m_record.of(primary.entry.id, rehearsal);
    if (earlier && !earlier->isDone())
        return secretFailure(ErrorKind::Conflict, Refusal::Unfinished,
                             u"another new client secret of it is not written yet"_s);
    const Result<RefreshRequest> request = refreshRequest(primary.withKeys(order.settings.keys), order.settings);
    if (!request)
        return request.error();
    ClientSecretChange change;
    change.entry = primary.entry.id;
    change.arn = primary.entry.arn;
    change.rehearsal = rehearsal;
    change.provider = request->provider.name;
    change.at = m_connection.clock().utcNow();
    for (const SecretCopy &copy : std::as_const(found.copies))
        change.copies.append(copyOf(copy));
    for (const QString &consumer : std::as_const(order.consumers))
        change.consumers.append({consumer});
    return change;
}

Task<Result<ClientSecretChange>> ClientSecretRotator::test(ClientSecretOrder order, SecretCopies::Found found) const
{
    const EntryContent mapped = found.copies.constFirst().content.withKeys(order.settings.keys);
    const Result<ClientSecretChange> plan = planned(order, found);
    if (!plan)
        co_return plan.error();
    ClientSecretChange change = *plan;
    const ClientSecretRecord::Secrets secrets{order.fresh, valueOf(mapped, KeyRole::ClientSecret)};
    KEYTURN_CRASH_POINT("CS-keep-before");
    const Result<> begun = co_await m_record.begin(change, secrets);
    if (!begun)
        co_return begun.error();
    KEYTURN_CRASH_POINT("CS-keep-after");
    if (order.progress)
        order.progress(ClientSecretStep::AskProvider, 0, 0);
    const Entry entry = order.entry;
    const SecretString fresh = order.fresh;
    const RefreshSettings settings = order.settings;
    const Result<> tried = co_await tryOut(entry, fresh, settings);
    if (!tried) {
        if (tried.error().refusal != Refusal::AnswerLost)
            co_await m_record.end(change);
        co_return tried.error();
    }
    KEYTURN_CRASH_POINT("CS-test-after");
    co_return accepted(change, expectedProvider(mapped, settings));
}

//! The provider has taken the new one: noted, with how long it takes the old one.
Result<ClientSecretChange> ClientSecretRotator::accepted(ClientSecretChange change, const Provider &provider) const
{
    change.state = ClientSecretChange::State::Writing;
    change.testedAt = m_connection.clock().utcNow();
    if (provider.secretGrace.count() > 0)
        change.graceUntil = change.at.addDuration(provider.secretGrace);
    const Result<> noted = m_record.note(change);
    return noted ? Result<ClientSecretChange>(change) : noted.error();
}

Task<std::optional<Error>> ClientSecretRotator::writeOne(ClientSecretChange::Copy *copy,
                                                         ClientSecretRecord::Secrets secrets) const
{
    const RefreshPreflight reader(m_connection, {});
    const Entry entry = entryOfCopy(copy->entry, copy->arn);
    const Result<EntryContent> content = co_await reader.readFresh(entry);
    if (!content)
        co_return content.error();
    QList<FieldEdit> edits;
    for (const QString &key : std::as_const(copy->keys)) {
        const EntryField *field = content->field(key);
        if (field && field->value == secrets.fresh)
            continue; // by a run that was cut off, or by hand
        if (!field || !(field->value == secrets.old))
            co_return secretFailure(ErrorKind::Conflict, Refusal::ChangedElsewhere,
                                    u"%1 holds neither the old client secret nor the new one"_s.arg(key));
        edits.append(FieldEdit{FieldEdit::Kind::Set, key, secrets.fresh});
    }
    copy->versionId = content->versionId;
    if (edits.isEmpty())
        co_return std::nullopt;
    const EntrySave save(m_connection, m_notes);
    const QString token = newVersionId();
    const EntryContent base = *content;
    const Result<SaveReceipt> saved = co_await save.values(base, edits, token);
    if (!saved)
        co_return saved.error();
    if (saved->half)
        co_return saved->half->cause;
    copy->versionId = saved->versionId;
    co_return std::nullopt;
}

Task<Result<ClientSecretChange>> ClientSecretRotator::write(ClientSecretChange change) const
{
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> held = co_await m_record.secrets(key);
    if (!held)
        co_return held.error();
    for (ClientSecretChange::Copy &copy : change.copies) {
        if (copy.isWritten)
            continue;
        ClientSecretChange::Copy *const one = &copy;
        const ClientSecretRecord::Secrets secrets = *held;
        KEYTURN_CRASH_POINT("CS-copy-before");
        const std::optional<Error> failed = co_await writeOne(one, secrets);
        KEYTURN_CRASH_POINT("CS-copy-after");
        copy.isWritten = !failed;
        copy.problem = !failed ? QString() : failed->code.isEmpty() ? u"failed"_s : failed->code;
        const Result<> noted = m_record.note(change);
        if (!noted)
            co_return noted.error();
    }
    if (!change.isWrittenEverywhere())
        co_return change;
    change.state = ClientSecretChange::State::Grace;
    const Result<> noted = m_record.note(change);
    if (!noted)
        co_return noted.error();
    KEYTURN_CRASH_POINT("CS-grace-after");
    if (!change.notice.isExpected())           // which is found again by the secret
        co_await m_record.forgetFresh(change); // it lies in AWS; what stays behind harms nobody
    co_return change;
}

Task<Result<ClientSecretChange>> ClientSecretRotator::testAgain(ClientSecretChange change, RefreshSettings settings,
                                                                SecretPatience patience) const
{
    if (!change.notice.queues.isEmpty()) {
        const ClientSecretByApi ordered(m_connection, m_record, *this);
        co_return co_await ordered.tested(change, settings, patience);
    }
    if (change.state != ClientSecretChange::State::Testing)
        co_return change;
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> held = co_await m_record.secrets(key);
    if (!held && held.error().kind == ErrorKind::NotFound)
        co_await m_record.end(change); // nothing was kept, so nothing was asked
    if (!held)
        co_return held.error();
    const Entry entry = entryOfCopy(change.entry, change.arn);
    const SecretString fresh = held->fresh;
    const Result<> tried = co_await tryOut(entry, fresh, settings);
    if (!tried) {
        if (tried.error().kind == ErrorKind::Auth)
            co_await m_record.end(change);
        co_return tried.error();
    }
    const RefreshPreflight reader(m_connection, settings);
    const Result<EntryContent> content = co_await reader.readFresh(entry);
    co_return accepted(change, content ? expectedProvider(*content, settings) : genericProvider());
}

Task<Result<ClientSecretChange>> ClientSecretRotator::resume(ClientSecretChange change, RefreshSettings settings,
                                                             SecretPatience patience) const
{
    if (!change.notice.queues.isEmpty()) {
        const ClientSecretByApi ordered(m_connection, m_record, *this);
        co_return co_await ordered.goOn(change, settings, patience);
    }
    if (change.state == ClientSecretChange::State::Grace)
        co_return change;
    const Result<ClientSecretChange> tested = co_await testAgain(change, settings);
    if (!tested)
        co_return tested.error();
    co_return co_await write(*tested);
}

Task<Result<bool>> ClientSecretRotator::isOldAccepted(ClientSecretChange change, RefreshSettings settings) const
{
    const QString key = change.key();
    const Result<ClientSecretRecord::Secrets> held = co_await m_record.secrets(key);
    if (!held)
        co_return held.error();
    const RefreshPreflight reader(m_connection, settings);
    const Entry entry = entryOfCopy(change.entry, change.arn);
    const Result<EntryContent> content = co_await reader.readFresh(entry);
    if (!content)
        co_return content.error();
    const Result<RefreshRequest> request = refreshRequest(*content, settings);
    if (!request)
        co_return request.error();
    if (request->provider.replay != Provider::Replay::Safe || request->provider.rotates())
        co_return secretFailure(ErrorKind::Unsupported, Refusal::WouldSpend,
                                u"asking %1 would spend the refresh token"_s.arg(request->provider.name));
    TokenGrant grant = request->grant;
    grant.clientSecret = held->old;
    const SecretString used = grant.refreshToken;
    const Result<TokenAnswer> answer = co_await m_connection.tokenEndpoint().ask(std::move(grant));
    if (!answer)
        co_return answer.error();
    const TokenVerdict verdict = verdictOn(*answer, used);
    if (verdict.kind == TokenVerdict::Kind::Granted)
        co_return true;
    const bool isOfSecret = verdict.error.code == "invalid_client"_L1 || verdict.error.code == "unauthorized_client"_L1;
    co_return isOfSecret ? Result<bool>(false) : verdict.error;
}

} // namespace keyturn
