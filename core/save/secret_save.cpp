#include "core/save/secret_save.h"

#include "core/aws/lost_answer.h"
#include "core/base/crash_point.h"
#include "core/save/label_move.h"
#include "core/stores/version_stage.h"

namespace keyturn {

namespace {

constexpr int moveAttempts = 3; // moving again is harmless: it is conditional

Error secretFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, putSecretValue};
}

std::optional<Error> obstacle(const SecretMetadata &secret, const QString &region)
{
    if (secret.deletedAt.isValid())
        return secretFailure(ErrorKind::Invalid, Refusal::Deleted, QStringLiteral("the secret is marked for deletion"));
    if (!secret.primaryRegion.isEmpty() && secret.primaryRegion != region) {
        return secretFailure(ErrorKind::Invalid, Refusal::Replica,
                             QStringLiteral("this is a replica; it is edited in %1").arg(secret.primaryRegion));
    }
    if (!secret.owningService.isEmpty()) {
        return secretFailure(ErrorKind::Invalid, Refusal::Owned,
                             QStringLiteral("the secret is managed by %1").arg(secret.owningService));
    }
    return std::nullopt;
}

//! AWSPREVIOUS counts too: the label gets there only by way of AWSCURRENT, so somebody has gone on from ours.
bool isWritten(const SecretMetadata &secret, const SecretSave::Write &write)
{
    return secret.versionWithStage(stage::current) == write.token
           || secret.versionWithStage(stage::previous) == write.token;
}

bool isStaged(const SecretMetadata &secret, const QString &token)
{
    return secret.versionStages.value(token).contains(SecretSave::stagingLabel(token));
}

//! The new value waits under its label, where nobody looks for it, or may do so.
Error waiting(Error error, const QString &token, bool isCertain)
{
    error.answerLost = false; // AWSCURRENT was not touched
    error.detail += isCertain ? QStringLiteral("; the new value is stored as version %1 with the label %2 and is not "
                                               "current")
                                    .arg(token, SecretSave::stagingLabel(token))
                              : QStringLiteral("; the new value is not current, and may be stored as version %1 with "
                                               "the label %2")
                                    .arg(token, SecretSave::stagingLabel(token));
    return error;
}

//! It was written; whether over a version that nobody here has read could not be seen.
Error unseen(Error error, const QString &token)
{
    error.operation = putSecretValue;
    error.answerLost = true;
    error.detail += QStringLiteral("; version %1 was written, and what it replaced is not known").arg(token);
    return error;
}

Error secretChangedElsewhere(const SecretMetadata &now, const SecretSave::Write &write)
{
    return secretFailure(ErrorKind::Conflict, Refusal::ChangedElsewhere,
                         QStringLiteral("AWSCURRENT is version %1, %2 was opened")
                             .arg(now.versionWithStage(stage::current), write.base));
}

} // namespace

void SecretSave::keepNotes(const SaveNotes &notes, const EntryId &entry, const QDateTime &now)
{
    m_journal = notes.journal;
    m_record = SaveJournal::Record{{}, entry.account, entry.region, entry.name, notes.by, now, {}};
}

Task<Result<SecretSave::Receipt>> SecretSave::run(Write write)
{
    const QString token = write.token;
    m_record.id = token;
    m_record.secret = write.secretId;
    m_record.base = write.base;
    m_labelMayRemain = false;
    if (const Result<> noted = m_journal ? m_journal->write(m_record) : Result<>(); !noted)
        co_return noted.error();
    Result<Receipt> receipt = co_await save(std::move(write));
    if (m_journal)
        m_labelMayRemain ? m_journal->release(token) : m_journal->remove(token);
    co_return receipt;
}

Task<Result<SecretSave::Receipt>> SecretSave::save(Write write)
{
    const Result<SecretMetadata> now = co_await m_client.describeSecret(write.secretId);
    if (!now)
        co_return now.error();
    const std::optional<Error> inTheWay = obstacle(*now, m_region);
    if (inTheWay)
        co_return *inTheWay;
    if (isWritten(*now, write)) // by an earlier attempt
        co_return co_await finish(std::move(write));
    if (now->versionWithStage(stage::current) != write.base)
        co_return co_await yieldTo(std::move(write), *now);
    if (write.guard == SaveGuard::LookAround)
        co_return co_await putAndLook(std::move(write));
    co_return co_await stage(std::move(write));
}

