#include "app/cli/verbs/providers_verb.h"

#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/oauth/provider.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QString authenticationWord(const Provider &provider)
{
    switch (provider.authentication) {
    case Provider::Authentication::Form:
        return u"body"_s;
    case Provider::Authentication::Basic:
        return u"basic"_s;
    case Provider::Authentication::Either:
        return u"either"_s;
    }
    return {};
}

QString rotationWord(const Provider &provider)
{
    switch (provider.rotation) {
    case Provider::Rotation::Never:
        return u"never"_s;
    case Provider::Rotation::Sometimes:
        return u"sometimes"_s;
    case Provider::Rotation::Always:
        return u"always"_s;
    }
    return {};
}

QString replayWord(const Provider &provider)
{
    switch (provider.replay) {
    case Provider::Replay::Safe:
        return u"safe"_s;
    case Provider::Replay::WithinLeeway:
        return u"within-leeway"_s;
    case Provider::Replay::Ask:
        return u"ask"_s;
    }
    return {};
}

QString redirectWord(const Provider &provider)
{
    switch (provider.redirect) {
    case Provider::Redirect::LoopbackAnyPort:
        return u"any-port"_s;
    case Provider::Redirect::LoopbackFixed:
        return u"fixed-port"_s;
    case Provider::Redirect::PasteUrl:
        return u"paste"_s;
    }
    return {};
}

void writeTexts(JsonWriter &json, const char *name, const QStringList &texts)
{
    json.key(name).beginArray();
    for (const QString &text : texts)
        json.string(text);
    json.endArray();
}

void write(JsonWriter &json, const Provider &provider)
{
    const auto seconds = [&json](const char *name, std::chrono::seconds value) {
        json.key(name);
        value.count() > 0 ? json.number(value.count()) : json.null();
    };
    json.beginObject().key("id").string(provider.id).key("name").string(provider.name);
    writeTexts(json, "tokenUrls", provider.tokenUrls);
    writeTexts(json, "tenantHosts", provider.tenantHosts);
    writeTexts(json, "authorizationUrls", provider.authorizationUrls);
    QStringList probes;
    for (const Provider::Probe &probe : provider.probes)
        probes += probe.urls;
    writeTexts(json, "probeUrls", probes);
    json.key("redirect").string(redirectWord(provider)).key("redirectUri").string(provider.redirectUri);
    json.key("authentication").string(authenticationWord(provider));
    json.key("rotation").string(rotationWord(provider)).key("replay").string(replayWord(provider));
    seconds("leeway", provider.leeway);
    seconds("accessLife", provider.accessLife);
    seconds("refreshIdle", provider.refreshIdle);
    seconds("refreshAbsolute", provider.refreshAbsolute);
    json.key("atOnce").number(provider.atOnce).endObject();
}

} // namespace

QString ProvidersVerb::name() const
{
    return u"providers"_s;
}

QString ProvidersVerb::summary() const
{
    return tr("List the OAuth providers whose rules Keyturn knows.");
}

QString ProvidersVerb::description() const
{
    return tr(
        "Lists what Keyturn knows of each provider: its id for --provider and for the tag keyturn:provider, how a "
        "client authenticates (HTTP Basic or in the body), whether a refresh replaces the refresh token, and "
        "whether a lost answer may be asked for again. Hosts of token URLs may be asked without consent; "
        "tenantHosts tell the provider, but each host needs consent. Nothing is asked for this list.");
}

QStringList ProvidersVerb::examples() const
{
    return {u"keyturnctl providers"_s, u"keyturnctl --json providers"_s};
}

Task<ExitCode> ProvidersVerb::run(Session &session, VerbArguments)
{
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const Provider &provider : providers())
            write(json, provider);
        json.endArray();
        session.printJson(std::move(json));
        co_return ExitCode::Ok;
    }
    Table table({tr("ID"), tr("NAME"), tr("CLIENT"), tr("ROTATES"), tr("LOST ANSWER"), tr("TOKEN URL")});
    for (const Provider &provider : providers())
        table.add({provider.id, provider.name, authenticationWord(provider), rotationWord(provider),
                   replayWord(provider), (provider.tokenUrls + provider.tenantHosts).value(0, u"-"_s)});
    session.out().write(table.text().toUtf8());
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
