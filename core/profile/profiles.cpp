#include "core/profile/profiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! How a service is called in AWS_ENDPOINT_URL_<word> and in a [services] section, by our id of it.
struct ServiceWord {
    const char *id;
    const char *environmentWord;
    QLatin1String configWord;
};
constexpr ServiceWord serviceWords[] = {
    {"secretsmanager", "SECRETS_MANAGER", "secrets_manager"_L1}, {"ssm", "SSM", "ssm"_L1}, {"sts", "STS", "sts"_L1}};

//! Why botocore would not use the profile's static keys, in the order in which it looks.
QString unusableWord(const ConfigSection &section)
{
    const auto has = [&section](QLatin1String key) { return !section.values.value(key).isEmpty(); };
    if (has("role_arn"_L1))
        return has("web_identity_token_file"_L1) ? u"web-identity"_s : u"role"_s;
    if (has("sso_session"_L1) || has("sso_start_url"_L1) || has("sso_account_id"_L1))
        return u"sso"_s;
    const bool hasId = has("aws_access_key_id"_L1);
    const bool hasSecret = !section.secrets.value(u"aws_secret_access_key"_s).isEmpty();
    if (hasId && hasSecret)
        return {};
    if (hasId || hasSecret)
        return u"incomplete-keys"_s;
    if (has("login_session"_L1))
        return u"login"_s;
    if (has("credential_process"_L1))
        return u"process"_s;
    return u"no-credentials"_s;
}

QUrl endpointOf(const QString &text)
{
    return QUrl(text, QUrl::StrictMode);
}

void resolveEndpoints(Profile &profile, const Environment &environment, const SharedConfig &shared,
                      const ConfigSection *section)
{
    const bool ignored = environment.ignoresConfiguredEndpoints()
                         || (section && section->values.value(u"ignore_configured_endpoint_urls"_s) == "true"_L1);
    QString general = ignored ? QString() : environment.endpointUrl();
    const bool fromEnvironment = !general.isEmpty();
    if (general.isEmpty() && section && !ignored)
        general = section->values.value(u"endpoint_url"_s);
    const ConfigSection *services = section ? shared.services(section->values.value(u"services"_s)) : nullptr;

    QStringList urls;
    for (const ServiceWord &service : serviceWords) {
        QString url = ignored ? QString() : environment.endpointUrl(service.environmentWord);
        if (url.isEmpty() && services && !ignored && !fromEnvironment)
            url = services->nested.value(service.configWord).value(u"endpoint_url"_s);
        if (url.isEmpty())
            continue;
        profile.serviceEndpoints.insert(service.id, endpointOf(url));
        urls.append(url);
    }
    if (!general.isEmpty()) {
        profile.endpoint = endpointOf(general);
        urls.append(general);
    }
    const bool acceptable =
        std::all_of(urls.begin(), urls.end(), [](const QString &url) { return isAcceptableEndpoint(endpointOf(url)); });
    if (!acceptable)
        profile.unusable = u"bad-endpoint"_s;
}

} // namespace

bool isAcceptableEndpoint(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    const QString host = url.host();
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && (host == "127.0.0.1"_L1 || host == "::1"_L1));
}

Profiles Profiles::load(const Environment &environment)
{
    Profiles profiles;
    SharedConfig shared;
    Result<SharedConfig> loaded = SharedConfig::load(environment);
    if (loaded)
        shared = *std::move(loaded);
    else
        profiles.m_problem = loaded.error();

    if (!environment.accessKeyId().isEmpty()) {
        Profile profile;
        profile.name = u"environment"_s;
        profile.kind = ProfileKind::Environment;
        profile.region = environment.region();
        if (environment.secretAccessKey().isEmpty())
            profile.unusable = u"incomplete-keys"_s;
        // botocore takes region and endpoint of the environment's keys from the profile in force.
        const QString named = environment.profile();
        const ConfigSection *section = shared.profile(named.isEmpty() ? u"default"_s : named);
        if (profile.region.isEmpty() && section)
            profile.region = section->values.value(u"region"_s);
        resolveEndpoints(profile, environment, shared, section);
        profiles.m_profiles.append(profile);
        profiles.m_preferred = profile.name;
    }
    for (const QString &name : shared.profileNames()) {
        const ConfigSection *section = shared.profile(name);
        Profile profile;
        profile.name = name;
        profile.kind = ProfileKind::SharedConfig;
        profile.region = environment.region();
        if (profile.region.isEmpty())
            profile.region = section->values.value(u"region"_s);
        profile.production = section->values.value(u"keyturn_production"_s) == "true"_L1;
        profile.unusable = unusableWord(*section);
        resolveEndpoints(profile, environment, shared, section);
        profiles.m_profiles.append(profile);
    }
    if (profiles.m_preferred.isEmpty())
        profiles.m_preferred = environment.profile();
    if (profiles.m_preferred.isEmpty() && shared.profile(u"default"_s))
        profiles.m_preferred = u"default"_s;
    return profiles;
}

const Profile *Profiles::find(const QString &name) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&name](const Profile &profile) { return profile.name == name; });
    return found == m_profiles.end() ? nullptr : &*found;
}

} // namespace keyturn
