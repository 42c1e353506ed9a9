#include "ui/refresh/client_secret_words.h"

#include "ui/dialogs/refresh_text.h"
#include "ui/refresh/refresh_words.h"
#include "ui/refresh/secret_order_words.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString ClientSecretWords::step(ClientSecretStep step, int done, int of)
{
    switch (step) {
    case ClientSecretStep::ReadEntry:
        return tr("Reading the entry…");
    case ClientSecretStep::FindCopies:
        return of > 0 ? tr("Looking for copies of the old one, %1 of %2…").arg(done).arg(of)
                      : tr("Looking for copies of the old one…");
    case ClientSecretStep::OrderSecret:
        return tr("Asking the provider for a new one…");
    case ClientSecretStep::AwaitMessage:
        return tr("Waiting for the message that brings it…");
    case ClientSecretStep::AskProvider:
        return tr("Asking the provider…");
    case ClientSecretStep::WriteCopies:
        break;
    }
    return tr("Writing…");
}

QString ClientSecretWords::failure(const Error &error, const QString &entry)
{
    if (const std::optional<QString> ordered = SecretOrderWords::failure(error, entry))
        return *ordered;
    if (error.refusal == Refusal::SameSecret)
        return tr("%1 holds this client secret already.").arg(entry);
    if (error.refusal == Refusal::SecretForm)
        return tr("That is not a client secret: it contains spaces, line breaks or non-ASCII characters.");
    if (error.refusal == Refusal::NoMessage)
        return tr(
            "The message with the new client secret hasn't come yet. Continue later; nothing is asked for twice.");
    if (error.refusal == Refusal::NotKnownYet)
        return tr("%1 doesn't accept the new client secret yet. It is kept in the keychain. Continue later.")
            .arg(error.detail);
    if (error.refusal == Refusal::NeverAsked)
        return tr("It stopped before the provider was asked. Nothing was made.");
    if (error.refusal == Refusal::WouldSpend)
        return tr("Can't ask: %1.").arg(error.detail);
    if (error.operation == "client-secret"_L1 && error.refusal == Refusal::Unfinished)
        return tr("Another new client secret of %1 isn't in every copy yet. Continue with that one first.").arg(entry);
    if (error.operation == "client-secret"_L1 && error.refusal == Refusal::NoJournal)
        return tr("The new client secret couldn't be kept (%1), so nothing was sent.").arg(error.detail);
    if (error.code == "invalid_client"_L1 || error.code == "unauthorized_client"_L1)
        return tr(
            "The provider doesn't accept this client secret. Nothing was changed. A new one may take some minutes "
            "until it is known everywhere: try again then.");
    return RefreshText::message(error, entry).sentence;
}

QString ClientSecretWords::state(const ClientSecretChange &change, const QDateTime &now)
{
    switch (change.state) {
    case ClientSecretChange::State::Ordered:
        return tr("%1 was asked for a new client secret. The message that brings it has not come yet.")
            .arg(change.provider);
    case ClientSecretChange::State::Testing:
        return tr("The new client secret is kept in the keychain. Whether %1 accepts it is not known yet.")
            .arg(change.provider);
    case ClientSecretChange::State::Writing:
        return tr("%1 accepts the new client secret. It is in %2 of %3 entries.")
            .arg(change.provider)
            .arg(change.written())
            .arg(change.copies.size());
    case ClientSecretChange::State::Grace:
        break;
    }
    if (change.notice.isExpected())
        return tr("The new client secret is in every copy, and its message is still in the queue. Continue in some "
                  "minutes to delete it.");
    if (!change.graceUntil.isValid())
        return tr("The new client secret is in every copy. How long the old one is accepted is not known.");
    if (change.graceUntil <= now)
        return tr("The new client secret is in every copy, and the old one has expired.");
    const qint64 hours = now.secsTo(change.graceUntil) / 3600;
    return tr("The new client secret is in every copy. The old one works until %1 (%2 days %3 h left).")
        .arg(RefreshWords::moment(change.graceUntil, now))
        .arg(hours / 24)
        .arg(hours % 24);
}

QString ClientSecretWords::copy(const ClientSecretChange::Copy &copy)
{
    if (copy.isWritten)
        return tr("written");
    if (copy.problem.isEmpty())
        return tr("not written yet");
    if (copy.problem == refusalWord(Refusal::ChangedElsewhere))
        return tr("left alone: someone gave it another value");
    return tr("not written: %1").arg(copy.problem);
}

} // namespace keyturn
