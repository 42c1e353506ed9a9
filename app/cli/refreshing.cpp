#include "app/cli/refreshing.h"

#include "app/cli/probe_text.h"
#include "app/cli/words.h"
#include "core/async/sleep_for.h"

using namespace Qt::StringLiterals;

namespace keyturn::cli {

namespace {

//! Another try would be refused for the same reason.
bool isForGood(const Error &error)
{
    return error.kind == ErrorKind::Limit || error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Unsupported
           || error.kind == ErrorKind::NotFound;
}

void writeTrial(JsonWriter &json, const RefreshReceipt &receipt)
{
    if (receipt.probed) {
        json.key("probe").beginObject();
        writeProbe(json, *receipt.probed);
        json.endObject();
    }
    for (const auto &[name, scopes] :
         {std::pair{"scopesLost", receipt.scopes.lost}, std::pair{"scopesGained", receipt.scopes.gained}}) {
        json.key(name).beginArray();
        for (const QString &scope : scopes)
            json.string(scope);
        json.endArray();
    }
}

} // namespace

Refreshing::Refreshing(Session &session, Connection &connection, QString name, RefreshManner manner) :
    m_session(session), m_name(std::move(name)), m_manner(manner), m_around(session.onInterrupt),
    m_refresher(connection, session.journal())
{}

Refreshing::~Refreshing()
{
    if (!m_manner.holdsInterrupts)
        return;
    if (!m_around && m_isBegun)
        m_around = [](int) { return true; }; // the outcome is told
    m_session.onInterrupt = m_around;
}

void Refreshing::holdInterrupts()
{
    m_session.onInterrupt = [this](int) {
        if (!m_isBegun || m_wasInterrupted)
            return false;
        m_wasInterrupted = true;
        m_session.out().message(tr("Finishing first, so that the new token is stored; interrupt again to leave it."));
        return true;
    };
}

//! From here on something is written, or a new token may be on its way.
void Refreshing::begin()
{
    m_isBegun = true;
    if (!m_manner.holdsInterrupts)
        return;
    m_session.givenUp = QStringList(
        m_session.journal().isKept()
            ? tr("Stopped. \"keyturnctl resume %1\" finishes it.").arg(printable(m_name))
            : tr("Given up; it is not known whether a new token was stored. The refresh token is still good: run the "
                 "command again."));
}

void Refreshing::tell(RefreshStep step)
{
    if (!m_isBegun && step != RefreshStep::ReadSecret && step != RefreshStep::Done)
        begin();
    if (!m_manner.tellsSteps)
        return;
    switch (step) {
    case RefreshStep::ReadSecret:
        return m_session.out().note(tr("Reading the secret..."));
    case RefreshStep::ProveWriting:
        return;
    case RefreshStep::AskProvider:
        return m_session.out().note(tr("Asking the provider..."));
    case RefreshStep::WriteBack:
        return m_session.out().note(tr("Storing the new token..."));
    case RefreshStep::Check:
        return m_session.out().note(tr("Checking what was stored..."));
    case RefreshStep::Done:
        return;
    }
}

void Refreshing::tellWaiting(const QDateTime &since)
{
    if (m_manner.tellsSteps && !m_isWaiting)
        m_session.out().note(tr("The provider does not accept the new token yet, propagating since %1; trying again...")
                                 .arg(isoTime(since)));
    m_isWaiting = true;
}

void Refreshing::watch(RefreshOptions &options)
{
    if (m_manner.holdsInterrupts) {
        holdInterrupts();
        if (!m_session.givenUp.isEmpty()) // by one that has ended
            m_session.givenUp = QStringList(tr("Interrupted; what is listed above is done, the rest was not started."));
    }
    options.progress = [this](RefreshStep step) { tell(step); };
    options.trial.patience.calledOff = [this] { return m_wasInterrupted; };
    options.trial.waiting = [this](const QDateTime &since) { tellWaiting(since); };
    m_settings = options.settings;
}

Task<Result<RefreshReceipt>> Refreshing::refresh(Entry entry, RefreshOptions options)
{
    watch(options);
    Task<Result<RefreshReceipt>> refreshing = m_refresher.refresh(std::move(entry), std::move(options));
    Result<RefreshReceipt> receipt = co_await std::move(refreshing);
    co_return co_await again(std::move(receipt));
}

Task<Result<RefreshReceipt>> Refreshing::resume(RefreshMarker marker, RefreshOptions options)
{
    watch(options);
    Task<Result<RefreshReceipt>> resuming = m_refresher.resume(std::move(marker), std::move(options));
    Result<RefreshReceipt> receipt = co_await std::move(resuming);
    co_return co_await again(std::move(receipt));
}

Task<Result<RefreshReceipt>> Refreshing::again(Result<RefreshReceipt> receipt)
{
    for (int attempt = 1; attempt <= 3 && !receipt; ++attempt) {
        const std::optional<UnfinishedRefresh> left = m_refresher.unfinished();
        if (!left || left->next != RefreshNext::Store || isForGood(receipt.error()))
            break;
        m_session.fail(receipt.error(), m_name);
        m_session.out().note(
            tr("The provider issued a new token that is not stored yet; trying again (%1 of 3)...").arg(attempt));
        const std::chrono::milliseconds pause(500 * attempt);
        co_await sleepFor(pause);
        const RefreshMarker marker = left->marker;
        RefreshOptions options;
        options.settings = m_settings;
        Task<Result<RefreshReceipt>> resuming = m_refresher.resume(marker, options);
        Result<RefreshReceipt> resumed = co_await std::move(resuming);
        receipt = std::move(resumed);
    }
    co_return receipt;
}

void Refreshing::print(const RefreshReceipt &receipt)
{
    Output &out = m_session.out();
    if (m_session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(m_name).key("writtenBack").boolean(receipt.writtenBack).key("versionId");
        receipt.versionId.isEmpty() ? json.null() : json.string(receipt.versionId);
        json.key("expires");
        receipt.expiresAt.isValid() ? json.string(isoTime(receipt.expiresAt)) : json.null();
        json.key("refreshTokenRotated").boolean(receipt.refreshTokenRotated);
        json.key("takenOver").boolean(receipt.takenOver).key("pending").boolean(receipt.pending);
        writeTrial(json, receipt);
        json.endObject();
        m_session.printJson(std::move(json));
    } else if (receipt.discarded) {
        out.line(tr("%1 nothing was left to do").arg(m_name));
    } else if (receipt.pending) {
        out.line(tr("%1 version %2 holds the new tokens as AWSPENDING").arg(m_name, receipt.versionId));
        out.note(tr("\"keyturnctl rotation %1 start\" tests it and makes it current.").arg(printable(m_name)));
    } else if (receipt.writtenBack) {
        const QString until = receipt.expiresAt.isValid() ? isoTime(receipt.expiresAt) : tr("unknown");
        const QString version = receipt.versionId.isEmpty() ? QString() : tr(" version %1,").arg(receipt.versionId);
        out.line(tr("%1%2 token expires %3").arg(m_name, version, until));
    } else {
        out.line(tr("%1 refresh token works; the entry holds no access token, nothing was written").arg(m_name));
    }
    if (!m_session.json())
        tellTrial(receipt);
    if (receipt.takenOver)
        out.note(tr("It was refreshed elsewhere at the same time; that result is used."));
    if (!receipt.replaced.isEmpty())
        out.note(tr("Someone else saved version %1 meanwhile; it is AWSPREVIOUS now.").arg(receipt.replaced));
}

//! What the new token was found to be good for.
void Refreshing::tellTrial(const RefreshReceipt &receipt)
{
    Output &out = m_session.out();
    if (receipt.probed) {
        const ProbeAnswer &answer = *receipt.probed;
        if (answer.kind == ProbeAnswer::Kind::Refused)
            out.note(tr("%1 does not accept the new token: %2. It was stored anyway, because the provider has "
                        "replaced the refresh token with it.")
                         .arg(answer.host, probeText(answer)));
        else
            out.note(tr("Tried out at %1: %2.").arg(answer.host, probeText(answer)));
    }
    if (!receipt.scopes.lost.isEmpty())
        out.note(tr("The new token may no longer do: %1.").arg(receipt.scopes.lost.join(u' ')));
    if (!receipt.scopes.gained.isEmpty())
        out.note(tr("The new token may also do: %1.").arg(receipt.scopes.gained.join(u' ')));
}

void Refreshing::noteUnfinished(const Error &error)
{
    Output &out = m_session.out();
    const QString name = printable(m_name);
    const std::optional<UnfinishedRefresh> &left = m_refresher.unfinished();
    if (!left) {
        if (error.kind == ErrorKind::Keychain || error.refusal == Refusal::Journal)
            out.note(tr("The provider was not asked: a new token could not have been kept. Where the provider keeps "
                        "its refresh token, --no-journal does without."));
        return;
    }
    if (m_refresher.holdsTokens() && left->marker.replay == Provider::Replay::Safe)
        return out.note(tr("The new access token could not be stored and is lost. The refresh token is still good: run "
                           "the command again when AWS can be written."));
    if (m_refresher.holdsTokens())
        return out.note(tr("The new tokens could be kept neither in AWS nor in the keychain and are lost, and the "
                           "provider replaced the refresh token: authorise the application again."));
    switch (left->next) {
    case RefreshNext::Discard:
        return;
    case RefreshNext::Store:
        return out.note(tr("The new tokens are kept in the keychain: \"keyturnctl resume %1\" stores them.").arg(name));
    case RefreshNext::Unlock:
        return out.note(tr("A refresh of it is unfinished, and the keychain may hold its tokens: unlock it, then "
                           "\"keyturnctl resume %1\".")
                            .arg(name));
    case RefreshNext::AskAgain:
        return out.note(tr("It may be asked again with the same token until %1: \"keyturnctl resume %2\".")
                            .arg(isoTime(left->marker.replayUntil), name));
    case RefreshNext::Decide:
        return out.note(
            tr("\"keyturnctl resume %1\" looks again; with --ask-again it asks once more, which ends the login if the "
               "token has been spent; with --forget it lets go, after the application was authorised again.")
                .arg(name));
    }
}

ExitCode Refreshing::report(const Result<RefreshReceipt> &receipt)
{
    if (m_manner.holdsInterrupts && m_isBegun)
        m_session.onInterrupt = [](int) { return true; }; // the outcome is told now
    if (receipt) {
        print(*receipt);
        return ExitCode::Ok;
    }
    const ExitCode code = m_session.fail(receipt.error(), m_name);
    noteUnfinished(receipt.error());
    return code;
}

} // namespace keyturn::cli
