#include "app/cli/command_line.h"

#include "app/cli/help.h"
#include "app/cli/places.h"

#include <QCommandLineParser>

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class Usage {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Usage)
};

CommandLine refused(const QString &error, const QString &verb = {})
{
    CommandLine line;
    const QString help = verb.isEmpty() ? u"keyturnctl --help"_s : u"keyturnctl %1 --help"_s.arg(verb);
    line.error = {error, u"  "_s + Usage::tr("See \"%1\".").arg(help)};
    return line;
}

CommandLine printed(const QString &text)
{
    CommandLine line;
    line.text = text;
    return line;
}

//! Those of every verb.
GlobalOptions optionsOf(const QCommandLineParser &parser)
{
    GlobalOptions options;
    options.profiles = profilesOf(parser.values(u"profile"_s), Environment());
    options.regions = regionsOf(parser.values(u"region"_s));
    options.profile = options.profiles.value(0);
    options.region = options.regions.value(0);
    options.endpoint = parser.value(u"endpoint-url"_s);
    options.trustedEndpoint = parser.value(u"trust-endpoint"_s);
    options.mfaFromInput = parser.isSet(u"mfa-stdin"_s);
    options.trustProcess = parser.isSet(u"trust-process"_s);
    options.writesProduction = parser.isSet(u"write-production"_s);
    options.json = parser.isSet(u"json"_s);
    return options;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments, const std::vector<std::unique_ptr<Verb>> &verbs)
{
    QCommandLineParser global; // finds the verb: the first argument that is no option
    global.addOptions(globalOptions());
    global.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    const bool understood = global.parse(arguments);
    const QStringList rest = global.positionalArguments();
    if (!understood)
        return refused(global.errorText());
    if (global.isSet(u"version"_s))
        return printed(u"keyturnctl %1\n"_s.arg(QCoreApplication::applicationVersion()));
    if (rest.isEmpty() && global.isSet(u"help"_s))
        return printed(programHelp(verbs));
    if (rest.isEmpty())
        return refused(Usage::tr("Missing command."));

    const auto found =
        std::find_if(verbs.begin(), verbs.end(), [&](const auto &v) { return v->name() == rest.first(); });
    if (found == verbs.end())
        return refused(Usage::tr("Unknown command \"%1\".").arg(rest.first()));
    Verb *verb = found->get();

    QStringList others = arguments;
    others.removeAt(arguments.size() - rest.size());
    QCommandLineParser parser;
    parser.addOptions(globalOptions());
    parser.addOptions(verb->options());
    const bool complete = parser.parse(others);
    if (parser.isSet(u"help"_s))
        return printed(verbHelp(*verb));
    if (!complete)
        return refused(parser.errorText(), verb->name());

    CommandLine line;
    line.verb = verb;
    line.arguments.names = parser.positionalArguments();
    if (line.arguments.names.size() < verb->minimumNames())
        return refused(Usage::tr("Arguments are missing: %1 %2.").arg(verb->name(), verb->synopsis()), verb->name());
    if (line.arguments.names.size() > verb->maximumNames()) // not repeated: it may be a secret in the wrong place
        return refused(Usage::tr("There are too many arguments. Values are never taken from the command line."),
                       verb->name());
    for (const QCommandLineOption &option : verb->options()) {
        const QString name = option.names().first();
        if (parser.isSet(name))
            line.arguments.options.insert(name, option.valueName().isEmpty() ? QString() : parser.value(name));
    }
    line.options = optionsOf(parser);
    if (!verb->worksAtSeveralPlaces() && std::max(line.options.profiles.size(), line.options.regions.size()) > 1)
        return refused(Usage::tr("\"%1\" works in one place: give one profile and one region.").arg(verb->name()),
                       verb->name());
    line.options.verb = verb->name();
    line.options.effect = verb->effect(line.arguments);
    return line;
}

} // namespace keyturn::cli
