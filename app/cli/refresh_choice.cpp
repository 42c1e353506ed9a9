#include "app/cli/refresh_choice.h"

#include "app/cli/entry_choice.h"
#include "core/oauth/token_url_policy.h"
#include "core/read/entry_store.h"
#include "core/rotation/token_check.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class SettingsText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RefreshSettings)
};

Error misused(const QString &sentence)
{
    return Error{ErrorKind::Invalid, Refusal::Usage, sentence};
}

QString knownIds()
{
    QStringList ids;
    for (const Provider &provider : providers())
        ids.append(provider.id);
    return ids.join(u", "_s);
}

//! "client-id=KEY,scope=": the second says that no key is the scope.
Result<> readMap(const QString &text, QHash<KeyRole, QString> &keys)
{
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const std::optional<KeyRole> role = roleOfWord(part.section(u'=', 0, 0));
        if (!role || !part.contains(u'='))
            return misused(SettingsText::tr("--map takes ROLE=KEY, separated by commas; a role is client-id, "
                                            "client-secret, refresh-token, access-token, expires-at, scope or "
                                            "token-url."));
        keys.insert(*role, part.section(u'=', 1));
    }
    return {};
}

Result<RefreshSettings> withOptions(RefreshSettings settings, const VerbArguments &arguments)
{
    if (const Result<> read = readMap(arguments.value(u"map"_s), settings.keys); !read)
        return read.error();
    if (arguments.has(u"provider"_s)) {
        settings.provider = arguments.value(u"provider"_s);
        if (!settings.provider.isEmpty() && !providerOfId(settings.provider))
            return misused(SettingsText::tr("--provider is one of %1.").arg(knownIds()));
    }
    if (arguments.has(u"probe-url"_s)) {
        settings.probeUrl = arguments.value(u"probe-url"_s);
        const Result<QUrl> url = tokenUrlFromText(settings.probeUrl);
        if (!url && !settings.probeUrl.isEmpty())
            return misused(SettingsText::tr("--probe-url takes an https URL without a user, a port of another service "
                                            "or a fragment."));
        if (url && !isOwnProbeUrl(*url) && !settings.agreedProbeOrigins.contains(tokenOrigin(*url)))
            settings.agreedProbeOrigins.append(tokenOrigin(*url)); // typed by hand: agreed to
    }
    if (!arguments.has(u"parameters"_s))
        return settings;
    const Result<QStringList> parameters = refreshParametersFromText(arguments.value(u"parameters"_s));
    if (!parameters && parameters.error().refusal == Refusal::ParameterReserved)
        return misused(SettingsText::tr("--parameters cannot change %1: Keyturn sets it from the entry itself.")
                           .arg(printable(parameters.error().detail)));
    if (!parameters)
        return misused(SettingsText::tr("--parameters takes NAME=VALUE, separated by &."));
    settings.parameters = *parameters;
    return settings;
}

QString originIn(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return checkTokenUrl(url) ? tokenOrigin(url) : QString();
}

} // namespace

QList<QCommandLineOption> refreshSettingsOptions()
{
    return {{u"map"_s,
             SettingsText::tr("Which key is what: ROLE=KEY, separated by commas, remembered for this entry. A role is "
                              "client-id, client-secret, refresh-token, access-token, expires-at, scope or token-url; "
                              "without KEY, none is."),
             u"ROLE=KEY,..."_s},
            {u"provider"_s,
             SettingsText::tr("Whose rules count, remembered for this entry: %1. Default: told by the token URL, the "
                              "keys and their values.")
                 .arg(knownIds()),
             u"ID"_s},
            {u"parameters"_s,
             SettingsText::tr("Sent with every token request, remembered for this entry: NAME=VALUE, separated by &. "
                              "No secrets."),
             u"NAME=VALUE&..."_s},
            {u"trust-token-url"_s,
             SettingsText::tr("Agree that this entry's credentials go to the token host it names, from now on: without "
                              "it nothing is sent to a host that Keyturn does not know."),
             u"ORIGIN"_s}};
}

