#include "core/profile/profile_settings.h"

#include "core/profile/config_keys.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! How a service is called in AWS_ENDPOINT_URL_<word> and in a [services] section, by our id of it.
struct ServiceWord {
    const char *id;
    const char *variable;
    QLatin1String section;
};
constexpr ServiceWord serviceWords[] = {
    {"secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "secrets_manager"_L1},
    {"ssm", "AWS_ENDPOINT_URL_SSM", "ssm"_L1},
    {"sts", "AWS_ENDPOINT_URL_STS", "sts"_L1},
    {"kms", "AWS_ENDPOINT_URL_KMS", "kms"_L1},
    {"sns", "AWS_ENDPOINT_URL_SNS", "sns"_L1},
    {"sqs", "AWS_ENDPOINT_URL_SQS", "sqs"_L1},
    {"events", "AWS_ENDPOINT_URL_EVENTBRIDGE", "eventbridge"_L1},
    {"scheduler", "AWS_ENDPOINT_URL_SCHEDULER", "scheduler"_L1},
    {"cloudformation", "AWS_ENDPOINT_URL_CLOUDFORMATION", "cloudformation"_L1},
    {"cloudtrail", "AWS_ENDPOINT_URL_CLOUDTRAIL", "cloudtrail"_L1},
};

//! The settings of one profile, looked up as botocore does.
class Settings {
public:
    Settings(Profile &profile, const Environment &environment, const SharedConfig &shared,
             const ConfigSection *section) :
        m_profile(profile),
        m_environment(environment), m_shared(shared), m_section(section)
    {}

    void apply()
    {
        m_profile.useFipsEndpoint = isTrue("AWS_USE_FIPS_ENDPOINT", u"use_fips_endpoint"_s);
        m_profile.useDualstackEndpoint = isTrue("AWS_USE_DUALSTACK_ENDPOINT", u"use_dualstack_endpoint"_s);
        m_profile.unsupported = unsupportedSettings(m_environment, m_section);
        attempts();
        defaultsMode();
        caBundle();
        endpoints();
    }

private:
    QString inFile(const QString &key) const { return m_section ? m_section->values.value(key) : QString(); }
    QString found(const char *variable, const QString &key) const
    {
        const std::optional<QString> set = m_environment.setting(variable);
        return set ? *set : inFile(key);
    }
    bool isTrue(const char *variable, const QString &key) const
    {
        return found(variable, key).compare("true"_L1, Qt::CaseInsensitive) == 0;
    }
    //! The first thing that is wrong; a profile without usable keys says that instead.
    void refuse(Refusal why, const QString &what)
    {
        if (m_profile.unusable != Refusal::None)
            return;
        m_profile.unusable = why;
        m_profile.badSetting = what;
    }

    void attempts()
    {
        const QString mode = found("AWS_RETRY_MODE", u"retry_mode"_s);
        if (mode == "legacy"_L1)
            m_profile.maxAttempts = 5; // and otherwise as the standard mode
        else if (!mode.isEmpty() && mode != "standard"_L1 && mode != "adaptive"_L1)
            refuse(Refusal::BadSetting, u"retry_mode = %1"_s.arg(mode));
        const QString most = found("AWS_MAX_ATTEMPTS", u"max_attempts"_s).trimmed();
        if (most.isEmpty())
            return;
        bool isNumber = false;
        const int number = most.toInt(&isNumber);
        if (isNumber && number > 0)
            m_profile.maxAttempts = number;
        else
            refuse(Refusal::BadSetting, u"max_attempts = %1"_s.arg(most));
    }

    //! Without an effect here, but a mode that nobody knows is not taken for one.
    void defaultsMode()
    {
        const QString mode = found("AWS_DEFAULTS_MODE", u"defaults_mode"_s);
        const QStringList known{u"legacy"_s, u"standard"_s, u"in-region"_s, u"cross-region"_s, u"mobile"_s, u"auto"_s};
        if (!mode.isEmpty() && !known.contains(mode, Qt::CaseInsensitive))
            refuse(Refusal::BadSetting, u"defaults_mode = %1"_s.arg(mode));
    }

    void caBundle()
    {
        m_profile.caBundle = found("AWS_CA_BUNDLE", u"ca_bundle"_s);
        if (m_profile.caBundle.isEmpty())
            m_profile.caBundle = m_environment.setting("REQUESTS_CA_BUNDLE").value_or(QString());
    }

    void endpoints()
    {
        if (isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", u"ignore_configured_endpoint_urls"_s))
            return;
        const QString everywhere = m_environment.setting("AWS_ENDPOINT_URL").value_or(QString());
        m_profile.endpoint = acceptable(everywhere.isEmpty() ? inFile(u"endpoint_url"_s) : everywhere);
        const QString servicesName = inFile(u"services"_s);
        const ConfigSection *services = m_shared.services(servicesName);
        if (!servicesName.isEmpty() && !services)
            refuse(Refusal::BadSetting, u"services = %1"_s.arg(servicesName));
        for (const ServiceWord &service : serviceWords) {
            QString url = m_environment.setting(service.variable).value_or(QString());
            if (url.isEmpty() && everywhere.isEmpty() && services)
                url = services->nested.value(service.section).value(u"endpoint_url"_s);
            if (!url.isEmpty())
                m_profile.serviceEndpoints.insert(service.id, acceptable(url));
        }
    }
    //! What somebody took for a URL, without a user, a password or a query in it.
    static QString withoutSecrets(QString text)
    {
        const qsizetype slashes = text.indexOf("//"_L1);
        const qsizetype user = slashes < 0 ? 0 : slashes + 2;
        const qsizetype at = text.lastIndexOf(u'@');
        if (at >= user)
            text.replace(user, at - user, u"…"_s);
        return text.section(u'?', 0, 0);
    }
    QUrl acceptable(const QString &text)
    {
        const QUrl url(text, QUrl::StrictMode);
        if (!text.isEmpty() && !isAcceptableEndpoint(url))
            refuse(Refusal::BadEndpoint, withoutSecrets(text));
        return url;
    }

    Profile &m_profile;
    const Environment &m_environment;
    const SharedConfig &m_shared;
    const ConfigSection *m_section;
};

} // namespace

void applySettings(Profile &profile, const Environment &environment, const SharedConfig &shared,
                   const ConfigSection *section)
{
    Settings(profile, environment, shared, section).apply();
}

bool isAcceptableEndpoint(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    const QString host = url.host();
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && (host == "127.0.0.1"_L1 || host == "::1"_L1));
}

} // namespace keyturn
