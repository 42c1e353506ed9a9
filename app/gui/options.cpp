#include "app/gui/options.h"

#include "core/profile/profile_settings.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace keyturn {

Result<Options> Options::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({
        {{u"h"_s, u"help"_s}, {}},
        {{u"v"_s, u"version"_s}, {}},
        {u"sandbox"_s, {}},
        {u"background"_s, {}},
        {u"light"_s, {}},
        {u"dark"_s, {}},
        {u"profile"_s, {}, u"name"_s},
        {u"region"_s, {}, u"name"_s},
        {u"endpoint-url"_s, {}, u"url"_s},
    });
    const auto invalid = [](const QString &detail) { return Error{ErrorKind::Invalid, Refusal::Usage, detail}; };
    if (!parser.parse(QStringList(u"keyturn"_s) + arguments))
        return invalid(parser.errorText());
    Options options;
    if (const QStringList links = parser.positionalArguments(); !links.isEmpty()) {
        options.entry = EntryLink::parse(links.constFirst());
        if (!options.entry || links.size() > 1)
            return invalid(QCoreApplication::translate("Options", "'%1' is not the ARN of a secret or a parameter.")
                               .arg(links.constLast()));
    }
    options.help = parser.isSet(u"help"_s);
    options.version = parser.isSet(u"version"_s);
    options.sandbox = parser.isSet(u"sandbox"_s);
    options.background = parser.isSet(u"background"_s);
    options.light = parser.isSet(u"light"_s);
    options.dark = parser.isSet(u"dark"_s);
    options.profile = parser.value(u"profile"_s);
    options.region = parser.value(u"region"_s);
    if (parser.isSet(u"endpoint-url"_s)) {
        options.endpoint = QUrl(parser.value(u"endpoint-url"_s), QUrl::StrictMode);
        if (!isAcceptableEndpoint(options.endpoint))
            return invalid(QCoreApplication::translate(
                "Options", "--endpoint-url takes an https address, or http://127.0.0.1:PORT for a rehearsal."));
    }
    if (options.light && options.dark)
        return invalid(QCoreApplication::translate("Options", "--light and --dark exclude each other."));
    if (options.sandbox && !options.profile.isEmpty())
        return invalid(QCoreApplication::translate("Options", "--sandbox and --profile exclude each other."));
    return options;
}

QString Options::helpText()
{
    return QCoreApplication::translate("Options",
                                       "Usage: keyturn [options] [ARN]\n"
                                       "Edit, refresh and watch OAuth credentials kept in AWS. With the ARN of a\n"
                                       "secret or a parameter (keyturn://ARN in links) it opens that entry.\n"
                                       "\n"
                                       "There is one window: where Keyturn is running, it is shown, and goes where\n"
                                       "the options say. With --endpoint-url it is a program of its own.\n"
                                       "\n"
                                       "  --sandbox             rehearse on this computer; nothing reaches AWS\n"
                                       "  --profile NAME        open this profile\n"
                                       "  --region NAME         in this region\n"
                                       "  --endpoint-url URL    talk to this endpoint instead of AWS\n"
                                       "  --background          remind of due dates, and show no window\n"
                                       "  --light, --dark       colours, whatever the desktop says\n"
                                       "  -h, --help            show this text\n"
                                       "  -v, --version         show the version\n");
}

} // namespace keyturn
