#include "app/cli/rotating.h"

#include "app/cli/words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QString stateOf(const ClientSecretChange &change)
{
    switch (change.state) {
    case ClientSecretChange::State::Ordered:
        return u"ordered"_s;
    case ClientSecretChange::State::Testing:
        return u"testing"_s;
    case ClientSecretChange::State::Writing:
        return u"writing"_s;
    case ClientSecretChange::State::Grace:
        break;
    }
    return u"grace"_s;
}

void writeTime(JsonWriter &json, const char *key, const QDateTime &time)
{
    json.key(key);
    time.isValid() ? json.string(isoTime(time)) : json.null();
}

} // namespace

void RotatingText::tell(ClientSecretStep step, int done, int of)
{
    if (step == m_told && done < of)
        return;
    m_told = step;
    Output &out = m_session.out();
    switch (step) {
    case ClientSecretStep::ReadEntry:
        return out.note(tr("Reading the secret..."));
    case ClientSecretStep::FindCopies:
        return done < of ? out.note(tr("Looking for copies of the old client secret..."))
                         : out.note(tr("Looked into %1 entries.").arg(of));
    case ClientSecretStep::OrderSecret:
        return out.note(tr("Asking the provider for a new one..."));
    case ClientSecretStep::AwaitMessage:
        return out.note(tr("Waiting for the message that brings it..."));
    case ClientSecretStep::AskProvider:
        return out.note(tr("Asking the provider whether it accepts the new one..."));
    case ClientSecretStep::WriteCopies:
        return out.note(tr("Writing the copies..."));
    }
}

void RotatingText::tellFound(const SecretCopies::Found &found)
{
    Output &out = m_session.out();
    for (const SecretCopy &copy : found.copies)
        out.note(tr("%1: %2").arg(copy.content.entry.id.name, copy.keys.join(u", "_s)));
    for (const Entry &entry : found.elsewhere)
        out.note(tr("%1 holds the old one too, but is written in %2.").arg(entry.id.name, entry.editedBy));
    for (const auto &[name, error] : found.unread)
        out.note(tr("%1 could not be looked into: %2").arg(name, error.code));
    for (const Error &error : found.unlisted)
        out.note(tr("Not everything could be listed: %1").arg(error.code));
}

void RotatingText::tellQueue(const QueueAttributes &queue)
{
    Output &out = m_session.out();
    out.note(tr("%1 keeps a message for %2 hours.").arg(queue.arn).arg(queue.retention.count() / 3600));
    if (!queue.deadLetterArn.isEmpty() && queue.maxReceives <= 3)
        out.note(tr("It puts a message aside into %1 after %2 receives; that queue is looked into, too.")
                     .arg(queue.deadLetterArn)
                     .arg(queue.maxReceives));
}

ExitCode RotatingText::print(const ClientSecretChange &change, std::optional<bool> isOldAccepted)
{
    const bool isCleared = change.notice.queues.isEmpty() || change.notice.isDeleted;
    const ExitCode code = change.isWrittenEverywhere() && isCleared ? ExitCode::Ok : ExitCode::Failed;
    if (m_session.json()) {
        printJson(change, isOldAccepted);
        return code;
    }
    Output &out = m_session.out();
    for (const ClientSecretChange::Copy &copy : change.copies) {
        if (copy.isWritten && copy.versionId.isEmpty())
            out.line(tr("%1 holds the new client secret").arg(copy.entry.name));
        else if (copy.isWritten)
            out.line(tr("%1 holds the new client secret, version %2").arg(copy.entry.name, copy.versionId));
        else if (copy.problem.isEmpty())
            out.line(tr("%1 is not written yet").arg(copy.entry.name));
        else
            out.line(tr("%1 was not written: %2").arg(copy.entry.name, copy.problem));
    }
    if (change.graceUntil.isValid())
        out.line(tr("%1 accepts the old one until %2").arg(change.provider, isoTime(change.graceUntil)));
    if (isOldAccepted)
        out.line(*isOldAccepted ? tr("the old client secret is still accepted")
                                : tr("the old client secret is no longer accepted"));
    for (const ClientSecretChange::Consumer &consumer : change.consumers)
        out.line((consumer.isDone ? tr("[x] %1") : tr("[ ] %1")).arg(consumer.text));
    if (change.isWrittenEverywhere() && !isCleared)
        out.note(
            tr("Its message still lies in the queue: \"keyturnctl rotate-client-secret %1 --resume\" deletes it, in "
               "some minutes.")
                .arg(change.entry.name));
    else if (code != ExitCode::Ok)
        out.note(tr("\"keyturnctl rotate-client-secret %1 --resume\" writes the rest; the new client secret is kept in "
                    "the keychain.")
                     .arg(change.entry.name));
    return code;
}