Task<Result<SecretSave::Receipt>> SecretSave::stage(Write write)
{
    const QStringList label{stagingLabel(write.token)};
    m_labelMayRemain = true;
    KEYTURN_CRASH_POINT("J3-before");
    const Result<SecretWrite> staged =
        co_await m_client.putSecretValue(write.secretId, write.value, write.binary, write.token, label);
    KEYTURN_CRASH_POINT("J3-after");
    if (!staged) {
        if (!mayHaveBeenDone(staged.error())) {
            m_labelMayRemain = false;
            co_return staged.error();
        }
        const Result<SecretMetadata> now = co_await m_client.describeSecret(write.secretId);
        if (!now)
            co_return waiting(staged.error(), write.token, false);
        if (!isStaged(*now, write.token)) {
            m_labelMayRemain = false;
            co_return seenUndone(staged.error());
        }
    }
    co_return co_await makeCurrent(std::move(write));
}

Task<Result<SecretSave::Receipt>> SecretSave::makeCurrent(Write write)
{
    Error error;
    for (int attempt = 0; attempt < moveAttempts; ++attempt) {
        KEYTURN_CRASH_POINT("J4-before");
        const Result<> moved =
            co_await m_client.updateSecretVersionStage(write.secretId, stage::current, write.base, write.token);
        if (!moved)
            error = moved.error();
        KEYTURN_CRASH_POINT("J4-after");
        // A refusal says little: after a lost answer the repetition is refused because the first one went through. Nor
        // does a success prove anything: only AWSCURRENT does.
        const LabelMove move{write.secretId, stage::current, write.base};
        const Result<SecretMetadata> now = co_await describeMoved(&m_client, move, moved.has_value());
        if (!now && moved)
            co_return now.error();
        if (!now && error.answerLost)
            co_return error;
        if (!now)
            co_return waiting(error, write.token, true);
        if (isWritten(*now, write))
            co_return co_await finish(std::move(write));
        if (now->versionWithStage(stage::current) != write.base)
            co_return co_await yieldTo(std::move(write), *now);
        if (moved)
            error = m_client.badAnswer(
                "UpdateSecretVersionStage",
                QStringLiteral("it says that AWSCURRENT was moved, but it is still on version %1").arg(write.base));
        const bool mayLag = error.code == QLatin1String("InvalidParameterException");
        if (moved || (!mayLag && !mayHaveBeenDone(error)))
            break;
    }
    co_return waiting(error, write.token, true);
}

Task<Result<SecretSave::Receipt>> SecretSave::putAndLook(Write write)
{
    const Result<SecretWrite> written =
        co_await m_client.putSecretValue(write.secretId, write.value, write.binary, write.token);
    if (!written && !mayHaveBeenDone(written.error()))
        co_return written.error();
    const Result<SecretMetadata> now = co_await m_client.describeSecret(write.secretId);
    if (!now)
        co_return written ? unseen(now.error(), write.token) : written.error();
    if (!isWritten(*now, write))
        co_return written ? secretChangedElsewhere(*now, write) : seenUndone(written.error());
    const QString replaced = now->versionWithStage(stage::previous);
    if (now->versionWithStage(stage::current) == write.token && replaced != write.base) {
        co_return secretFailure(
            ErrorKind::Conflict, Refusal::Overwritten,
            QStringLiteral("version %1, which nobody here has seen, was replaced; it is AWSPREVIOUS now")
                .arg(replaced));
    }
    co_return Receipt();
}

//! What is current stays; what we stored loses its label, so that AWS may forget it.
Task<Result<SecretSave::Receipt>> SecretSave::yieldTo(Write write, SecretMetadata now)
{
    Error conflict = secretChangedElsewhere(now, write);
    m_labelMayRemain = isStaged(now, write.token);
    if (!m_labelMayRemain)
        co_return conflict;
    const QString token = write.token;
    const std::optional<Error> remains = co_await removeLabel(std::move(write));
    if (remains)
        conflict = waiting(conflict, token, true);
    co_return conflict;
}

Task<Result<SecretSave::Receipt>> SecretSave::finish(Write write)
{
    Receipt receipt;
    if (write.guard == SaveGuard::LookAround)
        co_return receipt;
    std::optional<Error> error = co_await removeLabel(std::move(write));
    KEYTURN_CRASH_POINT("J4-label-after");
    receipt.labelError = std::move(error);
    co_return receipt;
}

Task<std::optional<Error>> SecretSave::removeLabel(Write write)
{
    const QString label = stagingLabel(write.token);
    std::optional<Error> error;
    m_labelMayRemain = true;
    for (int attempt = 0; attempt < moveAttempts; ++attempt) {
        const Result<> removed =
            co_await m_client.updateSecretVersionStage(write.secretId, label, write.token, QString());
        if (removed || removed.error().kind == ErrorKind::Invalid || removed.error().kind == ErrorKind::NotFound) {
            m_labelMayRemain = false; // refused: it is not there any more
            co_return std::nullopt;
        }
        error = removed.error();
        if (!mayHaveBeenDone(*error))
            break;
    }
    co_return error;
}

} // namespace keyturn
