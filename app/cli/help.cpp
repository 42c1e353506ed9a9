#include "app/cli/help.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class Help {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Help)

public:
    static QString section(const QString &title, const QString &body) { return u'\n' + title + u'\n' + body; }

    static QString wrapped(const QString &text, qsizetype indent, qsizetype width = 96)
    {
        QString out;
        qsizetype column = indent;
        for (const QString &word : text.split(u' ')) {
            if (column > indent && column + 1 + word.size() > width) {
                out += u'\n' + QString(indent, u' ');
                column = indent;
            } else if (column > indent) {
                out += u' ';
                ++column;
            }
            out += word;
            column += word.size();
        }
        return out;
    }

    static QString entry(const QString &name, const QString &text)
    {
        constexpr qsizetype column = 26;
        const QString left = u"  "_s + name;
        const QString gap = left.size() < column ? QString(column - left.size(), u' ') : u'\n' + QString(column, u' ');
        return left + gap + wrapped(text, column) + u'\n';
    }

    static QString optionList(const QList<QCommandLineOption> &options)
    {
        QString out;
        for (const QCommandLineOption &option : options) {
            QStringList names;
            for (const QString &name : option.names())
                names << (name.size() == 1 ? u"-"_s : u"--"_s) + name;
            QString left = names.join(u", "_s);
            if (!option.valueName().isEmpty())
                left += u' ' + option.valueName();
            out += entry(left, option.description());
        }
        return out;
    }

    static QString exitCodes()
    {
        return section(tr("Exit codes:"),
                       entry(u"0"_s, tr("done; also when nothing had to be changed"))
                           + entry(u"1"_s, tr("the operation failed, wholly or in part"))
                           + entry(u"2"_s, tr("the command line was not understood"))
                           + entry(u"3"_s, tr("no such secret, parameter or key"))
                           + entry(u"4"_s, tr("access denied, production read-only, credentials missing or refused"))
                           + entry(u"5"_s, tr("conflict: someone else changed it first, or the key exists"))
                           + entry(u"6"_s, tr("endpoint unreachable or not AWS, or the port is in use"))
                           + entry(u"7"_s, tr("the OAuth provider refused"))
                           + entry(u"8"_s, tr("the keychain is locked, absent or does not answer"))
                           + entry(u"129, 130, 131, 143"_s, tr("interrupted by SIGHUP, SIGINT, SIGQUIT or SIGTERM"))
                           + entry(u"141"_s, tr("output pipe closed")));
    }
};

} // namespace

QList<QCommandLineOption> globalOptions()
{
    return {
        {u"profile"_s,
         Help::tr(
             "Profile of ~/.aws/config or ~/.aws/credentials, or the name of keys in the keychain. Default: the keys "
             "in the environment, then AWS_PROFILE, then \"default\". \"list\", \"due\", \"find\" and \"drift\" take "
             "several, "
             "with commas between them or the option again."),
         u"P"_s},
        {u"region"_s,
         Help::tr("Region. Default: AWS_REGION, AWS_DEFAULT_REGION, then the profile's. Several: as with --profile."),
         u"R"_s},
        {u"endpoint-url"_s,
         Help::tr("Send every request here instead of AWS: https, or http to 127.0.0.1 and [::1]. Default: "
                  "AWS_ENDPOINT_URL, then the profile's."),
         u"URL"_s},
        {u"trust-endpoint"_s,
         Help::tr("Agree to an endpoint that the profile or AWS_ENDPOINT_URL names and that is not AWS, from now on: "
                  "without it nothing is sent there. Endpoints on this computer need no agreement."),
         u"URL"_s},
        {u"trust-process"_s,
         Help::tr("Agree to the credential_process command of the profile, from now on and until it is written "
                  "differently: without it the command is not run.")},
        {u"mfa-stdin"_s, Help::tr("Read the code of the profile's MFA device from standard input. On a terminal it is "
                                  "asked for, and not shown.")},
        {u"write-production"_s,
         Help::tr("Let this run change something with a profile that is marked as production, in the window or by "
                  "keyturn_production = true in ~/.aws/config. Without it that is refused before anything is sent; "
                  "what only reads is not. Keys in the environment go by the mark of [profile environment], or, "
                  "where there is none, by that of AWS_PROFILE or default. No variable and no setting stands for "
                  "it.")},
        {u"json"_s, Help::tr("Print JSON; times are ISO 8601 in UTC.")},
        {{u"h"_s, u"help"_s}, Help::tr("Print this help, or that of the verb.")},
        {{u"v"_s, u"version"_s}, Help::tr("Print the version.")},
    };
}

QString programHelp(const std::vector<std::unique_ptr<Verb>> &verbs)
{
    QString list;
    for (const auto &verb : verbs)
        list += Help::entry(verb->name() + u' ' + verb->synopsis(), verb->summary());
    return Help::tr("Usage: keyturnctl [options] VERB [arguments]") + u"\n\n"_s
           + Help::wrapped(
               Help::tr("Look after OAuth credentials in AWS Secrets Manager and Parameter Store. Results go to "
                        "standard output, messages to standard error. Secrets are never taken from the "
                        "command line; they come from standard input or a file."),
               0)
           + u'\n' + Help::section(Help::tr("Verbs:"), list)
           + Help::section(Help::tr("Options:"), Help::optionList(globalOptions())) + Help::exitCodes() + u'\n'
           + Help::tr("\"keyturnctl VERB --help\" tells more, with examples.") + u'\n';
}

QString verbHelp(const Verb &verb)
{
    QString text =
        Help::tr("Usage: keyturnctl [options] %1").arg((verb.name() + u' ' + verb.synopsis()).trimmed()) + u'\n';
    for (const QString &paragraph : verb.description().split(u'\n'))
        text += u'\n' + Help::wrapped(paragraph, 0) + u'\n';
    if (!verb.options().isEmpty())
        text += Help::section(Help::tr("Options of %1:").arg(verb.name()), Help::optionList(verb.options()));
    text += Help::section(Help::tr("Options:"), Help::optionList(globalOptions()));
    QString examples;
    for (const QString &example : verb.examples())
        examples += u"  "_s + example + u'\n';
    return text + Help::section(Help::tr("Examples:"), examples) + Help::exitCodes();
}

} // namespace keyturn::cli