void RotatingText::printJson(const ClientSecretChange &change, std::optional<bool> isOldAccepted)
{
    JsonWriter json;
    json.beginObject().key("name").string(change.entry.name).key("state").string(stateOf(change));
    json.key("provider").string(change.provider);
    writeTime(json, "at", change.at);
    writeTime(json, "testedAt", change.testedAt);
    writeTime(json, "graceUntil", change.graceUntil);
    writeTime(json, "orderedAt", change.notice.orderedAt);
    json.key("messageWaits").boolean(change.notice.isExpected());
    json.key("oldAccepted");
    isOldAccepted ? json.boolean(*isOldAccepted) : json.null();
    json.key("copies").beginArray();
    for (const ClientSecretChange::Copy &copy : change.copies) {
        json.beginObject().key("name").string(copy.entry.name).key("written").boolean(copy.isWritten);
        json.key("versionId");
        copy.versionId.isEmpty() ? json.null() : json.string(copy.versionId);
        json.key("problem");
        copy.problem.isEmpty() ? json.null() : json.string(copy.problem);
        json.key("keys").beginArray();
        for (const QString &key : copy.keys)
            json.string(key);
        json.endArray().endObject();
    }
    json.endArray().key("consumers").beginArray();
    for (const ClientSecretChange::Consumer &consumer : change.consumers)
        json.beginObject().key("text").string(consumer.text).key("done").boolean(consumer.isDone).endObject();
    json.endArray().endObject();
    m_session.printJson(std::move(json));
}

std::optional<ExitCode> RotatingText::failOrder(const Error &error, const QString &name)
{
    Output &out = m_session.out();
    const auto told = [&out](const QString &sentence, ExitCode code) {
        out.message(sentence);
        return code;
    };
    if (error.operation != "client-secret"_L1)
        return std::nullopt;
    if (error.refusal == Refusal::NoSecretApi)
        return told(
            tr("%1 has no API that makes client secrets. Make one in its console, and pass it on standard input.")
                .arg(error.detail),
            ExitCode::Failed);
    if (error.refusal == Refusal::NotEnrolled)
        return told(
            tr("The provider knows no queue to send the new client secret of \"%1\" to, so it made none. Enter the "
               "queue's ARN in its console first: --prepare-queue tells where.")
                .arg(name),
            ExitCode::Provider);
    if (error.refusal == Refusal::QueueFifo)
        return told(tr("%1 is a FIFO queue; the provider sends to standard queues only.").arg(error.detail),
                    ExitCode::Failed);
    if (error.refusal == Refusal::QueuePolicy)
        return told(
            tr("The provider may not send to %1, so nothing was asked. --prepare-queue lets it in.").arg(error.detail),
            ExitCode::Failed);
    if (error.refusal == Refusal::QueueKey)
        return told(
            tr("The provider cannot use the key of the queue, so nothing was asked. Give it kms:GenerateDataKey and "
               "kms:Decrypt in the policy of %1, or encrypt the queue with SSE-SQS.")
                .arg(error.detail),
            ExitCode::Failed);
    if (error.refusal == Refusal::SecretWaiting)
        return told(tr("The queue holds a client secret of %1 that AWS does not have, so no other was asked for. "
                       "--from-queue takes it.")
                        .arg(error.detail),
                    ExitCode::Conflict);
    if (error.refusal == Refusal::NoMessage)
        return told(
            tr("The message with the new client secret has not come to %1 yet. It may have been made, and the old "
               "one runs out a week after: --resume goes on looking, and nothing is asked for twice. If it never "
               "comes, make one in the provider's console.")
                .arg(error.detail),
            ExitCode::Failed);
    if (error.refusal == Refusal::NotKnownYet)
        return told(
            tr("%1 does not accept the new client secret yet. It is kept in the keychain, and its message stays in "
               "the queue: --resume tries it again.")
                .arg(error.detail),
            ExitCode::Provider);
    if (error.refusal == Refusal::NeverAsked)
        return told(tr("It stopped before the provider was asked. Nothing was made, and nothing is left of it: begin "
                       "anew."),
                    ExitCode::NotFound);
    return std::nullopt;
}

ExitCode RotatingText::fail(const Error &error, const QString &name)
{
    const QString shown = printable(name);
    Output &out = m_session.out();
    const auto told = [&out](const QString &sentence, ExitCode code) {
        out.message(sentence);
        return code;
    };
    if (const std::optional<ExitCode> ordered = failOrder(error, shown))
        return *ordered;
    if (error.refusal == Refusal::SameSecret)
        return told(tr("\"%1\" holds this client secret already; nothing was sent.").arg(shown), ExitCode::Failed);
    if (error.refusal == Refusal::SecretForm)
        return told(tr("This is not a client secret: it contains spaces, line breaks or non-ASCII characters. Nothing "
                       "was sent."),
                    ExitCode::Failed);
    if (error.refusal == Refusal::WouldSpend)
        return told(tr("Whether the old one is accepted cannot be tried out: %1.").arg(error.detail), ExitCode::Failed);
    if (error.operation == "client-secret"_L1 && error.refusal == Refusal::Unfinished)
        return told(
            tr("Another new client secret of \"%1\" is not in every copy yet. Finish it with --resume, or let go "
               "of it with --forget.")
                .arg(shown),
            ExitCode::Conflict);
    if (error.operation == "client-secret"_L1 && error.refusal == Refusal::NoJournal)
        return told(tr("The new client secret could not be kept (%1), so nothing was sent.").arg(error.detail),
                    ExitCode::Keychain);
    if (error.code == "invalid_client"_L1)
        return told(tr("The provider does not accept this client secret for \"%1\"; nothing was changed. It may take a "
                       "while until a new one is known everywhere: try again in some minutes.")
                        .arg(shown),
                    ExitCode::Provider);
    const ExitCode code = m_session.fail(error, name);
    if (error.refusal == Refusal::AnswerLost)
        out.note(tr("The new client secret is kept in the keychain: --resume tries it again."));
    return code;
}

} // namespace keyturn::cli
