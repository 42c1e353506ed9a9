#include "core/keychain/qt_keychain.h"

#include "core/base/crash_point.h"
#include "core/base/log.h"
#include "core/keychain/keychain_job.h"
#include "core/keychain/secret_service.h"
#include "core/keychain/turn_queue.h"

namespace keyturn {

using namespace Qt::StringLiterals;

struct QtKeychain::Private {
    explicit Private(std::chrono::milliseconds w) : watchdog(w) {}

    //! Why a job failed. What qtkeychain says is not enough: a locked keyring reads as "entry not found".
    Task<Result<>> explain(JobOutcome outcome, QDeadlineTimer deadline);

    const std::chrono::milliseconds watchdog;
    SecretService secretService;
    TurnQueue writers; // a write and its read-back are one step to other writers
};

namespace {

constexpr std::chrono::minutes promptTime{2}; // for a person to find the password

Error keychainError(Refusal refusal, const QString &detail)
{
    qCWarning(keychainLog).noquote() << "keychain" << refusalWord(refusal) << detail;
    return {ErrorKind::Keychain, refusal, detail};
}

Error hungError(std::chrono::milliseconds watchdog)
{
    return keychainError(Refusal::Hung, u"no answer within %1 ms"_s.arg(watchdog.count()));
}

} // namespace

Task<Result<>> QtKeychain::Private::explain(JobOutcome outcome, QDeadlineTimer deadline)
{
    if (outcome.hung)
        co_return Result<>(hungError(watchdog));
    Task<Result<>> probing = secretService.probe(deadline);
    Result<> usable = co_await std::move(probing);
    if (!usable)
        co_return usable;
    switch (outcome.error) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        co_return Result<>();
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        co_return Result<>(keychainError(Refusal::Denied, outcome.errorText));
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        co_return Result<>(keychainError(Refusal::Absent, outcome.errorText));
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    co_return Result<>(keychainError(Refusal::Failed, outcome.errorText));
}

QtKeychain::QtKeychain(std::chrono::milliseconds watchdog) : m_d(std::make_unique<Private>(watchdog))
{}
QtKeychain::~QtKeychain() = default;

Task<KeychainState> QtKeychain::state()
{
    const QDeadlineTimer deadline(m_d->watchdog);
    Task<Result<>> probing = m_d->secretService.probe(deadline);
    const Result<> usable = co_await std::move(probing);
    if (usable)
        co_return KeychainState::Ready;
    if (usable.error().refusal == Refusal::Locked)
        co_return KeychainState::Locked;
    if (usable.error().refusal == Refusal::Hung)
        co_return KeychainState::Hung;
    co_return KeychainState::Absent;
}

Task<Result<>> QtKeychain::unlock()
{
    const QDeadlineTimer deadline(m_d->watchdog);
    Task<Result<>> probing = m_d->secretService.probe(deadline);
    Result<> usable = co_await std::move(probing);
    if (usable || usable.error().refusal != Refusal::Locked)
        co_return usable;
    const QDeadlineTimer patience(promptTime);
    Task<Result<>> unlocking = m_d->secretService.unlock(patience);
    co_return co_await std::move(unlocking);
}

Task<Result<std::optional<SecretString>>> QtKeychain::read(QString key)
{
    using Item = Result<std::optional<SecretString>>;
    const QDeadlineTimer deadline(m_d->watchdog);
    Task<Result<>> probing = m_d->secretService.probe(deadline);
    const Result<> usable = co_await std::move(probing);
    if (!usable)
        co_return Item(usable.error());

    Task<JobOutcome> reading = readJob(key, deadline);
    JobOutcome outcome = co_await std::move(reading);
    if (!outcome.hung && outcome.error == QKeychain::NoError)
        co_return Item(std::optional<SecretString>(std::move(outcome.data)));
    Task<Result<>> explaining = m_d->explain(outcome, deadline);
    const Result<> reason = co_await std::move(explaining);
    if (!reason)
        co_return Item(reason.error());
    co_return Item(std::optional<SecretString>());
}

Task<Result<>> QtKeychain::write(QString key, SecretString value)
{
    if (value.size() > maxValueSize)
        co_return Result<>(
            keychainError(Refusal::Failed, u"%1 bytes are too many for the keychain"_s.arg(value.size())));
    Turn turn(m_d->writers);
    co_await turn;
    const QDeadlineTimer deadline(m_d->watchdog);
    Task<Result<>> probing = m_d->secretService.probe(deadline);
    const Result<> usable = co_await std::move(probing);
    if (!usable)
        co_return Result<>(usable.error());

    Task<JobOutcome> writing = writeJob(key, value, deadline);
    JobOutcome outcome = co_await std::move(writing);
    KEYTURN_CRASH_POINT("keychain-inside");
    if (!outcome.hung && outcome.error == QKeychain::NoError) {
        Task<JobOutcome> reading = readJob(key, deadline);
        JobOutcome readBack = co_await std::move(reading);
        outcome = std::move(readBack);
        if (!outcome.hung && outcome.error == QKeychain::NoError && outcome.data == value)
            co_return Result<>();
    }
    Task<Result<>> explaining = m_d->explain(outcome, deadline);
    const Result<> reason = co_await std::move(explaining);
    if (!reason)
        co_return Result<>(reason.error());
    co_return Result<>(keychainError(Refusal::Failed, u"what was read back is not what was written"_s));
}

Task<Result<>> QtKeychain::remove(QString key)
{
    Turn turn(m_d->writers);
    co_await turn;
    const QDeadlineTimer deadline(m_d->watchdog);
    Task<Result<>> probing = m_d->secretService.probe(deadline);
    const Result<> usable = co_await std::move(probing);
    if (!usable)
        co_return Result<>(usable.error());

    Task<JobOutcome> removing = deleteJob(key, deadline);
    const JobOutcome outcome = co_await std::move(removing);
    Task<Result<>> explaining = m_d->explain(outcome, deadline); // also: locked while we asked
    co_return co_await std::move(explaining);
}

} // namespace keyturn
