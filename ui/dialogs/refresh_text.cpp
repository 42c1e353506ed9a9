#include "ui/dialogs/refresh_text.h"

#include "core/rotation/refresh_exchange.h"
#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

ErrorMessage RefreshText::message(const Error &error, const QString &entry)
{
    ErrorMessage text = ErrorText::message(error, entry);
    if (const auto own = refused(error, entry)) {
        text.sentence = own->first;
        text.nextStep = own->second;
    } else if (error.kind == ErrorKind::Keychain) {
        text.sentence += u' ' + tr("The provider was not asked, because its answer could not be kept.");
    } else if (error.operation == "refresh_token"_L1 && error.kind == ErrorKind::Unsupported) {
        text.sentence = tr("%1 was not refreshed: %2.").arg(entry, ErrorText::obstacle(error.refusal));
        text.nextStep = NextStep::None;
    }
    text.nextStepLabel =
        error.refusal == Refusal::RotationEnabled ? tr("Refresh anyway") : ErrorText::label(text.nextStep);
    return text;
}

std::optional<std::pair<QString, NextStep>> RefreshText::refused(const Error &error, const QString &entry)
{
    using Said = std::pair<QString, NextStep>;
    const QString host = error.host.section(u':', 0, 0);
    switch (error.refusal) {
    case Refusal::AnswerLost:
        return Said{tr("The answer of %1 was lost or can't be understood, so it may or may not have issued new tokens "
                       "for %2. Nothing in AWS changed and the refresh token still works: try again.")
                        .arg(host, entry),
                    NextStep::TryAgain};
    case Refusal::RotationEnabled:
        return Said{tr("A rotation function also refreshes %1, and both would use up the same refresh token. The "
                       "provider was not asked.")
                        .arg(entry),
                    NextStep::TryAgain};
    case Refusal::TokenUrlConsent:
        return Said{tr("Nothing was sent: the token URL of %1 now leads to %2, which isn't on Keyturn's list. Reload, "
                       "and refresh again to decide.")
                        .arg(entry, error.host),
                    NextStep::Reload};
    case Refusal::ProbeRefused:
        return Said{tr("%1 does not accept the new token of %2 (%3), so the old one stays. Nothing in AWS changed.")
                        .arg(host, entry, error.detail),
                    NextStep::TryAgain};
    case Refusal::NoProbe:
    case Refusal::ProbeUrl:
    case Refusal::ProbeUrlConsent:
        return Said{tr("%1 was not refreshed, because there is no address to test a new token. See its Rotation "
                       "tab.")
                        .arg(entry),
                    NextStep::None};
    case Refusal::StagedElsewhere:
        return Said{tr("A refresh of %1 on another computer is unfinished: a version with another refresh token waits "
                       "to become current. Finish it there, or make that version current in Versions.")
                        .arg(entry),
                    NextStep::None};
    default:
        return notAsked(error, entry);
    }
}

//! Why nothing was sent, where it would come right by itself or elsewhere.
std::optional<std::pair<QString, NextStep>> RefreshText::notAsked(const Error &error, const QString &entry)
{
    using Said = std::pair<QString, NextStep>;
    switch (error.refusal) {
    case Refusal::RefreshRunning:
        return Said{tr("Another program of yours is refreshing %1.").arg(entry), NextStep::TryAgain};
    case Refusal::VersionQuota:
        return Said{tr("The provider was not asked: %1 already has as many versions today as AWS keeps.").arg(entry),
                    NextStep::None};
    case Refusal::Size:
        if (error.operation != "refresh_token"_L1)
            return {};
        return Said{tr("The provider was not asked, because its answer might not fit: %1.").arg(error.detail),
                    NextStep::None};
    case Refusal::CredentialsEnd:
        return Said{tr("The provider was not asked: your session expires in less than 15 minutes, and there must be "
                       "time to store the answer."),
                    NextStep::SignIn};
    case Refusal::Journal:
    case Refusal::NoJournal:
        return Said{tr("The provider was not asked, because its answer could not be kept: %1.").arg(error.detail),
                    NextStep::TryAgain};
    default:
        return {};
    }
}

QString RefreshText::label(RefreshNext next)
{
    switch (next) {
    case RefreshNext::Discard:
    case RefreshNext::Store:
        return tr("Finish");
    case RefreshNext::AskAgain:
        return tr("Check again");
    case RefreshNext::Decide:
        return tr("Decide…");
    case RefreshNext::Unlock:
        return tr("Try again");
    }
    return {};
}

ErrorMessage RefreshText::unfinished(const UnfinishedRefresh &refresh, bool isHere, const QDateTime &now)
{
    const RefreshMarker &marker = refresh.marker;
    const QString entry = leafOf(marker.entry.name);
    const QString at = Wording::timeWithSeconds(marker.sentAt.isValid() ? marker.sentAt : marker.at);
    const QString day = Wording::date(marker.sentAt.isValid() ? marker.sentAt : marker.at, now);
    QString sentence;
    switch (refresh.next) {
    case RefreshNext::Discard:
    case RefreshNext::Store:
        sentence = isHere
                       ? tr("New tokens for %1 are in this window only: neither AWS nor the keychain took them. Leave "
                            "it open until they are stored.")
                             .arg(entry)
                       : tr("New tokens for %1 are not in AWS yet. They are kept in the keychain.").arg(entry);
        break;
    case RefreshNext::AskAgain:
        sentence = marker.replayUntil.isValid()
                       ? tr("%1 was asked for tokens for %2, and its answer was lost. It can be asked again until %3.")
                             .arg(marker.provider, entry, Wording::timeWithSeconds(marker.replayUntil))
                       : tr("%1 was asked for tokens for %2, and its answer was lost. It can be asked again.")
                             .arg(marker.provider, entry);
        break;
    case RefreshNext::Decide:
        sentence = tr("%1 was asked for tokens for %2 on %3 at %4 and didn't answer, so it may or may not have issued "
                      "any. Nothing in AWS changed.")
                       .arg(marker.provider, entry, day, at);
        break;
    case RefreshNext::Unlock:
        sentence =
            tr("A refresh of %1 on %2 at %3 is unfinished, and the keychain that may hold its tokens can't be opened.")
                .arg(entry, day, at);
        break;
    }
    ErrorMessage text;
    text.sentence = sentence;
    text.nextStep = NextStep::TryAgain;
    text.nextStepLabel = label(refresh.next);
    return text;
}

} // namespace keyturn