QList<QCommandLineOption> probeSettingsOptions()
{
    return {{u"probe-url"_s,
             SettingsText::tr("An https address that answers a GET with 200 if the access token works, remembered for "
                              "this entry. Default: the tag keyturn:probe-url, or what is known of the provider."),
             u"URL"_s},
            {u"trust-probe-url"_s,
             SettingsText::tr("Agree that this entry's access token goes to the host that its tag names, from now on."),
             u"ORIGIN"_s}};
}

bool changesRefreshSettings(const VerbArguments &arguments)
{
    return arguments.has(u"map"_s) || arguments.has(u"provider"_s) || arguments.has(u"parameters"_s)
           || arguments.has(u"trust-token-url"_s) || arguments.has(u"probe-url"_s)
           || arguments.has(u"trust-probe-url"_s);
}

Task<Result<RefreshSettings>> chosenSettings(Session *session, Connection *connection, Entry entry,
                                             VerbArguments arguments)
{
    const RefreshSettingsFile file = session->refreshSettings();
    const bool rehearsal = connection->tokenEndpoint().isRehearsal();
    const Result<RefreshSettings> chosen = withOptions(file.of(entry, rehearsal), arguments);
    if (!chosen || !changesRefreshSettings(arguments))
        co_return chosen;
    RefreshSettings settings = *chosen;
    const EntryStore store(*connection);
    Task<Result<EntryContent>> opening = store.open(entry);
    const Result<EntryContent> content = co_await std::move(opening);
    if (!content)
        co_return content.error();
    for (auto it = settings.keys.cbegin(); it != settings.keys.cend(); ++it) {
        if (!it.value().isEmpty() && !content->field(it.value()))
            co_return misused(
                SettingsText::tr("\"%1\" has no key %2.").arg(printable(entry.id.name), printable(it.value())));
    }
    if (arguments.has(u"trust-token-url"_s)) {
        const QString origin = originIn(arguments.value(u"trust-token-url"_s));
        const Result<RefreshRequest> request = refreshRequest(content->withKeys(settings.keys), settings);
        const bool isNamed = !request && request.error().refusal == Refusal::TokenUrlConsent && !origin.isEmpty()
                             && request.error().detail == origin;
        if (isNamed)
            settings.agreedOrigins.append(origin);
        else if (!settings.agreedOrigins.contains(origin))
            co_return misused(SettingsText::tr("\"%1\" names no token host %2 that needs consent, so there is nothing "
                                               "to trust.")
                                  .arg(printable(entry.id.name), printable(arguments.value(u"trust-token-url"_s))));
    }
    if (arguments.has(u"trust-probe-url"_s)) {
        const QString origin = originIn(arguments.value(u"trust-probe-url"_s));
        const Result<ProbeTarget> target = probeTarget(content->withKeys(settings.keys), settings);
        const bool isNamed = !target && target.error().refusal == Refusal::ProbeUrlConsent && !origin.isEmpty()
                             && target.error().detail == origin;
        if (!isNamed && !settings.agreedProbeOrigins.contains(origin))
            co_return misused(SettingsText::tr("\"%1\" names no host %2 for its probe that needs consent, so there is "
                                               "nothing to trust.")
                                  .arg(printable(entry.id.name), printable(arguments.value(u"trust-probe-url"_s))));
        if (isNamed)
            settings.agreedProbeOrigins.append(origin);
    }
    const Result<> remembered = file.remember(entry, rehearsal, settings);
    if (!remembered)
        co_return remembered.error();
    co_return settings;
}

Task<Result<ChosenEntry>> chosenEntry(Session *session, VerbArguments arguments)
{
    Task<Result<Connection *>> connecting = session->connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return connection.error();
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return entry.error();
    Task<Result<RefreshSettings>> choosing = chosenSettings(session, *connection, *entry, arguments);
    const Result<RefreshSettings> settings = co_await std::move(choosing);
    if (!settings)
        co_return settings.error();
    co_return ChosenEntry{*connection, *entry, *settings};
}

} // namespace keyturn::cli
