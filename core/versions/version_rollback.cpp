#include "core/versions/version_rollback.h"

#include "core/aws/lost_answer.h"
#include "core/connection/connection.h"
#include "core/due/due_rules.h"
#include "core/save/label_move.h"
#include "core/save/secret_lifecycle.h"
#include "core/save/secret_save.h"
#include "core/save/tag_write.h"
#include "core/stores/version_stage.h"

namespace keyturn {

namespace {

const QString moveOperation = QStringLiteral("secretsmanager:UpdateSecretVersionStage");
constexpr qsizetype labelsPerVersion = 20;

Error changedElsewhere(const QString &now, const QString &read)
{
    const QString detail = QStringLiteral("AWSCURRENT is version %1, %2 was read").arg(now, read);
    return Error{ErrorKind::Conflict, Refusal::ChangedElsewhere, detail, {}, {}, moveOperation};
}

} // namespace

RollbackAdvice RollbackAdvice::of(const VersionRow &target)
{
    if (!target.name.isEmpty())
        return {RollbackWay::NewVersion, false, Reason::Parameters};
    if (target.labels.size() >= labelsPerVersion)
        return {RollbackWay::NewVersion, false, Reason::LabelsFull};
    if (target.isPending())
        return {RollbackWay::NewVersion, true, Reason::Pending};
    return {};
}

Task<Result<VersionRollback::Receipt>> VersionRollback::run(Request request) const
{
    const std::optional<QString> rotatedAt = request.rotatedAt;
    const QString secretId = request.entry.secretId();
    Result<Receipt> done = co_await change(std::move(request));
    if (!done || !rotatedAt)
        co_return done;
    const QString text = *rotatedAt;
    const Result<> tagged = co_await tag(secretId, text);
    if (!tagged)
        done->tagError = tagged.error();
    co_return done;
}

Task<Result<VersionRollback::Receipt>> VersionRollback::change(Request request) const
{
    if (request.way == RollbackWay::NewVersion)
        co_return co_await writeAgain(std::move(request));
    co_return co_await moveCurrent(std::move(request));
}

Task<Result<>> VersionRollback::tag(QString secretId, QString rotatedAt) const
{
    const QString name = QLatin1String(rotatedAtTag);
    const TagWrite write(m_connection, Store::SecretsManager, secretId);
    if (rotatedAt.isEmpty()) {
        const QStringList keys{name};
        co_return co_await write.remove(keys);
    }
    const QMap<QString, QString> tags{{name, rotatedAt}};
    co_return co_await write.set(tags);
}

Task<Result<VersionRollback::Receipt>> VersionRollback::moveCurrent(Request request) const
{
    SecretsManagerClient &client = m_connection.secretsManager();
    const QString secretId = request.entry.secretId();
    const Receipt done{request.to, std::nullopt};
    const Result<SecretMetadata> before = co_await client.describeSecret(secretId);
    if (!before)
        co_return before.error();
    const std::optional<Error> obstacle = changeObstacle(*before, m_connection.region(), moveOperation);
    if (obstacle)
        co_return *obstacle;
    const QString holder = before->versionWithStage(stage::current);
    if (holder == request.to) // by an earlier attempt
        co_return done;
    if (holder != request.from)
        co_return changedElsewhere(holder, request.from);
    const Result<> moved = co_await client.updateSecretVersionStage(secretId, stage::current, request.from, request.to);
    if (!moved && (moved.error().kind == ErrorKind::AccessDenied || moved.error().kind == ErrorKind::Throttled))
        co_return moved.error();
    // Done, not done whatever the answer says, refused because the label is elsewhere by now, or really refused: only a
    // look tells.
    const LabelMove move{secretId, stage::current, request.from};
    const Result<SecretMetadata> after = co_await describeMoved(&client, move, moved.has_value());
    if (!after)
        co_return moved ? after.error() : moved.error();
    const QString now = after->versionWithStage(stage::current);
    if (now == request.to)
        co_return done;
    if (now != request.from)
        co_return changedElsewhere(now, request.from);
    if (moved)
        co_return client.badAnswer(
            "UpdateSecretVersionStage",
            QStringLiteral("it says that AWSCURRENT was moved, but it is still on version %1").arg(request.from));
    co_return seenUndone(moved.error());
}

Task<Result<VersionRollback::Receipt>> VersionRollback::writeAgain(Request request) const
{
    const QString secretId = request.entry.secretId();
    const Result<SecretValue> old = co_await m_connection.secretsManager().getSecretValue(secretId, request.to);
    if (!old)
        co_return old.error();
    SecretSave save(m_connection.secretsManager(), m_connection.region());
    save.keepNotes(m_notes, request.entry.id, m_connection.clock().utcNow());
    SecretSave::Write write;
    write.secretId = secretId;
    write.base = request.from;
    write.value = old->value;
    write.binary = old->binary;
    write.token = request.token;
    const Result<SecretSave::Receipt> written = co_await save.run(std::move(write));
    if (!written)
        co_return written.error();
    co_return Receipt{request.token, written->labelError};
}

QList<FieldEdit> VersionRollback::edits(const EntryContent &now, const EntryContent &then)
{
    QList<FieldEdit> edits;
    for (const EntryField &field : now.fields) {
        const EntryField *old = then.field(field.key);
        if (old && !(old->value == field.value)) {
            FieldEdit edit;
            edit.key = field.key;
            edit.value = old->value;
            edits.append(edit);
        }
    }
    return edits;
}

std::optional<QString> VersionRollback::rotatedAtAfter(const VersionHistory &history, qsizetype row)
{
    const EntryContent *now = history.content(history.currentRow());
    const EntryContent *then = history.content(row);
    if (!now || !then || !history.entry().id.isSecret() || !hasClientSecretRule(then->keyMap.kind))
        return {};
    const QString key = then->keyMap.key(KeyRole::ClientSecret);
    const EntryField *old = then->field(key);
    const EntryField *present = now->field(key);
    if (!old || (present && present->value == old->value))
        return {};
    const KeyAge age = history.ages(row).value(key);
    return age.isFirstKnown ? age.firstSeen.toUTC().toString(Qt::ISODate) : QString();
}

} // namespace keyturn
