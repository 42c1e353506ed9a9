#include "core/secret_rotation/rotation_steps.h"

#include "core/aws/lost_answer.h"
#include "core/base/log.h"
#include "core/connection/connection.h"
#include "core/rotation/refresh_preflight.h"
#include "core/rotation/token_edits.h"
#include "core/save/label_move.h"
#include "core/stores/version_stage.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds stepPatience = 60s;
constexpr int moveAttempts = 3; // moving again is harmless: it is conditional

Error stepFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"rotation"_s};
}

Error noRotation()
{
    return stepFailure(ErrorKind::Conflict, Refusal::NoRotation,
                       u"AWSPENDING is on no version, or on the current one: no rotation is under way"_s);
}

Error testFailure(const QString &why)
{
    return stepFailure(ErrorKind::Invalid, Refusal::RotationTest, why);
}

QStringList keysOf(const EntryContent &content)
{
    QStringList keys;
    for (const EntryField &field : content.fields)
        keys.append(field.key);
    return keys;
}

bool isToken(const EntryContent &content, const QString &key)
{
    return key == content.keyMap.key(KeyRole::AccessToken) || key == content.keyMap.key(KeyRole::RefreshToken)
           || key == content.keyMap.key(KeyRole::ExpiresAt);
}

//! What is wrong with the pending version; nothing if it may become current.
std::optional<Error> faultOf(const RotationFacts &facts, const RotationFinding &finding, const QDateTime &now)
{
    const EntryContent &pending = *facts.pending;
    if (!facts.current)
        return std::nullopt; // there is nothing to compare with
    if (keysOf(pending) != keysOf(*facts.current) && !finding.merges)
        return testFailure(u"its keys are not those of the current version"_s);
    for (const KeyRole role : {KeyRole::AccessToken, KeyRole::RefreshToken}) {
        if (!valueOf(*facts.current, role).isEmpty() && valueOf(pending, role).isEmpty())
            return testFailure(u"%1 is empty"_s.arg(facts.current->keyMap.key(role)));
    }
    if (pending.entry.tokenExpiresAt.isValid() && pending.entry.tokenExpiresAt <= now)
        return testFailure(u"its access token has expired"_s);
    for (const EntryField &field : pending.fields) {
        const EntryField *counterpart = facts.current->field(field.key);
        const bool isSame = counterpart && counterpart->value == field.value;
        if (!isToken(pending, field.key) && !isSame && finding.state == RotationState::NewTokens && !finding.merges)
            return testFailure(u"%1 is not as in the current version, and is no token"_s.arg(field.key));
    }
    return std::nullopt;
}

} // namespace

Task<Result<>> RotationSteps::check(Entry entry) const
{
    if (!entry.id.isSecret())
        co_return stepFailure(ErrorKind::Unsupported, Refusal::NotASecret, u"only secrets are rotated"_s);
    const RefreshPreflight preflight(m_connection, m_settings);
    const Result<EntryContent> content = co_await preflight.readFresh(entry);
    if (!content)
        co_return content.error();
    if (keysToWrite(*content, expectedProvider(*content, m_settings)).isEmpty())
        co_return stepFailure(ErrorKind::Unsupported, Refusal::NothingToRotate,
                              u"a refresh would write nothing: there is no key for an access token"_s);
    co_return Result<>();
}

Task<Result<RotationFinding>> RotationSteps::setSecret(QString secretId) const
{
    const Result<RotationFacts> facts = co_await m_inspector.facts(secretId);
    if (!facts)
        co_return facts.error();
    const RotationFinding finding = findingOf(*facts, m_connection.clock().utcNow());
    if (finding.pendingVersion.isEmpty())
        co_return noRotation();
    if (!facts->pending)
        co_return testFailure(u"the version with AWSPENDING has no value: createSecret did not end"_s);
    co_return finding;
}

//! Where nobody answers, or not in a way that tells, the token counts as good: the provider has issued it.
Task<Result<>> RotationSteps::triedOut(EntryContent pending, ProbePatience patience) const
{
    const SecretString token = valueOf(pending, KeyRole::AccessToken);
    const Result<ProbeTarget> target = probeTarget(pending, m_settings);
    if (!target || token.isEmpty())
        co_return Result<>();
    const TokenCheck check(m_connection);
    const ProbeTarget where = *target;
    const std::function<void(QDateTime)> untold;
    const ProbeAnswer answer = co_await check.untilAccepted(where, token, patience, untold);
    if (answer.kind != ProbeAnswer::Kind::Refused)
        co_return Result<>();
    co_return testFailure(u"%1 refuses its access token: %2"_s.arg(answer.host, answer.error.detail));
}

