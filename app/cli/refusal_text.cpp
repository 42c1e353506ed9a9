#include "app/cli/refusal_text.h"

#include "app/cli/provider_text.h"
#include "core/entry/entry_link.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

struct RefusalText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RefusalText)

public:
    using Text = std::pair<QString, QString>;

    //! Without the full stop, to stand inside a sentence.
    static QString detail(const Error &error)
    {
        return error.detail.endsWith(u'.') ? error.detail.chopped(1) : error.detail;
    }

    static Text unchanged(const Error &error, const ErrorContext &context, const QString &next)
    {
        return {tr("\"%1\" was not changed: %2.").arg(context.name, detail(error)), next};
    }

    static Text notAsked(const Error &error, const ErrorContext &context, const QString &next)
    {
        return {tr("The provider of \"%1\" was not asked: %2.").arg(context.name, detail(error)), next};
    }

    static Text limit(const Error &error, const ErrorContext &context)
    {
        switch (error.refusal) {
        case Refusal::VersionQuota:
            return notAsked(error, context, tr("Wait until some are older than a day."));
        case Refusal::Size:
            return unchanged(error, context, tr("Shorten it, or split it over two secrets."));
        default:
            return {tr("A quota or size limit of AWS is reached; trying again does not help."), {}};
        }
    }

    static Text invalid(const Error &error, const ErrorContext &context)
    {
        switch (error.refusal) {
        case Refusal::Value: // what is wrong, and below it what to do
            return {error.detail.section(u'\n', 0, 0), error.detail.section(u'\n', 1).trimmed()};
        case Refusal::NotARegion:
            return {tr("\"%1\" is not an AWS region.").arg(error.detail),
                    tr("Name one such as us-east-1 with --region, or correct it in profile %1.").arg(context.profile)};
        case Refusal::Replica:
            return unchanged(error, context, tr("Repeat the command with --region set to that region."));
        case Refusal::Owned:
            return unchanged(error, context, tr("Change it in that service."));
        default:
            return {tr("The request is not valid: %1.").arg(detail(error)), {}};
        }
    }

    static Text name(const Error &error, const ErrorContext &context)
    {
        switch (error.refusal) {
        case Refusal::TwoEntries:
            return {tr("\"%1\" is the name of a secret and of a parameter.").arg(context.name),
                    tr("Say which one is meant with --store secret or --store parameter.")};
        case Refusal::OtherStore:
            return {error.detail.contains(":ssm:"_L1) ? tr("%1 is a parameter and not a secret.").arg(error.detail)
                                                      : tr("%1 is a secret and not a parameter.").arg(error.detail),
                    tr("Leave out --store, or name the other one.")};
        case Refusal::OtherRegion:
            return {tr("%1 is in region %2, and %3 is the one that is asked.")
                        .arg(context.name, error.detail, context.region),
                    tr("Repeat the command with --region %1.").arg(error.detail)};
        case Refusal::OtherAccount:
            return {tr("%1 is in account %2, and profile %3 is signed in to %4.")
                        .arg(context.name, EntryLink::parse(context.name).value_or(EntryLink()).account,
                             context.profile, error.detail),
                    tr("Choose a profile of that account with --profile.")};
        default:
            return {tr("A NAME has no version or label behind it."), tr("Leave out \"%1\".").arg(error.detail)};
        }
    }

    static Text keychain(const Error &error, const ErrorContext &context)
    {
        switch (error.refusal) {
        case Refusal::NoJournal:
            return notAsked(error, context, tr("Leave out --no-journal."));
        case Refusal::Locked:
            return {tr("The keychain is locked."), tr("Unlock it, for example by signing in to the desktop.")};
        case Refusal::Denied:
            return {tr("The keychain refuses access."), tr("Allow keyturnctl to use it.")};
        case Refusal::Absent:
            return {tr("There is no keychain: no Secret Service answers on the session bus."),
                    tr("Start gnome-keyring or another Secret Service; Keyturn never stores keys in a file.")};
        case Refusal::Hung:
            return {tr("The keychain does not answer."), tr("Restart the keyring daemon and try again.")};
        default:
            return {tr("The keychain failed."), {}};
        }
    }

    static Text unsupported(const Error &error, const ErrorContext &context)
    {
        switch (error.refusal) {
        case Refusal::Container:
            return {tr("Profile %1 takes its credentials from the container or the EC2 instance it runs in; Keyturn "
                       "asks neither.")
                        .arg(context.profile),
                    {}};
        case Refusal::Raw:
            return {tr("The value of \"%1\" is not a JSON object with unique keys.").arg(context.name),
                    tr("\"keyturnctl show %1 --raw\" prints it as it is.").arg(context.name)};
        case Refusal::Binary:
            return {tr("\"%1\" holds binary data, which is not edited here.").arg(context.name), {}};
        default:
            const Text ofEntry = obstacleText(error, context);
            return ofEntry.first.isEmpty() ? Text{tr("Not supported: %1.").arg(error.detail), {}} : ofEntry;
        }
    }
};

} // namespace

std::pair<QString, QString> limitText(const Error &error, const ErrorContext &context)
{
    return RefusalText::limit(error, context);
}

std::pair<QString, QString> invalidText(const Error &error, const ErrorContext &context)
{
    return RefusalText::invalid(error, context);
}

std::pair<QString, QString> keychainText(const Error &error, const ErrorContext &context)
{
    return RefusalText::keychain(error, context);
}

std::pair<QString, QString> unsupportedText(const Error &error, const ErrorContext &context)
{
    return RefusalText::unsupported(error, context);
}

bool isOfName(const Error &error)
{
    switch (error.refusal) {
    case Refusal::TwoEntries:
    case Refusal::OtherStore:
    case Refusal::OtherRegion:
    case Refusal::OtherAccount:
    case Refusal::VersionInName:
        return true;
    default:
        return false;
    }
}

std::pair<QString, QString> nameText(const Error &error, const ErrorContext &context)
{
    return RefusalText::name(error, context);
}

} // namespace keyturn::cli
