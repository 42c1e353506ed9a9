#include "app/cli/rotation_actions.h"

#include "app/cli/refreshing.h"
#include "app/cli/rotation_text.h"
#include "app/cli/words.h"

using namespace Qt::StringLiterals;

namespace keyturn::cli {

namespace {

void writeOrNull(JsonWriter &json, QByteArrayView name, const QString &text)
{
    json.key(name);
    text.isEmpty() ? json.null() : json.string(text);
}

void writeWindows(JsonWriter &json, const QList<RotationWindow> &windows)
{
    json.key("next").beginArray();
    for (const RotationWindow &window : windows)
        json.beginObject().key("from").string(isoTime(window.start)).key("to").string(isoTime(window.end)).endObject();
    json.endArray();
}

} // namespace

void writeRotation(JsonWriter &json, const QString &name, const RotationFinding &finding, const QDateTime &now)
{
    const SecretMetadata &secret = finding.metadata;
    const RotationRules &rules = secret.rotationRules;
    json.beginObject().key("name").string(name).key("state").string(stateWord(finding.state));
    json.key("action").string(actionWord(finding.action)).key("stuck").boolean(finding.isStuck());
    json.key("holdsTokens").boolean(finding.holdsTokens);
    writeOrNull(json, "currentVersion", finding.currentVersion);
    writeOrNull(json, "pendingVersion", finding.pendingVersion);
    writeOrNull(json, "pendingSince", isoTime(finding.since));
    json.key("rotationEnabled").boolean(secret.rotationEnabled);
    writeOrNull(json, "function", secret.rotationLambdaArn);
    writeOrNull(json, "scheduleExpression", rules.scheduleExpression);
    json.key("automaticallyAfterDays");
    rules.automaticallyAfterDays > 0 ? json.number(rules.automaticallyAfterDays) : json.null();
    writeOrNull(json, "window", rules.duration);
    writeOrNull(json, "lastRotated", isoTime(secret.lastRotatedAt));
    writeOrNull(json, "nextRotation", isoTime(secret.nextRotationAt));
    writeWindows(json, secret.rotationEnabled ? windowsOf(secret, now) : QList<RotationWindow>());
    json.endObject();
}

RotationActions::RotationActions(Session &session, Connection &connection, Entry entry, RefreshSettings settings) :
    m_session(session), m_connection(connection), m_entry(std::move(entry)), m_name(m_entry.id.name),
    m_settings(std::move(settings)), m_inspector(connection, m_settings),
    m_steps(connection, session.journal(), m_settings), m_repair(connection, session.journal(), m_settings),
    m_setup(connection)
{}

void RotationActions::print(const RotationFinding &finding)
{
    const QDateTime now = m_session.clock().utcNow();
    if (m_session.json()) {
        JsonWriter json;
        writeRotation(json, m_name, finding, now);
        return m_session.printJson(std::move(json));
    }
    Output &out = m_session.out();
    const RotationAdvice advice = adviceOn(finding, m_name);
    out.line(u"%1  %2"_s.arg(m_name, advice.state));
    if (!finding.pendingVersion.isEmpty())
        out.line(tr("  AWSPENDING: version %1, made %2; AWSCURRENT: version %3")
                     .arg(finding.pendingVersion,
                          finding.since.isValid() ? isoTime(finding.since) : tr("at a time that is not known"),
                          finding.currentVersion));
    if (!advice.why.isEmpty())
        out.line(u"  "_s + advice.why);
    if (!advice.command.isEmpty())
        out.line(tr("  Next: %1").arg(advice.command));
    if (!finding.metadata.rotationEnabled)
        return;
    out.line(tr("  Function: %1").arg(finding.metadata.rotationLambdaArn));
    const QStringList windows = windowLines(windowsOf(finding.metadata, now));
    for (const QString &line : windows)
        out.line(u"  "_s + line);
}

//! 5 where something stands in the way of the next rotation.
ExitCode RotationActions::tell(const Found &finding, const QString &done)
{
    if (!finding)
        return m_session.fail(finding.error(), m_name);
    if (!done.isEmpty())
        m_session.out().note(done);
    print(*finding);
    return finding->isStuck() ? ExitCode::Conflict : ExitCode::Ok;
}

Task<ExitCode> RotationActions::status()
{
    const Found finding = co_await m_inspector.look(m_entry.secretId());
    co_return tell(finding, {});
}

Task<ExitCode> RotationActions::create(bool despiteRotation)
{
    const Result<> possible = co_await m_steps.check(m_entry);
    if (!possible)
        co_return m_session.fail(possible.error(), m_name);
    RefreshOptions options;
    options.despiteRotation = despiteRotation;
    options.pending = true;
    options.settings = m_settings;
    Refreshing refreshing(m_session, m_connection, m_name);
    Task<Result<RefreshReceipt>> running = refreshing.refresh(m_entry, options);
    const Result<RefreshReceipt> receipt = co_await std::move(running);
    m_isCreated = receipt && receipt->pending;
    if (receipt && !m_isCreated)
        m_session.out().note(tr("An earlier refresh was finished instead; its tokens are current."));
    if (m_isCreated) {
        m_session.out().note(tr("createSecret: version %1 holds new tokens as AWSPENDING.").arg(receipt->versionId));
        co_return ExitCode::Ok;
    }
    co_return refreshing.report(receipt);
}

Task<ExitCode> RotationActions::testAndFinish()
{
    const QString secretId = m_entry.secretId();
    const Found set = co_await m_steps.setSecret(secretId);
    if (!set)
        co_return m_session.fail(set.error(), m_name);
    m_session.out().note(tr("setSecret: the provider made the token, there is nothing to set."));
    const Found tested = co_await m_steps.testSecret(secretId);
    if (!tested)
        co_return m_session.fail(tested.error(), m_name);
    m_session.out().note(tr("testSecret: version %1 has every key and tokens that last.").arg(tested->pendingVersion));
    const Found finished = co_await m_steps.finishSecret(m_entry);
    co_return tell(finished, tr("finishSecret: AWSCURRENT was moved, and read back."));
}

Task<ExitCode> RotationActions::start(bool despiteRotation)
{
    const Found before = co_await m_inspector.look(m_entry.secretId());
    if (!before)
        co_return m_session.fail(before.error(), m_name);
    if (before->pendingVersion.isEmpty()) {
        const ExitCode created = co_await create(despiteRotation);
        if (!m_isCreated)
            co_return created;
    } else if (before->state != RotationState::NewTokens) {
        m_session.out().message(tr("A rotation of \"%1\" is under way or stuck.").arg(printable(m_name)));
        print(*before);
        co_return ExitCode::Conflict;
    } else {
        m_session.out().note(tr("Going on with version %1, which holds new tokens.").arg(before->pendingVersion));
    }
    co_return co_await testAndFinish();
}

Task<ExitCode> RotationActions::step(RotationStep step, bool despiteRotation)
{
    const QString secretId = m_entry.secretId();
    switch (step) {
    case RotationStep::CreateSecret: {
        const Found before = co_await m_inspector.look(secretId);
        if (before && before->state == RotationState::NewTokens) // the step again: it was done
            co_return tell(before, tr("createSecret: done already."));
        const ExitCode created = co_await create(despiteRotation);
        co_return created;
    }
    case RotationStep::SetSecret: {
        const Found set = co_await m_steps.setSecret(secretId);
        if (!set)
            co_return m_session.fail(set.error(), m_name);
        m_session.out().note(tr("setSecret: the provider made the token, there is nothing to set."));
        co_return ExitCode::Ok;
    }
    case RotationStep::TestSecret: {
        const Found tested = co_await m_steps.testSecret(secretId);
        if (!tested)
            co_return m_session.fail(tested.error(), m_name);
        m_session.out().note(
            tr("testSecret: version %1 has every key and tokens that last.").arg(tested->pendingVersion));
        co_return ExitCode::Ok;
    }
    case RotationStep::FinishSecret:
        break;
    }
    const Found finished = co_await m_steps.finishSecret(m_entry);
    co_return tell(finished, tr("finishSecret: AWSCURRENT was moved, and read back."));
}

Task<ExitCode> RotationActions::cancel(bool letsGo)
{
    const Found after = co_await m_repair.cancel(m_entry, letsGo);
    co_return tell(after, tr("The rotation was cancelled. Its schedule is off until it is set again."));
}

Task<ExitCode> RotationActions::removeLabel(bool letsGo)
{
    const Found after = co_await m_repair.removeLabel(m_entry, letsGo);
    co_return tell(after, tr("AWSPENDING was taken off; AWSCURRENT is as it was."));
}

Task<ExitCode> RotationActions::repair()
{
    const Found before = co_await m_inspector.look(m_entry.secretId());
    if (!before)
        co_return m_session.fail(before.error(), m_name);
    switch (before->action) {
    case RotationAction::None:
    case RotationAction::Wait:
        co_return tell(before, tr("There is nothing to repair."));
    case RotationAction::RotateNow:
        co_return co_await rotateNow();
    case RotationAction::Finish:
        co_return co_await testAndFinish();
    case RotationAction::Cancel:
        co_return co_await cancel(false);
    case RotationAction::RemoveLabel:
        break;
    }
    co_return co_await removeLabel(false);
}

Task<ExitCode> RotationActions::rotateNow()
{
    const Result<SecretMetadata> begun = co_await m_setup.rotateNow(m_entry.secretId());
    if (!begun)
        co_return m_session.fail(begun.error(), m_name);
    m_session.out().note(
        tr("The rotation has begun; its function works on. \"keyturnctl rotation %1\" tells how far it is.")
            .arg(printable(m_name)));
    const Found after = co_await m_inspector.look(m_entry.secretId());
    if (!after)
        co_return m_session.fail(after.error(), m_name);
    print(*after);
    co_return ExitCode::Ok;
}

Task<ExitCode> RotationActions::schedule(RotationClient::Setup setup, bool isDryRun)
{
    if (isDryRun) {
        RotationFinding planned;
        planned.state = RotationState::Scheduled;
        planned.metadata.rotationEnabled = true;
        planned.metadata.rotationLambdaArn = setup.lambdaArn;
        planned.metadata.rotationRules = setup.rules;
        print(planned);
        co_return ExitCode::Ok;
    }
    const QString secretId = m_entry.secretId();
    const Result<SecretMetadata> saved = co_await m_setup.save(secretId, setup);
    if (!saved)
        co_return m_session.fail(saved.error(), m_name);
    Output &out = m_session.out();
    if (setup.immediately)
        out.note(tr("The schedule is set, and a rotation has begun."));
    else
        out.note(
            tr("The schedule is set; nothing was rotated. AWS tests the function once, with AWSPENDING for a moment."));
    if (!setup.immediately && mayRotateSoon(setup.rules))
        out.note(tr("A rotation that was planned before may still begin; with cron() none does."));
    const RotationFacts facts{*saved, {}, {}, {}, {}};
    RotationFinding finding = findingOf(facts, m_session.clock().utcNow());
    finding.state = finding.pendingVersion.isEmpty() ? finding.state : RotationState::UnderWay;
    finding.action = finding.pendingVersion.isEmpty() ? finding.action : RotationAction::Wait;
    print(finding);
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