Task<Result<RotationFinding>> RotationSteps::testSecret(QString secretId, ProbePatience patience) const
{
    const Result<RotationFacts> facts = co_await m_inspector.facts(secretId);
    if (!facts)
        co_return facts.error();
    const RotationFinding finding = findingOf(*facts, m_connection.clock().utcNow());
    if (finding.pendingVersion.isEmpty())
        co_return noRotation();
    if (!facts->pending)
        co_return testFailure(u"the version with AWSPENDING has no value: createSecret did not end"_s);
    const std::optional<Error> fault = faultOf(*facts, finding, m_connection.clock().utcNow());
    if (fault)
        co_return *fault;
    if (finding.state == RotationState::NewTokens) {
        const EntryContent pending = *facts->pending;
        const Result<> tried = co_await triedOut(pending, patience);
        if (!tried)
            co_return tried.error();
    }
    co_return finding;
}

Task<Result<RotationFinding>> RotationSteps::finishSecret(Entry entry) const
{
    const QString key = RefreshMarker::keyOf(entry.id, m_connection.tokenEndpoint().isRehearsal());
    const Result<RefreshTurn> turn = co_await m_journal.turn(key, stepPatience);
    if (!turn)
        co_return turn.error();
    const QString secretId = entry.secretId();
    const Result<RotationFacts> facts = co_await m_inspector.facts(secretId);
    if (!facts)
        co_return facts.error();
    const RotationFinding finding = findingOf(*facts, m_connection.clock().utcNow());
    if (finding.pendingVersion.isEmpty())
        co_return noRotation();
    if (!facts->pending)
        co_return testFailure(u"the version with AWSPENDING has no value: createSecret did not end"_s);
    if (finding.isOutdated)
        co_return stepFailure(ErrorKind::Conflict, Refusal::ChangedElsewhere,
                              u"AWSCURRENT, version %1, is newer than AWSPENDING, version %2"_s.arg(
                                  finding.currentVersion, finding.pendingVersion));
    QString target = finding.pendingVersion;
    if (finding.merges) {
        const Result<QString> onto = co_await merged(*facts, secretId);
        if (!onto)
            co_return onto.error();
        target = *onto;
    }
    const Result<> moved = co_await makeCurrent(secretId, finding.currentVersion, target);
    if (!moved)
        co_return moved.error();
    const Result<RotationFinding> done = co_await m_inspector.look(secretId);
    if (!done)
        co_return done.error();
    if (done->currentVersion != target)
        co_return stepFailure(
            ErrorKind::Conflict, Refusal::ChangedElsewhere,
            u"version %1 was made current, and then somebody saved %2"_s.arg(target, done->currentVersion));
    const Result<> settled = co_await settle(key, finding.pendingVersion);
    if (!settled) // resume() will
        qCWarning(keychainLog).noquote() << "the record of a rotation was left:" << settled.error().code;
    co_return done;
}

//! What createSecret kept of \p version is current now: where a crash has left its record, that has nothing to say any
//! more.
Task<Result<>> RotationSteps::settle(QString key, QString version) const
{
    const Result<std::optional<RefreshMarker>> marker = m_journal.marker(key);
    if (!marker || !*marker || !(*marker)->pending || (*marker)->token != version)
        co_return Result<>();
    const Result<> ended = co_await m_journal.end(**marker);
    co_return ended;
}

//! What is current now with the tokens of the pending version, as AWSPENDING in its place.
Task<Result<QString>> RotationSteps::merged(RotationFacts facts, QString secretId) const
{
    TokenSet tokens = tokensIn(*facts.pending);
    tokens.refreshTokenRotated = !(tokens.refreshToken == valueOf(*facts.current, KeyRole::RefreshToken));
    const QList<FieldEdit> edits = editsFor(*facts.current, tokens);
    const Result<SecretDocument> document = facts.current->applied(edits);
    if (!document)
        co_return document.error();
    const SecretString text = document->text();
    const QString token = newVersionId();
    const QStringList label{stage::pending};
    const SecretsManagerClient &client = m_connection.secretsManager();
    const Result<SecretWrite> stored = co_await client.putSecretValue(secretId, text, false, token, label);
    if (!stored)
        co_return stored.error();
    co_return token;
}

//! A refusal says little, for the move may have been done by an answer that was lost; nor does a success prove it.
Task<Result<>> RotationSteps::makeCurrent(QString secretId, QString from, QString to) const
{
    const SecretsManagerClient &client = m_connection.secretsManager();
    Error error;
    for (int attempt = 0; attempt < moveAttempts; ++attempt) {
        const Result<> moved = co_await client.updateSecretVersionStage(secretId, stage::current, from, to);
        const LabelMove move{secretId, stage::current, from};
        const Result<SecretMetadata> now = co_await describeMoved(&client, move, moved.has_value());
        if (!now)
            co_return moved ? now.error() : moved.error();
        const QString current = now->versionWithStage(stage::current);
        if (current == to)
            co_return Result<>();
        if (current != from)
            co_return stepFailure(
                ErrorKind::Conflict, Refusal::ChangedElsewhere,
                u"AWSCURRENT was moved to version %1 by somebody else; AWSPENDING stays on %2"_s.arg(current, to));
        error = moved ? client.badAnswer("UpdateSecretVersionStage",
                                         u"it says that AWSCURRENT was moved, and it is where it was"_s)
                      : seenUndone(moved.error());
        if (moved || !mayHaveBeenDone(moved.error()))
            break;
    }
    co_return error;
}

} // namespace keyturn
